// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

#include <compare>

namespace assay::expect {

/// Numbers by value (1 is 1.0), whole numbers exactly. Any thread; pure functions.
[[nodiscard]] std::partial_ordering compareNumbers(const QJsonValue &a, const QJsonValue &b);
[[nodiscard]] bool isWholeNumber(const QJsonValue &value);
/// Deep equality. What is nested deeper than 1024 levels counts as different.
[[nodiscard]] bool jsonEquals(const QJsonValue &a, const QJsonValue &b, int depth = 0);

} // namespace assay::expect
