// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/sql_connections.h"

#include "steps/kinds/sqlite_connection.h"

#include <QRegularExpression>

namespace assay::steps {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostKept = 16;

base::Result<std::unique_ptr<SqlConnection>> openConnection(const QString &url,
                                                            const base::QueryOptions &options,
                                                            const model::Step &step,
                                                            StepContext &context)
{
    if (!url.startsWith(u"sqlite:"_s)) {
        auto opened = base::PostgresConnection::open(url, options);
        if (!opened)
            return base::failure(opened.error());
        return std::make_unique<SqlConnection>(std::move(*opened));
    }
    QString path = url.sliced(7);
    while (path.startsWith(u"//"_s)) // sqlite:///path
        path.remove(0, 1);
    if (path != u":memory:"_s && !path.startsWith(u'/')) {
        const auto full = context.run().resolvePath(path, step.file);
        if (!full)
            return base::failure(full.error());
        path = *full;
    }
    auto opened = SqliteConnection::open(path);
    if (!opened)
        return base::failure(opened.error());
    return std::make_unique<SqlConnection>(std::move(*opened));
}

} // namespace

SqlConnection::SqlConnection(std::unique_ptr<base::PostgresConnection> postgres)
    : m_postgres(std::move(postgres))
{
}

SqlConnection::SqlConnection(std::unique_ptr<SqliteConnection> sqlite)
    : m_sqlite(std::move(sqlite))
{
}

SqlConnection::~SqlConnection() = default;

base::Result<base::QueryResult> SqlConnection::execute(const QString &sql,
                                                       const std::vector<QJsonValue> &parameters,
                                                       const base::QueryOptions &options)
{
    if (m_postgres) {
        auto result = m_postgres->execute(sql, parameters, options);
        m_lastState = m_postgres->lastState();
        return result;
    }
    auto result = m_sqlite->execute(sql, parameters, options);
    static const QRegularExpression kCode(u"\\(SQLite (\\d+)\\)$"_s);
    m_lastState = result ? QString() : kCode.match(result.error().title).captured(1);
    return result;
}

base::Result<> SqlConnection::reset(const base::QueryOptions &options)
{
    if (m_postgres)
        return m_postgres->reset(options);
    return {};
}

bool SqlConnection::isAlive()
{
    return m_postgres ? m_postgres->isAlive() : true;
}

bool SqlConnection::inTransaction()
{
    return m_postgres ? m_postgres->inTransaction() : m_sqlite->inTransaction();
}

void SqlConnection::setNoticeHandler(std::function<void(const QString &)> handler)
{
    if (m_postgres)
        m_postgres->setNoticeHandler(std::move(handler));
}

base::Result<SqlConnection *> SqlConnections::take(const QString &url,
                                                   const base::QueryOptions &options,
                                                   const model::Step &step, StepContext &context)
{
    const StepContext::Owner &now = context.owner();
    const QString owner = u"%1 %2 %3"_s.arg(now.index).arg(now.attempt).arg(now.suiteFile);
    if (const auto it = m_kept.find(url); it != m_kept.end()) {
        Kept &kept = it->second;
        const bool isUsable = kept.connection->isAlive() &&
                              (kept.owner == owner || kept.connection->reset(options).has_value());
        if (isUsable) {
            kept.owner = owner;
            return kept.connection.get();
        }
        m_kept.erase(it);
    }
    // Suites with an address a case: do not keep them all.
    if (m_kept.size() >= kMostKept)
        m_kept.clear();
    auto opened = openConnection(url, options, step, context);
    if (!opened)
        return base::failure(opened.error());
    Kept &kept = m_kept[url];
    kept = {std::move(*opened), owner};
    return kept.connection.get();
}

} // namespace assay::steps
