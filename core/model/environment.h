// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "model/node.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace assay::model {

/// How we know that a service is up: `ready: { http: /ready, status: 200, within: 30s }` and so on.
struct Readiness
{
    enum class Kind { Provider, Http, Command, File, Log, Tcp };
    Kind kind = Kind::Provider; ///< Provider: the protocol's own handshake
    QString target;             ///< a path, a file, a regular expression for the log
    QStringList command;        ///< with Command; `${...}` allowed
    int status = 200;           ///< with Http
    base::Nanoseconds within = std::chrono::seconds(30);
};

/// One service of an environment: a provider's name and its settings.
struct ServiceSpec
{
    QString name;
    QString provider; ///< "process", "postgres", "redis", "mock", "external", ...
    Node settings;    ///< what stands under the provider's key
    Readiness ready;
    QStringList
        references;    ///< services that its settings name as ${services.x...}: start order, edges
    QStringList after; ///< further services to start before, from `after:`
    int line = 0;
    int column = 0;
};

/// From one service to another that it names: `api -> llm`. Its connections go through a proxy.
struct Edge
{
    QString from;
    QString to;
    bool operator==(const Edge &) const = default;
};

/// An environment file (seed 2.3: EnvironmentConfig). A plain value, any thread.
struct EnvironmentSpec
{
    QString name;
    QString file;                      ///< relative to the workspace
    QString folder;                    ///< absolute: where relative paths of the file start
    QStringList roots;                 ///< absolute: paths may not leave these
    std::vector<ServiceSpec> services; ///< in file order; no circles
    std::vector<Edge> edges;           ///< those that are routed through proxies
    Node vars;
};

/// The state of a service or of an environment (seed 2.3: EnvironmentStatus).
enum class ServiceState { Waiting, Starting, Ready, Failed, Stopping, Stopped };
/// "waiting", "starting", "ready", "failed", "stopping", "stopped".
[[nodiscard]] QString serviceStateName(ServiceState state);
[[nodiscard]] std::optional<ServiceState> serviceStateFromName(QStringView name);

} // namespace assay::model
