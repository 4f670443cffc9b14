// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace assay::expect {

/// How two values differ, for people: a line each, with a path.
///
///       $.id: 1
///     - $.status: "ready"
///     + $.status: "open"
///       ... 12 the same
///
/// "-" is expected, "+" is there. Lists are aligned by their longest common subsequence (up to a
/// million comparisons, then by position); texts of many lines are compared line by line. "" when
/// they are equal. Any thread.
[[nodiscard]] QString structuralDiff(const QJsonValue &expected, const QJsonValue &actual,
                                     int maxLines = 60);

} // namespace assay::expect
