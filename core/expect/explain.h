// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"

#include <QJsonValue>
#include <QString>

namespace assay::expect {

/// Words for messages. All are cut to a bound and cost no more than it, however large the value is.

/// Compact JSON, at most `limit` characters and "..."; "nothing" for undefined.
[[nodiscard]] QString shown(const QJsonValue &value, qsizetype limit = 120);
/// "text", "a number", "true or false", "null", "a list", "a map", "nothing".
[[nodiscard]] QString kindWord(const QJsonValue &value);
/// What an expectation says of a value: "is 5", "is at least 3 and is less than 9".
[[nodiscard]] QString holdsPhrase(const model::Node &expected);
/// "[2]" and ".name" or "['odd name']" appended to a path; a first name has no dot.
[[nodiscard]] QString memberPath(const QString &path, const QString &name);
[[nodiscard]] QString elementPath(const QString &path, qsizetype index);

} // namespace assay::expect
