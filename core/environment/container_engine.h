// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/container.h"
#include "environment/tool.h"

namespace assay::environment {

/// A container engine that answers, and the programs that talk to it: `docker`, and
/// `docker compose` (version 2) or else `docker-compose` (either version). A plain value, any
/// thread.
struct ContainerEngine
{
    Tool docker;
    Tool compose;
    QString host = {}; ///< where published ports are: "127.0.0.1", or of $DOCKER_HOST

    /// The error says what is missing and how to get it.
    [[nodiscard]] static base::Result<ContainerEngine>
    find(const base::Variables &variables, base::SteadyTime deadline, const std::stop_token &stop);
};

/// All containers of a project, those that have ended too.
[[nodiscard]] base::Result<std::vector<Container>> containersOfProject(const Tool &docker,
                                                                       const QString &project,
                                                                       base::SteadyTime deadline,
                                                                       const std::stop_token &stop);

/// Removes what carries the project's name: containers, networks, volumes, and images that were
/// built without a name of their own. Needs no compose file. True when there was something. Looks
/// until nothing is left; `settle` is how long nothing new may turn up.
[[nodiscard]] base::Result<bool> removeProject(const Tool &docker, const QString &project,
                                               base::Nanoseconds settle, base::SteadyTime deadline);

/// What to do about an engine that complained in this way; "" when we do not know.
[[nodiscard]] QString engineFix(const QString &complaint);

} // namespace assay::environment
