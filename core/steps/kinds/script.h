// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Runs JavaScript (see suite::Expressions).
///
///     - script: |
///         vars.total = rows.reduce((sum, row) => sum + row.price, 0)
///         assert(vars.total > 0, "the prices are missing")
///     - script: { file: scripts/check.js }
///
/// What it assigns to `vars` are variables for later steps. `log(text)` writes a line of the log.
/// An assert that does not hold fails the step. Fields: value (what it returns; the default), and
/// what it assigned.
class ScriptStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
};

} // namespace assay::steps
