// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonValue>

namespace assay::base {

/// JSON text as it is needed on hot paths and in messages. Any thread; pure functions.

/// Appends `text` as a JSON string with its quotes; what is not valid UTF-16 becomes U+FFFD.
void appendJsonString(QByteArray &out, QStringView text);
/// Appends any value, compact. Undefined is written as null.
void appendJson(QByteArray &out, const QJsonValue &value);

[[nodiscard]] QByteArray compactJson(const QJsonValue &value);
/// Compact and cut to `limit` characters with an ellipsis: for messages.
[[nodiscard]] QString jsonForMessage(const QJsonValue &value, qsizetype limit = 200);
/// Any JSON text, scalars too. The error has the offset's line and column.
[[nodiscard]] Result<QJsonValue> parseJson(const QByteArray &text);

} // namespace assay::base
