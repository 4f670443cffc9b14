// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_context.h"
#include "steps/step_kind.h"

namespace assay::steps {

/// Puts what `capture` names into the context's scope:
///
///     capture:
///       id: $.id                      # JSONPath on the kind's default field (json, rows, value
///       ...) tag: headers.etag             # a field, or a member of it first: rows.$[0].id #
///       JSONPath on a field code: { from: body, regex: "code=(\\d+)" }   # the first group, or the
///       whole match
///
/// A path that selects nothing is an error that names it; one that can select several gives a list.
[[nodiscard]] base::Result<> capture(const model::Step &step, StepContext &context, Fields &fields);

} // namespace assay::steps
