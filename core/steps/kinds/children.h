// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_context.h"
#include "steps/step_kind.h"

namespace assay::steps {

/// The result of a step that consists of others: the worst of their outcomes, and one sentence that
/// points to them: "a step of the group failed". The children report their own failures.
[[nodiscard]] StepResult resultOfChildren(model::Outcome outcome, const QString &what);

/// Whether an evaluated condition holds: not false, null, 0 or "".
[[nodiscard]] bool isTrue(const QJsonValue &value);

/// Evaluates the condition that stands at the node. The error has its position.
[[nodiscard]] base::Result<bool> conditionHolds(const model::Node &condition,
                                                const model::Step &step, StepContext &context);

} // namespace assay::steps
