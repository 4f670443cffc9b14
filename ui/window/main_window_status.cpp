// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/progress.h"
#include "ui/views/environment_panel.h"
#include "ui/views/phase_bar.h"
#include "ui/views/problems_panel.h"
#include "ui/pages/run_page.h"
#include "ui/views/status_icon.h"
#include "ui/views/suites_panel.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QLabel>
#include <QTabWidget>

namespace assay::ui {

using namespace Qt::StringLiterals;
using Phase = RunController::Phase;

void MainWindow::say(const QString &text)
{
    m_message->setText(text);
    m_messageTimer.start();
}

void MainWindow::refreshCommands()
{
    const bool idle = m_controller.phase() == Phase::Idle;
    const bool cases = m_suites->model().caseCount() > 0;
    const SuiteTreeModel::StatusCounts &counts = m_suites->model().counts();
    int failed = 0; // counted, not collected: this runs in every frame of a run
    for (const Status status : {Status::Failed, Status::Error, Status::TimedOut})
        failed += counts[static_cast<std::size_t>(status)];
    const auto selected = selectedCases().size();
    m_commands.action(u"run.all").setEnabled(idle && cases);
    QAction &runSelected = m_commands.action(u"run.selected");
    runSelected.setEnabled(idle && selected > 0);
    runSelected.setText(selected > 0 ? tr("Selected (%1)").arg(selected) : tr("Selected"));
    QAction &runFailed = m_commands.action(u"run.failed");
    runFailed.setEnabled(idle && cases);
    runFailed.setText(failed > 0 ? tr("Failed (%1)").arg(failed) : tr("Failed"));
    m_commands.action(u"run.abort")
        .setEnabled(m_controller.phase() == Phase::Running ||
                    m_controller.phase() == Phase::Preparing);
    m_commands.action(u"workspace.reload").setEnabled(!m_controller.folder().isEmpty());
    m_commands.action(u"workspace.open").setEnabled(!m_controller.isLive());
}

void MainWindow::refreshStatus()
{
    const events::RunState &state = m_controller.feed().state();
    const events::RunState::Counts &counts = state.counts();
    const bool any = !state.cases().empty();
    m_outcome->setVisible(any);
    m_outcome->setParts({counts.passed, counts.flaky, counts.bad(),
                         counts.skipped + counts.aborted + counts.quarantined, counts.total});
    switch (m_controller.phase()) {
    case Phase::Closed:
        m_progress->setText(tr("no workspace"));
        break;
    case Phase::Opening:
        m_progress->setText(tr("opening…"));
        break;
    case Phase::Preparing:
        m_progress->setText(tr("planning…"));
        break;
    case Phase::Stopping:
        m_progress->setText(tr("stopping; every teardown runs · %1")
                                .arg(progressText(state, m_controller.feed().now(), true)));
        break;
    case Phase::Running:
    case Phase::Idle:
        m_progress->setText(
            any ? progressText(state, m_controller.feed().now(),
                               m_controller.phase() == Phase::Running)
                : (m_controller.phase() == Phase::Running ? tr("starting…") : tr("ready")));
        break;
    }
    QStringList facts;
    if (m_controller.feed().eventCount() > 0)
        facts.append(tr("events %1").arg(countText(m_controller.feed().eventCount())));
    if (m_controller.phase() != Phase::Closed)
        facts.append(m_controller.historyText());
    m_facts->setText(facts.join(u" · "_s));
    refreshTitle();
    refreshRunTab();
    refreshEnvironment();
}

void MainWindow::refreshTitle()
{
    const QString name = m_controller.content().name;
    const QString run = m_controller.feed().runId().left(8);
    QString title = name.isEmpty() ? QString() : name;
    if (!run.isEmpty())
        title += tr(" — run %1").arg(run);
    m_titleLabel->setText(title);
    setWindowTitle(title.isEmpty() ? u"Assay"_s : title + u" — Assay"_s);
    m_tabs->setTabText(0, run.isEmpty() ? tr("Run") : tr("Run %1").arg(run));
}

void MainWindow::refreshRunTab()
{
    const events::RunState &state = m_controller.feed().state();
    const events::RunState::Counts &counts = state.counts();
    const bool any = !state.cases().empty();
    const Status overall = m_controller.isLive()                                  ? Status::Running
                           : !any                                                 ? Status::NotRun
                           : counts.bad() > 0                                     ? Status::Failed
                           : counts.finished < counts.total || counts.aborted > 0 ? Status::Aborted
                                                                                  : Status::Passed;
    if (m_tabs->property("status").toInt() != int(overall) + 1 ||
        m_tabs->property("dark").toBool() != m_themes.theme().dark) {
        m_tabs->setProperty("status", int(overall) + 1);
        m_tabs->setProperty("dark", m_themes.theme().dark);
        m_tabs->setTabIcon(0, statusIcon(overall, m_themes.theme(), 12));
    }
}

void MainWindow::refreshEnvironment()
{
    const Theme &theme = m_themes.theme();
    const auto environment = m_environment->model().environmentState();
    const QString called = m_environment->environment().toHtmlEscaped();
    QString text = u"<span style='color:%1'>%2</span>&nbsp; %3"_s.arg(
        theme.ink(Role::Muted).name(), tr("Environment"),
        called.isEmpty() ? tr("by suite") : called);
    if (environment) {
        const Role role = statusRole(statusOf(*environment));
        text += u"&nbsp; <span style='color:%1'>● %2</span>"_s.arg(
            theme.ink(role).name(), model::serviceStateName(*environment));
    }
    if (m_environmentLabel->text() != text)
        m_environmentLabel->setText(text);
}

void MainWindow::refreshProblemsTab()
{
    const int count = m_problems->model().rowCount();
    m_bottomTabs->setTabText(1, count > 0 ? tr("Problems (%1)").arg(count) : tr("Problems"));
}

void MainWindow::refreshEmptyText()
{
    switch (m_controller.phase()) {
    case RunController::Phase::Closed:
        m_runPage->setEmptyText(
            tr("No workspace is open. Ctrl+O opens one; opening runs nothing."));
        break;
    case RunController::Phase::Opening:
        m_runPage->setEmptyText(tr("Reading the workspace…"));
        break;
    case RunController::Phase::Preparing:
        m_runPage->setEmptyText(tr("Loading, checking and planning…"));
        break;
    default:
        m_runPage->setEmptyText(
            tr("Nothing has run yet. F5 runs every case, Ctrl+F5 the selected ones."));
        break;
    }
}

} // namespace assay::ui
