// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/format.h"

namespace assay::suite {

/// The shapes of the four kinds of file. Any thread.
[[nodiscard]] Shape suiteShape();
[[nodiscard]] Shape includeShape(); ///< `partial:` files
[[nodiscard]] Shape caseShape();
[[nodiscard]] Shape planShape();
[[nodiscard]] Shape environmentShape(const Format &format);
[[nodiscard]] Shape workspaceShape();

/// What may stand on any step; `expect` and `capture` only where the kind allows them.
[[nodiscard]] std::vector<Shape::Key> commonStepKeys(const StepShape &step);
/// The shape of a whole step of this kind: the kind, what stands beside it, the common keys.
[[nodiscard]] Shape stepShape(const StepShape &step);
/// `use: { block: name, with: {...} }`, which the loader replaces by the block's steps.
[[nodiscard]] const StepShape &useStep();

} // namespace assay::suite
