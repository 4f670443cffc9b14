// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_registry.h"
#include "ui/commands/editor_specs.h"
#include "ui/commands/environment_specs.h"
#include "ui/commands/history_specs.h"
#include "ui/commands/inspector_specs.h"
#include "ui/commands/run_view_specs.h"
#include "ui/commands/suite_specs.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::ui", text);
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

CommandSpec in(const QString &submenu, CommandSpec command)
{
    command.submenu = submenu;
    return command;
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
    const QString layouts = tr("Layout");
    const QString colours = tr("Colours");
    std::vector<CommandSpec> specs = {
        spec(u"workspace.open"_s, File, tr("Open workspace…"), keys(Qt::CTRL | Qt::Key_O),
             tr("Choose the folder of a workspace; opening runs nothing.")),
        spec(u"workspace.example"_s, File, tr("Open the example…"), {},
             tr("Copy the reference suites to a folder and open them.")),
        spec(u"workspace.reload"_s, File, tr("Reload workspace"), keys(Qt::CTRL | Qt::Key_R),
             tr("Read every suite file anew.")),
        separated(spec(u"page.close"_s, File, tr("Close page"), keys(Qt::CTRL | Qt::Key_W),
                       tr("Close the page in front; the run stays."))),
        separated(spec(u"settings.open"_s, File, tr("Settings…"), keys(Qt::CTRL | Qt::Key_Comma),
                       tr("Language, colours, editor, runs, shortcuts."))),
        separated(spec(u"window.quit"_s, File, tr("Quit"), keys(Qt::CTRL | Qt::Key_Q),
                       tr("Close the window; a run that is live is aborted and torn down first."))),
        spec(u"palette.open"_s, Edit, tr("Find anything…"), keys(Qt::CTRL | Qt::Key_K),
             tr("Search commands, cases, runs, files, settings and help.")),
        spec(u"filter.focus"_s, Edit, tr("Filter suites"), keys(Qt::CTRL | Qt::Key_L),
             tr("Type into the filter: status:failed tag:db slow:>2s text.")),
        spec(u"filter.clear"_s, Edit, tr("Clear filter"), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
             tr("Show every case again.")),
        spec(u"edit.find"_s, Edit, tr("Find…"), keys(Qt::CTRL | Qt::Key_F),
             tr("Find a text in the file that is edited, or in the console.")),
        spec(u"edit.findNext"_s, Edit, tr("Find next"), keys(QKeyCombination(Qt::Key_F3)),
             tr("Go to the next place of the text.")),
        spec(u"edit.findPrevious"_s, Edit, tr("Find previous"), keys(Qt::SHIFT | Qt::Key_F3),
             tr("Go to the place of the text before this one.")),
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
        spec(u"notifications.open"_s, View, tr("Notifications"),
             keys(Qt::CTRL | Qt::SHIFT | Qt::Key_M), tr("Show what happened last.")),
        spec(u"notifications.close"_s, View, tr("Close newest notification"),
             keys(Qt::CTRL | Qt::SHIFT | Qt::Key_X), tr("Take it out of the corner.")),
        separated(spec(u"page.next"_s, View, tr("Next page"), keys(Qt::CTRL | Qt::Key_PageDown),
                       tr("Bring the tab at the right to the front."))),
        spec(u"page.previous"_s, View, tr("Previous page"), keys(Qt::CTRL | Qt::Key_PageUp),
             tr("Bring the tab at the left to the front.")),
        spec(u"page.split"_s, View, tr("Move page to the other column"),
             keys(Qt::CTRL | Qt::Key_Backslash), tr("Show two pages side by side.")),
        spec(u"page.float"_s, View, tr("Page in its own window"),
             keys(Qt::CTRL | Qt::SHIFT | Qt::Key_Backslash),
             tr("Let the page float; once more takes it back.")),
        in(layouts,
           checkable(spec(u"layout.author"_s, View, tr("Author"), keys(Qt::CTRL | Qt::Key_1),
                          tr("The panels for writing suites.")),
                     u"layout"_s)),
        in(layouts, checkable(spec(u"layout.run"_s, View, tr("Run"), keys(Qt::CTRL | Qt::Key_2),
                                   tr("The panels for running and watching.")),
                              u"layout"_s)),
        in(layouts, checkable(spec(u"layout.review"_s, View, tr("Review"),
                                   keys(Qt::CTRL | Qt::Key_3), tr("The panels for past runs.")),
                              u"layout"_s)),
        in(layouts, separated(spec(u"layout.save"_s, View, tr("Keep this arrangement"), {},
                                   tr("What Reset layout goes back to.")))),
        in(layouts, spec(u"layout.reset"_s, View, tr("Reset layout"), {},
                         tr("Put every panel back as it was kept, or as it was at first."))),
        in(layouts, spec(u"layout.original"_s, View, tr("Original layout"), {},
                         tr("Forget what was kept; put every panel where it was at first."))),
        in(colours, checkable(spec(u"theme.system"_s, View, tr("System colours"), {},
                                   tr("Light or dark as the desktop is.")),
                              themes)),
        in(colours,
           checkable(spec(u"theme.light"_s, View, tr("Light colours"), {}, tr("Dark on light.")),
                     themes)),
        in(colours,
           checkable(spec(u"theme.dark"_s, View, tr("Dark colours"), {}, tr("Light on dark.")),
                     themes)),
        spec(u"run.all"_s, Run, tr("Run"), keys(QKeyCombination(Qt::Key_F5)),
             tr("Run every case.")),
        spec(u"run.selected"_s, Run, tr("Run selected"), keys(Qt::CTRL | Qt::Key_F5),
             tr("Run the selected cases and what they need.")),
        spec(u"run.failed"_s, Run, tr("Failed"), keys(Qt::SHIFT | Qt::Key_F5),
             tr("Run what failed last and what it needs.")),
        separated(spec(u"run.abort"_s, Run, tr("Abort"), keys(Qt::CTRL | Qt::Key_Period),
                       tr("Cancel what runs; every teardown still runs."))),
        spec(u"help.here"_s, Help, tr("Help on this"), keys(QKeyCombination(Qt::Key_F1)),
             tr("The help page of the panel that has the keyboard.")),
        spec(u"help.index"_s, Help, tr("All help pages"), keys(Qt::SHIFT | Qt::Key_F1),
             tr("The index of the help.")),
        spec(u"help.shortcuts"_s, Help, tr("Shortcuts"), {},
             tr("Every command with its keys, to look at and to change.")),
        separated(spec(u"help.about"_s, Help, tr("About Assay"), {}, tr("Version and licence."))),
    };
    for (const auto &more : {editorCommandSpecs(), suiteCommandSpecs(), environmentCommandSpecs(),
                             runViewCommandSpecs(), historyCommandSpecs(), inspectorCommandSpecs()})
        specs.insert(specs.end(), more.begin(), more.end());
    return specs;
}

} // namespace assay::ui
