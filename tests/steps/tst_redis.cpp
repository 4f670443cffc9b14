// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "support/step_harness.h"
#include "support/test_redis.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using steps::StepResult;

class RedisStepTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::TestRedis> m_server;
    std::unique_ptr<test::StepHarness> m_harness;

private Q_SLOTS:
    void initTestCase()
    {
        if (!test::TestRedis::isAvailable())
            QSKIP("Redis is not installed");
        m_server = std::make_unique<test::TestRedis>();
    }
    void cleanupTestCase()
    {
        m_harness.reset();
        m_server.reset();
    }
    void init()
    {
        m_harness = std::make_unique<test::StepHarness>();
        m_harness->scope.set(u"services"_s,
                             QJsonObject{{u"cache"_s, QJsonObject{{u"url"_s, m_server->url()}}}});
        m_harness->scope.set(u"id"_s, 7);
        QCOMPARE(m_harness->run(u"redis"_s, u"{ on: cache, command: [FLUSHALL] }"_s).outcome,
                 Outcome::Passed);
    }

    void values_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("values");
        QTest::newRow("text") << u"command: [ECHO, grün]"_s << u"\"grün\""_s << u"[\"grün\"]"_s;
        QTest::newRow("number") << u"command: [INCRBY, n, 5]"_s << u"5"_s << u"[5]"_s;
        QTest::newRow("template") << u"command: [ECHO, \"user:${id}\"]"_s << u"\"user:7\""_s
                                  << u"[\"user:7\"]"_s;
        QTest::newRow("number of a template")
            << u"command: [ECHO, \"${id}\"]"_s << u"\"7\""_s << u"[\"7\"]"_s;
        QTest::newRow("bytes") << u"command: [ECHO, { base64: /wA= }]"_s
                               << u"{\"base64\":\"/wA=\"}"_s << u"[{\"base64\":\"/wA=\"}]"_s;
        QTest::newRow("several") << u"commands: [[SET, a, 1], [INCR, a], [GET, none]]"_s
                                 << u"null"_s << u"[\"OK\",2,null]"_s;
        QTest::newRow("transaction") << u"commands: [[MULTI], [INCR, t], [EXEC]]"_s << u"[1]"_s
                                     << u"[\"OK\",\"QUEUED\",[1]]"_s;
    }
    void values()
    {
        QFETCH(const QString, body);
        QFETCH(const QString, value);
        QFETCH(const QString, values);
        StepResult result = m_harness->run(u"redis"_s, u"{ on: cache, "_s + body + u" }"_s);
        QCOMPARE(result.outcome, Outcome::Passed);
        QCOMPARE(QString::fromUtf8(base::compactJson(*result.fields.get(u"value"_s))), value);
        QCOMPARE(QString::fromUtf8(base::compactJson(*result.fields.get(u"values"_s))), values);
        QCOMPARE(result.exchange->protocol, u"redis"_s);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("message");
        QTest::newRow("server")
            << u"{ on: cache, commands: [[SET, a, x], [INCR, a]] }"_s
            << u"command 2 (INCR): ERR value is not an integer or out of range"_s;
        QTest::newRow("null") << u"{ on: cache, command: [SET, a, null] }"_s
                              << u"null cannot be an argument of a Redis command (write text, a "
                                 "number, or { base64: ... })"_s;
        QTest::newRow("base64") << u"{ on: cache, command: [SET, a, { base64: '!' }] }"_s
                                << u"an argument's base64 is not base64"_s;
        QTest::newRow("service") << u"{ on: cahce, command: [PING] }"_s
                                 << u"no service is called \"cahce\" (did you mean \"cache\"?)"_s;
        QTest::newRow("nobody") << u"{ url: 'redis://127.0.0.1:1', command: [PING] }"_s
                                << u"cannot connect to Redis at 127.0.0.1:1: connection refused"_s;
    }
    void errors()
    {
        QFETCH(const QString, body);
        QFETCH(const QString, message);
        const StepResult result = m_harness->run(u"redis"_s, body);
        QCOMPARE(result.outcome, Outcome::Error);
        QCOMPARE(result.failures.front().message, message);
    }

    void theConnectionStaysClean()
    {
        // SELECT changes the connection: the next step starts from the address again.
        QCOMPARE(
            m_harness->run(u"redis"_s, u"{ on: cache, commands: [[SELECT, 3], [SET, k, three]] }"_s)
                .outcome,
            Outcome::Passed);
        StepResult result = m_harness->run(u"redis"_s, u"{ on: cache, command: [GET, k] }"_s);
        QVERIFY(result.fields.get(u"value"_s)->isNull());
    }

    void aBlockedCommandEnds()
    {
        const QString body = u"{ on: cache, command: [BLPOP, none, 0] }"_s;
        const StepResult late = m_harness->run(u"redis"_s, body, 50ms);
        QCOMPARE(late.outcome, Outcome::TimedOut);
        QCOMPARE(late.failures.front().message,
                 u"the Redis command took too long: the time limit ended it"_s);
        m_harness->stop.request_stop();
        QCOMPARE(m_harness->run(u"redis"_s, body).outcome, Outcome::Aborted);
    }
};

QTEST_GUILESS_MAIN(RedisStepTest)
#include "tst_redis.moc"
