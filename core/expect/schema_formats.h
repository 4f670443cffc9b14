// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace assay::expect {

/// The formats of JSON Schema that are asserted: date, time, date-time, email, uri, uuid. Any other
/// is only a remark, as draft 7 allows.
[[nodiscard]] bool schemaFormatHolds(const QString &format, const QString &text);

} // namespace assay::expect
