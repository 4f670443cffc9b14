// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cancellation.h"
#include "base/guarded.h"
#include "base/json_text.h"
#include "mock_client.h"
#include "simulation/mock/mock_server.h"
#include "suite/yaml_reader.h"

#include <QJsonArray>
#include <QTest>

#include <atomic>
#include <thread>

using namespace assay;
using namespace assay::simulation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kRoutes = R"(
mock: server
routes:
  - match: { path: '/echo/{id}' }
    respond: { status: 201, headers: { X-Id: '{{path.id}}' }, json: { method: '{{method}}', body: '{{body}}', q: '{{query.q}}' } }
  - match: { path: /nothing }
    respond: { status: 204 }
  - match: { path: /late }
    respond: { delay: 300ms, body: late }
  - match: { path: /reset }
    fault: reset
  - match: { path: /truncate }
    respond: { body: '0123456789' }
    fault: truncate
  - match: { path: /slow }
    respond: { body: '0123456789012345678901234567890123456789' }
    fault: slow
  - match: { path: /garbage }
    fault: garbage
  - match: { path: /hang }
    fault: hang
  - match: { path: /chat-cut }
    responder: openai-chat
    fault: truncate
  - match: { path: /chat }
    responder: openai-chat
    options: { tokenDelay: 5ms }
)";

std::unique_ptr<MockServer> startServer(MockServerOptions options = {},
                                        const QByteArray &yaml = kRoutes)
{
    suite::Diagnostics diagnostics;
    MockDefinition mock;
    if (const auto node = suite::readYaml(yaml, u"mock.yaml"_s, diagnostics))
        mock = readMock(*node, u"mock.yaml"_s, {}, diagnostics);
    for (const suite::Diagnostic &diagnostic : diagnostics.take())
        qWarning("%s", qPrintable(diagnostic.error.toText()));
    auto server = MockServer::start(std::move(mock), std::move(options));
    return server ? std::move(*server) : nullptr;
}

QJsonValue jsonOf(const MockClient::Answer &answer)
{
    const auto value = base::parseJson(answer.body);
    return value ? *value : QJsonValue(u"not JSON"_s);
}

} // namespace

class TestMockServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers();
    void keepsConnectionsAlive();
    void answersPipelinedRequestsInOrder();
    void closesWhenAsked();
    void fails_data();
    void fails();
    void sendsSlowly();
    void streams();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();
    void takesBodiesUpToTenMegabytes();
    void continuesWhenAClientExpectsIt();
    void servesManyAtOnce();
    void cutsOffSlowClients();
    void boundsConnections();
    void stopsWithinItsGrace();
    void recordsCallsAndLogs();
    void saysWhyItCannotListen();
};

void TestMockServer::answers()
{
    const auto server = startServer();
    QVERIFY(server);
    QCOMPARE(server->url(), u"http://127.0.0.1:%1"_s.arg(server->port()));
    MockClient client(server->port());
    const auto answer = client.request("PUT", "/echo/a%20b?q=x+y%26z&q2=1", "hello");
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("x-id"), QByteArray("a b"));
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(jsonOf(answer),
             QJsonValue(QJsonObject{
                 {u"method"_s, u"PUT"_s}, {u"body"_s, u"hello"_s}, {u"q"_s, u"x y&z"_s}}));
    QCOMPARE(client.request("GET", "/unknown").status, 404);
    const auto nothing = client.request("GET", "/nothing");
    QCOMPARE(nothing.status, 204);
    QVERIFY(!nothing.headers.contains("content-length"));
    QCOMPARE(client.request("GET", "/echo/z").status, 201);
}

void TestMockServer::keepsConnectionsAlive()
{
    const auto server = startServer();
    MockClient client(server->port());
    for (int i = 0; i < 100; ++i)
        QCOMPARE(client.request("GET", "/echo/" + QByteArray::number(i)).headers.value("x-id"),
                 QByteArray::number(i));
}

void TestMockServer::answersPipelinedRequestsInOrder()
{
    const auto server = startServer();
    MockClient client(server->port());
    QByteArray all = "GET /late HTTP/1.1\r\nHost: m\r\n\r\n";
    for (int i = 0; i < 50; ++i)
        all += "POST /echo/" + QByteArray::number(i) +
               " HTTP/1.1\r\nHost: m\r\nContent-Length: 3\r\n\r\nabc";
    QVERIFY(client.send(all));
    QCOMPARE(client.readAnswer().body, QByteArray("late"));
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client.readAnswer().headers.value("x-id"), QByteArray::number(i));
}

void TestMockServer::closesWhenAsked()
{
    const auto server = startServer();
    MockClient client(server->port());
    QVERIFY(client.send("GET /echo/1 HTTP/1.1\r\nHost: m\r\nConnection: close\r\n\r\n"));
    QVERIFY(client.readAll().contains("Connection: close"));
    MockClient old(server->port());
    QVERIFY(old.send("GET /echo/1 HTTP/1.0\r\n\r\n"));
    QVERIFY(old.readAll().contains("201"));
    MockClient head(server->port());
    QVERIFY(head.send("HEAD /echo/1 HTTP/1.1\r\nHost: m\r\nConnection: close\r\n\r\n"));
    QVERIFY(head.readAll().endsWith("\r\n\r\n"));
}

void TestMockServer::fails_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isReset");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("reset") << QByteArray("/reset") << true << QByteArray();
    QTest::newRow("truncate") << QByteArray("/truncate") << false << QByteArray("\r\n\r\n01234");
    QTest::newRow("garbage") << QByteArray("/garbage") << false
                             << QByteArray("\x16\x03 this is not HTTP \xff\xfe\r\n\r\n");
}

void TestMockServer::fails()
{
    QFETCH(const QByteArray, path);
    QFETCH(const bool, isReset);
    QFETCH(const QByteArray, end);
    const auto server = startServer();
    MockClient client(server->port());
    QVERIFY(client.send("GET " + path + " HTTP/1.1\r\nHost: m\r\n\r\n"));
    const QByteArray all = client.readAll();
    QCOMPARE(client.wasReset(), isReset);
    QVERIFY2(all.endsWith(end), all.constData());
    if (path == "/truncate")
        QVERIFY(all.contains("Content-Length: 10\r\n"));
    MockClient next(server->port());
    QCOMPARE(next.request("GET", "/echo/1").status, 201); // only that connection
}

void TestMockServer::sendsSlowly()
{
    const auto server = startServer();
    MockClient client(server->port());
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = client.request("GET", "/slow");
    QCOMPARE(answer.body, QByteArray("0123456789012345678901234567890123456789"));
    QVERIFY(std::chrono::steady_clock::now() - begin >= 1900ms);
}

void TestMockServer::streams()
{
    const auto server = startServer();
    const QByteArray body = R"({"stream":true,"messages":[{"role":"user","content":"a b c"}]})";
    MockClient client(server->port());
    const auto answer = client.request("POST", "/chat", body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("text/event-stream"));
    QVERIFY(answer.body.endsWith("data: [DONE]\n\n"));
    QCOMPARE(client.request("GET", "/echo/1").status, 201); // and the connection lives on
    MockClient cut(server->port());
    QVERIFY(cut.send("POST /chat-cut HTTP/1.1\r\nHost: m\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body));
    const QByteArray half = cut.readAll();
    QVERIFY(half.contains("data: {"));
    QVERIFY(!half.contains("[DONE]"));
    QVERIFY(!half.endsWith("0\r\n\r\n")); // the end of the stream is missing, too
}

void TestMockServer::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("words") << QByteArray("hello there\r\n\r\n") << 400;
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\x02\x00\r\n\r\n", 9) << 400;
    QTest::newRow("bad length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n")
                                << 400;
    QTest::newRow("bad chunk") << QByteArray(
                                      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
                               << 400;
    QTest::newRow("long header") << "GET / HTTP/1.1\r\nX: " + QByteArray(70'000, 'x') + "\r\n\r\n"
                                 << 431;
    QTest::newRow("large body") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 11000000\r\n\r\n")
                                << 413;
}

void TestMockServer::refusesWhatIsNoRequest()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    const auto server = startServer();
    MockClient client(server->port());
    QVERIFY(client.send(bytes));
    const QByteArray all = client.readAll();
    QVERIFY2(all.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
             all.left(200).constData());
    QVERIFY(all.contains("Connection: close"));
    MockClient next(server->port());
    QCOMPARE(next.request("GET", "/echo/1").status, 201);
}

void TestMockServer::takesBodiesUpToTenMegabytes()
{
    const auto server = startServer();
    MockClient client(server->port());
    const QByteArray body(10 * 1024 * 1024, 'a');
    QCOMPARE(client.request("POST", "/nothing", body).status, 204);
    QCOMPARE(server->calls().size(), std::size_t{1});
    QVERIFY(server->calls().front().request.body.size() <= 64 * 1024); // the record stays small
}

void TestMockServer::continuesWhenAClientExpectsIt()
{
    const auto server = startServer();
    MockClient client(server->port());
    QVERIFY(client.send(
        "POST /echo/1 HTTP/1.1\r\nHost: m\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
    QCOMPARE(client.readAnswer().status, 100);
    QVERIFY(client.send("abc"));
    QCOMPARE(client.readAnswer().status, 201);
}

void TestMockServer::servesManyAtOnce()
{
    const auto server = startServer();
    std::vector<std::unique_ptr<MockClient>> clients;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(std::make_unique<MockClient>(server->port()));
        QVERIFY(clients.back()->isOpen());
        QVERIFY(clients.back()->send("GET /late HTTP/1.1\r\nHost: m\r\n\r\n"));
    }
    const auto begin = std::chrono::steady_clock::now();
    for (const auto &client : clients)
        QCOMPARE(client->readAnswer().body, QByteArray("late"));
    // 100 times 300 ms one after the other would be half a minute.
    QVERIFY(std::chrono::steady_clock::now() - begin < 10s);
    QCOMPARE(server->calls().size(), std::size_t{100});
}

void TestMockServer::cutsOffSlowClients()
{
    const auto server = startServer({.requestTime = 300ms});
    MockClient slow(server->port());
    MockClient silent(server->port());
    QVERIFY(slow.send("GET /echo/1 HTTP/1.1\r\n"));
    std::atomic<bool> isCut = false;
    std::jthread trickle([&] { // a byte at a time does not extend its time
        for (int i = 0; i < 2000 && !isCut; ++i) {
            if (!slow.send("X"))
                return;
            base::waitFor(10ms, {});
        }
    });
    const auto begin = std::chrono::steady_clock::now();
    const QByteArray all = slow.readAll();
    isCut = true;
    QVERIFY(!all.startsWith("HTTP/1.1 2"));
    QVERIFY(std::chrono::steady_clock::now() - begin < 15s);
    QCOMPARE(silent.readAll(), QByteArray());
}

void TestMockServer::boundsConnections()
{
    const auto server = startServer({.connections = 5});
    std::vector<std::unique_ptr<MockClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<MockClient>(server->port()));
        QCOMPARE(clients.back()->request("GET", "/echo/1").status, 201);
    }
    MockClient sixth(server->port());
    QCOMPARE(sixth.readAll(), QByteArray());
    clients.clear();
    QTRY_COMPARE(MockClient(server->port()).request("GET", "/echo/1").status, 201);
}

void TestMockServer::stopsWithinItsGrace()
{
    const auto server = startServer();
    MockClient idle(server->port());
    MockClient late(server->port());
    MockClient hanging(server->port());
    QCOMPARE(idle.request("GET", "/echo/1").status, 201);
    QVERIFY(late.send("GET /late HTTP/1.1\r\nHost: m\r\n\r\n"));
    QVERIFY(hanging.send("GET /hang HTTP/1.1\r\nHost: m\r\n\r\n"));
    QTRY_COMPARE(server->calls().size(), std::size_t{3});
    const auto begin = std::chrono::steady_clock::now();
    server->stop();
    QVERIFY(std::chrono::steady_clock::now() - begin < 5s);
    QCOMPARE(late.readAnswer().body, QByteArray("late")); // it was on its way
    QCOMPARE(idle.readAll(), QByteArray());
    QCOMPARE(hanging.readAll(), QByteArray());
    QVERIFY(!MockClient(server->port()).isOpen());
    server->stop();
}

void TestMockServer::recordsCallsAndLogs()
{
    base::Guarded<QStringList> lines;
    const auto server = startServer({.log = [&](const QString &line) {
        lines.with([&](QStringList &all) { all.append(line); });
    }});
    MockClient client(server->port());
    (void)client.request("POST", "/echo/1?a=b", "{}", "X-Key: k\r\n");
    (void)client.request("GET", "/none");
    QCOMPARE(lines.copy(), (QStringList{u"POST /echo/1 -> 201"_s, u"GET /none -> 404"_s}));
    const QJsonValue calls = jsonOf(client.request("GET", "/__assay/calls"));
    QCOMPARE(calls.toArray().size(), 2);
    QCOMPARE(calls[0][u"query"_s][u"a"_s].toString(), u"b"_s);
    QCOMPARE(calls[0][u"headers"_s][u"x-key"_s].toString(), u"k"_s);
    QCOMPARE(server->counts().front(), 1);
    QCOMPARE(server->counts().back(), 1);
    QCOMPARE(client.request("POST", "/__assay/reset").status, 204);
    QVERIFY(server->calls().empty());
}

void TestMockServer::saysWhyItCannotListen()
{
    const auto server = startServer();
    const auto second = MockServer::start({}, {.port = server->port()});
    QVERIFY(!second);
    QCOMPARE(second.error().toString(),
             u"cannot listen on 127.0.0.1:%1: address already in use (take another port; 0 means "
             "any free one)"_s.arg(server->port()));
    const auto nowhere = MockServer::start({}, {.host = u"nowhere"_s});
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().toString(),
             u"\"nowhere\" is not an address (write 127.0.0.1 or 0.0.0.0)"_s);
}

QTEST_APPLESS_MAIN(TestMockServer)
#include "tst_mock_server.moc"
