// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator/orchestrator.h"

namespace assay::orchestrator {

/// Turns a test plan into an execution plan: phases become gates, the selection a subgraph,
/// recorded durations paths. Pure; any thread. What Orchestrator::planExecution does.
[[nodiscard]] base::Result<ExecutionPlan> makePlan(const TestPlan &plan);

} // namespace assay::orchestrator
