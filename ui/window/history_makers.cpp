// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"
#include "ui/history/compare_page.h"
#include "ui/history/history_commands.h"
#include "ui/history/past_run_page.h"
#include "ui/history/report_page.h"
#include "ui/history/runs_page.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/pages/run_page.h"
#include "ui/pages/run_page_commands.h"
#include "ui/window/panel_makers.h"
#include "ui/window/shell.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// What stands between two runs in the argument of the page that compares them.
const QString kBetween = u".."_s;

} // namespace

QString compareArgument(const QString &before, const QString &after)
{
    return before + kBetween + after;
}

PanelParts makeRunsPage(PanelContext &context, const QString &, QWidget *parent)
{
    auto *page = new RunsPage(context.history, context.themes, parent);
    Shell &shell = context.shell;
    QObject::connect(page, &RunsPage::openWanted, &shell, &Shell::showRun);
    QObject::connect(page, &RunsPage::compareWanted, &shell,
                     [&shell](const QString &before, const QString &after) {
                         shell.openPage(u"compare"_s, compareArgument(before, after));
                     });
    QObject::connect(page, &RunsPage::reportWanted, &shell,
                     [&shell](const QString &run) { shell.openPage(u"report"_s, run); });
    QObject::connect(page, &RunsPage::said, &shell, &Shell::say);
    bindRunsCommands(context.commands, *page);
    return {page, nullptr, nullptr, {}};
}

PanelParts makePastRunPage(PanelContext &context, const QString &run, QWidget *parent)
{
    auto *page = new PastRunPage(context.history, context.themes, context.settings, parent);
    Shell &shell = context.shell;
    QObject::connect(page, &PastRunPage::reportWanted, &shell,
                     [&shell](const QString &id) { shell.openPage(u"report"_s, id); });
    bindRunPageCommands(context.commands, page->runPage(), page->timeView());
    bindReplayCommands(context.commands, *page);
    connectInspector(page->inspector(), context);
    bindConsoleCommands(page->console(), context);
    context.commands.bind(u"edit.find", &page->console(), [page](bool) { page->findInConsole(); });
    page->open(run);
    return {page, nullptr, nullptr, {}};
}

PanelParts makeComparePage(PanelContext &context, const QString &runs, QWidget *parent)
{
    auto *page = new ComparePage(context.history, context.themes, parent);
    Shell &shell = context.shell;
    QObject::connect(page, &ComparePage::openWanted, &shell,
                     [&shell](const QString &run, const QString &caseId) {
                         auto *opened =
                             qobject_cast<PastRunPage *>(shell.openPage(u"past-run"_s, run));
                         if (opened != nullptr)
                             opened->revealCase(caseId);
                     });
    QObject::connect(page, &ComparePage::said, &shell, &Shell::say);
    bindCompareCommands(context.commands, *page);
    page->compare(runs.section(kBetween, 0, 0), runs.section(kBetween, 1));
    return {page, nullptr, nullptr, {}};
}

PanelParts makeReportPage(PanelContext &context, const QString &run, QWidget *parent)
{
    auto *page = new ReportPage(context.history, context.themes, parent);
    QObject::connect(page, &ReportPage::said, &context.shell, &Shell::say);
    page->show(run);
    return {page, nullptr, nullptr, {}};
}

} // namespace assay::ui
