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

/// The http step against a scripted server: what goes over the wire.
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
    void unixSocket();
    void resolveLeadsElsewhere();
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
