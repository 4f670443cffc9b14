// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/child_process.h"
#include "environment/edge_host.h"
#include "environment/running_environment.h"

#include <map>

namespace assay::environment {

/// Routes the edges of an environment through proxies: a service at the start of one sees, of the
/// service at its end, the proxy's port wherever its own would stand (`port`, `ports`, `url` and
/// whatever else names it). The system needs no change. Any thread; the proxies of an edge are
/// opened when its first service starts, and keep their ports while the environment is up.
class EdgeRouter
{
public:
    /// `host` may be null: then an environment with edges does not come up.
    EdgeRouter(EdgeHost *host, SharedBoard board, Post post);

    /// `services` (service -> properties) as `from` is to see them.
    [[nodiscard]] base::Result<QJsonObject>
    seenBy(const QString &from, const std::vector<model::Edge> &edges, const QJsonObject &services);

private:
    using Ports = std::map<QString, std::unique_ptr<RunningEdge>>; ///< by the port's name
    [[nodiscard]] base::Result<QJsonObject> routed(const model::Edge &edge,
                                                   const QJsonObject &properties);
    [[nodiscard]] base::Result<int> portOf(const model::Edge &edge, const QString &name,
                                           Ports &open);

    EdgeHost *m_host;
    SharedBoard m_board;
    Post m_post;
    base::Guarded<std::map<std::pair<QString, QString>, Ports>> m_open;
};

} // namespace assay::environment
