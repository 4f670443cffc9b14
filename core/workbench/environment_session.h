// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "environment/data/snapshot_archive.h"
#include "environment/service_endpoint.h"
#include "events/event_bus.h"

#include <QJsonObject>

#include <memory>
#include <vector>

namespace assay::workbench {

/// An environment that is up by itself, for people who look at a system or write suites against it.
/// No run uses it: a run brings up its own, so that it starts from what the file says.
///
///     auto session = bench.provision(u"local"_s, {&mySink});   // returns at once
///     if (auto up = (*session)->wait(); !up) tell(up.error());
///     (void)(*session)->restartService(u"api"_s);
///     (void)(*session)->destroy();
///
/// What happens is told as events of a stream of its own (EnvironmentChanged, LogLine; no run is
/// planned in it). Functions but cancel() block; each may be called from any thread, and those that
/// change something wait for each other. Destroying it takes the environment down and waits.
class EnvironmentSession
{
public:
    virtual ~EnvironmentSession() = default;
    [[nodiscard]] virtual QString name() const = 0;
    /// Blocks until it is up or will not be: then the error names the service, what it ended with
    /// and its last lines.
    [[nodiscard]] virtual base::Result<> wait() = 0;
    /// Where the services are, in file order; empty until it is up and when it is down.
    [[nodiscard]] virtual std::vector<environment::ServiceEndpoint> services() const = 0;
    /// Service -> settings, as EnvironmentManager::configure().
    [[nodiscard]] virtual base::Result<> configure(const QJsonObject &settings) = 0;
    [[nodiscard]] virtual base::Result<> stopService(const QString &service) = 0;
    /// Also of one that runs: it is started again (EnvironmentManager::startService()).
    [[nodiscard]] virtual base::Result<> startService(const QString &service) = 0;
    /// The seed's snapshot, restore and reset (environment_manager.h): databases and caches, by
    /// name, while the environment is up; reset goes back to what it was when it came up.
    [[nodiscard]] virtual base::Result<environment::EnvironmentSnapshot>
    snapshot(const QString &name) = 0;
    [[nodiscard]] virtual base::Result<> restore(const QString &name) = 0;
    [[nodiscard]] virtual base::Result<> reset() = 0;
    [[nodiscard]] virtual base::Result<> forget(const QString &name) = 0;
    [[nodiscard]] virtual std::vector<environment::EnvironmentSnapshot> snapshots() const = 0;
    /// To and from one file (data/snapshot_archive.h); saving gives its size.
    [[nodiscard]] virtual base::Result<base::ByteCount> saveSnapshot(const QString &name,
                                                                     const QString &file) = 0;
    [[nodiscard]] virtual base::Result<environment::ArchiveManifest>
    loadSnapshot(const QString &file) = 0;
    /// Ends what goes on: a provision takes down what it has started, a start or a configure fails.
    /// Returns at once; what is up stays up. Any thread.
    virtual void cancel() = 0;
    /// Takes everything down, always to the end. Again is fine. The sinks are finished then.
    [[nodiscard]] virtual base::Result<> destroy() = 0;
};

} // namespace assay::workbench
