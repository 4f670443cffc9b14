// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_registry.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Commands", text);
}

CommandSpec spec(const QString &id, MenuPlace menu, const QString &text,
                 const QKeySequence &shortcut, const QString &help)
{
    CommandSpec result;
    result.id = id;
    result.menu = menu;
    result.text = text;
    result.shortcut = shortcut;
    result.help = help;
    return result;
}

CommandSpec separated(CommandSpec command)
{
    command.separated = true;
    return command;
}

CommandSpec checkable(CommandSpec command, const QString &group = {})
{
    command.checkable = true;
    command.group = group;
    return command;
}

} // namespace

std::vector<CommandSpec> commandSpecs()
{
    using enum MenuPlace;
    const auto keys = [](QKeyCombination combination) { return QKeySequence(combination); };
    const QString themes = u"theme"_s;
    return {
        spec(u"workspace.open"_s, File, tr("Open workspace…"), keys(Qt::CTRL | Qt::Key_O),
             tr("Choose the folder of a workspace; opening runs nothing.")),
        spec(u"workspace.reload"_s, File, tr("Reload workspace"), keys(Qt::CTRL | Qt::Key_R),
             tr("Read every suite file anew.")),
        separated(spec(u"window.quit"_s, File, tr("Quit"), keys(Qt::CTRL | Qt::Key_Q),
                       tr("Close the window; a run that is live is aborted and torn down first."))),
        spec(u"palette.open"_s, Edit, tr("Find command or case…"), keys(Qt::CTRL | Qt::Key_K),
             tr("Search every command and every case.")),
        spec(u"filter.focus"_s, Edit, tr("Filter suites"), keys(Qt::CTRL | Qt::Key_L),
             tr("Type into the filter: status:failed tag:db slow:>2s text.")),
        spec(u"filter.clear"_s, Edit, tr("Clear filter"), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
             tr("Show every case again.")),
        spec(u"console.find"_s, Edit, tr("Find in console"), keys(Qt::CTRL | Qt::Key_F),
             tr("Search every line of the console for a text or a pattern.")),
        spec(u"console.findNext"_s, Edit, tr("Find next in console"),
             keys(QKeyCombination(Qt::Key_F3)), tr("Go to the next line with the text.")),
        spec(u"console.findPrevious"_s, Edit, tr("Find previous in console"),
             keys(Qt::SHIFT | Qt::Key_F3), tr("Go to the line before with the text.")),
        spec(u"console.atCrosshair"_s, Edit, tr("Console at crosshair"),
             keys(Qt::CTRL | Qt::SHIFT | Qt::Key_J),
             tr("Show the lines of the moment that the crosshair of the time axis marks.")),
        separated(spec(u"console.copy"_s, Edit, tr("Copy console lines"),
                       keys(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                       tr("Copy the selected lines of the console."))),
        spec(u"console.clear"_s, Edit, tr("Clear console"), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_K),
             tr("Forget the lines of the console.")),
        spec(u"console.save"_s, Edit, tr("Save console…"), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
             tr("Write the lines that the console shows to a file.")),
        checkable(spec(u"console.follow"_s, View, tr("Follow console"), keys(Qt::CTRL | Qt::Key_J),
                       tr("Keep the newest line in sight."))),
        separated(checkable(spec(u"theme.system"_s, View, tr("System colours"), {},
                                 tr("Light or dark as the desktop is.")),
                            themes)),
        checkable(spec(u"theme.light"_s, View, tr("Light colours"), {}, tr("Dark on light.")),
                  themes),
        checkable(spec(u"theme.dark"_s, View, tr("Dark colours"), {}, tr("Light on dark.")),
                  themes),
        separated(spec(u"layout.reset"_s, View, tr("Reset layout"), {},
                       tr("Put every panel back where it was at first."))),
        spec(u"run.all"_s, Run, tr("Run"), keys(QKeyCombination(Qt::Key_F5)),
             tr("Run every case.")),
        spec(u"run.selected"_s, Run, tr("Run selected"), keys(Qt::CTRL | Qt::Key_F5),
             tr("Run the selected cases and what they need.")),
        spec(u"run.failed"_s, Run, tr("Failed"), keys(Qt::SHIFT | Qt::Key_F5),
             tr("Run what failed last and what it needs.")),
        separated(spec(u"run.abort"_s, Run, tr("Abort"), keys(Qt::CTRL | Qt::Key_Period),
                       tr("Cancel what runs; every teardown still runs."))),
        spec(u"help.about"_s, Help, tr("About Assay"), keys(QKeyCombination(Qt::Key_F1)),
             tr("Version and licence.")),
    };
}

} // namespace assay::ui
