// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/load_context.h"

#include <QHash>

namespace assay::suite {

/// The values of an include's or a block's parameters, by name.
using Parameters = QHash<QString, model::Node>;

/// The node with each `${param.x}` replaced: alone in a text it keeps the value's type, inside a
/// text it becomes text. Positions stay those of the place of use. Parameters without a value are
/// left when `keepUnknown`, else reported, as is `param` inside a longer expression.
[[nodiscard]] model::Node withParameters(const model::Node &node, const QString &file,
                                         const Parameters &parameters, bool keepUnknown,
                                         Diagnostics &diagnostics);

} // namespace assay::suite
