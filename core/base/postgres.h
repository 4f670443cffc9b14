// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "base/units.h"

#include <QByteArray>
#include <QJsonArray>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace assay::base {

/// What bounds one query, whatever the server does.
struct QueryOptions
{
    SteadyTime deadline = SteadyTime::max();
    std::stop_token stop = {};
    qint64 rowLimit = 100'000;              ///< then the query is cancelled, see QueryResult::cut
    ByteCount byteLimit{256 * 1024 * 1024}; ///< of all values of the result; likewise
};

struct QueryResult
{
    struct Column
    {
        QString name; ///< the second of the same name gets _2
        QString type; ///< "int4", "timestamptz", "text[]"
    };
    std::vector<Column> columns;
    QJsonArray rows;     ///< an object a row, by column name
    qint64 affected = 0; ///< rows that the command wrote, or returned
    QString command;     ///< "SELECT", "INSERT"; "" when cut
    /// A limit was reached: `rows` are the first, and the query was cancelled (what it wrote is
    /// undone).
    bool cut = false;
};

/// A connection to a PostgreSQL server: the one that every floor above uses.
///
///     auto connection = PostgresConnection::open(url, {.deadline = deadline, .stop = stop});
///     auto result = (*connection)->execute(u"select $1::int + 1 as n"_s, {41});   // [{"n": 42}]
///
/// Values become JSON by their type: bool; int2, int4, int8, oid, float4, float8 as numbers;
/// numeric as a number when 15 digits hold it, else text; json and jsonb parsed; date, time,
/// timestamp and timestamptz as ISO 8601 text (the session's time zone is UTC); bytea as base64
/// text; arrays as lists; everything else as the server's text.
///
/// Every wait ends at the deadline or when the token is triggered; a running query is then
/// cancelled on the server. If the server does not confirm that in a moment, the connection is
/// closed and isAlive() is false. (libpq's asynchronous interface: libpqxx waits inside and cannot
/// be interrupted.) Only the look-up of a host's name blocks for as long as the system's resolver
/// does.
///
/// Errors: the server's message and SQLSTATE as title, its hint and detail as fix; line and column
/// in the query as position, with the query's line. Never the URL's password. Confined to one
/// thread at a time.
class PostgresConnection
{
public:
    /// `url`: postgres://user:password@host:port/database?option=value, or libpq's "key=value"
    /// form.
    [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>>
    open(const QString &url, const QueryOptions &options = {});
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection &) = delete;
    PostgresConnection &operator=(const PostgresConnection &) = delete;

    /// Runs one statement with parameters $1, $2 ...: a list becomes an array, or JSON where the
    /// statement takes json; an object becomes JSON. Without parameters it may be several
    /// statements separated by `;`: one transaction, and the result of the last that gave rows, or
    /// the last.
    [[nodiscard]] Result<QueryResult> execute(const QString &sql,
                                              const std::vector<QJsonValue> &parameters = {},
                                              const QueryOptions &options = {});
    /// Several statements; rows are thrown away.
    [[nodiscard]] Result<> executeScript(const QString &sql, const QueryOptions &options = {});

    /// `copy t (a, b) from stdin (format binary)`: asks `next` for blocks until it gives an empty
    /// one; its error undoes the copy. The number of rows.
    using CopySource = std::function<Result<QByteArray>()>;
    [[nodiscard]] Result<qint64> copyIn(const QString &sql, const CopySource &next,
                                        const QueryOptions &options = {});
    /// `copy t to stdout`: every block (a row, of libpq) goes to `sink`; its error cancels the
    /// copy.
    using CopySink = std::function<Result<>(const QByteArray &)>;
    [[nodiscard]] Result<> copyOut(const QString &sql, const CopySink &sink,
                                   const QueryOptions &options = {});

    /// The session as it was when it was opened: open transactions are undone; settings, temporary
    /// tables, locks and prepared statements are gone.
    [[nodiscard]] Result<> reset(const QueryOptions &options = {});
    /// False when the server has ended the session. Does not send anything.
    [[nodiscard]] bool isAlive();
    [[nodiscard]] bool inTransaction() const;
    /// SQLSTATE of the last error that the server reported: "42P01"; "" when it was none of the
    /// server's.
    [[nodiscard]] QString lastState() const;
    [[nodiscard]] QString serverVersion() const; ///< "15.18"
    [[nodiscard]] int backendPid() const;
    /// Called with each NOTICE and WARNING, on the connection's thread, during its calls.
    void setNoticeHandler(std::function<void(const QString &text)> handler);

private:
    struct Private;
    explicit PostgresConnection(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// One try whether a server takes sessions (it said ReadyForQuery); the error says what it
/// answered.
[[nodiscard]] Result<> postgresReady(const QString &url, const QueryOptions &options = {});

} // namespace assay::base
