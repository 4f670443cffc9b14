// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/echo_server.h"
#include "steps/http_checks.h"
#include "steps/registry.h"
#include "support/step_harness.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <thread>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using namespace std::chrono_literals;
using model::Outcome;

/// The websocket step against a QWebSocketServer.
class TestWebsocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server.emplace();
        m_harness.emplace();
    }
    void cleanup()
    {
        m_harness.reset();
        m_server.reset();
    }

    void sendAndReceive();
    void until_data();
    void until();
    void handshake();
    void namedConnections();
    void namesEndWithTheAttempt();
    void serverCloses();
    void closeWithCode();
    void tooFew();
    void refused();
    void notAWebSocket();
    void mistakes_data();
    void mistakes();
    void floodIsBounded();
    void abortIsPrompt();

private:
    /// The step runs on a thread of its own, as in a worker, and the server on this one.
    steps::StepResult run(const QString &body, std::chrono::nanoseconds timeout = 20s)
    {
        steps::StepResult result;
        std::atomic<bool> done = false;
        const std::jthread worker([&] {
            result = m_harness->run(u"websocket"_s, body, timeout);
            done = true;
        });
        const bool ended = QTest::qWaitFor([&] { return done.load(); }, 30'000);
        return ended ? std::move(result)
                     : steps::StepResult::error({u"the step did not end"_s, {}});
    }
    QString url() const { return m_server->url(); }

    std::optional<EchoServer> m_server;
    std::optional<StepHarness> m_harness;
};

void TestWebsocket::sendAndReceive()
{
    auto result = run(u"{ url: \"%1\", send: [ hello, { text: \"ü\" }, { json: { b: 1, a: 2 } }, "
                      "{ binary: AAH/ } ], receive: 4 }"_s.arg(url()));
    QCOMPARE(message(result), QString());
    const QJsonArray wanted{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, u"hello"_s}},
                            QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, u"ü"_s}},
                            QJsonObject{{u"type"_s, u"text"_s},
                                        {u"text"_s, u"{\"b\":1,\"a\":2}"_s},
                                        {u"json"_s, QJsonObject{{u"a"_s, 2}, {u"b"_s, 1}}}},
                            QJsonObject{{u"type"_s, u"binary"_s}, {u"base64"_s, u"AAH/"_s}}};
    QCOMPARE(field(result, u"messages"_s), QJsonValue(wanted));
    QCOMPARE(field(result, u"last"_s), QJsonValue(u"AAH/"_s));
    QCOMPARE(field(result, u"count"_s), QJsonValue(4));
    QCOMPARE(field(result, u"closed"_s), QJsonValue(true));
    QCOMPARE(result.exchange->request.body, QByteArray("hello\nü\n{\"b\":1,\"a\":2}\nAAH/\n"));
    QCOMPARE(result.exchange->response.body, result.exchange->request.body);
    QCOMPARE(result.title, u"websocket "_s + url());
    for (const QString &name : steps::kindNamed(u"websocket"_s)->cachedShape().expectKeys)
        QVERIFY2(result.fields.contains(name), qPrintable(name));
    QTRY_COMPARE(m_server->closed, 1);
    QCOMPARE(m_server->closeCode, 1000);
}

void TestWebsocket::until_data()
{
    QTest::addColumn<QString>("until");
    QTest::addColumn<int>("count");
    QTest::newRow("text") << u"two"_s << 2;
    QTest::newRow("json") << u"{ json: { $.n: 3 } }"_s << 3;
    QTest::newRow("matcher") << u"{ text: { matches: \"^o.e$\" } }"_s << 1;
    QTest::newRow("type") << u"{ type: binary }"_s << 4;
}

void TestWebsocket::until()
{
    QFETCH(QString, until);
    QFETCH(int, count);
    auto result = run(
        u"{ url: \"%1\", send: [ one, two, { json: { n: 3 } }, { binary: AA== } ], until: %2 }"_s
            .arg(url(), until));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"count"_s), QJsonValue(count));
}

void TestWebsocket::handshake()
{
    auto result =
        run(u"{ url: \"%1\", headers: { X-Token: abc }, subprotocols: [ v2 ] }"_s.arg(url()));
    QCOMPARE(message(result), QString());
    QCOMPARE(m_server->token, QByteArray("abc"));
    QCOMPARE(field(result, u"protocol"_s), QJsonValue(u"v2"_s));
    QCOMPARE(field(result, u"count"_s), QJsonValue(0));
}

void TestWebsocket::namedConnections()
{
    auto result = run(u"{ url: \"%1\", as: feed, send: [ a, b, c ], receive: 1 }"_s.arg(url()));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"closed"_s), QJsonValue(false));
    // What was not taken waits.
    result = run(u"{ on: feed, receive: 2 }"_s);
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"last"_s), QJsonValue(u"c"_s));
    QCOMPARE(m_server->accepted, 1);
    result = run(u"{ on: feed, close: { code: 4001, reason: bye } }"_s);
    QCOMPARE(message(result), QString());
    QTRY_COMPARE(m_server->closed, 1);
    QCOMPARE(m_server->closeCode, 4001);
    QCOMPARE(m_server->closeReason, u"bye"_s);
    result = run(u"{ on: feed, send: x }"_s);
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"no WebSocket called \"feed\" is open in this case (open it with url: and as:)"_s);
}

void TestWebsocket::namesEndWithTheAttempt()
{
    QCOMPARE(message(run(u"{ url: \"%1\", as: feed }"_s.arg(url()))), QString());
    auto result = run(u"{ on: fed }"_s);
    QCOMPARE(message(result),
             u"no WebSocket called \"fed\" is open in this case (did you mean \"feed\"?)"_s);
    m_harness->owner.attempt = 2;
    result = run(u"{ on: feed }"_s);
    QCOMPARE(result.outcome, Outcome::Error);
    QTRY_COMPARE(m_server->closed, 1);
}

void TestWebsocket::serverCloses()
{
    auto result =
        run(u"{ url: \"%1\", send: [ a, \"close 1001 going home\" ], receive: 3 }"_s.arg(url()));
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(
        message(result),
        u"the server closed the connection with code 1001 (going home); only 1 of 3 messages came"_s);
    result =
        run(u"{ url: \"%1\", send: [ a, \"close 4000 enough\" ], receive: close }"_s.arg(url()));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"count"_s), QJsonValue(1));
    QCOMPARE(field(result, u"closeCode"_s), QJsonValue(4000));
    QCOMPARE(field(result, u"closeReason"_s), QJsonValue(u"enough"_s));
}

void TestWebsocket::closeWithCode()
{
    auto result = run(u"{ url: \"%1\", close: 4002 }"_s.arg(url()));
    QCOMPARE(message(result), QString());
    QTRY_COMPARE(m_server->closed, 1);
    QCOMPARE(m_server->closeCode, 4002);
}

void TestWebsocket::tooFew()
{
    auto result =
        run(u"{ url: \"%1\", send: [ a, silent ], receive: 2, within: 300ms }"_s.arg(url()));
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QCOMPARE(message(result), u"only 1 of 2 messages came within 300 ms"_s);
    result = run(u"{ url: \"%1\", send: silent, receive: 2 }"_s.arg(url()), 300ms);
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QCOMPARE(
        message(result),
        u"the WebSocket step took too long: the time limit ended it: only 0 of 2 messages came"_s);
}

void TestWebsocket::refused()
{
    const QString where = url();
    m_server.reset();
    auto result = run(u"url: "_s + where);
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"cannot open a WebSocket to %1: Connection refused (is the service up, and is it a "
             "WebSocket at that path?)"_s.arg(where.mid(5).section(u'/', 0, 0)));
}

void TestWebsocket::notAWebSocket()
{
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket,
                [socket] { socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"); });
    });
    auto result = run(u"{ url: \"ws://127.0.0.1:%1/\", within: 2s }"_s.arg(plain.serverPort()));
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(message(result).contains(u"404"_s), qPrintable(message(result)));
}

void TestWebsocket::mistakes_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("scheme")
        << u"url: http://a/"_s
        << u"the URL \"http://a/\" does not begin with ws:// or wss:// (write the "
           "whole of it, such as ws://127.0.0.1:4311/path)"_s;
    QTest::newRow("base64") << u"{ url: ws://a/, send: { binary: \"%%\" } }"_s
                            << u"binary is not valid base64"_s;
    QTest::newRow("receive") << u"{ url: ws://a/, receive: all }"_s
                             << u"receive must be a whole number or close"_s;
    QTest::newRow("header") << u"{ url: ws://a/, headers: { A: \"b\\nc\" } }"_s
                            << u"the header A has a line break in it (a header is one line)"_s;
}

void TestWebsocket::mistakes()
{
    QFETCH(QString, body);
    QFETCH(QString, text);
    auto result = run(body);
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result), text);
}

void TestWebsocket::floodIsBounded()
{
    m_harness->limits.body = {1'000'000};
    auto result = run(u"{ url: \"%1\", send: flood, as: feed }"_s.arg(url()));
    QCOMPARE(message(result), QString());
    // Nobody takes what comes: the connection ends at the limit.
    QTRY_COMPARE(m_server->closed, 1);
    result = run(u"{ on: feed, receive: 300 }"_s);
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(
        message(result).startsWith(u"the connection broke: more messages came than may wait ("_s),
        qPrintable(message(result)));
}

void TestWebsocket::abortIsPrompt()
{
    std::chrono::steady_clock::time_point stoppedAt;
    QTimer::singleShot(300, this, [&] {
        stoppedAt = std::chrono::steady_clock::now();
        m_harness->stop.request_stop();
    });
    auto result = run(u"{ url: \"%1\", send: silent, receive: 1 }"_s.arg(url()));
    QCOMPARE(result.outcome, Outcome::Aborted);
    QCOMPARE(message(result), u"the WebSocket step was stopped: the run was aborted"_s);
    QVERIFY(std::chrono::steady_clock::now() - stoppedAt < 500ms);
}

QTEST_GUILESS_MAIN(TestWebsocket)
#include "tst_websocket.moc"
