// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/data_schema.h"
#include "testdata/value.h"

#include <QByteArray>

#include <string_view>

namespace assay::testdata {

/// Values as text and as JSON, the same on every machine. Any thread; pure functions.

/// "2024-02-29"; nothing for what is no day from year 1 to 9999.
[[nodiscard]] std::optional<Date> parseDate(std::string_view text);
/// "2024-02-29T12:00:00.5Z", also with a blank for T, with an offset, or a date alone (UTC).
[[nodiscard]] std::optional<Timestamp> parseTimestamp(std::string_view text);
[[nodiscard]] std::optional<Uuid> parseUuid(std::string_view text);

/// As the formats write it: dates and times as ISO 8601, bytes in base64, vectors and lists as JSON
/// lists; null appends nothing.
void appendText(QByteArray &out, const Value &value);
/// The same as JSON.
void appendJson(QByteArray &out, const Value &value);
[[nodiscard]] QJsonValue jsonOf(const Value &value);

/// A field of a file as a value of the type; an error says what it should be.
[[nodiscard]] base::Result<Value> valueOfText(std::string_view text, ColumnType type,
                                              bool isArray = false);
[[nodiscard]] base::Result<Value> valueOfJson(const QJsonValue &json, ColumnType type,
                                              bool isArray = false);

/// How many characters (code points) a UTF-8 text has, and where the n-th begins.
[[nodiscard]] qint64 characterCount(std::string_view text);
[[nodiscard]] std::size_t byteOfCharacter(std::string_view text, qint64 character);

} // namespace assay::testdata
