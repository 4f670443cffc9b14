// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Runs steps one after another, as one: `group: [...]`. For a common `if`, `retry` or `timeout`.
class GroupStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
};

} // namespace assay::steps
