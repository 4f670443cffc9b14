// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "environment/child_process.h"
#include "environment/data/snapshot_archive.h"
#include "environment/edge_host.h"
#include "environment/mock_host.h"
#include "environment/providers/registry.h"
#include "environment/reaper.h"
#include "environment/service_endpoint.h"
#include "suite/scope.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace assay::environment {

/// A provisioned environment, as it was when it was asked for (seed 2.3). A plain value, any
/// thread.
struct Environment
{
    QString id;
    QString name;
    QString type; ///< what it is made of: "postgres, process, redis"
    model::ServiceState status = model::ServiceState::Waiting;
    std::vector<ServiceEndpoint> services; ///< in file order
    QJsonObject configuration;             ///< what configure() has set: service -> settings

    /// What ${services.NAME.x} sees: name -> properties.
    [[nodiscard]] QJsonObject servicesObject() const;
    [[nodiscard]] const ServiceEndpoint *service(QStringView name) const; ///< null: there is none
};

/// The seed's EnvironmentManager (2.3): brings whole systems up and takes them down.
///
///     auto manager = EnvironmentManager::create({.host = host, .post = post, ...});
///     auto environment = (*manager)->provision(spec, stop);
///     use(environment->service(u"api")->url);
///     (void)(*manager)->destroy(*environment);
///
/// Several environments, also of one file, can be up at once. Nothing is left behind: children die
/// with us, and what a SIGKILL of us leaves, the next create() clears away (reaper.h).
///
/// Any thread; operations on one environment wait for each other. The destructor destroys what is
/// still up. A QCoreApplication must exist (expressions).
class EnvironmentManager
{
public:
    struct Options
    {
        base::Host host;
        QString stateFolder = {};      ///< "": stateFolderOf(host.variables)
        QString cacheFolder = {};      ///< "": cacheFolderOf(host.variables)
        Post post = {};                ///< events; may be empty
        Providers providers = {};      ///< empty: allProviders()
        MockHost *mocks = nullptr;     ///< outlives the manager; null: no mocks
        EdgeHost *edges = nullptr;     ///< likewise; null: environments with edges do not come up
        QString executableFolder = {}; ///< ${assay.bin}
        /// Names for expressions beside those of configurator.h: `secret`. May be empty; any
        /// thread.
        std::function<void(suite::Scope &)> moreNames = {};
    };

    /// Clears away what killed Assays left, and tells it as log lines.
    [[nodiscard]] static base::Result<std::unique_ptr<EnvironmentManager>> create(Options options);
    ~EnvironmentManager();
    EnvironmentManager(const EnvironmentManager &) = delete;
    EnvironmentManager &operator=(const EnvironmentManager &) = delete;

    /// What provision() keeps and reset() goes back to.
    static inline const QString kBaseline = QStringLiteral("baseline");
    struct ProvisionOptions
    {
        /// Keep what the services hold as soon as they are ready, so that reset() can go back to
        /// it. It costs the sessions that are open by then, and one copy of the databases.
        bool keepsBaseline = false;
    };
    /// Returns when all services are ready. All or nothing; see Provisioner::provision() for the
    /// error.
    [[nodiscard]] base::Result<Environment> provision(const model::EnvironmentSpec &spec,
                                                      const std::stop_token &stop,
                                                      ProvisionOptions options);
    [[nodiscard]] base::Result<Environment> provision(const model::EnvironmentSpec &spec,
                                                      const std::stop_token &stop)
    {
        return provision(spec, stop, {});
    }
    /// Changes settings of services while they run: service -> what its provider can change
    /// (postgres, redis: server settings; process: `environment`, which starts it anew; mock:
    /// `state`). `${...}` are evaluated. Again with the same settings is fine.
    [[nodiscard]] base::Result<> configure(Environment &environment, const QJsonObject &settings,
                                           const std::stop_token &stop = {});
    /// Stops one service while the others go on: those that need it see what they would see when it
    /// broke. Again is fine. An error when there is no such service, or the environment is not up.
    [[nodiscard]] base::Result<> stopService(Environment &environment, const QString &service);
    /// Starts one service again, stopped, broken or running, and waits until it is ready. It keeps
    /// its ports where its provider reserves them; when its address has changed all the same, the
    /// services that name it are started again after it.
    [[nodiscard]] base::Result<> startService(Environment &environment, const QString &service,
                                              const std::stop_token &stop = {});
    /// Keeps what all services hold under this name, in place of what had it (data/service_data.h
    /// says how). The system under test loses its sessions with the databases, and waits meanwhile.
    [[nodiscard]] base::Result<EnvironmentSnapshot>
    snapshot(const Environment &environment, const QString &name, const std::stop_token &stop = {});
    /// Back to a snapshot, as often as wanted: databases in milliseconds, whatever their size.
    [[nodiscard]] base::Result<> restore(const Environment &environment, const QString &snapshot,
                                         const std::stop_token &stop = {});
    /// Back to what it was when it came up: restore(kBaseline).
    [[nodiscard]] base::Result<> reset(const Environment &environment,
                                       const std::stop_token &stop = {});
    /// A snapshot as one file that another machine can restore (data/snapshot_archive.h); its size.
    /// `origin` stands in it, for whoever looks at it later.
    [[nodiscard]] base::Result<base::ByteCount>
    saveSnapshot(const Environment &environment, const QString &name, const QString &file,
                 const QJsonObject &origin = {}, const std::stop_token &stop = {});
    /// Puts back what such a file holds: all of it, or an error before anything is changed. The
    /// environment must have the services that it names.
    [[nodiscard]] base::Result<ArchiveManifest> loadSnapshot(const Environment &environment,
                                                             const QString &file,
                                                             const std::stop_token &stop = {});
    /// Again is fine.
    [[nodiscard]] base::Result<> forget(const Environment &environment, const QString &snapshot);
    /// Its snapshots, the oldest first; none when it is not up.
    [[nodiscard]] std::vector<EnvironmentSnapshot> snapshots(const Environment &environment) const;

    /// Stops everything, always to the end. Again is fine.
    [[nodiscard]] base::Result<> destroy(Environment &environment);
    /// Its present state; stopped when it is not up any more.
    [[nodiscard]] Environment current(const Environment &environment) const;

    /// What create() has cleared away.
    [[nodiscard]] const Reaped &reaped() const;

    /// $XDG_STATE_HOME/assay or ~/.local/state/assay.
    [[nodiscard]] static QString stateFolderOf(const base::Variables &variables);
    /// $XDG_CACHE_HOME/assay or ~/.cache/assay.
    [[nodiscard]] static QString cacheFolderOf(const base::Variables &variables);

private:
    struct Private;
    explicit EnvironmentManager(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace assay::environment
