// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_context.h"
#include "steps/step_kind.h"

namespace assay::steps {

/// What of the step's `expect` does not hold on its result: all of it, not only the first (soft).
/// Empty means that everything holds. Confined to the context's thread.
[[nodiscard]] std::vector<events::Failure> checkExpectations(const model::Step &step,
                                                             const StepKind &kind,
                                                             StepContext &context, Fields &fields);

} // namespace assay::steps
