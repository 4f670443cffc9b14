// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonValue>

namespace assay::expect {

/// What would make a validator recurse without end: too deep a schema, references out of it, or
/// ones that come back to themselves on the same value.
[[nodiscard]] base::Result<> checkSchemaShape(const QJsonValue &schema);
[[nodiscard]] bool isDeeperThan(const QJsonValue &value, int levels);

} // namespace assay::expect
