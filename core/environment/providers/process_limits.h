// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/control_group.h"
#include "suite/shape.h"

namespace assay::environment {

/// `limits:` of a process: `{ memory: 512MiB, cpu: 1.5, files: 256, ... }`. Any thread.
struct ProcessLimits
{
    ControlGroup::Limits group;                      ///< of the service and all that it starts
    std::vector<std::pair<int, std::uint64_t>> each; ///< RLIMIT_x of each of its processes

    [[nodiscard]] static suite::Shape shape();
    /// The error names the limit.
    [[nodiscard]] static base::Result<ProcessLimits> of(const QJsonObject &settings);
};

} // namespace assay::environment
