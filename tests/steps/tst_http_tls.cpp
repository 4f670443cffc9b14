// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http_checks.h"
#include "support/http_test_server.h"
#include "support/step_harness.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using model::Outcome;
using Answer = HttpTestServer::Answer;
using Request = HttpTestServer::Request;

/// The http step over TLS, and HTTP/2 against a real nginx.
class TestHttpTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_files.emplace(m_folder.path()); }
    void init() { m_harness.emplace(); }

    void trusted();
    void notTrusted();
    void wrongName();
    void serverName();
    void clientCertificate();
    void noTls();
    void mistakes_data();
    void mistakes();
    void http2();

private:
    steps::StepResult run(const QString &body) { return m_harness->run(u"http"_s, body); }
    std::unique_ptr<HttpTestServer> server(bool wantsClientCertificate = false)
    {
        auto made = std::make_unique<HttpTestServer>(
            HttpTestServer::Options{.certificates = &*m_files,
                                    .wantsClientCertificate = wantsClientCertificate,
                                    .unixSocket = {}});
        made->on("*", [](const Request &, Answer &answer) { answer.send(200, {}, "safe"); });
        return made;
    }

    QTemporaryDir m_folder;
    std::optional<TestCertificates> m_files;
    std::optional<StepHarness> m_harness;
};

void TestHttpTls::trusted()
{
    const auto peer = server();
    auto result = run(
        u"{ GET: \"%1\", tls: { ca: \"%2\", minVersion: 1.3 } }"_s.arg(peer->url(), m_files->ca));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"safe"_s));
    QVERIFY(field(result, u"timings"_s)[u"tls"_s].toDouble() > 0);
}

void TestHttpTls::notTrusted()
{
    const auto peer = server();
    auto result = run(u"GET: "_s + peer->url());
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(
        message(result),
        u"the certificate of 127.0.0.1:%1 is not trusted: SSL certificate problem: unable to get "
        "local issuer certificate (name its issuer with tls: { ca: FILE }, or do not verify "
        "with tls: { verify: false })"_s.arg(peer->port()));
    QVERIFY(peer->requests().empty());
    result = run(u"{ GET: \"%1\", tls: { verify: false } }"_s.arg(peer->url()));
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"safe"_s));
    // What was not verified is not reused by a step that verifies.
    result = run(u"GET: "_s + peer->url());
    QCOMPARE(result.outcome, Outcome::Error);
}

void TestHttpTls::wrongName()
{
    const auto peer = server();
    auto result =
        run(u"{ GET: \"https://other.test:%1/\", resolve: { \"other.test:%1\": 127.0.0.1 }, "
            "tls: { ca: \"%2\" } }"_s.arg(peer->port())
                .arg(m_files->ca));
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(message(result).startsWith(
                 u"the certificate of other.test:%1 is not trusted: "_s.arg(peer->port())),
             qPrintable(message(result)));
}

void TestHttpTls::serverName()
{
    const auto peer = server();
    auto result = run(u"{ GET: \"%1/a?b\", tls: { ca: \"%2\", serverName: api.test } }"_s.arg(
        peer->url(), m_files->ca));
    QCOMPARE(message(result), QString());
    QCOMPARE(peer->lastRequest().target, QByteArray("/a?b"));
    QCOMPARE(peer->lastRequest().header("Host"), "127.0.0.1:" + QByteArray::number(peer->port()));
    result = run(u"{ GET: \"%1\", tls: { ca: \"%2\", serverName: other.test } }"_s.arg(
        peer->url(), m_files->ca));
    QCOMPARE(result.outcome, Outcome::Error);
}

void TestHttpTls::clientCertificate()
{
    const auto peer = server(true);
    auto result = run(u"{ GET: \"%1\", tls: { ca: \"%2\", cert: \"%3\", key: \"%4\" } }"_s.arg(
        peer->url(), m_files->ca, m_files->clientCertificate, m_files->clientKey));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"safe"_s));
    result = run(u"{ GET: \"%1\", tls: { ca: \"%2\" } }"_s.arg(peer->url(), m_files->ca));
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(message(result).contains(u"certificate required"_s), qPrintable(message(result)));
}

void TestHttpTls::noTls()
{
    HttpTestServer plain;
    // The server takes the handshake for a request without an end, so it is the limit that ends it.
    auto result = m_harness->run(u"http"_s, u"GET: https://127.0.0.1:%1/"_s.arg(plain.port()),
                                 std::chrono::milliseconds(300));
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QVERIFY2(message(result).endsWith(u"it hung in the TLS handshake"_s),
             qPrintable(message(result)));
}

void TestHttpTls::mistakes_data()
{
    QTest::addColumn<QString>("tls");
    QTest::addColumn<QString>("start");
    QTest::newRow("no ca")
        << u"ca: /none.pem"_s
        << u"cannot read the certificates of tls: { ca: /none.pem } (it must be a "
           "file in PEM format)"_s;
    QTest::newRow("no cert") << u"verify: false, cert: /none.pem"_s
                             << u"cannot use the client certificate /none.pem: "_s;
    QTest::newRow("version") << u"minVersion: 1.1"_s << u"tls: minVersion must be 1.2 or 1.3"_s;
}

void TestHttpTls::mistakes()
{
    QFETCH(QString, tls);
    QFETCH(QString, start);
    const auto peer = server();
    auto result = run(u"{ GET: \"%1\", tls: { %2 } }"_s.arg(peer->url(), tls));
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(message(result).startsWith(start), qPrintable(message(result)));
}

void TestHttpTls::http2()
{
    const QString nginx = u"/usr/sbin/nginx"_s;
    if (!QFileInfo::exists(nginx))
        QSKIP("nginx is not installed");
    const QString folder = m_folder.path();
    QVERIFY(QDir(folder).mkpath(u"www"_s));
    QVERIFY(m_harness->files.write(folder + u"/www/a.json"_s, "{\"a\": 1}"));
    const QString configuration =
        u"daemon off; master_process off; pid %1/pid; error_log %1/error.log;\n"
        "events {}\n"
        "http { access_log off; client_body_temp_path %1/b; proxy_temp_path %1/p;\n"
        "fastcgi_temp_path %1/f; uwsgi_temp_path %1/u; scgi_temp_path %1/s; root %1/www;\n"
        "server { listen unix:%1/tls.sock ssl http2; ssl_certificate %1/server.pem;\n"
        "ssl_certificate_key %1/server.key; }\n"
        "server { listen unix:%1/plain.sock http2; } }\n"_s.arg(folder);
    QVERIFY(m_harness->files.write(folder + u"/nginx.conf"_s, configuration.toUtf8()));
    QProcess process;
    process.start(nginx, {u"-p"_s, folder, u"-e"_s, folder + u"/error.log"_s, u"-c"_s,
                          folder + u"/nginx.conf"_s});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY2_WITH_TIMEOUT(QFileInfo::exists(folder + u"/pid"_s), "nginx did not start", 10'000);

    const QString tls =
        u"tls: { ca: \"%1\" }, unixSocket: \"%2/tls.sock\""_s.arg(m_files->ca, folder);
    auto result = run(u"{ GET: https://localhost/a.json, %1 }"_s.arg(tls));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"httpVersion"_s), QJsonValue(u"2"_s));
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    QCOMPARE(field(result, u"json"_s), QJsonValue(QJsonObject{{u"a"_s, 1}}));
    result = run(u"{ GET: https://localhost/a.json, http: 1.1, %1 }"_s.arg(tls));
    QCOMPARE(field(result, u"httpVersion"_s), QJsonValue(u"1.1"_s));
    result = run(
        u"{ GET: http://localhost/a.json, http: 2-prior-knowledge, unixSocket: \"%1/plain.sock\" }"_s
            .arg(folder));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"httpVersion"_s), QJsonValue(u"2"_s));

    process.terminate();
    QVERIFY(process.waitForFinished(10'000));
}

QTEST_GUILESS_MAIN(TestHttpTls)
#include "tst_http_tls.moc"
