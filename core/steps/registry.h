// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

#include <vector>

namespace assay::steps {

/// Every step kind there is, in the order of the help pages. Made once, never changed; any thread.
[[nodiscard]] const std::vector<std::unique_ptr<StepKind>> &allKinds();
/// Null when there is none of that name.
[[nodiscard]] const StepKind *kindNamed(const QString &name);

} // namespace assay::steps
