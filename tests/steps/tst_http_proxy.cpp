// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http_checks.h"
#include "support/http_test_server.h"
#include "support/step_harness.h"
#include "support/test_proxy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using namespace std::chrono_literals;
using model::Outcome;
using Answer = HttpTestServer::Answer;
using Request = HttpTestServer::Request;
using Asked = std::vector<QByteArray>;

/// The http step through a proxy: requests that it passes on, and tunnels.
class TestHttpProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_files.emplace(m_folder.path());
        m_plain.emplace();
        m_safe.emplace(HttpTestServer::Options{
            .certificates = &*m_files, .wantsClientCertificate = false, .unixSocket = {}});
        for (HttpTestServer *server : {&*m_plain, &*m_safe})
            server->on("*", [](const Request &, Answer &answer) { answer.send(200, {}, "there"); });
    }
    void init() { m_harness.emplace(); }

    void plain();
    void tunnel();
    void password();
    void noPassword();
    void refusedBehind();
    void notThere();
    void silent();

private:
    steps::StepResult run(const QString &url, const QString &proxy,
                          std::chrono::nanoseconds timeout = 20s)
    {
        return m_harness->run(
            u"http"_s,
            u"{ GET: \"%1\", proxy: \"%2\", tls: { ca: \"%3\" } }"_s.arg(url, proxy, m_files->ca),
            timeout);
    }
    /// By a name that only the proxy finds.
    [[nodiscard]] QString plainUrl() const
    {
        return u"http://api.test:%1/p?q=1"_s.arg(m_plain->port());
    }
    [[nodiscard]] QString safePeer() const { return u"api.test:%1"_s.arg(m_safe->port()); }
    [[nodiscard]] QString safeUrl() const { return u"https://%1/p"_s.arg(safePeer()); }

    QTemporaryDir m_folder;
    std::optional<TestCertificates> m_files;
    std::optional<HttpTestServer> m_plain;
    std::optional<HttpTestServer> m_safe;
    std::optional<StepHarness> m_harness;
};

void TestHttpProxy::plain()
{
    const TestProxy proxy;
    auto result = run(plainUrl(), proxy.url());
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"there"_s));
    QCOMPARE(proxy.asked(), Asked{"GET " + plainUrl().toUtf8()});
    QCOMPARE(m_plain->lastRequest().target, QByteArray("/p?q=1"));
    QCOMPARE(m_plain->lastRequest().header("Host"),
             "api.test:" + QByteArray::number(m_plain->port()));
}

void TestHttpProxy::tunnel()
{
    const TestProxy proxy;
    auto result = run(safeUrl(), proxy.url());
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"there"_s));
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    QCOMPARE(proxy.asked(), Asked{"CONNECT " + safePeer().toUtf8()});
    // The tunnel is not part of the exchange: one answer, the service's.
    QCOMPARE(result.exchange->response.summary, u"200 OK"_s);
    QCOMPARE(m_safe->lastRequest().header("Proxy-Connection"), QByteArray());
}

void TestHttpProxy::password()
{
    const TestProxy proxy({.credentials = "ann:s3cret"});
    auto result = run(plainUrl(), proxy.url(u"ann:s3cret"_s));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    result = run(safeUrl(), proxy.url(u"ann:s3cret"_s));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    // It is for the proxy alone.
    QCOMPARE(m_safe->lastRequest().header("Proxy-Authorization"), QByteArray());
}

void TestHttpProxy::noPassword()
{
    const TestProxy proxy({.credentials = "ann:s3cret"});
    // Of a plain request it is the answer, as any other.
    auto result = run(plainUrl(), proxy.url());
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"status"_s), QJsonValue(407));
    // A tunnel that is not opened is no answer of the service.
    result = run(safeUrl(), proxy.url());
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result), u"the proxy %1 wants a user and a password (write them as proxy: "
                              "http://user:password@host:port)"_s.arg(proxy.url()));
    result = run(safeUrl(), proxy.url(u"ann:wrong"_s));
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result), u"the proxy %1 does not accept this user and password (check the "
                              "user and the password in proxy:)"_s.arg(proxy.url()));
}

void TestHttpProxy::refusedBehind()
{
    const TestProxy proxy;
    auto result = run(u"https://api.test:1/"_s, proxy.url());
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result), u"the proxy %1 opens no way to api.test:1: it answers 502 (is the "
                              "service up, and may the proxy reach it?)"_s.arg(proxy.url()));
}

void TestHttpProxy::notThere()
{
    QString gone;
    {
        const TestProxy proxy;
        gone = proxy.url(u"ann:s3cret"_s);
    }
    for (const QString &url : {plainUrl(), safeUrl()}) {
        auto result = run(url, gone);
        QCOMPARE(result.outcome, Outcome::Error);
        QCOMPARE(message(result),
                 u"cannot connect to the proxy %1: connection refused (is it up?)"_s.arg(
                     QString(gone).remove(u"ann:s3cret@"_s)));
    }
}

void TestHttpProxy::silent()
{
    const TestProxy proxy({.credentials = {}, .silent = true});
    auto result = run(safeUrl(), proxy.url(), 300ms);
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QVERIFY2(message(result).endsWith(u" ms: it hung waiting for the proxy to open the way"_s),
             qPrintable(message(result)));
}

QTEST_GUILESS_MAIN(TestHttpProxy)
#include "tst_http_proxy.moc"
