// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "base/monitor.h"
#include "environment/environment_manager.h"
#include "steps/secrets.h"
#include "workbench/environment_session.h"

#include <thread>

namespace assay::workbench {

/// The one implementation of EnvironmentSession.
class LiveEnvironment final : public EnvironmentSession
{
public:
    using ManagerMaker =
        std::function<base::Result<std::unique_ptr<environment::EnvironmentManager>>(
            environment::Post post, const QJsonObject &secrets)>;
    struct Surroundings
    {
        base::Host &host;
        QString workspaceFolder; ///< for its secrets
        ManagerMaker makeManager;
    };
    LiveEnvironment(Surroundings surroundings, model::EnvironmentSpec spec,
                    std::vector<events::Sink *> sinks);
    ~LiveEnvironment() override;

    [[nodiscard]] QString name() const override { return m_spec.name; }
    [[nodiscard]] base::Result<> wait() override;
    [[nodiscard]] std::vector<environment::ServiceEndpoint> services() const override;
    [[nodiscard]] base::Result<> configure(const QJsonObject &settings) override;
    [[nodiscard]] base::Result<> stopService(const QString &service) override;
    [[nodiscard]] base::Result<> startService(const QString &service) override;
    [[nodiscard]] base::Result<environment::EnvironmentSnapshot>
    snapshot(const QString &name) override;
    [[nodiscard]] base::Result<> restore(const QString &name) override;
    [[nodiscard]] base::Result<> reset() override;
    [[nodiscard]] base::Result<> forget(const QString &name) override;
    [[nodiscard]] std::vector<environment::EnvironmentSnapshot> snapshots() const override;
    [[nodiscard]] base::Result<base::ByteCount> saveSnapshot(const QString &name,
                                                             const QString &file) override;
    [[nodiscard]] base::Result<environment::ArchiveManifest>
    loadSnapshot(const QString &file) override;
    void cancel() override;
    [[nodiscard]] base::Result<> destroy() override;

private:
    struct Outcome
    {
        bool isDecided = false;
        base::Result<> result;
    };

    [[nodiscard]] base::Result<> bringUp(const std::stop_token &stop);
    /// Of the operation that begins: cancel() triggers it.
    [[nodiscard]] std::stop_token newToken();
    /// What is up, for an operation on it; an error when nothing is.
    [[nodiscard]] base::Result<environment::Environment> current() const;
    /// Says a mistake in the stream, without secrets.
    template <class T>
    [[nodiscard]] base::Result<T> told(base::Result<T> result);

    Surroundings m_around;
    model::EnvironmentSpec m_spec;
    std::unique_ptr<events::EventBus> m_bus;
    steps::SecretMasker m_secrets;
    std::unique_ptr<environment::EnvironmentManager> m_manager;
    base::Guarded<std::stop_source> m_stop;
    base::Guarded<std::optional<environment::Environment>> m_environment;
    base::Monitor<Outcome> m_outcome;
    base::Guarded<bool> m_isClosed;
    std::jthread m_thread; ///< of the provision
};

} // namespace assay::workbench
