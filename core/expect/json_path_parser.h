// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "expect/json_path_ast.h"

namespace assay::expect {

/// The grammar of RFC 9535 and its rules of well-typedness. Any thread.
[[nodiscard]] base::Result<PathQuery> parseJsonPath(QStringView text);

} // namespace assay::expect
