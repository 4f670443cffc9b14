// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/postgres.h"

namespace assay::steps {

/// A SQLite database, through Qt SQL, with the results of PostgresConnection: numbers, text, null,
/// and blobs as base64 text.
///
/// A statement that computes cannot be interrupted; waiting for another's lock is bounded by the
/// busy timeout, 5 s. The token and deadline are looked at between rows. Confined to the thread
/// that opened it.
class SqliteConnection
{
public:
    /// The file is made when it does not exist. ":memory:" is a database of this connection only.
    [[nodiscard]] static base::Result<std::unique_ptr<SqliteConnection>> open(const QString &path);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    /// Without parameters it may be several statements (a trigger's body cannot be among them).
    [[nodiscard]] base::Result<base::QueryResult> execute(const QString &sql,
                                                          const std::vector<QJsonValue> &parameters,
                                                          const base::QueryOptions &options);
    [[nodiscard]] bool inTransaction();

private:
    explicit SqliteConnection(QString name)
        : m_name(std::move(name))
    {
    }
    [[nodiscard]] base::Result<base::QueryResult>
    executeOne(const QString &sql, const std::vector<QJsonValue> &parameters,
               const base::QueryOptions &options);

    QString m_name; ///< Qt's, of the connection
    bool m_inTransaction = false;
};

} // namespace assay::steps
