// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <functional>
#include <memory>

namespace assay::environment {

/// Where the connections of an edge go to; port 0 while nobody is there.
struct EdgeTarget
{
    QString host;
    int port = 0;
};

/// A port of 127.0.0.1 that is passed on. The destructor ends it.
class RunningEdge
{
public:
    virtual ~RunningEdge() = default;
    [[nodiscard]] virtual int port() const = 0;
};

/// Opens the proxies of edges that may be faulted. The simulation's EdgeProxy stands behind it; the
/// workbench brings the two together, since neither folder may know the other. Any thread.
class EdgeHost
{
public:
    virtual ~EdgeHost() = default;
    /// `target` is called from a thread of the proxy's for each connection, and does not block.
    [[nodiscard]] virtual base::Result<std::unique_ptr<RunningEdge>>
    open(std::function<EdgeTarget()> target) = 0;
};

} // namespace assay::environment
