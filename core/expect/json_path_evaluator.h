// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expect/json_path.h"
#include "expect/json_path_ast.h"

namespace assay::expect {

/// Runs a parsed query within the bounds of JsonPath. Any thread.
[[nodiscard]] JsonPath::Selection evaluateJsonPath(const PathQuery &query, const QJsonValue &root);

} // namespace assay::expect
