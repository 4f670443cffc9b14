// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres.h"
#include "environment/postgres_cluster.h"
#include "environment/probe.h"
#include "environment/process_facts.h"
#include "environment_fixture.h"

#include <QJsonArray>
#include <QStandardPaths>
#include <QTest>

#include <thread>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonArray rowsOf(const QString &url, const QString &sql)
{
    const base::QueryOptions bounds{.deadline = std::chrono::steady_clock::now() + 20s};
    auto connection = base::PostgresConnection::open(url, bounds);
    if (!connection)
        return {connection.error().toString()};
    auto result = (*connection)->execute(sql, {}, bounds);
    return result ? result->rows : QJsonArray{result.error().toString()};
}

QString redisAnswer(int port, const QByteArray &command)
{
    const auto line = probeLine(u"127.0.0.1"_s, port, command + "\r\n",
                                std::chrono::steady_clock::now() + 10s, {});
    return line ? QString::fromUtf8(*line) : line.error().toString();
}

} // namespace

class TestDatabases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void postgresFromNothing();
    void postgresQuicklyOnceThePristineCopyExists();
    void severalPostgresAtOnceShareNothing();
    void postgresConfiguration();
    void pristineCopyIsMadeAnewWhenItIsBroken();
    void refusesVersionsThatAreNotThere();
    void redis();
};

void TestDatabases::postgresFromNothing()
{
    if (!findPostgres({}, base::SystemVariables(), {}))
        QSKIP("PostgreSQL is not on this machine");
    Fixture fixture;
    fixture.variables.changes[u"XDG_CACHE_HOME"_s] = fixture.dir.filePath(u"cache"_s);
    const auto manager = fixture.manager();
    const QJsonObject settings{
        {u"database"_s, u"te xts"_s},
        {u"user"_s, u"o-wner"_s},
        {u"password"_s, u"p@ss:/wörd"_s},
        {u"settings"_s, QJsonObject{{u"work_mem"_s, u"7MB"_s}, {u"max_connections"_s, 33}}}};
    auto environment =
        manager->provision(fixture.spec({service(u"database"_s, u"postgres"_s, settings)}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const ServiceEndpoint endpoint = *environment->service(u"database");
    QCOMPARE(endpoint.properties[u"user"_s].toString(), u"o-wner"_s);
    QCOMPARE(endpoint.properties[u"password"_s].toString(), u"p@ss:/wörd"_s);
    QVERIFY(!endpoint.properties[u"version"_s].toString().isEmpty());
    QCOMPARE(rowsOf(endpoint.url, u"select current_database() as d, current_user as u, "
                                  "current_setting('work_mem') as w, "
                                  "current_setting('max_connections')::int as m, "
                                  "current_setting('fsync') as f"_s),
             (QJsonArray{QJsonObject{{u"d"_s, u"te xts"_s},
                                     {u"u"_s, u"o-wner"_s},
                                     {u"w"_s, u"7MB"_s},
                                     {u"m"_s, 33},
                                     {u"f"_s, u"off"_s}}}));
    // A wrong password does not get in.
    QVERIFY(!base::postgresReady(QString(endpoint.url).replace(u"p%40ss"_s, u"wrong"_s),
                                 {.deadline = std::chrono::steady_clock::now() + 10s}));
    QVERIFY(manager->destroy(*environment));
    QVERIFY(!startTimeOf(endpoint.pid));
    QVERIFY(fixture.leaseFiles().isEmpty());
    QVERIFY(fixture.leftFolders().isEmpty());
}

void TestDatabases::postgresQuicklyOnceThePristineCopyExists()
{
    if (!findPostgres({}, base::SystemVariables(), {}))
        QSKIP("PostgreSQL is not on this machine");
    Fixture fixture;
    const auto manager = fixture.manager();
    const auto spec = fixture.spec({service(u"database"_s, u"postgres"_s, QJsonObject())});
    std::chrono::nanoseconds best = std::chrono::hours(1);
    for (int i = 0; i < 4; ++i) { // the first may make the copy
        const auto begin = std::chrono::steady_clock::now();
        auto environment = manager->provision(spec, {});
        const auto took = std::chrono::steady_clock::now() - begin;
        QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
        best = std::min<std::chrono::nanoseconds>(best, took);
        QVERIFY(manager->destroy(*environment));
    }
    qInfo("PostgreSQL from nothing to ready: %s", qPrintable(base::durationText(best)));
    QVERIFY2(best < 2s, qPrintable(base::durationText(best))); // 0.15 s on a machine at rest
}

void TestDatabases::severalPostgresAtOnceShareNothing()
{
    if (!findPostgres({}, base::SystemVariables(), {}))
        QSKIP("PostgreSQL is not on this machine");
    Fixture fixture;
    fixture.variables.changes[u"XDG_CACHE_HOME"_s] = fixture.dir.filePath(u"cache"_s);
    const auto manager = fixture.manager();
    // Both need the pristine copy that is not there yet: one makes it.
    auto environment = manager->provision(
        fixture.spec({service(u"one"_s, u"postgres"_s, QJsonObject{{u"memory"_s, false}}),
                      service(u"two"_s, u"postgres"_s, QJsonObject())}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const QString one = environment->service(u"one")->url;
    const QString two = environment->service(u"two")->url;
    QVERIFY(one != two);
    QCOMPARE(rowsOf(one, u"create table t (a int)"_s), QJsonArray());
    QVERIFY(rowsOf(two, u"select * from t"_s).at(0).toString().contains(u"\"t\""_s));
    const QDir cache(fixture.dir.filePath(u"cache/assay/postgres"_s));
    QCOMPARE(cache.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
    QVERIFY(manager->destroy(*environment));
    QVERIFY(fixture.leftFolders().isEmpty());
}

void TestDatabases::postgresConfiguration()
{
    if (!findPostgres({}, base::SystemVariables(), {}))
        QSKIP("PostgreSQL is not on this machine");
    Fixture fixture;
    const auto manager = fixture.manager();
    auto environment = manager->provision(
        fixture.spec({service(u"database"_s, u"postgres"_s, QJsonObject())}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const QString url = environment->service(u"database")->url;
    for (int again = 0; again < 2; ++again) {
        QVERIFY(manager->configure(
            *environment, {{u"database"_s, QJsonObject{{u"work_mem"_s, u"9MB"_s},
                                                       {u"log_line_prefix"_s, u"it's"_s}}}}));
    }
    QTRY_COMPARE(rowsOf(url, u"select current_setting('work_mem') as w"_s),
                 (QJsonArray{QJsonObject{{u"w"_s, u"9MB"_s}}}));
    const auto refused =
        manager->configure(*environment, {{u"database"_s, QJsonObject{{u"worc_mem"_s, 1}}}});
    QVERIFY(!refused);
    QVERIFY2(refused.error().title.startsWith(u"service \"database\" could not be configured: "_s),
             qPrintable(refused.error().title));
    QVERIFY(refused.error().title.contains(u"worc_mem"_s));
}

void TestDatabases::pristineCopyIsMadeAnewWhenItIsBroken()
{
    if (!findPostgres({}, base::SystemVariables(), {}))
        QSKIP("PostgreSQL is not on this machine");
    Fixture fixture;
    fixture.variables.changes[u"XDG_CACHE_HOME"_s] = fixture.dir.filePath(u"cache"_s);
    const auto manager = fixture.manager();
    const auto spec = fixture.spec({service(u"database"_s, u"postgres"_s, QJsonObject())});
    auto environment = manager->provision(spec, {});
    QVERIFY(environment);
    QVERIFY(manager->destroy(*environment));
    const QDir cache(fixture.dir.filePath(u"cache/assay/postgres"_s));
    const QString copy =
        cache.absoluteFilePath(cache.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0));
    QFile control(copy + u"/data/global/pg_control"_s);
    QVERIFY(control.exists());
    QVERIFY(control.resize(0)); // as after a power failure
    environment = manager->provision(spec, {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QVERIFY(control.size() > 0);
    QVERIFY(manager->destroy(*environment));
}

void TestDatabases::refusesVersionsThatAreNotThere()
{
    const auto found = findPostgres(u"3"_s, base::SystemVariables(), {});
    QVERIFY(!found);
    if (!findPostgres({}, base::SystemVariables(), {}))
        return;
    QCOMPARE(found.error().title, u"PostgreSQL 3 is not on this machine"_s);
    QVERIFY(found.error().fix.startsWith(u"there is: "_s));
}

void TestDatabases::redis()
{
    if (QStandardPaths::findExecutable(u"redis-server"_s).isEmpty())
        QSKIP("Redis is not on this machine");
    Fixture fixture;
    const auto manager = fixture.manager();
    auto environment = manager->provision(
        fixture.spec({service(u"cache"_s, u"redis"_s,
                              QJsonObject{{u"settings"_s, QJsonObject{{u"databases"_s, 3}}}}),
                      service(u"other"_s, u"redis"_s, QJsonObject())}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const ServiceEndpoint cache = *environment->service(u"cache");
    QCOMPARE(cache.url, u"redis://127.0.0.1:%1/0"_s.arg(cache.port));
    QVERIFY(cache.port != environment->service(u"other")->port);
    QCOMPARE(redisAnswer(cache.port, "SET a b"), u"+OK"_s);
    QCOMPARE(redisAnswer(environment->service(u"other")->port, "GET a"), u"$-1"_s);
    QVERIFY(manager->configure(*environment, {{u"cache"_s, QJsonObject{{u"hz"_s, 42}}}}));
    const auto refused =
        manager->configure(*environment, {{u"cache"_s, QJsonObject{{u"nonsense"_s, 1}}}});
    QVERIFY(!refused);
    QVERIFY2(refused.error().title.startsWith(u"service \"cache\" could not be configured: Redis "
                                              "refused nonsense = 1: "_s),
             qPrintable(refused.error().title));
    QVERIFY(manager->destroy(*environment));
    QVERIFY(!startTimeOf(cache.pid));
    QVERIFY(fixture.leaseFiles().isEmpty());
    QVERIFY(fixture.leftFolders().isEmpty());
}

QTEST_GUILESS_MAIN(TestDatabases)
#include "tst_databases.moc"
