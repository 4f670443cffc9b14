// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/run_charts.h"
#include "ui/graph/graph_panel.h"
#include "ui/help/help_page.h"
#include "ui/pages/run_page.h"
#include "ui/pages/run_page_commands.h"
#include "ui/settings/settings_page.h"
#include "ui/views/status_icon.h"
#include "ui/window/panel_makers.h"
#include "ui/window/shell.h"
#include "ui/window/welcome_page.h"

#include <QAction>
#include <QCoreApplication>
#include <QIcon>
#include <QTableView>

namespace assay::ui {

using namespace Qt::StringLiterals;
using Phase = RunController::Phase;

namespace {

struct Panels
{
    Q_DECLARE_TR_FUNCTIONS(Panels)
};

QString emptyText(Phase phase, const CommandRegistry &commands)
{
    const auto keys = [&](QStringView id) {
        const QString shown = commands.action(id).shortcut().toString(QKeySequence::NativeText);
        return shown.isEmpty() ? commands.action(id).text() : shown;
    };
    switch (phase) {
    case Phase::Closed:
        return Panels::tr("No workspace is open. %1 opens one; opening runs nothing.")
            .arg(keys(u"workspace.open"));
    case Phase::Opening:
        return Panels::tr("Reading the workspace…");
    case Phase::Preparing:
        return Panels::tr("Loading, checking and planning…");
    default:
        return Panels::tr("Nothing has run yet. %1 runs every case, %2 the selected ones.")
            .arg(keys(u"run.all"), keys(u"run.selected"));
    }
}

Status overall(const RunController &controller)
{
    const events::RunState &state = controller.feed().state();
    const events::RunState::Counts &counts = state.counts();
    if (controller.isLive())
        return Status::Running;
    if (state.cases().empty())
        return Status::NotRun;
    if (counts.bad() > 0)
        return Status::Failed;
    return counts.finished < counts.total || counts.aborted > 0 ? Status::Aborted : Status::Passed;
}

/// The tab of the run: which, and how it goes.
void retitle(RunPage &page, const RunController &controller, const Theme &theme)
{
    const QString run = controller.feed().runId().left(8);
    page.setWindowTitle(run.isEmpty() ? Panels::tr("Run") : Panels::tr("Run %1").arg(run));
    const Status now = overall(controller);
    const int shown = int(now) * 2 + (theme.dark ? 1 : 0) + 1;
    if (page.property("shownStatus").toInt() == shown)
        return; // this runs in every frame
    page.setProperty("shownStatus", shown);
    page.setWindowIcon(statusIcon(now, theme, 12));
}

} // namespace

PanelParts makeRunPage(PanelContext &context, const QString &, QWidget *parent)
{
    auto *page = new RunPage(context.feed, context.timeView, context.selection, context.themes,
                             &context.settings, parent);
    RunController &controller = context.controller;
    CaseScope &scope = context.scope;
    Selection &selection = context.selection;
    QObject::connect(&scope, &CaseScope::filterChanged, page,
                     [page, &scope] { page->setFilter(scope.filter()); });
    QObject::connect(page, &RunPage::caseSelected, page,
                     [page, &selection, &scope](const QString &id) {
                         selection.selectCase(id);
                         // With the focus alone a case is current, but not selected.
                         const QStringList ids = page->selectedCases();
                         if (page->table().hasFocus() && !ids.isEmpty())
                             scope.setChosen(ids);
                     });
    QObject::connect(page->table().selectionModel(), &QItemSelectionModel::selectionChanged, page,
                     [page, &scope] {
                         if (page->table().hasFocus())
                             scope.setChosen(page->selectedCases());
                     });
    QObject::connect(page, &RunPage::caseActivated, &context.shell,
                     [&context] { context.shell.showPanel(u"inspector"_s); });
    bindRunPageCommands(context.commands, *page, context.timeView);
    bindSectionCommands(context.commands, *page);
    page->graph().view().setFollowing(true);
    const auto refresh = [page, &context, &controller] {
        page->setEmptyText(emptyText(controller.phase(), context.commands));
        retitle(*page, controller, context.themes.theme());
    };
    QObject::connect(&controller, &RunController::phaseChanged, page, refresh);
    QObject::connect(&context.feed, &RunFeed::reset, page, refresh);
    QObject::connect(&context.feed, &RunFeed::advanced, page, refresh);
    QObject::connect(&context.feed, &RunFeed::ended, page, refresh);
    QObject::connect(&context.themes, &ThemeManager::changed, page, refresh);
    QObject::connect(&context.commands, &CommandRegistry::shortcutsChanged, page, refresh);
    refresh();
    return {page, nullptr, nullptr, {}};
}

PanelParts makeChartsPage(PanelContext &context, const QString &, QWidget *parent)
{
    return {new RunCharts(context.feed, context.timeView, context.themes, context.settings, parent),
            nullptr,
            nullptr,
            {}};
}

PanelParts makeWelcomePage(PanelContext &context, const QString &, QWidget *parent)
{
    auto *page = new WelcomePage(context.settings, context.themes, parent);
    Shell &shell = context.shell;
    CommandRegistry &commands = context.commands;
    QObject::connect(page, &WelcomePage::openWanted, page,
                     [&commands] { commands.action(u"workspace.open").trigger(); });
    QObject::connect(page, &WelcomePage::workspaceChosen, page,
                     [&shell](const QString &folder) { shell.openWorkspace(folder); });
    QObject::connect(page, &WelcomePage::exampleWanted, page,
                     [&commands] { commands.action(u"workspace.example").trigger(); });
    QObject::connect(page, &WelcomePage::helpWanted, page,
                     [&shell](const QString &name) { shell.openHelp(name); });
    return {page, nullptr, nullptr, {}};
}

PanelParts makeSettingsPage(PanelContext &context, const QString &, QWidget *parent)
{
    auto *page = new SettingsPage(context.preferences, context.commands, parent);
    return {page, nullptr, nullptr, {}};
}

PanelParts makeHelpPage(PanelContext &context, const QString &, QWidget *parent)
{
    auto *page = new HelpPage(HelpLibrary::find(), context.themes, parent);
    return {page, nullptr, nullptr, {}};
}

} // namespace assay::ui
