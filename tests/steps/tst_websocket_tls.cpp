// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/echo_server.h"
#include "steps/http_checks.h"
#include "support/step_harness.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using namespace std::chrono_literals;
using model::Outcome;

/// The websocket step over TLS (wss).
class TestWebsocketTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_files.emplace(m_folder.path()); }
    void init()
    {
        m_server.emplace(&*m_files);
        m_harness.emplace();
    }
    void cleanup()
    {
        m_harness.reset();
        m_server.reset();
    }

    void trusted();
    void notTrusted();
    void notVerified();
    void wrongName();
    void noCertificates();
    void noTls();
    void silent();

private:
    /// The step runs on a thread of its own, as in a worker, and the server on this one.
    steps::StepResult run(const QString &url, const QString &tls, const QString &more = {})
    {
        steps::StepResult result;
        std::atomic<bool> done = false;
        const std::jthread worker([&] {
            result = m_harness->run(
                u"websocket"_s,
                u"{ url: \"%1\", tls: { %2 }, send: hello, receive: 1%3 }"_s.arg(url, tls, more),
                20s);
            done = true;
        });
        const bool ended = QTest::qWaitFor([&] { return done.load(); }, 30'000);
        return ended ? std::move(result)
                     : steps::StepResult::error({u"the step did not end"_s, {}});
    }
    [[nodiscard]] QString ca() const { return u"ca: \"%1\""_s.arg(m_files->ca); }
    [[nodiscard]] QString url(const QString &host) const
    {
        return u"wss://%1:%2/live"_s.arg(host).arg(m_server->port());
    }
    /// What is said of a peer when its certificate is refused.
    [[nodiscard]] QString refusal(const QString &host, const QString &reason) const
    {
        return u"the certificate of %1:%2 is not trusted: %3 (name its issuer with tls: { ca: FILE "
               u"}, "
               "or do not verify with tls: { verify: false })"_s.arg(host)
                   .arg(m_server->port())
                   .arg(reason);
    }

    QTemporaryDir m_folder;
    std::optional<TestCertificates> m_files;
    std::optional<EchoServer> m_server;
    std::optional<StepHarness> m_harness;
};

void TestWebsocketTls::trusted()
{
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
        auto result = run(url(host), ca());
        QCOMPARE(message(result), QString());
        QCOMPARE(field(result, u"messages"_s).toArray().at(0)[u"text"_s], QJsonValue(u"hello"_s));
    }
}

void TestWebsocketTls::notTrusted()
{
    auto result = run(m_server->url(), {});
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(
        message(result),
        refusal(
            u"127.0.0.1"_s,
            u"the issuer certificate of a locally looked up certificate could not be found; no certificates could be verified"_s));
    QCOMPARE(m_server->accepted, 0);
}

void TestWebsocketTls::notVerified()
{
    auto result = run(m_server->url(), u"verify: false"_s);
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"messages"_s).toArray().at(0)[u"text"_s], QJsonValue(u"hello"_s));
}

void TestWebsocketTls::wrongName()
{
    auto result = run(url(u"127.0.0.2"_s), ca());
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             refusal(u"127.0.0.2"_s,
                     u"the host name did not match any of the valid hosts for this certificate"_s));
}

void TestWebsocketTls::noCertificates()
{
    auto result = run(m_server->url(), u"ca: /none.pem"_s);
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result), u"cannot read the certificates of tls: { ca: /none.pem } (it must be "
                              "a file in PEM format)"_s);
}

void TestWebsocketTls::noTls()
{
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this,
            [&] { plain.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    auto result = run(u"wss://127.0.0.1:%1/"_s.arg(plain.serverPort()), ca());
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(
        message(result).startsWith(u"cannot open a WebSocket to 127.0.0.1:%1: Error during SSL "
                                   "handshake: "_s.arg(plain.serverPort())),
        qPrintable(message(result)));
}

void TestWebsocketTls::silent()
{
    QTcpServer mute; // accepts and says nothing
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    auto result = run(u"wss://127.0.0.1:%1/"_s.arg(mute.serverPort()), ca(), u", within: 200ms"_s);
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QCOMPARE(message(result),
             u"no WebSocket was opened by 127.0.0.1:%1 within 200 ms"_s.arg(mute.serverPort()));
}

QTEST_GUILESS_MAIN(TestWebsocketTls)
#include "tst_websocket_tls.moc"
