// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres.h"
#include "base/redis.h"
#include "support/test_postgres.h"
#include "support/test_redis.h"
#include "testdata/schema_text.h"
#include "testdata/seeder.h"
#include "testdata/value_text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay;
using namespace assay::testdata;
using namespace Qt::StringLiterals;

namespace {

DataSet setOf(const QString &text, qint64 rows = 100)
{
    const auto set = dataSetOf(testdata::test::schemaOf(text), {.rows = rows});
    if (!set)
        qFatal("%s", qPrintable(set.error().toText()));
    return *set;
}

} // namespace

/// Seeding a real PostgreSQL: every type comes back, and nothing is left of what failed.
class SeederTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<assay::test::TestPostgres> m_server;
    std::unique_ptr<base::PostgresConnection> m_connection;

    QJsonArray rows(const QString &sql)
    {
        const auto result = m_connection->execute(sql);
        if (!result)
            qFatal("%s", qPrintable(result.error().toText()));
        return result->rows;
    }
    QJsonValue one(const QString &sql)
    {
        const QJsonObject row = rows(sql).first().toObject();
        return row.begin().value();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!assay::test::TestPostgres::isAvailable())
            QSKIP("PostgreSQL is not installed");
        m_server = std::make_unique<assay::test::TestPostgres>();
        m_connection = std::move(*base::PostgresConnection::open(m_server->url()));
    }
    void cleanupTestCase()
    {
        m_connection.reset();
        m_server.reset();
    }
    void init()
    {
        QVERIFY(m_connection->executeScript(u"drop schema public cascade; create schema public"_s)
                    .has_value());
    }

    void everyType()
    {
        QFile shape(QStringLiteral(ASSAY_SOURCE_DIR "/tests/testdata/every_type.yaml"));
        QVERIFY(shape.open(QIODevice::ReadOnly));
        const DataSet set = setOf(QString::fromUtf8(shape.readAll()), 700);
        QVERIFY(m_connection
                    ->executeScript(u"create type word as enum ('', ' a ', 'a,b'); "
                                    "create domain whole as bigint check (value <> 7); "
                                    "create table t (id uuid primary key, n whole, x numeric, s "
                                    "varchar(80), odd text, "
                                    "flag bool, day date, at timestamptz, list text[], numbers "
                                    "int4[], doc jsonb, raw bytea, "
                                    "v real[])"_s)
                    .has_value());
        const auto report = seedDatabase(set, m_server->url());
        QVERIFY2(report.has_value(), qPrintable(report ? QString() : report.error().toText()));
        QCOMPARE(report->rows(), 700);
        const QJsonArray stored = rows(
            u"select id, n, x::float8 as x, s, odd, flag, day, "
            "to_char(at, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS') as at, to_json(list) as list, "
            "to_json(numbers) as numbers, doc, encode(raw, 'base64') as raw, to_json(v) as v from t"_s);
        QHash<QString, QJsonObject> byId;
        for (const QJsonValue &row : stored)
            byId.insert(row.toObject()[u"id"].toString(), row.toObject());
        const Block block = set.tables.front()->block(0, 700);
        const auto &columns = set.tables.front()->head().columns;
        for (std::size_t row = 0; row < block.rows(); ++row) {
            const QJsonObject back = byId[jsonOf(block.at(row, 0)).toString()];
            for (std::size_t column = 1; column < columns.size(); ++column) {
                QJsonValue expected = jsonOf(block.at(row, column));
                const QJsonValue actual = back[columns[column].name];
                if (columns[column].name == u"at")
                    expected = expected.toString().left(19);
                const bool isTime = columns[column].name == u"at";
                if (columns[column].name == u"v") {
                    for (int i = 0; i < 5; ++i)
                        QCOMPARE(static_cast<float>(actual.toArray()[i].toDouble()),
                                 static_cast<float>(expected.toArray()[i].toDouble()));
                    continue;
                }
                if (columns[column].name == u"x") {
                    QVERIFY(qAbs(actual.toDouble() - expected.toDouble()) < 1e-12);
                    continue;
                }
                QVERIFY2((isTime ? QJsonValue(actual.toString().left(19)) : actual) == expected,
                         qPrintable(columns[column].name));
            }
        }
    }

    void numericIsExact()
    {
        QVERIFY(m_connection->executeScript(u"create table t (i int primary key, x numeric)"_s)
                    .has_value());
        std::vector<Value> cells;
        const std::vector<double> values = {
            0,         1,         -1,      0.1,     12345.6789,       1e20, -1e-7, 10000,
            9999.9999, 100000000, 0.00001, 1.5e-12, 123456789012345.0};
        qint64 number = 0;
        for (const double value : values) {
            cells.push_back(number++);
            cells.push_back(value);
        }
        const DataSet set{
            u"d"_s,
            {heldTable({u"t"_s, {{u"i"_s, ColumnType::Integer}, {u"x"_s, ColumnType::Number}}},
                       cells)}};
        const auto report = seedDatabase(set, m_server->url());
        QVERIFY2(report.has_value(), qPrintable(report ? QString() : report.error().toText()));
        const QJsonArray stored = rows(u"select x::float8 as x from t order by i"_s);
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(stored[static_cast<qsizetype>(i)].toObject()[u"x"].toDouble(), values[i]);
    }

    void aVectorOfPgvector()
    {
        QFile sql(QStringLiteral(ASSAY_SOURCE_DIR "/tests/support/pgvector/vector--0.0.sql"));
        QVERIFY(sql.open(QIODevice::ReadOnly));
        QVERIFY(m_connection->executeScript(QString::fromUtf8(sql.readAll())).has_value());
        QVERIFY(m_connection->executeScript(u"create table t (id int, v vector(3))"_s).has_value());
        const DataSet set =
            setOf(u"dataset: d\ntable: t\ncolumns:\n  id: { type: integer, key: primary }\n"
                  "  v: { type: vector, dimensions: 3 }\n"_s,
                  10);
        const auto report = seedDatabase(set, m_server->url());
        QVERIFY2(report.has_value(), qPrintable(report ? QString() : report.error().toText()));
        const QString stored = one(u"select v::text from t where id = 4"_s).toString();
        QByteArray expected;
        appendJson(expected, set.tables.front()->block(3, 1).at(0, 1));
        QCOMPARE(stored, QString::fromUtf8(expected));
    }

    void referencesSequencesAndModes()
    {
        QVERIFY(m_connection
                    ->executeScript(u"create table p (id bigint generated always as identity "
                                    u"primary key, name text unique);"
                                    "create table c (p_id bigint references p, boss bigint, n int);"
                                    "create table s (id serial primary key)"_s)
                    .has_value());
        const QString text = uR"(
dataset: d
tables:
  c:
    columns:
      p_id: { type: integer, reference: p.id, per_parent: 1..3 }
      n: { type: integer, sequence_within: p_id }
  p:
    columns:
      id: { type: integer, key: primary, generated: true }
      name: { type: text, form: name, unique: true }
)"_s;
        const DataSet set = setOf(text, 500);
        QCOMPARE(set.tables.front()->head().name, u"p"_s); // parents first
        const auto report = seedDatabase(set, m_server->url());
        QVERIFY2(report.has_value(), qPrintable(report ? QString() : report.error().toText()));
        QCOMPARE(one(u"select count(*) from c join p on p.id = p_id"_s).toInt(),
                 one(u"select count(*) from c"_s).toInt());
        QCOMPARE(one(u"insert into p (name) values ('the system''s own') returning id"_s).toInt(),
                 501);
        // Again: the keys are there.
        QVERIFY(!seedDatabase(set, m_server->url()));
        QCOMPARE(one(u"select count(*) from p"_s).toInt(), 501);
        QVERIFY(seedDatabase(set, m_server->url(), {.mode = SeedOptions::Mode::Replace}));
        QCOMPARE(one(u"select count(*) from p"_s).toInt(), 500);
        const DataSet names =
            setOf(u"dataset: d\ntable: p\ncolumns:\n"
                  "  id: { type: integer, key: primary }\n"
                  "  name: { type: text, pattern: \"new-[0-9]{4}\", unique: true }\n"_s,
                  20);
        const auto updated =
            seedDatabase(names, m_server->url(), {.mode = SeedOptions::Mode::Update});
        QVERIFY2(updated.has_value(), qPrintable(updated ? QString() : updated.error().toText()));
        QCOMPARE(updated->rows(), 20);
        QCOMPARE(one(u"select count(*) from p where name like 'new-%'"_s).toInt(), 20);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("fix");
        QTest::newRow("no table") << u"tt"_s << u"n: { type: integer }"_s << u"no table \"tt\""_s
                                  << u"did you mean"_s;
        QTest::newRow("no column")
            << u"t"_s << u"num: { type: integer }"_s << u"no column \"num\""_s << u"known: n"_s;
        QTest::newRow("too large") << u"t"_s << u"n: { type: integer, range: 40000..50000 }"_s
                                   << u"row 1 of \"t\""_s << u"range"_s;
        QTest::newRow("other type") << u"t"_s << u"n: { type: uuid }"_s << u"a uuid"_s << u"type"_s;
        QTest::newRow("computed") << u"t"_s << u"twice: { type: integer }"_s << u"computes"_s
                                  << u"generated"_s;
        QTest::newRow("unknown type")
            << u"t"_s << u"box: { type: text }"_s << u"box"_s << u"leave"_s;
        QTest::newRow("check") << u"t"_s << u"n: { type: integer, range: 101..102 }"_s << u"check"_s
                               << QString();
    }
    void refused()
    {
        QFETCH(QString, table);
        QFETCH(QString, columns);
        QFETCH(QString, said);
        QFETCH(QString, fix);
        QVERIFY(m_connection
                    ->executeScript(u"create table ok (n int); create table num (a int);"
                                    "create table t (n smallint check (n < 100), twice int "
                                    "generated always as (n * 2) stored, "
                                    "box box)"_s)
                    .has_value());
        const DataSet set =
            setOf(u"dataset: d\ntables:\n  ok: { columns: { n: { type: integer } } }\n  "_s +
                  table + u": { columns: { "_s + columns + u" } }\n"_s);
        const auto report = seedDatabase(set, m_server->url());
        QVERIFY(!report);
        QVERIFY2(report.error().title.contains(said), qPrintable(report.error().toText()));
        QVERIFY2(report.error().fix.contains(fix), qPrintable(report.error().toText()));
        QCOMPARE(one(u"select count(*) from ok"_s).toInt(), 0); // all or nothing
    }

    void stoppedInTheMiddle()
    {
        QVERIFY(m_connection->executeScript(u"create table t (id uuid primary key, body text)"_s)
                    .has_value());
        const DataSet set =
            setOf(u"dataset: d\ntable: t\ncolumns:\n  id: { type: uuid, key: primary }\n"
                  "  body: { type: text, length: 200 }\n"_s,
                  5'000'000);
        std::stop_source stop;
        SeedOptions options;
        options.work.stop = stop.get_token();
        options.work.progress = [&](const Progress &progress) {
            if (progress.rows > 20'000)
                stop.request_stop();
        };
        QVERIFY(!seedDatabase(set, m_server->url(), options));
        QCOMPARE(one(u"select count(*) from t"_s).toInt(), 0);
        QTRY_COMPARE(
            one(u"select count(*) from pg_stat_activity where query like 'copy%'"_s).toInt(), 0);
    }

    void killedInTheMiddle()
    {
        QVERIFY(m_connection->executeScript(u"create table t (id uuid primary key)"_s).has_value());
        const DataSet set = setOf(
            u"dataset: d\ntable: t\ncolumns:\n  id: { type: uuid, key: primary }\n"_s, 50'000'000);
        const pid_t child = fork();
        if (child == 0) {
            [[maybe_unused]] const auto seeded = seedDatabase(set, m_server->url());
            _exit(0);
        }
        QTRY_VERIFY(
            one(u"select count(*) from pg_stat_progress_copy where tuples_processed > 1000"_s)
                .toInt() == 1);
        kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QTRY_COMPARE(
            one(u"select count(*) from pg_stat_activity where query like 'copy%'"_s).toInt(), 0);
        QCOMPARE(one(u"select count(*) from t"_s).toInt(), 0);
    }

    void serverDiesInTheMiddle()
    {
        QVERIFY(m_connection->executeScript(u"create table t (id uuid primary key)"_s).has_value());
        const DataSet set = setOf(
            u"dataset: d\ntable: t\ncolumns:\n  id: { type: uuid, key: primary }\n"_s, 50'000'000);
        SeedOptions options;
        bool killed = false;
        options.work.progress = [&](const Progress &progress) {
            if (progress.rows > 20'000 && !std::exchange(killed, true))
                rows(
                    u"select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy%'"_s);
        };
        const auto report = seedDatabase(set, m_server->url(), options);
        QVERIFY(!report);
        QCOMPARE(one(u"select count(*) from t"_s).toInt(), 0);
    }

    void redis()
    {
        if (!assay::test::TestRedis::isAvailable())
            QSKIP("Redis is not installed");
        const assay::test::TestRedis server;
        const DataSet set = setOf(u"dataset: d\ntable: users\ncolumns:\n"
                                  "  id: { type: integer, key: primary }\n"
                                  "  name: { type: text, form: name }\n"
                                  "  none: { type: text, nullable: true, nulls: 1 }\n"_s,
                                  1500);
        const auto report = seedDatabase(set, server.url());
        QVERIFY2(report.has_value(), qPrintable(report ? QString() : report.error().toText()));
        QCOMPARE(report->rows(), 1500);
        auto connection = base::RedisConnection::open(server.url());
        QCOMPARE((*connection)->command({"DBSIZE"})->toInt(), 1500);
        const QJsonValue name = *(*connection)->command({"HGET", "users:7", "name"});
        QCOMPARE(name, jsonOf(set.tables.front()->block(6, 1).at(0, 1)));
        QCOMPARE((*connection)->command({"HLEN", "users:7"})->toInt(), 2);
    }
};

QTEST_GUILESS_MAIN(SeederTest)
#include "tst_seeder.moc"
