// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Runs steps again and again.
///
///     - repeat: { times: 3, as: i, steps: [ { http: { GET: "${base}/${i}" } } ] }
///     - repeat: { until: "${state == 'done'}", max: 50, delay: 200ms, steps: [...] }
///
/// `while` is asked before each round, `until` after it; after `max` rounds (1000) the step has
/// failed. `as` is a variable that counts the rounds from 0. A bad step ends it.
class RepeatStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
};

} // namespace assay::steps
