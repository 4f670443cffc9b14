// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/edge_host.h"

namespace assay::workbench {

/// Brings environments and proxies together: the environment asks for an edge, the simulation
/// passes its connections on. Any thread.
class EdgeHostAdapter final : public environment::EdgeHost
{
public:
    [[nodiscard]] base::Result<std::unique_ptr<environment::RunningEdge>>
    open(std::function<environment::EdgeTarget()> target) override;
};

} // namespace assay::workbench
