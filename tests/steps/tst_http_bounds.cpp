// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http_checks.h"
#include "support/http_test_server.h"
#include "support/sanitizers.h"
#include "support/step_harness.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using namespace std::chrono_literals;
using model::Outcome;
using Answer = HttpTestServer::Answer;
using Request = HttpTestServer::Request;

/// The http step against peers that are slow, gone, endless or talk nonsense.
class TestHttpBounds : public QObject
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

    void refused();
    void unknownName();
    void connectTimeout();
    void timeouts_data();
    void timeouts();
    void abortIsPrompt();
    void hugeBodyIsCut();
    void limitOfTheStep();
    void endlessHeaders();
    void endlessHeaderLine();
    void brokenAnswers_data();
    void brokenAnswers();

private:
    steps::StepResult run(const QString &body, std::chrono::nanoseconds timeout = 20s)
    {
        return m_harness->run(u"http"_s, body, timeout);
    }
    QString peer() const { return u"127.0.0.1:%1"_s.arg(m_server->port()); }

    std::optional<HttpTestServer> m_server;
    std::optional<StepHarness> m_harness;
};

void TestHttpBounds::refused()
{
    const QString url = m_server->url();
    const QString where = peer();
    m_server.reset();
    auto result = run(u"GET: "_s + url);
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"cannot connect to %1: connection refused (is the service up?)"_s.arg(where));
    QVERIFY(result.exchange);
    QCOMPARE(result.exchange->request.summary, u"GET "_s + url);
}

void TestHttpBounds::unknownName()
{
    auto result = run(u"GET: http://no-such-host.invalid/x"_s);
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"the name \"no-such-host.invalid\" is not known: no address was found "
             "(check the spelling, or give its address with resolve:)"_s);
}

void TestHttpBounds::connectTimeout()
{
    // A server that accepts but never speaks TLS.
    auto result = run(u"{ GET: \"https://%1/\", connectTimeout: 100ms }"_s.arg(peer()));
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QCOMPARE(message(result), u"cannot connect to %1 within 100 ms (is the service up? "
                              "connectTimeout: sets the limit)"_s.arg(peer()));
}

void TestHttpBounds::timeouts_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("doing");
    QTest::newRow("no answer") << u"/silent"_s << u"waiting for the first byte of the answer"_s;
    QTest::newRow("no body") << u"/headers"_s << u"receiving the answer, status 200"_s;
    QTest::newRow("half a body") << u"/half"_s << u"receiving the body, 2 kB so far"_s;
}

void TestHttpBounds::timeouts()
{
    QFETCH(QString, target);
    QFETCH(QString, doing);
    m_server->on("*", [](const Request &request, Answer &answer) {
        if (request.target != "/silent")
            answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n");
        if (request.target == "/half")
            answer.raw(QByteArray(2000, 'x'));
        answer.waitForHangUp();
    });
    QElapsedTimer timer;
    timer.start();
    auto result = run(u"GET: "_s + m_server->url(target), 300ms);
    QVERIFY2(timer.elapsed() >= 250 && timer.elapsed() < 2000,
             qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(result.outcome, Outcome::TimedOut);
    const QString text = message(result);
    QVERIFY2(text.startsWith(u"GET %1 took longer than "_s.arg(m_server->url(target))),
             qPrintable(text));
    QVERIFY2(text.endsWith(u" ms: it hung "_s + doing), qPrintable(text));
}

void TestHttpBounds::abortIsPrompt()
{
    std::atomic<bool> asked = false;
    m_server->on("*", [&](const Request &, Answer &answer) {
        asked = true;
        asked.notify_all();
        answer.waitForHangUp();
    });
    std::chrono::steady_clock::time_point stoppedAt;
    const std::jthread stopper([&] {
        asked.wait(false);
        stoppedAt = std::chrono::steady_clock::now();
        m_harness->stop.request_stop();
    });
    auto result = run(u"GET: "_s + m_server->url(u"/x"_s));
    const auto took = std::chrono::steady_clock::now() - stoppedAt;
    QCOMPARE(result.outcome, Outcome::Aborted);
    QCOMPARE(message(result),
             u"GET %1 was stopped: the run was aborted"_s.arg(m_server->url(u"/x"_s)));
    QVERIFY2(took < 500ms, qPrintable(QString::number(took / 1us)));
}

void TestHttpBounds::hugeBodyIsCut()
{
    qint64 sent = 0;
    m_server->on("/huge", [&](const Request &, Answer &answer) {
        constexpr qint64 kSize = qint64(1) << 30;
        const QByteArray piece(1 << 20, 'x');
        answer.raw("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(kSize) + "\r\n\r\n");
        while (sent < kSize && answer.raw(piece))
            sent += piece.size();
        answer.close();
    });
    m_server->on("/next", [](const Request &, Answer &answer) { answer.send(200, {}, "fine"); });
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    auto result = run(u"GET: "_s + m_server->url(u"/huge"_s));
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    QCOMPARE(result.outcome, Outcome::Passed);
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    QCOMPARE(field(result, u"truncated"_s), QJsonValue(true));
    QCOMPARE(field(result, u"bodySize"_s), QJsonValue(qint64(m_harness->limits.body.value)));
    const QString why =
        u"error: the body is larger than 16.8 MB; the rest was not read (limit: sets "
        "how much is read)"_s;
    QCOMPARE(field(result, u"body"_s), QJsonValue(why));
    QCOMPARE(field(result, u"json"_s), QJsonValue(why));
    QVERIFY(after.ru_maxrss - before.ru_maxrss < 100 * 1024 * test::kMemoryFactor); // KiB
    result = run(u"GET: "_s + m_server->url(u"/next"_s));
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"fine"_s));
}

void TestHttpBounds::limitOfTheStep()
{
    m_server->on("*", [](const Request &, Answer &answer) { answer.send(200, {}, "12345"); });
    auto result = run(u"{ GET: \"%1\", limit: 5B }"_s.arg(m_server->url()));
    QCOMPARE(field(result, u"truncated"_s), QJsonValue(false));
    result = run(u"{ GET: \"%1\", limit: 4 }"_s.arg(m_server->url()));
    QCOMPARE(field(result, u"truncated"_s), QJsonValue(true));
    QCOMPARE(field(result, u"bodySize"_s), QJsonValue(4));
    QCOMPARE(field(result, u"body"_s),
             QJsonValue(u"error: the body is larger than 4 B; the rest was "
                        "not read (limit: sets how much is read)"_s));
}

void TestHttpBounds::endlessHeaders()
{
    m_server->on("*", [](const Request &, Answer &answer) {
        answer.raw("HTTP/1.1 200 OK\r\n");
        while (answer.raw("X-Again: " + QByteArray(1000, 'x') + "\r\n")) {
        }
        answer.close();
    });
    auto result = run(u"GET: "_s + m_server->url());
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"the headers of the answer of %1 are larger than 262 kB (the rest was "
             "not read)"_s.arg(peer()));
}

void TestHttpBounds::endlessHeaderLine()
{
    m_server->on("*", [](const Request &, Answer &answer) {
        answer.raw("HTTP/1.1 200 OK\r\nX-Endless: ");
        while (answer.raw(QByteArray(10'000, 'x'))) {
        }
        answer.close();
    });
    auto result = run(u"GET: "_s + m_server->url());
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"a header line in the answer of %1 is longer than 100 kB (the rest was "
             "not read)"_s.arg(peer()));
}

void TestHttpBounds::brokenAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("start");
    const QString crash = u" (did the service crash? see its log)"_s;
    const QString notHttp = u" (does another protocol live on this port?)"_s;
    QTest::newRow("nothing") << QByteArray()
                             << u"%1 closed the connection without an answer"_s + crash;
    QTest::newRow("half a body")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        << u"the answer of %1 broke off: transfer closed with 7 bytes remaining to read"_s + crash;
    QTest::newRow("half a chunk")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc")
        << u"the answer of %1 broke off: transfer closed with outstanding read data remaining"_s +
               crash;
    QTest::newRow("not HTTP")
        << QByteArray("SSH-2.0-OpenSSH_9.2\r\n")
        << u"the answer of %1 is not valid HTTP: Received HTTP/0.9 when not allowed"_s + notHttp;
    QTest::newRow("bad chunk")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
        << u"the connection to %1 broke: "_s;
    QTest::newRow("bad version") << QByteArray("HTTP/7.1 200 OK\r\n\r\n")
                                 << u"the answer of %1 is not valid HTTP: "_s;
}

void TestHttpBounds::brokenAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, start);
    m_server->on("*", [&](const Request &, Answer &out) {
        out.raw(answer);
        out.close();
    });
    auto result = run(u"GET: "_s + m_server->url());
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(message(result).startsWith(start.arg(peer())), qPrintable(message(result)));
}

QTEST_GUILESS_MAIN(TestHttpBounds)
#include "tst_http_bounds.moc"
