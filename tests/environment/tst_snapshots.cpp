// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres.h"
#include "base/redis.h"
#include "environment/data/postgres_data.h"
#include "environment/postgres_cluster.h"
#include "environment_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

#include <atomic>
#include <thread>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

base::QueryOptions soon()
{
    return {.deadline = std::chrono::steady_clock::now() + 20s};
}

/// The rows as text; what went wrong when it did.
QByteArray ask(const QString &url, const QString &sql)
{
    auto connection = base::PostgresConnection::open(url, soon());
    if (!connection)
        return connection.error().toString().toUtf8();
    auto result = (*connection)->execute(sql, {}, soon());
    return result ? QJsonDocument(result->rows).toJson(QJsonDocument::Compact)
                  : result.error().toString().toUtf8();
}

/// Everything that a client can tell a database by: rows, sequences, settings, rights.
QByteArray allOf(const QString &url)
{
    return ask(url, u"select (select jsonb_agg(to_jsonb(n) order by id) from notes n) as notes, "
                    "(select last_value from notes_id_seq) as sequence, "
                    "(select jsonb_agg(setconfig) from pg_db_role_setting s join pg_database d "
                    "on d.oid = s.setdatabase where d.datname = current_database()) as settings, "
                    "(select datacl::text from pg_database where datname = current_database()) as "
                    "rights, (select datconnlimit from pg_database where "
                    "datname = current_database()) as most"_s);
}

QJsonValue redis(const QString &url, const QByteArrayList &words)
{
    auto connection =
        base::RedisConnection::open(url, {.deadline = std::chrono::steady_clock::now() + 20s});
    if (!connection)
        return connection.error().toString();
    auto answer =
        (*connection)->command(words, {.deadline = std::chrono::steady_clock::now() + 20s});
    return answer ? *answer : answer.error().toString();
}

/// A system under test that does not stop writing: a session of its own, opened again when lost.
class Writer
{
public:
    explicit Writer(const QString &url)
        : m_thread([this, url](const std::stop_token &stop) { write(url, stop); })
    {
    }
    [[nodiscard]] int written() const { return m_written; }
    [[nodiscard]] int sessions() const { return m_sessions; }

private:
    void write(const QString &url, const std::stop_token &stop)
    {
        std::unique_ptr<base::PostgresConnection> session;
        while (!stop.stop_requested()) {
            if (!session || !session->isAlive()) {
                auto opened = base::PostgresConnection::open(url, soon());
                if (!opened)
                    continue;
                session = std::move(*opened);
                ++m_sessions;
            }
            if (session->execute(u"insert into notes (text) values (repeat('x', 500))"_s, {},
                                 soon()))
                ++m_written;
        }
    }

    std::atomic<int> m_written = 0;
    std::atomic<int> m_sessions = 0;
    std::jthread m_thread;
};

const QString kTables =
    u"create table notes (id serial primary key, text text); "
    "insert into notes (text) select 'note ' || n from generate_series(1, 100) n; "
    "create role reader; grant connect on database work to reader; "
    "alter database work set work_mem = '7MB'; "
    "alter database work connection limit 50"_s;

model::ServiceSpec database()
{
    return service(u"database"_s, u"postgres"_s, QJsonObject{{u"database"_s, u"work"_s}});
}

} // namespace

class TestSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goesBackExactly();
    void resetsUnderASystemThatWrites();
    void preparedTransactionsAreNobody();
    void leavesNothingBehind();
    void cacheGoesBack();
    void holdsProcessesStill();
    void saysWhatIsNotThere();
    void stoppedSnapshotsChangeNothing();
    void carriedToAnotherServer();

private:
    [[nodiscard]] Environment up(EnvironmentManager &manager,
                                 std::vector<model::ServiceSpec> services, bool baseline = false);
    Fixture m_fixture;
};

void TestSnapshots::initTestCase()
{
    if (!findPostgres({}, base::SystemVariables(), {}))
        QSKIP("PostgreSQL is not on this machine");
}

Environment TestSnapshots::up(EnvironmentManager &manager, std::vector<model::ServiceSpec> services,
                              bool baseline)
{
    auto environment =
        manager.provision(m_fixture.spec(std::move(services)), {}, {.keepsBaseline = baseline});
    if (!environment)
        qFatal("%s", qPrintable(environment.error().toText()));
    return *environment;
}

void TestSnapshots::goesBackExactly()
{
    const auto manager = m_fixture.manager();
    Environment environment = up(*manager, {database()});
    const QString url = environment.service(u"database")->url;
    QCOMPARE(ask(url, kTables), QByteArray("[]"));
    const QByteArray before = allOf(url);
    const auto snapshot = manager->snapshot(environment, u"full"_s);
    QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().toText()));
    QCOMPARE(snapshot->parts.size(), std::size_t{1});
    QVERIFY(snapshot->parts.front().size.value > 1'000'000);
    QCOMPARE(allOf(url), before); // it was only looked at

    for (int round = 0; round < 3; ++round) {
        QCOMPARE(ask(url, u"delete from notes where id % 2 = 0; insert into notes (text) values "
                          "('new'); create table more (); alter database work set work_mem = "
                          "'9MB'; revoke connect on database work from reader"_s),
                 QByteArray("[]"));
        QVERIFY(allOf(url) != before);
        const auto back = manager->restore(environment, u"full"_s);
        QVERIFY2(back, back ? "" : qPrintable(back.error().toText()));
        QCOMPARE(allOf(url), before);
        QCOMPARE(
            ask(url, u"select to_regclass('more') as more, current_setting('work_mem') as m"_s),
            QByteArray(R"([{"m":"7MB","more":null}])"));
    }
    // Snapshots of other moments stand beside it.
    QCOMPARE(ask(url, u"truncate notes restart identity"_s), QByteArray("[]"));
    const QByteArray empty = allOf(url);
    QVERIFY(manager->snapshot(environment, u"empty"_s));
    QVERIFY(manager->restore(environment, u"full"_s));
    QCOMPARE(allOf(url), before);
    QVERIFY(manager->restore(environment, u"empty"_s));
    QCOMPARE(allOf(url), empty);
    const std::vector<EnvironmentSnapshot> all = manager->snapshots(environment);
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all.front().name, u"full"_s);
    QVERIFY(manager->destroy(environment));
    QVERIFY(manager->snapshots(environment).empty());
}

void TestSnapshots::resetsUnderASystemThatWrites()
{
    const auto manager = m_fixture.manager();
    Environment environment = up(*manager, {database()});
    const QString url = environment.service(u"database")->url;
    QCOMPARE(ask(url, kTables), QByteArray("[]"));
    QVERIFY(manager->snapshot(environment, EnvironmentManager::kBaseline));
    const Writer writer(url);
    const QString admin = QString(url).replace(u"/work"_s, u"/postgres"_s);
    // More of them by hand: ASSAY_RESETS=1000.
    const int resets = std::max(40, qEnvironmentVariableIntValue("ASSAY_RESETS"));
    for (int i = 0; i < resets; ++i) {
        const int before = writer.written();
        QTRY_VERIFY(writer.written() > before);
        const auto back = manager->reset(environment);
        QVERIFY2(back, back ? "" : qPrintable(back.error().toText()));
        // What it kept stands, and what was written since is new: never a row of before.
        QCOMPARE(ask(url, u"select count(*)::int as n from notes where id <= 100"_s),
                 QByteArray(R"([{"n":100}])"));
        QCOMPARE(ask(url, u"select count(*)::int as n from notes where text like 'note %'"_s),
                 QByteArray(R"([{"n":100}])"));
        QCOMPARE(ask(url, u"select (max(id) - count(*))::int as gaps from notes"_s),
                 QByteArray(R"([{"gaps":0}])"));
    }
    QVERIFY(writer.sessions() > resets / 2);
    // At most: postgres, two of its own, work, what is kept, two clones and what is being removed.
    QTRY_COMPARE_WITH_TIMEOUT(ask(admin, u"select count(*) <= 8 as few from pg_database"_s),
                              QByteArray(R"([{"few":true}])"), 10000);
    QTRY_COMPARE_WITH_TIMEOUT(
        ask(admin, u"select count(*) < 8 as few from pg_stat_activity where datname is not null"_s),
        QByteArray(R"([{"few":true}])"), 10000);
}

void TestSnapshots::preparedTransactionsAreNobody()
{
    // It holds the database's lock without a process: ending "process 0" would end this test.
    const auto manager = m_fixture.manager();
    const QJsonObject settings{{u"database"_s, u"work"_s},
                               {u"settings"_s, QJsonObject{{u"max_prepared_transactions"_s, 3}}}};
    Environment environment = up(*manager, {service(u"database"_s, u"postgres"_s, settings)});
    const QString url = environment.service(u"database")->url;
    QCOMPARE(ask(url, kTables), QByteArray("[]"));
    QVERIFY(manager->snapshot(environment, u"one"_s));
    auto session = base::PostgresConnection::open(url, soon());
    QVERIFY(session);
    for (const QString &step :
         {u"begin"_s, u"comment on database work is 'prepared'"_s, u"prepare transaction 'p'"_s}) {
        const auto done = (*session)->execute(step, {}, soon());
        QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
    }
    QCOMPARE(ask(url, u"select bool_or(pid is null) as nobody from pg_locks where locktype = "
                      "'object' and classid = 'pg_database'::regclass"_s),
             QByteArray(R"([{"nobody":true}])"));
    const auto back = manager->restore(environment, u"one"_s);
    QVERIFY2(back, back ? "" : qPrintable(back.error().toText()));
    QCOMPARE(ask(url, u"select count(*)::int as n from notes"_s), QByteArray(R"([{"n":100}])"));
}

void TestSnapshots::leavesNothingBehind()
{
    const auto manager = m_fixture.manager();
    Environment environment = up(*manager, {database()});
    const ServiceEndpoint endpoint = *environment.service(u"database");
    QCOMPARE(ask(endpoint.url, kTables), QByteArray("[]"));
    const QString admin = QString(endpoint.url).replace(u"/work"_s, u"/postgres"_s);
    PostgresData data({u"database"_s, endpoint.url, admin, u"work"_s, m_fixture.dir.path(), {}},
                      {});
    QVERIFY(data.keep(u"one"_s, {}));
    QVERIFY(data.waitUntilIdle({}));
    const QString countAll = u"select count(*)::int as n from pg_database"_s;
    const QByteArray before = ask(admin, countAll);
    for (int i = 0; i < 10; ++i)
        QVERIFY(data.putBack(u"one"_s, {}));
    QVERIFY(data.keep(u"one"_s, {})); // in place of the other
    QVERIFY(data.waitUntilIdle({}));
    QCOMPARE(ask(admin, countAll), before);
    data.forget(u"one"_s);
    data.forget(u"one"_s);
    QVERIFY(data.waitUntilIdle({}));
    QCOMPARE(
        ask(admin, u"select count(*)::int as n from pg_database where datname like 'assay%'"_s),
        QByteArray(R"([{"n":0}])"));
    QVERIFY(!data.putBack(u"one"_s, {}));
}

void TestSnapshots::cacheGoesBack()
{
    if (QStandardPaths::findExecutable(u"redis-server"_s).isEmpty())
        QSKIP("Redis is not on this machine");
    const auto manager = m_fixture.manager();
    Environment environment =
        up(*manager, {service(u"cache"_s, u"redis"_s, QJsonObject()), database()}, true);
    const QString url = environment.service(u"cache")->url;
    QCOMPARE(redis(url, {"SET", "a", "1"}).toString(), u"OK"_s);
    QCOMPARE(redis(url, {"RPUSH", "list", "x", QByteArray("\0\xff", 2)}).toInt(), 2);
    QVERIFY(manager->snapshot(environment, u"some"_s));
    QCOMPARE(redis(url, {"SET", "a", "2"}).toString(), u"OK"_s);
    QCOMPARE(redis(url, {"DEL", "list"}).toInt(), 1);
    const auto back = manager->restore(environment, u"some"_s);
    QVERIFY2(back, back ? "" : qPrintable(back.error().toText()));
    QCOMPARE(redis(url, {"GET", "a"}).toString(), u"1"_s);
    QCOMPARE(redis(url, {"LLEN", "list"}).toInt(), 2);
    QVERIFY(manager->reset(environment));
    QCOMPARE(redis(url, {"DBSIZE"}).toInt(), 0);
    QVERIFY(manager->restore(environment, u"some"_s));
    QCOMPARE(redis(url, {"DBSIZE"}).toInt(), 2);
}

void TestSnapshots::holdsProcessesStill()
{
    // It writes a number a millisecond into the table: none may be between the rows of a snapshot
    // and its end, nor lost after it.
    const auto manager = m_fixture.manager();
    const QString file = m_fixture.dir.filePath(u"ticks"_s);
    Environment environment =
        up(*manager,
           {database(),
            shell(u"ticker"_s, u"while :; do echo x >> '%1'; sleep 0.002; done"_s.arg(file))});
    const qint64 pid = environment.service(u"ticker")->pid;
    QTRY_VERIFY(QFile(file).size() > 10);
    QVERIFY(manager->snapshot(environment, u"one"_s));
    const qint64 size = QFile(file).size();
    QTRY_VERIFY(QFile(file).size() > size); // it goes on
    QVERIFY(manager->restore(environment, u"one"_s));
    QCOMPARE(manager->current(environment).service(u"ticker")->pid, pid);
    const qint64 later = QFile(file).size();
    QTRY_VERIFY(QFile(file).size() > later);
}

void TestSnapshots::saysWhatIsNotThere()
{
    const auto manager = m_fixture.manager();
    Environment environment = up(*manager, {database()});
    const auto never = manager->reset(environment);
    QVERIFY(!never);
    QCOMPARE(never.error().title, u"the environment \"test\" has no snapshot \"baseline\""_s);
    QVERIFY(manager->snapshot(environment, u"before"_s));
    const auto typed = manager->restore(environment, u"befor"_s);
    QVERIFY(!typed);
    QVERIFY2(typed.error().fix.contains(u"before"), qPrintable(typed.error().fix));
    QVERIFY(manager->forget(environment, u"before"_s));
    QVERIFY(!manager->restore(environment, u"before"_s));
    QVERIFY(manager->destroy(environment));
    const auto down = manager->snapshot(environment, u"late"_s);
    QVERIFY(!down);
    QCOMPARE(down.error().title, u"the environment \"test\" is not up"_s);
}

void TestSnapshots::stoppedSnapshotsChangeNothing()
{
    const auto manager = m_fixture.manager();
    Environment environment = up(*manager, {database()});
    const QString url = environment.service(u"database")->url;
    QCOMPARE(ask(url, kTables), QByteArray("[]"));
    const QByteArray before = allOf(url);
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(!manager->snapshot(environment, u"one"_s, stopped.get_token()));
    QCOMPARE(allOf(url), before); // sessions are admitted again
    QVERIFY(manager->snapshot(environment, u"one"_s));
    QVERIFY(!manager->snapshot(environment, u"one"_s, stopped.get_token())); // the first one stays
    QVERIFY(!manager->restore(environment, u"one"_s, stopped.get_token()));
    QCOMPARE(allOf(url), before);
    QVERIFY(manager->restore(environment, u"one"_s));
    QCOMPARE(allOf(url), before);
}

void TestSnapshots::carriedToAnotherServer()
{
    const auto manager = m_fixture.manager();
    Environment from = up(*manager, {database()});
    Environment to = up(*manager, {database()});
    const auto programs = findPostgres({}, base::SystemVariables(), {});
    const auto dataOf = [&](const Environment &environment) {
        const QString url = environment.service(u"database")->url;
        return std::make_unique<PostgresData>(
            PostgresData::Place{u"database"_s, url,
                                QString(url).replace(u"/work"_s, u"/postgres"_s), u"work"_s,
                                m_fixture.dir.path(), programs->folder},
            Post());
    };
    const QString url = from.service(u"database")->url;
    QCOMPARE(ask(url, u"create table notes (id serial primary key, text text); insert into notes "
                      "(text) select 'note ' || n from generate_series(1, 100) n"_s),
             QByteArray("[]"));
    const auto source = dataOf(from);
    QVERIFY(source->keep(u"one"_s, {}));
    const QString file = m_fixture.dir.filePath(u"work.dump"_s);
    const auto saved = source->save(u"one"_s, file, {});
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().toText()));
    const auto target = dataOf(to);
    const auto loaded = target->load(file, {});
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toText()));
    const QString rows = u"select count(*)::int as n, max(text) as t from notes"_s;
    QCOMPARE(ask(to.service(u"database")->url, rows), ask(url, rows));
    // A damaged one is refused, and the database is what it was.
    QVERIFY(QFile::resize(file, QFile(file).size() / 2));
    QVERIFY(!target->load(file, {}));
    QCOMPARE(ask(to.service(u"database")->url, rows), ask(url, rows));
}

QTEST_GUILESS_MAIN(TestSnapshots)
#include "tst_snapshots.moc"
