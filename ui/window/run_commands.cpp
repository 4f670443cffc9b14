// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_commands.h"

#include <QAction>

namespace assay::ui {

using namespace Qt::StringLiterals;
using Phase = RunController::Phase;

RunCommands::RunCommands(RunController &controller, CommandRegistry &commands, CaseScope &scope,
                         const Preferences &preferences, QSettings &settings, QWidget &window)
    : QObject(&window)
    , m_controller(controller)
    , m_commands(commands)
    , m_scope(scope)
    , m_preferences(preferences)
    , m_consent(settings)
    , m_window(window)
{
    commands.bind(u"run.all", [this](bool) { run({}); });
    commands.bind(u"run.selected", [this](bool) { runSelected(); });
    commands.bind(u"run.failed", [this](bool) { runFailed(); });
    commands.bind(u"run.abort", [this](bool) { m_controller.abort(); });
    connect(&controller, &RunController::phaseChanged, this, &RunCommands::refresh);
    connect(&controller, &RunController::contentChanged, this, &RunCommands::refresh);
    connect(&scope, &CaseScope::chosenChanged, this, &RunCommands::refresh);
    connect(&scope, &CaseScope::badChanged, this, &RunCommands::refresh);
    refresh();
}

void RunCommands::run(workbench::RunRequest request)
{
    if (m_controller.phase() != Phase::Idle)
        return;
    if (const int parallel = m_preferences.number(u"run/parallel");
        parallel > 0 && !request.parallel)
        request.parallel = parallel;
    if (request.maxFailures == 0)
        request.maxFailures = m_preferences.number(u"run/maxFailures");
    request.failOnFlaky = request.failOnFlaky || m_preferences.isOn(u"run/failOnFlaky");
    const QString folder = m_controller.folder();
    if (m_consent.isGiven(folder)) {
        start(std::move(request));
        return;
    }
    auto *dialog = new ConsentDialog(folder, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, folder, request] {
        m_consent.give(folder);
        start(request);
    });
    dialog->open();
}

void RunCommands::start(workbench::RunRequest request)
{
    const auto go = [this, request = std::move(request)] {
        if (m_controller.phase() == Phase::Idle) // a run may have begun meanwhile
            m_controller.start(request);
    };
    if (m_before)
        m_before(go);
    else
        go();
}

void RunCommands::runSelected()
{
    const QStringList &ids = m_scope.chosen();
    if (ids.isEmpty())
        return;
    workbench::RunRequest request;
    request.selection.only = QSet<QString>(ids.begin(), ids.end());
    run(std::move(request));
}

void RunCommands::runFailed()
{
    const QStringList ids = m_scope.badIds();
    workbench::RunRequest request;
    if (ids.isEmpty())
        request.lastFailed = true; // of an earlier window: history knows
    else
        request.selection.only = QSet<QString>(ids.begin(), ids.end());
    run(std::move(request));
}

void RunCommands::refresh()
{
    const Phase phase = m_controller.phase();
    const bool idle = phase == Phase::Idle;
    const bool cases = !m_controller.content().suites.empty();
    const auto selected = m_scope.chosen().size();
    const int bad = m_scope.badCount();
    m_commands.action(u"run.all").setEnabled(idle && cases);
    QAction &runSelected = m_commands.action(u"run.selected");
    runSelected.setEnabled(idle && selected > 0);
    runSelected.setText(selected > 0 ? tr("Selected (%1)").arg(selected) : tr("Selected"));
    QAction &runFailed = m_commands.action(u"run.failed");
    runFailed.setEnabled(idle && cases);
    runFailed.setText(bad > 0 ? tr("Failed (%1)").arg(bad) : tr("Failed"));
    m_commands.action(u"run.abort")
        .setEnabled(phase == Phase::Running || phase == Phase::Preparing);
    m_commands.action(u"workspace.reload").setEnabled(!m_controller.folder().isEmpty());
    m_commands.action(u"workspace.open").setEnabled(!m_controller.isLive());
    m_commands.action(u"workspace.example").setEnabled(!m_controller.isLive());
}

} // namespace assay::ui
