// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/postgres.h"
#include "steps/step_context.h"

#include <map>

namespace assay::steps {

class SqliteConnection;

/// A connection to PostgreSQL or SQLite, for the sql step. Confined to one thread.
class SqlConnection
{
public:
    explicit SqlConnection(std::unique_ptr<base::PostgresConnection> postgres);
    explicit SqlConnection(std::unique_ptr<SqliteConnection> sqlite);
    ~SqlConnection();

    [[nodiscard]] base::Result<base::QueryResult> execute(const QString &sql,
                                                          const std::vector<QJsonValue> &parameters,
                                                          const base::QueryOptions &options);
    /// As PostgresConnection::reset; SQLite has nothing to reset but a transaction.
    [[nodiscard]] base::Result<> reset(const base::QueryOptions &options);
    [[nodiscard]] bool isAlive();
    [[nodiscard]] bool inTransaction();
    /// SQLSTATE, or SQLite's code; "" when the last call was not refused by the database.
    [[nodiscard]] QString lastState() const { return m_lastState; }
    void setLastState(const QString &state) { m_lastState = state; }
    void setNoticeHandler(std::function<void(const QString &)> handler);

private:
    std::unique_ptr<base::PostgresConnection> m_postgres;
    std::unique_ptr<SqliteConnection> m_sqlite;
    QString m_lastState;
};

/// The connections that a worker keeps between steps, by address. Confined to its thread.
class SqlConnections
{
public:
    /// One in its initial state for each case's attempt: made, made again when it was lost, or
    /// reset.
    [[nodiscard]] base::Result<SqlConnection *> take(const QString &url,
                                                     const base::QueryOptions &options,
                                                     const model::Step &step, StepContext &context);
    void forget(const QString &url) { m_kept.erase(url); }

private:
    struct Kept
    {
        std::unique_ptr<SqlConnection> connection;
        QString owner; ///< of its last use
    };
    std::map<QString, Kept> m_kept;
};

} // namespace assay::steps
