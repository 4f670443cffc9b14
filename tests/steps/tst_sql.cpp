// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "base/postgres.h"
#include "steps/kinds/sql_parameters.h"
#include "support/step_harness.h"
#include "support/test_postgres.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using steps::SqlDialect;
using steps::StepResult;

class SqlTest : public QObject
{
    Q_OBJECT

private:
    static QString json(StepResult &result, const QString &field)
    {
        const auto value = result.fields.get(field);
        return value ? QString::fromUtf8(base::compactJson(*value)) : value.error().toString();
    }
    static QString message(const StepResult &result)
    {
        return result.failures.empty() ? QString() : result.failures.front().message;
    }
    StepResult run(const QString &body, std::chrono::nanoseconds timeout = 20s)
    {
        return m_harness->run(u"sql"_s, body, timeout);
    }

    std::unique_ptr<test::TestPostgres> m_server;
    std::unique_ptr<test::StepHarness> m_harness;

private Q_SLOTS:
    void initTestCase()
    {
        if (test::TestPostgres::isAvailable())
            m_server = std::make_unique<test::TestPostgres>();
    }
    void cleanupTestCase()
    {
        m_harness.reset();
        m_server.reset();
    }
    void init()
    {
        m_harness = std::make_unique<test::StepHarness>();
        if (m_server) {
            m_harness->scope.set(
                u"services"_s,
                QJsonObject{{u"database"_s, QJsonObject{{u"url"_s, m_server->url()}}},
                            {u"bare"_s, QJsonObject{}}});
        }
        m_harness->scope.set(u"lite"_s, u"sqlite:"_s + m_harness->folder.filePath(u"t.db"_s));
    }

    void parameters_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("bind");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("count");
        QTest::newRow("twice") << u"select :ab, :c, :ab"_s << u"{ ab: 1, c: 2 }"_s
                               << u"select $1 , $2, $1 "_s << 2;
        QTest::newRow("cast") << u"select :a::int, 'x'::text"_s << u"{ a: 1 }"_s
                              << u"select $1::int, 'x'::text"_s << 1;
        QTest::newRow("strings") << u"select ':a', 'it''s :a', e'\\':a', \":a\", :a"_s
                                 << u"{ a: 1 }"_s
                                 << u"select ':a', 'it''s :a', e'\\':a', \":a\", $1"_s << 1;
        QTest::newRow("backslash is plain without E")
            << u"select '\\', :a"_s << u"{ a: 1 }"_s << u"select '\\', $1"_s << 1;
        QTest::newRow("comments") << u"-- :a\n/* :a /* :a */ :a */ select :a"_s << u"{ a: 1 }"_s
                                  << u"-- :a\n/* :a /* :a */ :a */ select $1"_s << 1;
        QTest::newRow("dollar quotes")
            << u"do $x$ :a $$ :a $x$; select :a, $$:a$$"_s << u"{ a: 1 }"_s
            << u"do $x$ :a $$ :a $x$; select $1, $$:a$$"_s << 1;
        QTest::newRow("slice and assignment") << u"select v[1:n], f(x := :a)"_s << u"{ a: 1 }"_s
                                              << u"select v[1:n], f(x := $1)"_s << 1;
        QTest::newRow("list") << u"select $2, $1, ':a'"_s << u"[1, 2]"_s << u"select $2, $1, ':a'"_s
                              << 2;
        QTest::newRow("unclosed") << u"select :a, 'x :a"_s << u"{ a: 1 }"_s << u"select $1, 'x :a"_s
                                  << 1;
    }
    void parameters()
    {
        QFETCH(const QString, sql);
        QFETCH(const QString, bind);
        QFETCH(const QString, expected);
        QFETCH(const int, count);
        const auto bound =
            steps::bindParameters(sql, test::StepHarness::yaml(bind), SqlDialect::Postgres);
        QVERIFY2(bound, qPrintable(bound ? QString() : bound.error().toString()));
        QCOMPARE(bound->sql, expected);
        QCOMPARE(bound->values.size(), std::size_t(count));
    }

    void parameterErrors()
    {
        const auto bind = test::StepHarness::yaml(u"{ identity: 1 }"_s);
        QCOMPARE(steps::bindParameters(u"select :identiy"_s, bind, SqlDialect::Postgres)
                     .error()
                     .toString(),
                 u"bind: has no \"identiy\", which the query uses as :identiy (did you mean "
                 "\"identity\"?)"_s);
        QCOMPARE(
            steps::bindParameters(u"select 1"_s, bind, SqlDialect::Postgres).error().toString(),
            u"bind: has \"identity\", which the query does not use (write :identity in the query, "
            "or take it out)"_s);
    }

    void statements()
    {
        QCOMPARE(steps::splitStatements(u"a ';' ; -- ;\n ; b /* ; */; --c"_s, SqlDialect::Sqlite),
                 (QStringList{u"a ';' "_s, u" b /* ; */"_s}));
    }

    void fields_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("PostgreSQL") << u"on: database"_s;
        QTest::newRow("SQLite") << u"url: \"${lite}\""_s;
    }
    void fields()
    {
        QFETCH(const QString, target);
        if (!m_server && target.startsWith(u"on"))
            QSKIP("PostgreSQL is not installed");
        const QString create = u"{ %1, query: \"drop table if exists f; create table f (id int "
                               "primary key, t text, d float); insert into f values (1, 'a', 0.5), "
                               "(2, null, 2)\" }"_s.arg(target);
        StepResult made = run(create);
        QCOMPARE(message(made), QString());
        QCOMPARE(json(made, u"affected"_s), u"2"_s);
        QCOMPARE(json(made, u"value"_s), u"null"_s);
        StepResult rows = run(
            u"{ %1, query: \"select * from f where id <= :most and t is not :none order by id\", "
            "bind: { most: 5, none: null } }"_s.arg(target)
                .replace(u"t is not :none"_s, u"coalesce(t, :none, 'z') <> ''"_s));
        QCOMPARE(message(rows), QString());
        QCOMPARE(json(rows, u"rows"_s),
                 u"[{\"d\":0.5,\"id\":1,\"t\":\"a\"},{\"d\":2,\"id\":2,\"t\":null}]"_s);
        QCOMPARE(json(rows, u"rowCount"_s), u"2"_s);
        QCOMPARE(json(rows, u"columns"_s), u"[\"id\",\"t\",\"d\"]"_s);
        QCOMPARE(json(rows, u"value"_s), u"1"_s);
        QCOMPARE(json(rows, u"state"_s), u"null"_s);
        QVERIFY(rows.fields.get(u"time"_s)->toDouble() > 0);
        QCOMPARE(rows.exchange->protocol, u"sql"_s);
        QCOMPARE(rows.exchange->response.summary, u"2 rows"_s);
        StepResult undone =
            run(u"{ %1, query: delete from f, transaction: rollback }"_s.arg(target));
        QCOMPARE(json(undone, u"affected"_s), u"2"_s);
        StepResult kept = run(u"{ %1, query: select count(*) from f }"_s.arg(target));
        QCOMPARE(json(kept, u"value"_s), u"2"_s);
        StepResult bounded = run(u"{ %1, query: select * from f, rowLimit: 1 }"_s.arg(target));
        QCOMPARE(bounded.outcome, Outcome::Error);
        QCOMPARE(message(bounded),
                 u"the query gave more than 1 rows or 16.8 MB (add a LIMIT to the "
                 "query, or raise rowLimit:)"_s);
        StepResult open = run(u"{ %1, query: begin }"_s.arg(target));
        QCOMPARE(
            message(open),
            u"the query left a transaction open; it was rolled back (put begin and commit into "
            "one query, or write transaction: commit)"_s);
        StepResult after = run(u"{ %1, query: select 7 as n }"_s.arg(target));
        QCOMPARE(json(after, u"value"_s), u"7"_s);
    }

    void refusalsAreErrorsUnlessExpected_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("state");
        QTest::newRow("PostgreSQL") << u"on: database"_s << u"\"23505\""_s;
        QTest::newRow("SQLite") << u"url: \"${lite}\""_s << u"\"1555\""_s;
    }
    void refusalsAreErrorsUnlessExpected()
    {
        QFETCH(const QString, target);
        QFETCH(const QString, state);
        if (!m_server && target.startsWith(u"on"))
            QSKIP("PostgreSQL is not installed");
        QCOMPARE(run(u"{ %1, query: 'drop table if exists u; create table u (id int primary key); "
                     "insert into u values (1)' }"_s.arg(target))
                     .outcome,
                 Outcome::Passed);
        const QString body = u"{ %1, query: insert into u values (1) }"_s.arg(target);
        StepResult refused = run(body);
        QCOMPARE(refused.outcome, Outcome::Error);
        QCOMPARE(json(refused, u"state"_s), state);
        model::Step step = test::StepHarness::step(u"sql"_s, body, u"{ state: %1 }"_s.arg(state));
        QCOMPARE(m_harness->run(step).outcome, Outcome::Passed);
        step = test::StepHarness::step(u"sql"_s, body, u"{ state: '00000' }"_s);
        QCOMPARE(m_harness->run(step).outcome, Outcome::Failed);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("expected");
        QTest::newRow("unknown service")
            << u"{ on: databse, query: select 1 }"_s
            << u"no service is called \"databse\" (did you mean \"database\"?)"_s;
        QTest::newRow("no url") << u"{ on: bare, query: select 1 }"_s
                                << u"the service \"bare\" has no url (write url: with its address "
                                   "instead of on:)"_s;
        QTest::newRow("place")
            << u"{ on: database, query: \"select :a,\\n  nme\", bind: { a: 1 } }"_s
            << u"column \"nme\" does not exist (42703), at 2:3 of the query"_s;
        QTest::newRow("no file") << u"{ on: database, file: none.sql }"_s << u"cannot read "_s;
        QTest::newRow("no database") << u"{ url: 'sqlite:/no/such/folder/x.db', query: select 1 }"_s
                                     << u"cannot open the SQLite database /no/such/folder/x.db: "
                                        u"unable to open database file "
                                        "(SQLite 14) (check the path and its permissions)"_s;
        QTest::newRow("template") << u"{ on: database, query: \"${nothing}\" }"_s
                                  << u"nothing is called \"nothing\" in ${nothing}"_s;
    }
    void errors()
    {
        if (!m_server)
            QSKIP("PostgreSQL is not installed");
        QFETCH(const QString, body);
        QFETCH(const QString, expected);
        StepResult result = run(body);
        QCOMPARE(result.outcome, Outcome::Error);
        QVERIFY2(message(result).startsWith(expected), qPrintable(message(result)));
    }

    void files()
    {
        if (!m_server)
            QSKIP("PostgreSQL is not installed");
        QFile file(m_harness->folder.filePath(u"q.sql"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("-- several\ncreate temp table q (n int);\ninsert into q values (3);\n"
                   "select n from q;\n");
        file.close();
        StepResult result = run(u"{ on: database, file: q.sql }"_s);
        QCOMPARE(message(result), QString());
        QCOMPARE(json(result, u"value"_s), u"3"_s);
    }

    void aHangingQueryEnds()
    {
        if (!m_server)
            QSKIP("PostgreSQL is not installed");
        // The connection is there already: only the query hangs.
        QCOMPARE(run(u"{ on: database, query: select 1 }"_s).outcome, Outcome::Passed);
        QElapsedTimer watch;
        watch.start();
        const StepResult late = run(u"{ on: database, query: select pg_sleep(600) }"_s, 50ms);
        QCOMPARE(late.outcome, Outcome::TimedOut);
        QCOMPARE(message(late), u"the query took too long: the time limit ended it"_s);
        base::DeadlineTimer timer;
        const auto id = timer.add(std::chrono::steady_clock::now() + 50ms, m_harness->stop);
        const StepResult aborted =
            run(u"{ on: database, query: select pg_sleep(600), transaction: commit }"_s);
        timer.remove(id);
        QCOMPARE(aborted.outcome, Outcome::Aborted);
        QCOMPARE(message(aborted), u"the query was stopped: the run was aborted"_s);
        QVERIFY(watch.elapsed() < 3000);
    }

    void lostConnectionsAreMadeAgain()
    {
        if (!m_server)
            QSKIP("PostgreSQL is not installed");
        StepResult first = run(u"{ on: database, query: select pg_backend_pid() }"_s);
        StepResult second = run(u"{ on: database, query: select pg_backend_pid() }"_s);
        QCOMPARE(json(second, u"value"_s), json(first, u"value"_s)); // kept
        auto killer = base::PostgresConnection::open(m_server->url());
        QVERIFY((*killer)->execute(u"select pg_terminate_backend($1)"_s,
                                   {*first.fields.get(u"value"_s)}));
        const auto gone = [&] {
            return (*killer)
                ->execute(u"select 1 from pg_stat_activity where pid = $1"_s,
                          {*first.fields.get(u"value"_s)})
                ->rows.isEmpty();
        };
        QTRY_VERIFY(gone());
        StepResult third = run(u"{ on: database, query: select pg_backend_pid() }"_s);
        QCOMPARE(third.outcome, Outcome::Passed);
        QVERIFY(json(third, u"value"_s) != json(first, u"value"_s));
    }
};

QTEST_GUILESS_MAIN(SqlTest)
#include "tst_sql.moc"
