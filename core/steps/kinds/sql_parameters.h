// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/node.h"

#include <QStringList>

#include <vector>

namespace assay::steps {

/// What stands before a parameter's number: $1 of PostgreSQL, ?1 of SQLite.
enum class SqlDialect { Postgres, Sqlite };

struct BoundSql
{
    QString sql;
    std::vector<QJsonValue> values;
};

/// Replaces :name by $1 ... and gives the values in that order; a list is taken as it is. Nothing
/// is replaced in strings, quoted names, comments, dollar quotes, casts (::) and slices ([1:n]).
/// Positions after a name stay the same where that is possible (padded with spaces), so that the
/// server's positions fit what was written.
/// Errors: names of either side that the other does not have. Any thread.
[[nodiscard]] base::Result<BoundSql> bindParameters(const QString &sql, const model::Node &bind,
                                                    SqlDialect dialect);

/// The statements that `;` separates, without empty ones.
[[nodiscard]] QStringList splitStatements(const QString &sql, SqlDialect dialect);

} // namespace assay::steps
