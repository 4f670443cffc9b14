// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/data/postgres_server.h"

#include <QJsonObject>

#include <csignal>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A copy of hundreds of gigabytes takes its time; a server that hangs must not hold us for ever.
constexpr base::Nanoseconds kLongest = 30min;
constexpr base::Nanoseconds kLongestGoodbye = 10s;

QString quoted(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

PostgresServer::PostgresServer(QString url)
    : m_url(std::move(url))
{
}

base::Result<base::PostgresConnection *> PostgresServer::session(const std::stop_token &stop)
{
    if (m_session && m_session->isAlive())
        return m_session.get();
    const base::QueryOptions bounds{.deadline = std::chrono::steady_clock::now() + 10s,
                                    .stop = stop};
    auto opened = base::PostgresConnection::open(m_url, bounds);
    if (!opened)
        return base::failure(opened.error());
    // What a suite has set for the server must not hold us up: time limits, read-only.
    auto set = (*opened)->executeScript(
        u"set application_name = 'assay'; set statement_timeout = 0; set lock_timeout = 0; "
        "set default_transaction_read_only = off; set allow_system_table_mods = on"_s,
        bounds);
    if (!set)
        return base::failure(set.error());
    m_session = std::move(*opened);
    return m_session.get();
}

base::Result<base::QueryResult> PostgresServer::execute(const QString &sql,
                                                        const std::vector<QJsonValue> &parameters,
                                                        const std::stop_token &stop)
{
    const auto connection = session(stop);
    if (!connection)
        return base::failure(connection.error());
    return (*connection)
        ->execute(sql, parameters,
                  {.deadline = std::chrono::steady_clock::now() + kLongest, .stop = stop});
}

base::Result<> PostgresServer::clear(const QString &database, const std::stop_token &stop)
{
    auto sealed = seal(database);
    if (!sealed)
        return sealed;
    // A session that was being opened when we sealed it appears a moment later.
    base::Result<qint64> left = 1;
    const auto isEmpty = [&] {
        const auto ended = execute(u"select count(pg_terminate_backend(pid)) as sessions "
                                   "from pg_stat_activity where datname = $1"_s,
                                   {database}, stop);
        if (ended)
            left = static_cast<qint64>(ended->rows.at(0)[u"sessions"].toDouble());
        else
            left = base::failure(ended.error());
        return !left || *left == 0;
    };
    const bool done =
        base::pollUntil(isEmpty, 300us, std::chrono::steady_clock::now() + kLongestGoodbye, stop);
    if (left && done)
        return {};
    (void)admit(database).has_value();
    if (!left)
        return base::failure(left.error());
    if (stop.stop_requested())
        return base::failure(u"the wait for the sessions of \"%1\" was stopped"_s.arg(database));
    return base::failure(
        u"%1 sessions of the database \"%2\" do not end"_s.arg(*left).arg(database));
}

base::Result<> PostgresServer::admit(const QString &database)
{
    const auto done = execute(u"alter database %1 allow_connections true"_s.arg(quoted(database)));
    return done ? base::Result<>() : base::failure(done.error());
}

base::Result<> PostgresServer::seal(const QString &database)
{
    const auto done = execute(u"alter database %1 allow_connections false"_s.arg(quoted(database)));
    return done ? base::Result<>() : base::failure(done.error());
}

base::Result<> PostgresServer::copy(const QString &from, const QString &to, Strategy strategy,
                                    const std::stop_token &stop)
{
    const auto facts =
        execute(u"select pg_get_userbyid(datdba) as owner, current_setting('server_version_num')"
                "::int >= 150000 as has_strategy, datacl is not null or datconnlimit <> -1 or "
                "exists (select from pg_db_role_setting where setdatabase = d.oid) as has_more "
                "from pg_database d where datname = $1"_s,
                {from}, stop);
    if (!facts)
        return base::failure(facts.error());
    if (facts->rows.isEmpty())
        return base::failure(u"there is no database \"%1\""_s.arg(from));
    const QJsonObject known = facts->rows.at(0).toObject();
    QString sql = u"create database %1 template %2 owner %3"_s.arg(
        quoted(to), quoted(from), quoted(known.value(u"owner"_s).toString()));
    if (known.value(u"has_strategy"_s).toBool())
        sql += strategy == Strategy::Log ? u" strategy wal_log"_s : u" strategy file_copy"_s;
    if (auto made = execute(sql, {}, stop); !made)
        return base::failure(made.error());
    if (!known.value(u"has_more"_s).toBool())
        return {};
    // CREATE DATABASE leaves these behind; a copy without them is not exact.
    const std::vector<QJsonValue> names{from, to};
    for (const QString &step :
         {u"update pg_database t set datacl = f.datacl, datconnlimit = f.datconnlimit "
          "from pg_database f where f.datname = $1 and t.datname = $2"_s,
          u"insert into pg_db_role_setting select t.oid, s.setrole, s.setconfig "
          "from pg_db_role_setting s join pg_database f on f.oid = s.setdatabase, pg_database t "
          "where f.datname = $1 and t.datname = $2"_s}) {
        if (auto copied = execute(step, names, stop); !copied) {
            (void)drop(to, {}).has_value();
            return base::failure(copied.error());
        }
    }
    return {};
}

base::Result<> PostgresServer::swap(const QString &live, const QString &fresh, const QString &old,
                                    const std::stop_token &stop)
{
    const auto connection = session(stop);
    if (!connection)
        return base::failure(connection.error());
    const auto literal = [](const QString &name) {
        return u'\'' + QString(name).replace(u'\'', u"''"_s) + u'\'';
    };
    // ALTER DATABASE would wait until every session has ended, which takes two milliseconds each.
    const auto renamed =
        execute(u"update pg_database set datname = %2, datallowconn = false where datname = %1; "
                "update pg_database set datname = %1 where datname = %3"_s.arg(
                    literal(live), literal(old), literal(fresh)),
                {}, stop);
    if (!renamed)
        return base::failure(renamed.error());
    // One that is just being opened is not among the sessions yet, but holds its database's lock.
    const auto inside = execute(
        u"select pid from pg_stat_activity where datname = $1 union select pid from pg_locks where "
        "pid is not null and " // a prepared transaction is nobody's
        "locktype = 'object' and classid = 'pg_database'::regclass and objid = (select oid from "
        "pg_database where datname = $1) and pid <> pg_backend_pid()"_s,
        {old});
    if (!inside)
        return base::failure(inside.error());
    // What pg_terminate_backend() does; but sessions that end take the processor from the one that
    // has yet to end the others.
    for (const QJsonValue &one : inside->rows) {
        if (const int pid = one[u"pid"].toInt(); pid > 1) // 0 would be our own group
            ::kill(static_cast<pid_t>(pid), SIGTERM);
    }
    return {};
}

base::Result<> PostgresServer::drop(const QString &database, const std::stop_token &stop)
{
    const auto done =
        execute(u"drop database if exists %1 with (force)"_s.arg(quoted(database)), {}, stop);
    return done ? base::Result<>() : base::failure(done.error());
}

base::Result<base::ByteCount> PostgresServer::sizeOf(const QString &database)
{
    const auto size = execute(u"select pg_database_size($1::name) as size"_s, {database});
    if (!size)
        return base::failure(size.error());
    return base::ByteCount{static_cast<qint64>(size->rows.at(0)[u"size"].toDouble())};
}

} // namespace assay::environment
