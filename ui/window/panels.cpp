// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/panel.h"
#include "ui/window/panel_makers.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

struct Panels
{
    Q_DECLARE_TR_FUNCTIONS(Panels)
};

QKeySequence keys(QKeyCombination combination)
{
    return QKeySequence(combination);
}

} // namespace

std::vector<PanelSpec> panelSpecs()
{
    using enum PanelArea;
    using enum LayoutKind;
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("assay::ui", text); // where lupdate finds them
    };
    return {
        {u"suites"_s,
         tr("Suites"),
         Left,
         10,
         740,
         false,
         {Author, Run},
         keys(Qt::ALT | Qt::Key_1),
         u"suites.md"_s,
         &makeSuitesPanel},
        {u"environment"_s,
         tr("Environment"),
         Left,
         20,
         170,
         false,
         {Run},
         keys(Qt::ALT | Qt::Key_2),
         u"environments.md"_s,
         &makeEnvironmentPanel},
        {u"inspector"_s,
         tr("Inspector"),
         Right,
         10,
         700,
         false,
         {Run, Review},
         keys(Qt::ALT | Qt::Key_3),
         u"reports.md"_s,
         &makeInspectorPanel},
        {u"console"_s,
         tr("Console"),
         Bottom,
         10,
         250,
         false,
         {Run, Review},
         keys(Qt::ALT | Qt::Key_4),
         u"events.md"_s,
         &makeConsolePanel},
        {u"problems"_s,
         tr("Problems"),
         Bottom,
         20,
         250,
         true,
         {Author, Run},
         keys(Qt::ALT | Qt::Key_5),
         u"suites.md"_s,
         &makeProblemsPanel},
    };
}

std::vector<PageSpec> pageSpecs()
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("assay::ui", text); // where lupdate finds them
    };
    return {
        {u"run"_s, tr("Run"), true, true, keys(Qt::ALT | Qt::Key_0), u"getting-started.md"_s,
         &makeRunPage},
        {u"charts"_s, tr("Charts"), true, true, keys(Qt::ALT | Qt::Key_9), u"window.md"_s,
         &makeChartsPage}, // from the start: it counts what it sees
        {u"history"_s, tr("History"), true, true, keys(Qt::ALT | Qt::Key_8), u"history.md"_s,
         &makeRunsPage},
        {u"editor"_s, tr("File"), false, false, {}, u"editor.md"_s, &makeEditorPage},
        {u"past-run"_s, tr("Past run"), false, false, {}, u"history.md"_s, &makePastRunPage},
        {u"compare"_s, tr("Compare"), false, false, {}, u"history.md"_s, &makeComparePage},
        {u"report"_s, tr("Report"), false, false, {}, u"reports.md"_s, &makeReportPage},
        {u"welcome"_s, tr("Welcome"), false, true, {}, u"getting-started.md"_s, &makeWelcomePage},
        {u"settings"_s, tr("Settings"), false, false, {}, u"window.md"_s, &makeSettingsPage},
        {u"help"_s, tr("Help"), false, false, {}, u"index.md"_s, &makeHelpPage},
    };
}

std::vector<CommandSpec> panelCommands(const std::vector<PanelSpec> &panels,
                                       const std::vector<PageSpec> &pages)
{
    std::vector<CommandSpec> commands;
    for (const PanelSpec &panel : panels) {
        CommandSpec command;
        command.id = u"panel."_s + panel.id;
        command.menu = MenuPlace::View;
        command.submenu = Panels::tr("Panels");
        command.text = panel.title;
        command.shortcut = panel.shortcut;
        command.help = Panels::tr("Show the panel \"%1\"; close it when the keyboard is in it.")
                           .arg(panel.title);
        command.checkable = true;
        commands.push_back(std::move(command));
    }
    for (const PageSpec &page : pages) {
        if (!page.listed)
            continue;
        CommandSpec command;
        command.id = u"page."_s + page.id;
        command.menu = MenuPlace::View;
        command.submenu = Panels::tr("Pages");
        command.text = page.title;
        command.shortcut = page.shortcut;
        command.help = Panels::tr("Go to the page \"%1\".").arg(page.title);
        commands.push_back(std::move(command));
    }
    return commands;
}

} // namespace assay::ui
