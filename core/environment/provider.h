// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "environment/child_process.h"
#include "environment/data/service_data.h"
#include "environment/service_endpoint.h"
#include "suite/shape.h"

#include <QJsonValue>

#include <functional>
#include <memory>

namespace assay::environment {

class EdgeHost;
class MockHost;

/// What all services of a manager share. Outlives them.
struct ServiceContext
{
    base::Host host;
    QString cacheFolder;
    base::SpawnThread &spawner;
    Leases &leases;
    Post post;
    MockHost *mocks = nullptr; ///< null: there are no mocks
    EdgeHost *edges = nullptr; ///< null: edges cannot be routed

    [[nodiscard]] ChildContext children() { return {spawner, leases, post}; }
};

/// What a service has before it starts: ports, above all. Its properties can be used as
/// ${services.NAME.x} in its own settings.
struct Reservation
{
    virtual ~Reservation() = default;
    QJsonObject properties;
};

/// What one service is started with.
struct StartRequest
{
    const model::EnvironmentSpec &environment; ///< for its folder, only during start()
    const model::ServiceSpec &spec;            ///< only during start()
    QJsonValue settings;                       ///< checked by shape(), `${...}` evaluated
    std::shared_ptr<Reservation> reservation;  ///< what reserve() gave; may be null
    ServiceContext &context;
    /// To be called, from any thread, when the service has ended by itself, with how.
    std::function<void(const QString &how)> died;
    /// To be called, from any thread, when it has ended but is started again, with how; and when it
    /// is there again. Does nothing while the service has not been ready yet.
    std::function<void(const QString &how)> startsAgain = {};
    std::function<void(const QString &detail)> isBack = {};
};

/// A service that was started. Its functions are called from one thread at a time; the destructor
/// stops it.
class RunningService
{
public:
    virtual ~RunningService() = default;
    [[nodiscard]] virtual ServiceEndpoint endpoint() const = 0;
    /// "" when it is ready by its own protocol; else what was seen. One look, not a wait.
    [[nodiscard]] virtual QString notReadyBecause(base::SteadyTime deadline,
                                                  const std::stop_token &stop) = 0;
    /// "exited with 3" when it has ended by itself; "" while it runs.
    [[nodiscard]] virtual QString diedBecause() const { return {}; }
    /// What `ready: { log: ... }` looks for was written.
    [[nodiscard]] virtual bool sawReadyLine() const { return false; }
    /// Changes settings while it runs; what is changed is in the endpoint afterwards.
    [[nodiscard]] virtual base::Result<> configure(const QJsonObject &settings,
                                                   const std::stop_token &stop);
    /// What it holds, to be kept and put back; null when there is no way. Lives as long as this.
    [[nodiscard]] virtual ServiceData *data() { return nullptr; }
    /// Holds it still while what others hold is kept or put back, so that all of it is of one
    /// moment. For a short time; resume() follows always. Does nothing where that cannot be done.
    virtual void pause() {}
    virtual void resume() {}
    /// Returns when it has ended. Again is fine. Never fails: in the end it is killed.
    virtual void stop() = 0;

    [[nodiscard]] virtual QString command() const { return {}; } ///< for reports
    [[nodiscard]] virtual QStringList lastLines() const { return {}; }
};

/// One kind of service: one file in providers/, one line in providers/registry.cpp.
/// Stateless; any thread.
class Provider
{
public:
    virtual ~Provider() = default;
    [[nodiscard]] virtual QString name() const = 0;
    /// Of what stands under the provider's name in an environment file.
    [[nodiscard]] virtual suite::Shape shape() const = 0;
    /// Called before the settings are evaluated, with them as they stand in the file.
    [[nodiscard]] virtual base::Result<std::shared_ptr<Reservation>>
    reserve(const model::ServiceSpec &spec) const;
    /// Returns when the service was started, ready or not. The stop token ends it.
    [[nodiscard]] virtual base::Result<std::unique_ptr<RunningService>>
    start(const StartRequest &request, const std::stop_token &stop) const = 0;
};

} // namespace assay::environment
