// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/monitor.h"
#include "environment/environment_snapshot.h"
#include "environment/provider.h"

#include <map>
#include <memory>
#include <vector>

namespace assay::environment {

/// What is known of the services while they start, run and stop; in file order.
struct Board
{
    std::vector<ServiceEndpoint> endpoints;
    bool isBusy = false; ///< one operation at a time
};
using SharedBoard = std::shared_ptr<base::Monitor<Board>>;

class EdgeRouter;

/// An environment that was provisioned. `services` belongs to whoever set Board::isBusy.
struct RunningEnvironment
{
    QString id;
    model::EnvironmentSpec spec;
    SharedBoard board = std::make_shared<base::Monitor<Board>>();
    std::vector<std::unique_ptr<RunningService>> services; ///< in file order; null: not started
    /// What the services had before they started: one that is started again keeps its ports. In
    /// file order; null: nothing, or not started.
    std::vector<std::shared_ptr<Reservation>> reservations;
    QJsonObject configuration;                        ///< what configure() has set
    std::shared_ptr<EdgeRouter> edges;                ///< made with the first start; null: none yet
    std::map<QString, EnvironmentSnapshot> snapshots; ///< what was kept of it; as `services`
};

/// Sets a service's state on the board and posts it.
void setState(base::Monitor<Board> &board, std::size_t index, model::ServiceState state,
              const QString &detail, const Post &post);

/// For ${services.x.y}: of all that are up, and of those that have reserved something.
[[nodiscard]] QJsonObject servicesObject(const std::vector<ServiceEndpoint> &endpoints);

} // namespace assay::environment
