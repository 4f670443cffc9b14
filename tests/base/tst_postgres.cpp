// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "base/postgres.h"
#include "support/test_postgres.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::PostgresConnection;
using std::chrono::steady_clock;

class PostgresTest : public QObject
{
    Q_OBJECT

private:
    base::QueryResult query(const QString &sql, const std::vector<QJsonValue> &parameters = {})
    {
        auto result = m_connection->execute(sql, parameters);
        if (!result)
            qWarning("%s", qPrintable(result.error().toText()));
        return result.value_or(base::QueryResult{});
    }

    std::unique_ptr<test::TestPostgres> m_server;
    std::unique_ptr<PostgresConnection> m_connection;

private Q_SLOTS:
    void initTestCase()
    {
        if (!test::TestPostgres::isAvailable())
            QSKIP("PostgreSQL is not installed");
        m_server = std::make_unique<test::TestPostgres>();
    }
    void cleanupTestCase()
    {
        m_connection.reset();
        m_server.reset();
    }
    void init()
    {
        auto opened = PostgresConnection::open(m_server->url());
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().toText()));
        m_connection = std::move(*opened);
    }

    void typesBecomeJson_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("json");
        const auto row = [](const char *expression, const char *type, const char *json) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(type)
                                      << QString::fromUtf8(json);
        };
        row("true", "bool", "true");
        row("1::int2", "int2", "1");
        row("-2", "int4", "-2");
        row("9223372036854775807", "int8", "9223372036854775807");
        row("1.5::float4", "float4", "1.5");
        row("'NaN'::float8", "float8", "\"NaN\"");
        row("12.50::numeric", "numeric", "12.5");
        row("12::numeric", "numeric", "12");
        row("1234567890.1234567890::numeric", "numeric", "\"1234567890.1234567890\"");
        row("'{\"b\":[1,null],\"a\":2}'::json", "json", "{\"a\":2,\"b\":[1,null]}");
        row("'3'::jsonb", "jsonb", "3");
        row("'grün'", "text", "\"grün\"");
        row("''::varchar", "varchar", "\"\"");
        row("null", "text", "null");
        row("'0b6b8f5e-6f0e-4d5c-8d7f-6f1b8f5e6f0e'::uuid", "uuid",
            "\"0b6b8f5e-6f0e-4d5c-8d7f-6f1b8f5e6f0e\"");
        row("'2024-05-06 07:08:09.25+02'::timestamptz", "timestamptz",
            "\"2024-05-06T05:08:09.25Z\"");
        row("'2024-05-06 07:08:09'::timestamp", "timestamp", "\"2024-05-06T07:08:09\"");
        row("'infinity'::timestamptz", "timestamptz", "\"infinity\"");
        row("'2024-05-06'::date", "date", "\"2024-05-06\"");
        row("'1 day 2 hours'::interval", "interval", "\"P1DT2H\"");
        row("'\\x00ff'::bytea", "bytea", "\"AP8=\"");
        row("array[1,null,3]", "int4[]", "[1,null,3]");
        row("array[[1,2],[3,4]]", "int4[]", "[[1,2],[3,4]]");
        row("'[0:1]={5,6}'::int[]", "int4[]", "[5,6]");
        row("'{}'::text[]", "text[]", "[]");
        row("array['a,b', 'c\"d', 'e\\f', 'NULL', '']", "text[]",
            "[\"a,b\",\"c\\\"d\",\"e\\\\f\",\"NULL\",\"\"]");
        row("array['{\"x\":1}'::jsonb]", "jsonb[]", "[{\"x\":1}]");
        row("array[true,false]", "bool[]", "[true,false]");
    }
    void typesBecomeJson()
    {
        QFETCH(const QString, expression);
        QFETCH(const QString, type);
        QFETCH(const QString, json);
        const base::QueryResult result = query(u"select "_s + expression + u" as v"_s);
        QCOMPARE(result.columns.size(), std::size_t(1));
        QCOMPARE(result.columns[0].type, type);
        QCOMPARE(QString::fromUtf8(base::compactJson(result.rows.at(0).toObject()[u"v"_s])), json);
    }

    void customTypes()
    {
        query(u"create type mood as enum ('sad', 'happy')"_s);
        const base::QueryResult result = query(
            u"select 'sad'::mood as one, array['sad','happy']::mood[] as many, null::mood[] as none"_s);
        query(u"drop type mood"_s);
        QCOMPARE(result.columns[0].type, u"mood"_s);
        QCOMPARE(result.columns[1].type, u"mood[]"_s);
        QCOMPARE(QString::fromUtf8(base::compactJson(result.rows)),
                 u"[{\"many\":[\"sad\",\"happy\"],\"none\":null,\"one\":\"sad\"}]"_s);
    }

    void parametersAreBound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QJsonArray>("parameters");
        QTest::addColumn<QString>("json");
        QTest::newRow("number") << u"select $1::int + 1 as v"_s << QJsonArray{41} << u"42"_s;
        QTest::newRow("bool") << u"select not $1::bool as v"_s << QJsonArray{true} << u"false"_s;
        QTest::newRow("null") << u"select $1::text is null as v"_s << QJsonArray{QJsonValue::Null}
                              << u"true"_s;
        QTest::newRow("text") << u"select $1 || 'x' as v"_s << QJsonArray{u"'; drop table t --"_s}
                              << u"\"'; drop table t --x\""_s;
        QTest::newRow("array") << u"select array_agg(n) as v from generate_series(1,5) n "
                                  "where n = any($1)"_s
                               << QJsonArray{QJsonValue(QJsonArray{2, 4})} << u"[2,4]"_s;
        QTest::newRow("array of text")
            << u"select $1::text[] as v"_s
            << QJsonArray{QJsonValue(QJsonArray{u"a\"b"_s, QJsonValue::Null})}
            << u"[\"a\\\"b\",null]"_s;
        QTest::newRow("list as JSON")
            << u"select $1::jsonb as v"_s << QJsonArray{QJsonValue(QJsonArray{1, u"a"_s})}
            << u"[1,\"a\"]"_s;
        QTest::newRow("object") << u"select $1::jsonb -> 'a' as v"_s
                                << QJsonArray{QJsonObject{{u"a"_s, 1}}} << u"1"_s;
    }
    void parametersAreBound()
    {
        QFETCH(const QString, sql);
        QFETCH(const QJsonArray, parameters);
        QFETCH(const QString, json);
        std::vector<QJsonValue> values;
        for (const auto value : parameters)
            values.push_back(value);
        const base::QueryResult result = query(sql, values);
        QCOMPARE(QString::fromUtf8(base::compactJson(result.rows.at(0).toObject()[u"v"_s])), json);
    }

    void columnsOfOneNameAreNumbered()
    {
        const base::QueryResult result = query(u"select 1 as a, 2 as a, 3 as a_2, 4 as a"_s);
        QCOMPARE(QString::fromUtf8(base::compactJson(result.rows)),
                 u"[{\"a\":1,\"a_2\":2,\"a_2_2\":3,\"a_3\":4}]"_s);
    }

    void severalStatements()
    {
        const base::QueryResult result =
            query(u"create temp table t (n int); insert into t values (1), (2); "
                  "select sum(n) as s from t; delete from t"_s);
        QCOMPARE(result.command, u"SELECT"_s);
        QCOMPARE(result.rows.at(0).toObject()[u"s"_s].toInteger(), 3);
        const base::QueryResult written = query(u"insert into t values (7), (8), (9)"_s);
        QCOMPARE(written.command, u"INSERT"_s);
        QCOMPARE(written.affected, 3);
        QVERIFY(m_connection->executeScript(u"select 1; select 2"_s));
        QVERIFY(!m_connection->inTransaction());
    }

    void errorsSayWhatAndWhere()
    {
        const auto result = m_connection->execute(u"select 1,\n  nme from pg_class"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().title, u"column \"nme\" does not exist (42703)"_s);
        QCOMPARE(result.error().position, (base::SourcePosition{{}, 2, 3}));
        QCOMPARE(result.error().quotedLine, u"  nme from pg_class"_s);
        QCOMPARE(m_connection->lastState(), u"42703"_s);
        const auto hint = m_connection->execute(u"select relnamee from pg_class"_s);
        QCOMPARE(hint.error().fix,
                 u"Perhaps you meant to reference the column \"pg_class.relname\"."_s);
        QVERIFY(m_connection->execute(u"select 1"_s)); // and goes on
        QCOMPARE(m_connection->lastState(), QString());
        const auto copy = m_connection->execute(u"copy pg_class to stdout"_s);
        QCOMPARE(copy.error().title, u"COPY from or to the client cannot be run as a query"_s);
    }

    void openErrors_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("title");
        QTest::newRow("nobody listens") << u"postgres://u:geheim@127.0.0.1:1/db"_s
                                        << u"cannot connect to PostgreSQL: connection to server at "
                                           u"\"127.0.0.1\", port 1 failed: "
                                           "Connection refused"_s;
        QTest::newRow("no address")
            << u"database"_s << u"the address of the PostgreSQL server cannot be read"_s;
        QTest::newRow("bad option")
            << u"postgres://u:geheim@h/db?nonsense=1"_s
            << u"the address of the PostgreSQL server cannot be read: invalid URI query parameter: "
               "\"nonsense\""_s;
        QTest::newRow("bad address") << u"postgres://u:geheim@[::1/db"_s
                                     << u"the address of the PostgreSQL server cannot be read"_s;
    }
    void openErrors()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, title);
        const auto opened = PostgresConnection::open(url);
        QVERIFY(!opened);
        QCOMPARE(opened.error().title, title);
        QVERIFY(!opened.error().toText().contains(u"geheim"_s));
    }

    void aHangingQueryEnds_data()
    {
        QTest::addColumn<bool>("byStop");
        QTest::addColumn<QString>("title");
        QTest::newRow("deadline") << false << u"the query took too long and was cancelled"_s;
        QTest::newRow("stop") << true << u"the query was cancelled"_s;
    }
    void aHangingQueryEnds()
    {
        QFETCH(const bool, byStop);
        QFETCH(const QString, title);
        base::DeadlineTimer timer;
        base::StopScope scope(timer, {}, steady_clock::now() + 50ms);
        base::QueryOptions options;
        if (byStop)
            options.stop = scope.token();
        else
            options.deadline = steady_clock::now() + 50ms;
        QElapsedTimer watch;
        watch.start();
        const auto result = m_connection->execute(u"select pg_sleep(600)"_s, {}, options);
        QVERIFY(watch.elapsed() < 50 + 500); // 100 ms, and room for a busy machine
        QCOMPARE(result.error().title, title);
        // The server has ended it too: nobody sleeps.
        auto other = PostgresConnection::open(m_server->url());
        QTRY_COMPARE((*other)
                         ->execute(u"select count(*) as n from pg_stat_activity where state = "
                                   "'active' and query like 'select pg_sleep%'"_s)
                         ->rows.at(0)
                         .toObject()[u"n"_s]
                         .toInt(),
                     0);
        if (m_connection->isAlive())
            QVERIFY(m_connection->execute(u"select 1"_s));
    }

    void aServerThatNeverAnswersIsLeft()
    {
        QTemporaryDir folder;
        const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = folder.filePath(u".s.PGSQL.5432"_s).toUtf8();
        qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
        QCOMPARE(bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(listen(listener, 1), 0);
        const QString url = u"postgres://u@/db?host="_s + folder.path();
        const auto late = PostgresConnection::open(url, {.deadline = steady_clock::now() + 30ms});
        QCOMPARE(late.error().title, u"cannot connect to PostgreSQL: it took too long"_s);
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = PostgresConnection::open(url, {.stop = stop.get_token()});
        QCOMPARE(stopped.error().title, u"connecting to PostgreSQL was stopped"_s);
        close(listener);
    }

    void rowsAndBytesAreBounded()
    {
        const auto rows = m_connection->execute(u"select generate_series(1, 10000000) as n"_s, {},
                                                {.rowLimit = 1000});
        QVERIFY(rows);
        QVERIFY(rows->cut);
        QCOMPARE(rows->rows.size(), 1000);
        init();
        const auto bytes = m_connection->execute(
            u"select repeat('x', 1000000) as t from generate_series(1, 10000)"_s, {},
            {.byteLimit = base::ByteCount{5'000'000}});
        QVERIFY(bytes);
        QVERIFY(bytes->cut);
        QVERIFY(bytes->rows.size() < 10);
        init();
        const auto exact = m_connection->execute(u"select generate_series(1, 1000) as n"_s, {},
                                                 {.rowLimit = 1000});
        QVERIFY(!exact->cut);
        QCOMPARE(exact->affected, 1000);
    }

    void copies()
    {
        query(u"create temp table c (n int, t text)"_s);
        int blocks = 0;
        const auto rows =
            m_connection->copyIn(u"copy c from stdin"_s, [&]() -> base::Result<QByteArray> {
                return ++blocks > 100 ? QByteArray() : QByteArray("1\ta\n2\tb\n");
            });
        QCOMPARE(rows.value_or(-1), 200);
        qsizetype size = 0;
        QVERIFY(m_connection->copyOut(u"copy c to stdout"_s,
                                      [&](const QByteArray &block) -> base::Result<> {
                                          size += block.size();
                                          return {};
                                      }));
        QCOMPARE(size, 800);
        const auto broken =
            m_connection->copyIn(u"copy c from stdin"_s, []() -> base::Result<QByteArray> {
                return base::failure(u"the file is gone"_s);
            });
        QCOMPARE(broken.error().title, u"the file is gone"_s);
        const auto bad = m_connection->copyIn(
            u"copy c from stdin"_s, [sent = false]() mutable -> base::Result<QByteArray> {
                return std::exchange(sent, true) ? QByteArray() : QByteArray("x\ta\n");
            });
        QCOMPARE(bad.error().title, u"invalid input syntax for type integer: \"x\" (22P02)"_s);
        QCOMPARE(query(u"select count(*) as n from c"_s).rows.at(0).toObject()[u"n"_s].toInt(),
                 200);
        const auto wrong = m_connection->copyIn(u"select 1"_s, {});
        QCOMPARE(wrong.error().title, u"the statement is not the COPY that it must be"_s);
    }

    void noticesAndTheEndOfASession()
    {
        QStringList notices;
        m_connection->setNoticeHandler([&](const QString &text) { notices.append(text); });
        query(u"do $$ begin raise notice 'look'; end $$"_s);
        QCOMPARE(notices, QStringList{u"notice: look"_s});
        query(u"begin"_s);
        QVERIFY(m_connection->inTransaction());
        QVERIFY(m_connection->serverVersion().front().isDigit());
        auto other = PostgresConnection::open(m_server->url());
        QVERIFY(
            (*other)->execute(u"select pg_terminate_backend($1)"_s, {m_connection->backendPid()}));
        QTRY_VERIFY(!m_connection->isAlive());
        const auto result = m_connection->execute(u"select 1"_s);
        QCOMPARE(result.error().title, u"the connection to PostgreSQL is closed"_s);
    }

    void nulIsRefused()
    {
        const auto result = m_connection->execute(u"select $1"_s, {QJsonValue(u"a\0b"_s)});
        QCOMPARE(result.error().title,
                 u"parameter $1 contains the character NUL, which PostgreSQL's text cannot hold"_s);
    }
};

QTEST_GUILESS_MAIN(PostgresTest)
#include "tst_postgres.moc"
