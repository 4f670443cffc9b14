// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "base/postgres.h"
#include "support/step_harness.h"
#include "support/test_postgres.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using steps::StepResult;

/// The step kinds seed, generate and clean.
class DataStepsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::TestPostgres> m_server;
    std::unique_ptr<base::PostgresConnection> m_connection;
    std::unique_ptr<test::StepHarness> m_harness;

    void write(const QString &name, const QByteArray &text)
    {
        const QString path = m_harness->folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    static QString json(StepResult &result, const QString &field)
    {
        const auto value = result.fields.get(field);
        return value ? QString::fromUtf8(base::compactJson(*value)) : value.error().toString();
    }
    static QString message(const StepResult &result)
    {
        return result.failures.empty() ? QString() : result.failures.front().message;
    }
    qint64 count(const QString &table)
    {
        const auto result = m_connection->execute(u"select count(*) as n from "_s + table);
        return result ? result->rows.first().toObject()[u"n"].toInteger() : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!test::TestPostgres::isAvailable())
            QSKIP("PostgreSQL is not installed");
        m_server = std::make_unique<test::TestPostgres>();
        m_connection = std::move(*base::PostgresConnection::open(m_server->url()));
    }
    void cleanupTestCase()
    {
        m_harness.reset();
        m_connection.reset();
        m_server.reset();
    }
    void init()
    {
        m_harness = std::make_unique<test::StepHarness>();
        m_harness->scope.set(
            u"services"_s, QJsonObject{{u"database"_s, QJsonObject{{u"url"_s, m_server->url()}}}});
        m_harness->scope.set(u"n"_s, 25);
        QVERIFY(m_connection
                    ->executeScript(u"drop schema public cascade; create schema public;"
                                    "create table p (id uuid primary key, title text);"
                                    "create table c (p_id uuid references p, n int)"_s)
                    .has_value());
        write(u"datasets/p.yaml"_s, "dataset: parents\ntable: p\ncolumns:\n"
                                    "  id: { type: uuid, key: primary }\n"
                                    "  title: { type: text, pattern: \"it-[a-z]{4}\" }\n");
        write(u"datasets/small.yaml"_s,
              "dataset: small\ninclude: [datasets/p.yaml]\ntable: c\ncolumns:\n"
              "  p_id: { type: uuid, reference: p.id, per_parent: 2 }\n"
              "  n: { type: integer }\n");
    }

    void seedsAndCleans()
    {
        StepResult seeded = m_harness->run(
            u"seed"_s, u"{ dataset: small, on: database, rows: \"${n}\", references: true }"_s);
        QVERIFY2(seeded.outcome == Outcome::Passed, qPrintable(message(seeded)));
        QCOMPARE(json(seeded, u"rows"_s), u"{\"c\":50,\"p\":25}"_s);
        QCOMPARE(json(seeded, u"total"_s), u"75"_s);
        QCOMPARE(count(u"c"_s), 50);
        StepResult again = m_harness->run(
            u"seed"_s,
            u"{ dataset: small, on: database, rows: { p: 10 }, references: true, mode: replace, seed: 3 }"_s);
        QVERIFY2(again.outcome == Outcome::Passed, qPrintable(message(again)));
        QCOMPARE(count(u"p"_s), 10);
        StepResult cleaned =
            m_harness->run(u"clean"_s, u"{ on: database, pattern: [\"p.title like 'it-%'\"] }"_s);
        QVERIFY2(cleaned.outcome == Outcome::Passed, qPrintable(message(cleaned)));
        QCOMPARE(json(cleaned, u"rows"_s), u"{\"c\":20,\"p\":10}"_s);
        QCOMPARE(count(u"p"_s), 0);
    }

    void cleansWhatWasSeeded()
    {
        QVERIFY(m_connection->executeScript(u"insert into p values (gen_random_uuid(), 'mine')"_s)
                    .has_value());
        QCOMPARE(m_harness->run(u"seed"_s, u"{ dataset: p, on: database, rows: 40 }"_s).outcome,
                 Outcome::Passed);
        StepResult cleaned =
            m_harness->run(u"clean"_s, u"{ dataset: p, on: database, rows: 40 }"_s);
        QVERIFY2(cleaned.outcome == Outcome::Passed, qPrintable(message(cleaned)));
        QCOMPARE(json(cleaned, u"total"_s), u"40"_s);
        QCOMPARE(count(u"p"_s), 1);
    }

    void generates()
    {
        StepResult made = m_harness->run(u"generate"_s, u"{ dataset: p, rows: 3 }"_s);
        QVERIFY2(made.outcome == Outcome::Passed, qPrintable(message(made)));
        const QJsonArray rows = made.fields.get(u"data"_s)->toObject()[u"p"].toArray();
        QCOMPARE(rows.size(), 3);
        QVERIFY(rows[0].toObject()[u"title"].toString().startsWith(u"it-"_s));
        // The same in any run.
        StepResult again = m_harness->run(u"generate"_s, u"{ dataset: p, rows: 3 }"_s);
        QCOMPARE(json(again, u"data"_s), json(made, u"data"_s));
        const auto finished = m_harness->run(
            test::StepHarness::step(u"generate"_s, u"{ dataset: p, rows: 3 }"_s,
                                    u"{ total: 3, time: { lt: 10s }, rows: { p: 3 } }"_s,
                                    u"{ title: \"$.p[1].title\" }"_s));
        QCOMPARE(finished.outcome, Outcome::Passed);
    }

    void generatesFiles()
    {
        StepResult made =
            m_harness->run(u"generate"_s, u"{ dataset: p, rows: 2000, file: out.csv }"_s);
        QVERIFY2(made.outcome == Outcome::Passed, qPrintable(message(made)));
        QCOMPARE(json(made, u"total"_s), u"2000"_s);
        QFile file(m_harness->folder.filePath(u"out.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 2001);
    }

    void mistakes_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QString &kind, const QString &body,
                            const QString &said) { QTest::newRow(name) << kind << body << said; };
        row("no data set", u"seed"_s, u"{ dataset: smal, on: database }"_s,
            u"no data set \"smal\""_s);
        row("no parents", u"seed"_s, u"{ dataset: small, on: database }"_s, u"foreign key"_s);
        row("no service", u"seed"_s, u"{ dataset: small, on: databse }"_s, u"databse"_s);
        row("no format", u"generate"_s, u"{ dataset: p, file: out.xls }"_s, u"is no format"_s);
        row("too many rows", u"generate"_s, u"{ dataset: p, rows: 200000 }"_s,
            u"more than 100000"_s);
        row("no pattern", u"clean"_s, u"{ on: database, pattern: \"a b\" }"_s,
            u"does not say which"_s);
        row("no table", u"clean"_s, u"{ on: database, pattern: texts }"_s, u"no table is called"_s);
        row("no server", u"seed"_s, u"{ dataset: p, url: \"postgres://127.0.0.1:1/x\" }"_s,
            u"127.0.0.1"_s);
    }
    void mistakes()
    {
        QFETCH(QString, kind);
        QFETCH(QString, body);
        QFETCH(QString, said);
        const StepResult result = m_harness->run(kind, body);
        QCOMPARE(result.outcome, Outcome::Error);
        QVERIFY2(message(result).contains(said), qPrintable(message(result)));
        QCOMPARE(count(u"c"_s), 0);
    }

    void timeLimit()
    {
        const StepResult result =
            m_harness->run(u"seed"_s, u"{ dataset: p, on: database, rows: 100000000 }"_s, 700ms);
        QCOMPARE(result.outcome, Outcome::TimedOut);
        QCOMPARE(count(u"p"_s), 0);
    }

    void aborted()
    {
        m_harness->stop.request_stop();
        QCOMPARE(m_harness->run(u"seed"_s, u"{ dataset: p, on: database }"_s).outcome,
                 Outcome::Aborted);
        QCOMPARE(count(u"p"_s), 0);
    }
};

QTEST_GUILESS_MAIN(DataStepsTest)
#include "tst_data.moc"
