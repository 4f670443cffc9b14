// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace assay::base::postgres {

/// A type's number in pg_type.
using TypeId = unsigned int;

/// "int4", "text[]"; "" for types that are not built in.
[[nodiscard]] QString typeName(TypeId type);
/// Of a built-in array type its elements' type, else 0.
[[nodiscard]] TypeId elementType(TypeId type);

/// A value as the server writes it in text, as JSON; see PostgresConnection. Any thread.
[[nodiscard]] QJsonValue valueOfText(const QByteArray &text, TypeId type);
/// {1,2,NULL,"a b",{...}}: null when it is not an array's text.
[[nodiscard]] QJsonValue valueOfArray(const QByteArray &text, TypeId element);

/// A parameter as text for a statement that takes `type` there (0: unknown); nothing is NULL.
[[nodiscard]] std::optional<QByteArray> parameterText(const QJsonValue &value, TypeId type);

} // namespace assay::base::postgres
