// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Runs the steps of `then`, or those of `else`.
///
///     - if: "${count > 0}"
///       then: [...]
///       else: [...]
class IfStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps
