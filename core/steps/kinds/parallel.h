// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Runs steps at the same time.
///
///     - parallel: [ { http: ... }, { sql: ... } ]
///     - parallel: { limit: 4, steps: [...] }
///
/// Each on a thread of its own, with its own connections and cookies. All run to their end, also
/// when one fails; the worst outcome is that of the step. A step does not see what its siblings
/// capture; when all are over, the captures are seen by the next steps (the last of a name in file
/// order wins).
class ParallelStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
};

} // namespace assay::steps
