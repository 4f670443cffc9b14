// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/database.h"

#include <QSqlError>

#include <atomic>

namespace assay::history {

using namespace Qt::StringLiterals;

namespace {

/// What to do about SQLite's primary result codes (sqlite.org/rescode.html).
QString wayOut(int code)
{
    switch (code & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return u"another process is writing to it: try again when it is done"_s;
    case 8: // SQLITE_READONLY
        return u"make the file and its folder writable"_s;
    case 10: // SQLITE_IOERR
        return u"check the disk, and that its file system supports locks"_s;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return u"move the file away and a new one is started; what can be saved of it is shown by "
               "sqlite3 FILE .recover"_s;
    case 13: // SQLITE_FULL
        return u"make room on the disk"_s;
    case 14: // SQLITE_CANTOPEN
        return u"check that the folder exists and may be read and written"_s;
    default:
        return {};
    }
}

tl::unexpected<base::Error> failed(const QString &file, const QSqlError &error)
{
    QString reason = error.databaseText().trimmed();
    if (reason.isEmpty())
        reason = error.driverText().trimmed();
    return base::failure(u"history %1: %2"_s.arg(file, reason),
                         wayOut(error.nativeErrorCode().toInt()));
}

} // namespace

base::Result<Database> Database::open(const QString &file, Mode mode,
                                      std::chrono::milliseconds busy)
{
    static std::atomic<quint64> next = 0;
    Database database(file, u"assay-history-%1"_s.arg(++next));
    QSqlDatabase handle = QSqlDatabase::addDatabase(u"QSQLITE"_s, database.m_connection);
    if (!handle.isValid()) {
        return base::failure(u"Qt's SQLite driver is not installed"_s,
                             u"install it (Debian: libqt6sql6-sqlite)"_s);
    }
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busy.count());
    if (mode == Mode::Read)
        options += u";QSQLITE_OPEN_READONLY"_s;
    handle.setConnectOptions(options);
    handle.setDatabaseName(file);
    if (!handle.open())
        return failed(file, handle.lastError());
    // SQLite opens lazily: only a read tells whether this is a database at all.
    if (auto read = database.number(u"pragma schema_version"_s); !read)
        return base::failure(read.error());
    // A writer appends: the default cache of 2 MB would only hold what it never reads again.
    const QString cache =
        mode == Mode::Read ? u"pragma cache_size = -2000"_s : u"pragma cache_size = -512"_s;
    for (const QString &pragma : {u"pragma foreign_keys = on"_s, u"pragma synchronous = normal"_s,
                                  u"pragma trusted_schema = off"_s, cache}) {
        if (auto set = database.execute(pragma); !set)
            return base::failure(set.error());
    }
    return database;
}

Database::Database(Database &&other) noexcept
    : m_file(std::move(other.m_file))
    , m_connection(std::exchange(other.m_connection, {}))
{
}

Database &Database::operator=(Database &&other) noexcept
{
    if (this != &other) {
        close();
        m_file = std::move(other.m_file);
        m_connection = std::exchange(other.m_connection, {});
    }
    return *this;
}

Database::~Database()
{
    close();
}

void Database::close()
{
    if (m_connection.isEmpty())
        return;
    handle().close();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

QSqlDatabase Database::handle() const
{
    return QSqlDatabase::database(m_connection, false);
}

base::Result<QSqlQuery> Database::prepare(const QString &sql) const
{
    QSqlQuery query(handle());
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failed(m_file, query.lastError());
    return query;
}

base::Result<> Database::run(QSqlQuery &query, const QVariantList &values) const
{
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    if (!query.exec())
        return failed(m_file, query.lastError());
    return {};
}

base::Result<QSqlQuery> Database::query(const QString &sql, const QVariantList &values) const
{
    auto prepared = prepare(sql);
    if (prepared) {
        if (auto done = run(*prepared, values); !done)
            return base::failure(done.error());
    }
    return prepared;
}

base::Result<> Database::execute(const QString &sql, const QVariantList &values) const
{
    auto done = query(sql, values);
    if (!done)
        return base::failure(done.error());
    return {};
}

base::Result<qint64> Database::number(const QString &sql, const QVariantList &values) const
{
    auto found = query(sql, values);
    if (!found)
        return base::failure(found.error());
    return found->next() ? found->value(0).toLongLong() : 0;
}

base::Result<> Database::setBusyTimeout(std::chrono::milliseconds busy) const
{
    return execute(u"pragma busy_timeout = %1"_s.arg(busy.count()));
}

} // namespace assay::history
