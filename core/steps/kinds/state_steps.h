// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// What `reset`, `snapshot` and `restore` say when the run has no environment.
[[nodiscard]] base::Result<> noEnvironment();
/// The result of one of them; `what` for one that was stopped: "the reset".
[[nodiscard]] StepResult outcomeOf(const base::Result<> &done, const model::Step &step,
                                   const StepContext &context, const QString &what);

} // namespace assay::steps
