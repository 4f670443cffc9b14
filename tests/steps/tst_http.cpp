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

/// The http step against a scripted server: what goes over the wire, and what comes of the answer.
class TestHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    void methods_data();
    void methods();
    void bodies_data();
    void bodies();
    void multipart();
    void headers();
    void headerMistakes_data();
    void headerMistakes();
    void targets_data();
    void targets();
    void auth_data();
    void auth();
    void digest();
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
    void unixSocket();
    void resolveLeadsElsewhere();
    void proxy();
    void connectionsAreKept();
    void exchangeIsShown();
    void timingsAreOrdered();
    void titles();

private:
    steps::StepResult run(const QString &body) { return m_harness->run(u"http"_s, body); }

    std::optional<HttpTestServer> m_server;
    std::optional<StepHarness> m_harness;
};

void TestHttp::methods_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("length"); // of Content-Length; null = none
    const QByteArray none;
    QTest::newRow("GET") << u"GET: %1"_s << QByteArray("GET") << none;
    QTest::newRow("POST") << u"POST: %1"_s << QByteArray("POST") << QByteArray("0");
    QTest::newRow("PUT") << u"PUT: %1"_s << QByteArray("PUT") << QByteArray("0");
    QTest::newRow("PATCH") << u"PATCH: %1"_s << QByteArray("PATCH") << QByteArray("0");
    QTest::newRow("DELETE") << u"DELETE: %1"_s << QByteArray("DELETE") << none;
    QTest::newRow("OPTIONS") << u"OPTIONS: %1"_s << QByteArray("OPTIONS") << none;
    QTest::newRow("url alone") << u"url: %1"_s << QByteArray("GET") << none;
    QTest::newRow("any") << u"{ url: \"%1\", method: PURGE }"_s << QByteArray("PURGE") << none;
    QTest::newRow("GET with body")
        << u"{ GET: \"%1\", json: 1 }"_s << QByteArray("GET") << QByteArray("1");
    QTest::newRow("DELETE with body")
        << u"{ DELETE: \"%1\", body: abc }"_s << QByteArray("DELETE") << QByteArray("3");
    QTest::newRow("PUT with body")
        << u"{ PUT: \"%1\", body: abc }"_s << QByteArray("PUT") << QByteArray("3");
}

void TestHttp::methods()
{
    QFETCH(QString, body);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, length);
    auto result = run(body.arg(m_server->url(u"/a"_s)));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    const Request got = m_server->lastRequest();
    QCOMPARE(got.method, method);
    QCOMPARE(got.target, QByteArray("/a"));
    QCOMPARE(got.header("Content-Length"), length);
    QCOMPARE(got.header("Expect"), QByteArray());
}

void TestHttp::bodies_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("sent");
    const QByteArray json = "application/json";
    QTest::newRow("json keeps the order")
        << u"json: { b: 1, a: [true, null, 1.5], \"ü\": \"x\\\"y\" }"_s << json
        << QByteArray("{\"b\":1,\"a\":[true,null,1.5],\"ü\":\"x\\\"y\"}");
    QTest::newRow("json text") << u"json: hello"_s << json << QByteArray("\"hello\"");
    QTest::newRow("json null") << u"json: null"_s << json << QByteArray("null");
    QTest::newRow("json of an expression")
        << u"json: { id: \"${ 6 * 7 }\" }"_s << json << QByteArray("{\"id\":42}");
    QTest::newRow("text") << u"body: \"a\\r\\nb ü\""_s << QByteArray("text/plain; charset=utf-8")
                          << QByteArray("a\r\nb ü");
    QTest::newRow("empty text") << u"body: \"\""_s << QByteArray("text/plain; charset=utf-8")
                                << QByteArray();
    QTest::newRow("form") << u"form: { name: \"a b&c=ü*\", n: 7, list: [x, y], none: null }"_s
                          << QByteArray("application/x-www-form-urlencoded")
                          << QByteArray("name=a+b%26c%3D%C3%BC*&n=7&list=x&list=y&none=");
    QTest::newRow("file") << u"file: data.bin"_s << QByteArray("application/octet-stream")
                          << QByteArray("\x00\x01\xff\r\nend", 8);
    QTest::newRow("type said") << u"body: <a/>, headers: { Content-Type: text/xml }"_s
                               << QByteArray("text/xml") << QByteArray("<a/>");
    QTest::newRow("graphql")
        << u"graphql: { query: \"query Q($i: ID!) { x(id: $i) }\", variables: { i: 7 }, operationName: Q }"_s
        << json
        << QByteArray("{\"query\":\"query Q($i: ID!) { x(id: $i) }\",\"variables\":{\"i\":7},"
                      "\"operationName\":\"Q\"}");
}

void TestHttp::bodies()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, sent);
    QVERIFY(m_harness->files.write(m_harness->folder.filePath(u"data.bin"_s),
                                   QByteArray("\x00\x01\xff\r\nend", 8)));
    auto result = run(u"{ POST: \"%1\", %2 }"_s.arg(m_server->url(), key));
    QCOMPARE(message(result), QString());
    const Request got = m_server->lastRequest();
    QCOMPARE(got.body, sent);
    QCOMPARE(got.header("Content-Type"), type);
    QCOMPARE(got.header("Content-Length"), QByteArray::number(sent.size()));
    QCOMPARE(result.exchange->request.bodySize, sent.size());
}

void TestHttp::multipart()
{
    QVERIFY(m_harness->files.write(m_harness->folder.filePath(u"a.txt"_s), "file content"));
    auto result = run(u"{ POST: \"%1\", multipart: [ { name: title, value: Dune }, "
                      "{ name: meta, value: { a: 1 } }, { name: doc, file: a.txt, "
                      "contentType: text/x-doc, filename: b.txt } ] }"_s.arg(m_server->url()));
    QCOMPARE(message(result), QString());
    const Request got = m_server->lastRequest();
    const QByteArray type = got.header("Content-Type");
    QVERIFY2(type.startsWith("multipart/form-data; boundary="), type.constData());
    const QByteArray boundary = "--" + type.mid(30);
    QCOMPARE(got.body,
             boundary + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nDune\r\n" +
                 boundary + "\r\nContent-Disposition: form-data; name=\"meta\"\r\n" +
                 "Content-Type: application/json\r\n\r\n{\"a\":1}\r\n" + boundary +
                 "\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"b.txt\"\r\n" +
                 "Content-Type: text/x-doc\r\n\r\nfile content\r\n" + boundary + "--\r\n");
}

void TestHttp::headers()
{
    auto result = run(u"{ GET: \"%1\", headers: { X-One: 1, X-Empty: \"\", Accept: null, "
                      "X-List: [a, b] } }"_s.arg(m_server->url()));
    QCOMPARE(message(result), QString());
    HttpTestServer::Headers got = m_server->lastRequest().headers;
    const HttpTestServer::Headers wanted{
        {"Host", "127.0.0.1:" + QByteArray::number(m_server->port())},
        {"User-Agent", "Assay"},
        {"Accept-Encoding", m_server->lastRequest().header("Accept-Encoding")},
        {"X-One", "1"},
        {"X-Empty", ""},
        {"X-List", "a"},
        {"X-List", "b"}};
    QCOMPARE(got, wanted);

    run(u"{ GET: \"%1\", headers: [ { X-A: 1 }, { X-A: 2 } ] }"_s.arg(m_server->url()));
    got = m_server->lastRequest().headers;
    QCOMPARE(got.at(got.size() - 2), std::pair(QByteArray("X-A"), QByteArray("1")));
    QCOMPARE(got.back(), std::pair(QByteArray("X-A"), QByteArray("2")));
}

void TestHttp::headerMistakes_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("line break")
        << u"{ GET: \"%1\", headers: { X-A: \"a\\r\\nX-B: 1\" } }"_s
        << u"the header X-A has a line break in it (a header is one line)"_s;
    QTest::newRow("name")
        << u"{ GET: \"%1\", headers: { \"X A\": 1 } }"_s
        << u"\"X A\" cannot be the name of a header (names have letters, digits and -)"_s;
    QTest::newRow("map") << u"{ GET: \"%1\", headers: { X-A: { a: 1 } } }"_s
                         << u"this must be a text or a number, not a map"_s;
    QTest::newRow("cookie") << u"{ GET: \"%1\", cookies: { a: \"1;2\" } }"_s
                            << u"the cookie a has a \";\" or a line break in it (encode it, for "
                               "example with encodeURIComponent())"_s;
    QTest::newRow("bearer")
        << u"{ GET: \"%1\", auth: { bearer: \"t\\n\" } }"_s
        << u"the token has a line break in it (was it read from a file? use its trim())"_s;
    QTest::newRow("no scheme")
        << u"GET: /x"_s
        << u"the URL \"/x\" does not begin with http:// or https:// (write the "
           "whole of it, such as \"${services.api.url}/path\")"_s;
    QTest::newRow("other scheme")
        << u"GET: \"file:///etc/passwd\""_s
        << u"the URL \"file:///etc/passwd\" does not begin with http:// or "
           "https:// (write the whole of it, such as "
           "\"${services.api.url}/path\")"_s;
    QTest::newRow("no host") << u"GET: \"http:///x\""_s << u"the URL \"http:///x\" names no host"_s;
    QTest::newRow("control")
        << u"GET: \"http://a/x\\ny\""_s
        << u"the URL \"http://a/x y\" has a control character in it (encode it as %XX)"_s;
    QTest::newRow("version")
        << u"{ GET: \"%1\", http: 4 }"_s
        << u"there is no HTTP version \"4\" (1.0, 1.1, 2 or 2-prior-knowledge)"_s;
    QTest::newRow("no file") << u"{ POST: \"%1\", file: none.bin }"_s
                             << u"cannot read *none.bin: No such file or directory"_s;
}

void TestHttp::headerMistakes()
{
    QFETCH(QString, body);
    QFETCH(QString, text);
    auto result = run(body.contains(u"%1"_s) ? body.arg(m_server->url()) : body);
    QCOMPARE(result.outcome, Outcome::Error);
    QString got = message(result);
    got.replace(m_harness->folder.path() + u'/', u"*"_s);
    QCOMPARE(got, text);
    QVERIFY(m_server->requests().empty());
}

void TestHttp::targets_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("more");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("plain") << u"/a/b?c=d"_s << QString() << QByteArray("/a/b?c=d");
    QTest::newRow("none") << QString() << QString() << QByteArray("/");
    QTest::newRow("encoded once") << u"/a b/ü/%41?q=x y|\"#top"_s.replace(u'"', u'^') << QString()
                                  << QByteArray("/a%20b/%C3%BC/%41?q=x%20y%7C%5E");
    QTest::newRow("query")
        << u"/a"_s << u", query: { q: \"a b&c=ü/?\", n: 1.5, t: true, l: [x, y], no: null }"_s
        << QByteArray("/a?q=a%20b%26c%3D%C3%BC%2F%3F&n=1.5&t=true&l=x&l=y");
    QTest::newRow("query added") << u"/a?x=1"_s << u", query: { y: 2 }"_s
                                 << QByteArray("/a?x=1&y=2");
    QTest::newRow("dots") << u"/a/../b/./c"_s << QString() << QByteArray("/b/c");
    QTest::newRow("raw") << u"/a/../b c/%zz?<x>"_s << u", rawPath: true"_s
                         << QByteArray("/a/../b c/%zz?<x>");
}

void TestHttp::targets()
{
    QFETCH(QString, path);
    QFETCH(QString, more);
    QFETCH(QByteArray, target);
    QByteArray line;
    m_server->on("*", [](const Request &, Answer &answer) { answer.send(200); });
    auto result = run(u"{ GET: \"%1\"%2 }"_s.arg(m_server->url(path), more));
    QCOMPARE(message(result), QString());
    const Request got = m_server->lastRequest();
    // A raw target with a space spills into the field after it.
    QCOMPARE(target.contains(' ') ? got.target + ' ' + got.version : got.target, target);
}

void TestHttp::auth_data()
{
    QTest::addColumn<QString>("auth");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("basic") << u"basic: { user: Aladdin, password: open sesame }"_s
                           << QByteArray("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // RFC 7617
    QTest::newRow("bearer") << u"bearer: abc.def"_s << QByteArray("Bearer abc.def");
}

void TestHttp::auth()
{
    QFETCH(QString, auth);
    QFETCH(QByteArray, header);
    auto result = run(u"{ GET: \"%1\", auth: { %2 } }"_s.arg(m_server->url(), auth));
    QCOMPARE(message(result), QString());
    QCOMPARE(m_server->lastRequest().header("Authorization"), header);
    for (const auto &[name, value] : result.exchange->request.headers)
        QVERIFY2(!value.contains(QString::fromLatin1(header.mid(7))), qPrintable(name));
}

void TestHttp::digest()
{
    m_server->on("/d", [](const Request &request, Answer &answer) {
        if (request.header("Authorization").isEmpty()) {
            answer.send(401,
                        {{"WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\""}},
                        "denied");
        } else {
            answer.send(200, {}, "welcome " + request.body);
        }
    });
    QVERIFY(m_harness->files.write(m_harness->folder.filePath(u"f"_s), "twice"));
    auto result =
        run(u"{ POST: \"%1\", file: f, auth: { digest: { user: u, password: p } } }"_s.arg(
            m_server->url(u"/d"_s)));
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    QCOMPARE(field(result, u"body"_s), QJsonValue(u"welcome twice"_s));
    QVERIFY(m_server->lastRequest().header("Authorization").startsWith("Digest username=\"u\""));
}

void TestHttp::fieldsOfAnAnswer()
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

void TestHttp::jsonErrors_data()
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

void TestHttp::jsonErrors()
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

void TestHttp::cookiesStayInTheAttempt()
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

void TestHttp::cookieJars()
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

void TestHttp::redirectsAreNotFollowedByDefault()
{
    m_server->on("/old", [](const Request &, Answer &answer) {
        answer.send(302, {{"Location", "/new"}});
    });
    auto result = run(u"GET: "_s + m_server->url(u"/old"_s));
    QCOMPARE(field(result, u"status"_s), QJsonValue(302));
    QCOMPARE(m_server->requests().size(), std::size_t(1));
}

void TestHttp::redirectMethods_data()
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

void TestHttp::redirectMethods()
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

void TestHttp::redirectsEnd()
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

void TestHttp::redirectToAnotherHostHasNoCredentials()
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

void TestHttp::compression()
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

void TestHttp::unixSocket()
{
    HttpTestServer local({.unixSocket = m_harness->folder.filePath(u"s"_s)});
    local.on("*", echo);
    auto result = run(u"{ GET: \"http://localhost/u\", unixSocket: s }"_s);
    QCOMPARE(message(result), QString());
    QCOMPARE(local.lastRequest().target, QByteArray("/u"));

    result = run(u"{ GET: \"http://localhost/u\", unixSocket: none }"_s);
    QCOMPARE(result.outcome, Outcome::Error);
    QVERIFY2(message(result).startsWith(u"cannot connect to "_s +
                                        m_harness->folder.filePath(u"none: "_s)),
             qPrintable(message(result)));
}

void TestHttp::resolveLeadsElsewhere()
{
    auto result =
        run(u"{ GET: \"http://api.test:%1/r\", resolve: { \"api.test:%1\": 127.0.0.1 } }"_s.arg(
            m_server->port()));
    QCOMPARE(message(result), QString());
    QCOMPARE(m_server->lastRequest().header("Host"),
             "api.test:" + QByteArray::number(m_server->port()));
    result =
        run(u"{ GET: \"http://api.test/r\", resolve: { \"api.test:80\": \"127.0.0.1:%1\" } }"_s.arg(
            m_server->port()));
    QCOMPARE(message(result), QString());
    QCOMPARE(m_server->lastRequest().header("Host"), QByteArray("api.test"));
}

void TestHttp::proxy()
{
    auto result = run(u"{ GET: \"http://api.test/p?q=1\", proxy: \"%1\" }"_s.arg(m_server->url()));
    QCOMPARE(message(result), QString());
    QCOMPARE(m_server->lastRequest().target, QByteArray("http://api.test/p?q=1"));
}

void TestHttp::connectionsAreKept()
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

void TestHttp::exchangeIsShown()
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

void TestHttp::timingsAreOrdered()
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

void TestHttp::titles()
{
    const auto title = [](const QString &body) {
        const model::Step step = StepHarness::step(u"http"_s, body);
        return steps::kindNamed(u"http"_s)->title(step);
    };
    QCOMPARE(title(u"{ POST: \"${base}/x\", json: 1 }"_s), u"POST ${base}/x"_s);
    QCOMPARE(title(u"{ url: http://a, method: PURGE }"_s), u"PURGE http://a"_s);
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
