// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/monitor.h"
#include "environment/environment_manager.h"
#include "events/event_file.h"
#include "history/history_writer.h"
#include "workbench/preparation.h"
#include "workbench/suite_environments.h"

#include <thread>

namespace assay::workbench {

/// The one implementation of RunSession.
class Session final : public RunSession
{
public:
    struct Surroundings
    {
        base::Host &host;
        const suite::Workspace &workspace;
        history::HistoryStore *history; ///< may be null
        QString suiteNotes;             ///< their file (suite_notes.h)
        KeptWorlds kept;
        /// Makes the manager of a run's environments; its events go to `post`.
        std::function<base::Result<std::unique_ptr<environment::EnvironmentManager>>(
            environment::Post post, const QJsonObject &secrets)>
            makeManager;
    };

    Session(Surroundings surroundings, std::unique_ptr<Preparation> run,
            std::vector<events::Sink *> sinks);
    ~Session() override;

    [[nodiscard]] QString id() const override { return m_run->plan.id; }
    void abort(const QString &reason, ExitCode code) override;
    void stopScheduling(const QString &reason) override;
    [[nodiscard]] bool isFinished() const override;
    ExitCode wait() override;
    [[nodiscard]] const events::RunState &state() const override { return m_state; }
    [[nodiscard]] QStringList problems() const override;
    [[nodiscard]] bool isKept() const override;

private:
    class StateSink;
    struct Ending
    {
        std::optional<ExitCode> code; ///< of an abort
        QString reason;
        bool finished = false;
    };

    void run();
    [[nodiscard]] events::RunPlanned plannedEvent() const;
    [[nodiscard]] SuiteEnvironments::Surroundings surroundingsOfEnvironments();
    /// Brings up what suites share; false when that fails: it has been said.
    [[nodiscard]] bool provision();
    void carryOut(steps::RunContext &context);
    /// False when they cannot be read: it has been said, and no case runs.
    [[nodiscard]] bool readSecretValues();
    void noteSuites();
    void forgetOldRuns();
    void skipAll(const QString &reason);
    void sayProblems();
    [[nodiscard]] QStringList sinkProblems() const;
    [[nodiscard]] ExitCode exitCode() const;

    Surroundings m_around;
    std::unique_ptr<Preparation> m_run;
    events::RunState m_state{events::RunState::Detail::Failures};
    std::unique_ptr<StateSink> m_stateSink;
    std::unique_ptr<events::EventFile> m_eventFile; ///< of --events
    std::unique_ptr<history::HistoryWriter> m_writer;
    std::unique_ptr<events::EventBus> m_bus;
    base::DeadlineTimer m_timer;
    steps::SecretMasker m_secrets;
    QJsonObject m_secretValues;
    std::unique_ptr<SuiteEnvironments> m_environments; ///< while cases run
    std::map<QString, QJsonObject> m_services;         ///< of the shared ones, by name
    orchestrator::Orchestrator m_orchestrator;
    orchestrator::ExecutionResults m_results;
    bool m_noEnvironment = false;
    bool m_internalError = false;
    std::stop_source m_stop;
    base::Monitor<Ending> m_ending;
    QStringList m_said; ///< problems that the run's log has
    std::jthread m_thread;
};

} // namespace assay::workbench
