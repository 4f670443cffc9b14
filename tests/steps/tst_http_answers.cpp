// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http_checks.h"
#include "steps/registry.h"
#include "support/http_test_server.h"
#include "support/step_harness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using model::Outcome;
using Answer = HttpTestServer::Answer;
using Request = HttpTestServer::Request;

namespace {

void echo(const Request &request, Answer &answer)
{
    answer.send(200, {{"Content-Type", "application/json"}},
                "{\"method\":\"" + request.method + "\",\"target\":\"" + request.target + "\"}");
}

} // namespace

/// The http step against a scripted server: what comes of an answer.
class TestHttpAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsOfAnAnswer();
    void jsonErrors_data();
    void jsonErrors();
    void cookiesStayInTheAttempt();
    void cookieJars();
    void redirectsAreNotFollowedByDefault();
    void redirectMethods_data();
    void redirectMethods();
    void redirectsEnd();
    void redirectToAnotherHostHasNoCredentials();
    void compression();
    void connectionsAreKept();
    void exchangeIsShown();
    void timingsAreOrdered();
    void init()
    {
        m_server.emplace();
        m_server->on("*", echo);
        m_harness.emplace();
    }
    void cleanup()
    {
        m_harness.reset();
        m_server.reset();
    }

private:
    steps::StepResult run(const QString &body) { return m_harness->run(u"http"_s, body); }

    std::optional<HttpTestServer> m_server;
    std::optional<StepHarness> m_harness;
};

void TestHttpAnswers::fieldsOfAnAnswer()
{
    m_server->on("/x", [](const Request &, Answer &answer) {
        answer.raw("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        answer.raw("HTTP/1.1 201 Made\r\nETag: \"7\"\r\nX-A: 1\r\nx-a: 2\r\n"
                   "Set-Cookie: Sid=abc; Path=/\r\nTransfer-Encoding: chunked\r\n\r\n");
        answer.chunk("{\"id\": 7, ");
        answer.chunk("\"t\": \"\xff\"}");
        answer.chunk({});
    });
    auto result = run(u"{ GET: \"%1\" }"_s.arg(m_server->url(u"/x?y"_s)));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"status"_s), QJsonValue(201));
    QCOMPARE(field(result, u"reason"_s), QJsonValue(u"Made"_s));
    QCOMPARE(field(result, u"headers"_s),
             QJsonValue(QJsonObject{{u"etag"_s, u"\"7\""_s},
                                    {u"x-a"_s, u"1, 2"_s},
                                    {u"set-cookie"_s, u"Sid=abc; Path=/"_s},
                                    {u"transfer-encoding"_s, u"chunked"_s}}));
    QCOMPARE(field(result, u"cookies"_s), QJsonValue(QJsonObject{{u"sid"_s, u"abc"_s}}));
    QCOMPARE(field(result, u"bodySize"_s), QJsonValue(19));
    QCOMPARE(field(result, u"body"_s), QJsonValue(QString(u"{\"id\": 7, \"t\": \"\uFFFD\"}"_s)));
    QCOMPARE(field(result, u"url"_s), QJsonValue(m_server->url(u"/x?y"_s)));
    QCOMPARE(field(result, u"redirects"_s), QJsonValue(0));
    QCOMPARE(field(result, u"httpVersion"_s), QJsonValue(u"1.1"_s));
    QCOMPARE(field(result, u"truncated"_s), QJsonValue(false));
    QCOMPARE(result.fields.defaultField(), u"json"_s);
    QVERIFY(result.fields.isNamed(u"headers"_s) && result.fields.isNamed(u"cookies"_s));
    QVERIFY(field(result, u"time"_s).toDouble() > 0);
    for (const QString &name : steps::kindNamed(u"http"_s)->cachedShape().expectKeys)
        QVERIFY2(result.fields.contains(name), qPrintable(name));
}

void TestHttpAnswers::jsonErrors_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("start");
    QTest::newRow("html") << QByteArray("text/html") << QByteArray("<html>\n<p>Oops")
                          << u"error: the body is not JSON (content type text/html, it begins with "
                             "\"<html> <p>Oops\") ("_s;
    QTest::newRow("long")
        << QByteArray() << QByteArray(100, 'x')
        << u"error: the body is not JSON (content type not given, it begins with \"%1\"...) ("_s
               .arg(QString(60, u'x'));
    QTest::newRow("empty") << QByteArray("application/json") << QByteArray()
                           << u"error: the body is empty, so there is no JSON in it"_s;
}

void TestHttpAnswers::jsonErrors()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, start);
    m_server->on("/j", [&](const Request &, Answer &answer) {
        answer.send(200,
                    type.isEmpty() ? HttpTestServer::Headers{}
                                   : HttpTestServer::Headers{{"Content-Type", type}},
                    body);
    });
    auto result = run(u"GET: "_s + m_server->url(u"/j"_s));
    const QString got = field(result, u"json"_s).toString();
    QVERIFY2(got.startsWith(start), qPrintable(got));
}

void TestHttpAnswers::cookiesStayInTheAttempt()
{
    m_server->on("/login", [](const Request &, Answer &answer) {
        answer.send(200, {{"Set-Cookie", "sid=1"}});
    });
    run(u"GET: "_s + m_server->url(u"/login"_s));
    run(u"{ GET: \"%1\", cookies: { own: x } }"_s.arg(m_server->url(u"/next"_s)));
    QCOMPARE(m_server->lastRequest().header("Cookie"), QByteArray("sid=1; own=x"));
    m_harness->owner.attempt = 2;
    run(u"GET: "_s + m_server->url(u"/next"_s));
    QCOMPARE(m_server->lastRequest().header("Cookie"), QByteArray());
}

void TestHttpAnswers::cookieJars()
{
    m_server->on("/login", [](const Request &request, Answer &answer) {
        answer.send(200, {{"Set-Cookie", "sid=" + request.header("X-User")}});
    });
    const auto login = [&](const QString &jar, const QString &user) {
        run(u"{ GET: \"%1\", cookieJar: %2, headers: { X-User: %3 } }"_s.arg(
            m_server->url(u"/login"_s), jar, user));
    };
    const auto sent = [&](const QString &more) {
        run(u"{ GET: \"%1\"%2 }"_s.arg(m_server->url(u"/next"_s), more));
        return m_server->lastRequest().header("Cookie");
    };
    login(u"ann"_s, u"a"_s);
    login(u"bob"_s, u"b"_s);
    login(u"false"_s, u"c"_s);
    QCOMPARE(sent(u", cookieJar: ann"_s), QByteArray("sid=a"));
    QCOMPARE(sent(u", cookieJar: bob"_s), QByteArray("sid=b"));
    QCOMPARE(sent(u", cookieJar: false"_s), QByteArray());
    QCOMPARE(sent(QString()), QByteArray());
    QCOMPARE(sent(u", cookieJar: ann"_s), QByteArray("sid=a"));
}

void TestHttpAnswers::redirectsAreNotFollowedByDefault()
{
    m_server->on("/old", [](const Request &, Answer &answer) {
        answer.send(302, {{"Location", "/new"}});
    });
    auto result = run(u"GET: "_s + m_server->url(u"/old"_s));
    QCOMPARE(field(result, u"status"_s), QJsonValue(302));
    QCOMPARE(m_server->requests().size(), std::size_t(1));
}

void TestHttpAnswers::redirectMethods_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("next");
    QTest::addColumn<QByteArray>("body");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const char *method : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
            const QByteArray word = method;
            const bool toGet =
                (status == 303 && word != "HEAD") || (status < 303 && word == "POST");
            const bool hasBody = word == "POST" || word == "PUT";
            QTest::addRow("%d %s", status, method)
                << status << QString::fromLatin1(word) << (toGet ? QByteArray("GET") : word)
                << (hasBody && !toGet ? QByteArray("{\"a\":1}") : QByteArray());
        }
    }
}

void TestHttpAnswers::redirectMethods()
{
    QFETCH(int, status);
    QFETCH(QString, method);
    QFETCH(QByteArray, next);
    QFETCH(QByteArray, body);
    m_server->on("/old", [&](const Request &, Answer &answer) {
        answer.send(status, {{"Location", "new?x=1"}, {"Set-Cookie", "hop=1"}});
    });
    m_server->on("/new", [](const Request &, Answer &answer) { answer.send(200); });
    const bool hasBody = method == u"POST"_s || method == u"PUT"_s;
    auto result = run(u"{ %1: \"%2\", redirects: 2%3 }"_s.arg(
        method, m_server->url(u"/old"_s), hasBody ? u", json: { a: 1 }"_s : QString()));
    QCOMPARE(message(result), QString());
    const Request got = m_server->lastRequest();
    QCOMPARE(got.method, next);
    QCOMPARE(got.target, QByteArray("/new?x=1"));
    QCOMPARE(got.body, body);
    QCOMPARE(got.header("Content-Type"), body.isEmpty() ? QByteArray() : "application/json");
    QCOMPARE(got.header("Cookie"), QByteArray("hop=1"));
    QCOMPARE(field(result, u"redirects"_s), QJsonValue(1));
    QCOMPARE(field(result, u"url"_s), QJsonValue(m_server->url(u"/new?x=1"_s)));
    QCOMPARE(field(result, u"cookies"_s), QJsonValue(QJsonObject{{u"hop"_s, u"1"_s}}));
}

void TestHttpAnswers::redirectsEnd()
{
    m_server->on("/loop", [](const Request &, Answer &answer) {
        answer.send(302, {{"Location", "/loop"}});
    });
    auto result = run(u"{ GET: \"%1\", redirects: 3 }"_s.arg(m_server->url(u"/loop"_s)));
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"stopped after 3 redirects: the next would lead to %1 (does it lead in a circle? "
             "redirects: sets how many are followed)"_s.arg(m_server->url(u"/loop"_s)));
    QCOMPARE(m_server->requests().size(), std::size_t(4));

    m_server->on("/away", [](const Request &, Answer &answer) {
        answer.send(302, {{"Location", "file:///etc/passwd"}});
    });
    result = run(u"{ GET: \"%1\", redirects: 3 }"_s.arg(m_server->url(u"/away"_s)));
    QCOMPARE(result.outcome, Outcome::Error);
}

void TestHttpAnswers::redirectToAnotherHostHasNoCredentials()
{
    HttpTestServer other;
    other.on("*", echo);
    m_server->on("/old", [&](const Request &, Answer &answer) {
        answer.send(307, {{"Location", other.url(u"/in"_s).toUtf8()}});
    });
    run(u"{ GET: \"%1\", redirects: 1, auth: { bearer: t }, cookies: { a: b }, headers: { X-Keep: 1 } }"_s
            .arg(m_server->url(u"/old"_s)));
    QCOMPARE(m_server->lastRequest().header("Authorization"), QByteArray("Bearer t"));
    const Request got = other.lastRequest();
    QCOMPARE(got.header("Authorization"), QByteArray());
    QCOMPARE(got.header("Cookie"), QByteArray());
    QCOMPARE(got.header("X-Keep"), QByteArray("1"));
}

void TestHttpAnswers::compression()
{
    // "hello" by gzip -n
    const QByteArray packed =
        QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9070086a6103605000000");
    m_server->on("/z", [&](const Request &, Answer &answer) {
        answer.send(200, {{"Content-Encoding", "gzip"}}, packed);
    });
    auto result = run(u"GET: "_s + m_server->url(u"/z"_s));
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"hello"_s));
    QVERIFY(m_server->lastRequest().header("Accept-Encoding").contains("gzip"));

    result = run(u"{ GET: \"%1\", compression: false }"_s.arg(m_server->url(u"/z"_s)));
    QCOMPARE(field(result, u"bodySize"_s), QJsonValue(packed.size()));
    QCOMPARE(m_server->lastRequest().header("Accept-Encoding"), QByteArray());

    result = run(u"{ GET: \"%1\", compression: gzip }"_s.arg(m_server->url(u"/z"_s)));
    QCOMPARE(m_server->lastRequest().header("Accept-Encoding"), QByteArray("gzip"));

    m_server->on("/z", [&](const Request &, Answer &answer) {
        answer.send(200, {{"Content-Encoding", "gzip"}}, "this is not gzip at all");
    });
    result = run(u"GET: "_s + m_server->url(u"/z"_s));
    QVERIFY2(message(result).startsWith(
                 u"the body from 127.0.0.1:%1 cannot be decompressed: "_s.arg(m_server->port())),
             qPrintable(message(result)));
}

void TestHttpAnswers::connectionsAreKept()
{
    for (int i = 0; i < 20; ++i) {
        m_harness->owner.index = i;
        auto result = run(u"GET: "_s + m_server->url(u"/k"_s));
        QCOMPARE(message(result), QString());
    }
    QCOMPARE(m_server->requests().size(), std::size_t(20));
    QCOMPARE(m_server->connections(), 1);

    // A server that hangs up between two requests is no error.
    m_server->on("/bye", [](const Request &, Answer &answer) {
        answer.send(200);
        answer.close();
    });
    for (int i = 0; i < 3; ++i) {
        auto result = run(u"{ POST: \"%1\", body: x }"_s.arg(m_server->url(u"/bye"_s)));
        QCOMPARE(message(result), QString());
    }
}

void TestHttpAnswers::exchangeIsShown()
{
    m_server->on("/e", [](const Request &, Answer &answer) {
        answer.send(201, {{"Content-Type", "text/plain"}}, QByteArray(100'000, 'b'));
    });
    auto result = run(
        u"{ POST: \"%1\", json: { a: 1 }, headers: { X-A: b } }"_s.arg(m_server->url(u"/e?q"_s)));
    QVERIFY(result.exchange);
    const model::Exchange &exchange = *result.exchange;
    QCOMPARE(exchange.protocol, u"http"_s);
    QCOMPARE(exchange.request.summary, u"POST "_s + m_server->url(u"/e?q"_s));
    QCOMPARE(exchange.request.body, QByteArray("{\"a\":1}"));
    QCOMPARE(exchange.request.contentType, u"application/json"_s);
    for (const auto &[name, value] : exchange.request.headers)
        QCOMPARE(m_server->lastRequest().header(name.toLatin1()), value.toUtf8());
    QCOMPARE(exchange.response.summary, u"201 Created"_s);
    QCOMPARE(exchange.response.contentType, u"text/plain"_s);
    QCOMPARE(exchange.response.bodySize, 100'000);
    QCOMPARE(exchange.response.body.size(), model::Exchange::kBodyLimit);
    QCOMPARE(result.title, u"POST /e"_s);
}

void TestHttpAnswers::timingsAreOrdered()
{
    auto result = run(u"GET: "_s + m_server->url());
    QStringList phases;
    base::Nanoseconds sum{};
    for (const auto &timing : result.exchange->timings) {
        phases.append(timing.phase);
        QVERIFY(timing.duration.count() >= 0);
        sum += timing.duration;
    }
    QCOMPARE(phases, (QStringList{u"name lookup"_s, u"connect"_s, u"tls"_s, u"send"_s, u"wait"_s,
                                  u"receive"_s}));
    const QJsonObject timings = field(result, u"timings"_s).toObject();
    QVERIFY(timings[u"connect"_s].toDouble() > 0);
    QVERIFY(timings[u"wait"_s].toDouble() > 0);
    const double total = std::chrono::duration<double, std::milli>(sum).count();
    QCOMPARE(timings[u"total"_s].toDouble(), total);
    QCOMPARE(field(result, u"time"_s).toDouble(), total);
}

QTEST_GUILESS_MAIN(TestHttpAnswers)
#include "tst_http_answers.moc"
