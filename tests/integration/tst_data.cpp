// SPDX-License-Identifier: GPL-3.0-or-later
// Test data through the whole program: suites that seed and clean an environment's database, and
// the verbs of the command line, whatever is in their way.
#include "base/postgres.h"
#include "sandbox.h"
#include "support/test_postgres.h"

#include <QTest>

#include <csignal>

using namespace assay::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kShop = R"y(dataset: shop
tables:
  people:
    columns:
      id: { type: integer, key: primary }
      email: { type: text, form: email, unique: true }
  orders:
    columns:
      id: { type: uuid, key: primary }
      person: { type: integer, reference: people.id, per_parent: 2 }
)y";

const QByteArray kTables =
    "create table people (id bigint primary key, email text unique);"
    "create table orders (id uuid primary key, person bigint references people)";

} // namespace

class TstData : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TestPostgres> m_server;

    [[nodiscard]] qint64 count(const QString &table) const
    {
        const auto connection = assay::base::PostgresConnection::open(m_server->url());
        const auto result = (*connection)->execute(u"select count(*) as n from "_s + table);
        return result ? result->rows.first().toObject()[u"n"].toInteger() : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!TestPostgres::isAvailable())
            QSKIP("PostgreSQL is not installed");
        m_server = std::make_unique<TestPostgres>();
    }
    void cleanupTestCase() { m_server.reset(); }
    void init()
    {
        const auto connection = assay::base::PostgresConnection::open(m_server->url());
        QVERIFY((*connection)
                    ->executeScript(u"drop schema public cascade; create schema public;"_s +
                                    QString::fromLatin1(kTables))
                    .has_value());
    }

    void aSuiteSeedsItsDatabase()
    {
        const Sandbox box;
        box.write(u"datasets/shop.yaml"_s, kShop);
        box.write(u"environments/local.yaml"_s,
                  "environment: local\nservices:\n  database: { postgres: {} }\n");
        box.write(u"shop.yaml"_s,
                  "suite: Shop\nenvironment: local\nsetup:\n"
                  "  - sql: { on: database, query: \"" +
                      kTables +
                      "\" }\n"
                      "  - seed: { dataset: shop, on: database, rows: 50 }\n"
                      "    expect: { rows: { people: 50, orders: 100 }, total: 150 }\n"
                      "cases:\n"
                      "  - case: reads a seeded row\n    steps:\n"
                      "      - generate: { dataset: shop, rows: 50 }\n"
                      "        capture: { email: \"$.people[7].email\" }\n"
                      "      - sql: { on: database, query: \"select id from people where email = "
                      ":e\", bind: { e: \"${email}\" } }\n"
                      "        expect: { rows: [{ id: 8 }] }\n"
                      "  - case: cleans\n    needs: reads a seeded row\n    steps:\n"
                      "      - clean: { on: database, pattern: \"people.id <= 10\" }\n"
                      "        expect: { rows: { people: 10, orders: 20 } }\n"
                      "      - clean: { on: database, dataset: shop, rows: 50 }\n"
                      "        expect: { total: 120 }\n");
        const Sandbox::Result result = box.run({u"."_s});
        QVERIFY2(result.code == 0, result.describe());
    }

    void generates()
    {
        const Sandbox box;
        box.write(u"shop.yaml"_s, kShop);
        const auto two = box.run({u"--generate"_s, u"shop.yaml"_s, u"--rows"_s, u"1000"_s,
                                  u"--out"_s, u"out"_s, u"--format"_s, u"csv"_s});
        QVERIFY2(two.code == 0, two.describe());
        QCOMPARE(box.read(u"out/people.csv"_s).count('\n'), 1001);
        QCOMPARE(box.read(u"out/orders.csv"_s).count('\n'), 2001);
        const auto sql = box.run(
            {u"--generate"_s, u"shop.yaml"_s, u"--rows"_s, u"3"_s, u"--format"_s, u"sql"_s});
        QVERIFY2(sql.out.contains(u"insert into \"orders\""_s), sql.describe());
        const auto again = box.run(
            {u"--generate"_s, u"shop.yaml"_s, u"--rows"_s, u"3"_s, u"--format"_s, u"sql"_s});
        QCOMPARE(again.out, sql.out);
        const auto other = box.run({u"--generate"_s, u"shop.yaml"_s, u"--rows"_s, u"3"_s,
                                    u"--format"_s, u"sql"_s, u"--seed"_s, u"9"_s});
        QVERIFY(other.out != sql.out);
    }

    void mistakes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("said");
        QTest::newRow("no file") << QStringList{u"--generate"_s, u"none"_s} << u"no data set"_s;
        QTest::newRow("bad file") << QStringList{u"--generate"_s, u"bad.yaml"_s}
                                  << u"did you mean \"type\""_s;
        QTest::newRow("two tables in a stream")
            << QStringList{u"--generate"_s, u"shop.yaml"_s} << u"name a folder"_s;
        QTest::newRow("format") << QStringList{u"--generate"_s, u"shop.yaml"_s, u"--format"_s,
                                               u"cvs"_s}
                                << u"did you mean \"csv\""_s;
        QTest::newRow("no database")
            << QStringList{u"--clean"_s, u"people"_s} << u"which database"_s;
        QTest::newRow("rows") << QStringList{u"--generate"_s, u"shop.yaml"_s, u"--rows"_s,
                                             u"many"_s}
                              << u"whole number"_s;
        QTest::newRow("mask") << QStringList{u"--sample"_s, u"--mask"_s, u"note"_s}
                              << u"TABLE.COLUMN=FORM"_s;
        QTest::newRow("no server")
            << QStringList{u"--read-schema"_s, u"--database"_s, u"postgres://127.0.0.1:1/x"_s}
            << u"127.0.0.1"_s;
    }
    void mistakes()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, said);
        const Sandbox box;
        box.write(u"shop.yaml"_s, kShop);
        box.write(u"bad.yaml"_s, "dataset: d\ntable: t\ncolumns: { a: { tpye: text } }\n");
        const auto result = box.run(arguments);
        QCOMPARE(result.code, 4);
        QVERIFY2(result.err.contains(said), result.describe());
        QVERIFY2(result.out.isEmpty(), result.describe());
    }

    void aDatabaseThereAndBack()
    {
        const Sandbox box;
        box.write(u"shop.yaml"_s, kShop);
        const QStringList database = {u"--database"_s, m_server->url()};
        const auto seeded = box.run(
            QStringList{u"--seed-database"_s, u"shop.yaml"_s, u"--rows"_s, u"200"_s} + database);
        QVERIFY2(seeded.code == 0 && seeded.err.contains(u"orders: 400 rows"_s), seeded.describe());
        const auto schema =
            box.run(QStringList{u"--read-schema"_s, u"--out"_s, u"read.yaml"_s} + database);
        QVERIFY2(schema.code == 0, schema.describe());
        const auto sample = box.run(QStringList{u"--sample"_s, u"--table"_s, u"orders"_s,
                                                u"--rows"_s, u"5"_s, u"--out"_s, u"sample.yaml"_s} +
                                    database);
        QVERIFY2(sample.code == 0 && sample.err.contains(u"orders: 5 rows"_s), sample.describe());
        const auto cleaned = box.run(QStringList{u"--clean"_s, u"people"_s} + database);
        QVERIFY2(cleaned.code == 0 && cleaned.err.contains(u"people: 200 rows"_s),
                 cleaned.describe());
        QCOMPARE(count(u"orders"_s), 0);
        const auto back = box.run(QStringList{u"--seed-database"_s, u"sample.yaml"_s} + database);
        QVERIFY2(back.code == 0, back.describe());
        QCOMPARE(count(u"orders"_s), 5);
        const auto replaced = box.run(QStringList{u"--seed-database"_s, u"read.yaml"_s, u"--rows"_s,
                                                  u"30"_s, u"--mode"_s, u"replace"_s} +
                                      database);
        QVERIFY2(replaced.code == 0, replaced.describe());
        QCOMPARE(count(u"people"_s), 30);
    }

    void signalsLeaveNothing_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGKILL") << SIGKILL;
    }
    void signalsLeaveNothing()
    {
        QFETCH(int, signal);
        const Sandbox box;
        box.write(u"shop.yaml"_s, kShop);
        QProcess process;
        box.start(process, {u"--seed-database"_s, u"shop.yaml"_s, u"--rows"_s, u"20000000"_s,
                            u"--database"_s, m_server->url()});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(
            count(u"pg_stat_progress_copy where tuples_processed > 1000"_s) == 1, 30000);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        const auto result = Sandbox::wait(process, 20000);
        QCOMPARE(result.code, signal == SIGKILL ? -1 : 128 + signal);
        QTRY_COMPARE(count(u"pg_stat_progress_copy"_s), 0);
        QCOMPARE(count(u"people"_s), 0);
        // A file is there whole or not at all.
        QProcess writing;
        box.start(writing, {u"--generate"_s, u"shop.yaml"_s, u"--rows"_s, u"20000000"_s, u"--out"_s,
                            u"x.sql"_s});
        QTest::qWait(300);
        ::kill(static_cast<pid_t>(writing.processId()), signal);
        [[maybe_unused]] const auto ended = Sandbox::wait(writing, 20000);
        QVERIFY(!box.has(u"x.sql"_s));
    }
};

QTEST_GUILESS_MAIN(TstData)
#include "tst_data.moc"
