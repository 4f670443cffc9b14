// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "environment/environment_manager.h"
#include "runner/isolation.h"
#include "steps/environment_access.h"
#include "workbench/kept_worlds.h"

#include <QHash>

#include <map>

namespace assay::workbench {

/// The environments of one run: one for all suites that share it, and for each suite that is
/// isolated a replica, a second copy with its own processes, ports and databases. Replicas are
/// brought up when a suite needs one, and used again by the next suite of the same environment
/// after a reset. In the stream the services of the second copy are called "api 2".
///
/// Any thread. destroyAll() takes everything down.
class SuiteEnvironments final : public runner::Isolation, public steps::EnvironmentAccess
{
public:
    using Manager = std::unique_ptr<environment::EnvironmentManager>;
    struct Surroundings
    {
        std::function<base::Result<Manager>(environment::Post post)> makeManager;
        environment::Post post;
        /// By suite file; a suite that is not there has no environment.
        QHash<QString, QString> environmentOf;
        std::map<QString, model::EnvironmentSpec> specs; ///< by name
        QString runId;
        KeptWorlds *kept = nullptr; ///< where failures are kept; null: nowhere
        /// A snapshot's file: its environment comes up in that state. "": as the file says.
        QString from;
    };
    explicit SuiteEnvironments(Surroundings surroundings);
    ~SuiteEnvironments() override;

    /// Brings up the one that suites share; its `services`.
    [[nodiscard]] base::Result<QJsonObject> provisionShared(const QString &name,
                                                            const std::stop_token &stop);
    /// Everything, always to the end. What could not be done is an error.
    [[nodiscard]] std::vector<base::Error> destroyAll();

    base::Result<QJsonObject> enter(const QString &suiteFile, const std::stop_token &stop) override;
    base::Result<> mark(const QString &suiteFile, const std::stop_token &stop) override;
    base::Result<> goBack(const QString &suiteFile, const std::stop_token &stop) override;
    void leave(const QString &suiteFile) override;

    base::Result<> reset(const QString &suiteFile, const std::stop_token &stop) override;
    base::Result<base::ByteCount> snapshot(const QString &suiteFile, const QString &name,
                                           const std::stop_token &stop) override;
    base::Result<> restore(const QString &suiteFile, const QString &name,
                           const std::stop_token &stop) override;
    void keepWorld(const QString &suiteFile, int caseIndex, const QString &caseName,
                   int attempt) override;

private:
    struct Replica
    {
        Manager manager;
        environment::Environment environment;
        bool isShared = false;
        bool isFree = false;
    };
    using ReplicaPointer = std::shared_ptr<Replica>;
    struct State
    {
        std::vector<ReplicaPointer> replicas;
        QHash<QString, ReplicaPointer> ofSuite; ///< isolated suites that have entered
        std::map<QString, int> numbers;         ///< replicas that were made, by environment
        int kept = 0;                           ///< worlds
    };

    [[nodiscard]] base::Result<environment::Environment>
    bringUp(environment::EnvironmentManager &manager, const model::EnvironmentSpec &spec,
            bool keepsBaseline, const std::stop_token &stop) const;
    [[nodiscard]] base::Result<ReplicaPointer> make(const QString &name, bool isShared,
                                                    const std::stop_token &stop);
    [[nodiscard]] base::Result<ReplicaPointer> replicaOf(const QString &suiteFile) const;

    const Surroundings m_around;
    base::Guarded<State> m_state;
};

} // namespace assay::workbench
