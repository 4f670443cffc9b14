// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>

#include <optional>

namespace assay::expect {

/// An I-Regexp (RFC 9485) as a pattern of QRegularExpression, or nothing when it is none.
[[nodiscard]] std::optional<QString> translateIRegexp(QStringView pattern);

/// Compiled and kept; whole = it must match all of the text. Invalid when it is no I-Regexp.
[[nodiscard]] QRegularExpression iRegexp(const QString &pattern, bool whole);

} // namespace assay::expect
