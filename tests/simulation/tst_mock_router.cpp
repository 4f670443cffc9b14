// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock_checks.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::simulation;
using namespace assay::simulation::test;
using namespace Qt::StringLiterals;

class TestMockRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheRoute_data();
    void findsTheRoute();
    void diagnosesFiles_data();
    void diagnosesFiles();
    void fillsTemplates_data();
    void fillsTemplates();
    void countsTimes();
    void decidesByItsSeed();
    void keepsState();
    void saysWhichRoutesThereAre();
    void recordsCalls();
    void loadsTheFixtures();
    void readsFilesBesideIt();
};

void TestMockRouter::findsTheRoute_data()
{
    QTest::addColumn<QByteArray>("match");
    QTest::addColumn<bool>("fits");
    // Of: POST /v1/texts/42?lang=de&n=5&n=6, X-Key: abc, {"model":"slow","list":[1,2]}
    const auto row = [](const char *match, bool fits) {
        QTest::newRow(match) << QByteArray(match) << fits;
    };
    row("{}", true);
    row("{ method: POST }", true);
    row("{ method: post }", true);
    row("{ method: GET }", false);
    row("{ path: /v1/texts/42 }", true);
    row("{ path: '/v1/texts/{id}' }", true);
    row("{ path: '/v1/{kind}/{id}' }", true);
    row("{ path: '/v1/texts/{id}/more' }", false);
    row("{ path: /v1/texts }", false);
    row("{ path: '/v1/*' }", true);
    row("{ path: '/v2/*' }", false);
    row("{ path: /v1/texts/4 }", false);
    row("{ query: { lang: de } }", true);
    row("{ query: { lang: en } }", false);
    row("{ query: { lang: { in: [de, en] } } }", true);
    row("{ query: { missing: { exists: false } } }", true);
    row("{ query: { missing: x } }", false);
    row("{ query: { one: 5 } }", true);
    row("{ query: { one: 6 } }", false);
    row("{ query: { n: ['5', '6'] } }", true);
    row("{ headers: { x-key: abc } }", true);
    row("{ headers: { X-KEY: { startsWith: ab } } }", true);
    row("{ headers: { X-Key: abd } }", false);
    row("{ json: { $.model: slow } }", true);
    row("{ json: { $.model: fast } }", false);
    row("{ json: { $.list: { length: { gte: 2 } }, $.model: { matches: '^s' } } }", true);
    row("{ json: { $.list: { length: { gte: 3 } } } }", false);
    row("{ json: { model: slow, list: [1, 2] } }", true);
    row("{ json: { model: slow } }", false); // the whole of it, without $.
    row("{ method: POST, path: '/v1/texts/{id}', query: { lang: de }, json: { $.model: slow } }",
        true);
    row("{ method: POST, path: '/v1/texts/{id}', query: { lang: de }, json: { $.model: x } }",
        false);
}

void TestMockRouter::findsTheRoute()
{
    QFETCH(const QByteArray, match);
    QFETCH(const bool, fits);
    MockRouter router(
        mock("mock: m\nroutes:\n  - match: " + match + "\n    respond: { status: 201 }\n"));
    MockHttpRequest asked =
        request(u"POST"_s, u"/v1/texts/42"_s, R"({"model":"slow","list":[1,2]})");
    asked.query = {{u"lang"_s, u"de"_s}, {u"one"_s, u"5"_s}, {u"n"_s, QJsonArray{u"5"_s, u"6"_s}}};
    asked.headers = {{u"x-key"_s, u"abc"_s}};
    QCOMPARE(router.answer(asked).status, fits ? 201 : 404);
}

void TestMockRouter::diagnosesFiles_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("unknown keys")
        << QByteArray("mock: m\nroutes:\n  - mach: {}\n    respond: { stats: 200 }\n")
        << QStringList{
               u"mock.yaml:3:5: an item of \"routes\" does not know the key \"mach\" (did you mean \"match\"?)"_s,
               u"mock.yaml:4:16: \"respond\" does not know the key \"stats\" (did you mean \"status\"?)"_s};
    QTest::newRow("unknown template word")
        << QByteArray("mock: m\nroutes:\n  - respond: { body: 'a {{jsn.x}}' }\n")
        << QStringList{u"mock.yaml:3:22: {{jsn.x}} is not known (did you mean \"json\"?)"_s};
    QTest::newRow("open template")
        << QByteArray("mock: m\nroutes:\n  - respond: { json: { a: '{{json.x' } }\n")
        << QStringList{u"mock.yaml:3:27: {{ is not closed (write }} after the name)"_s};
    QTest::newRow("file that is not there")
        << QByteArray("mock: m\nroutes:\n  - respond: { file: gone.bin }\n")
        << QStringList{u"mock.yaml:3:22: there is no file gone.bin (look again)"_s};
    QTest::newRow("options without a responder")
        << QByteArray("mock: m\nroutes:\n  - options: { dimensions: 3 }\n")
        << QStringList{u"mock.yaml:3:14: options belong to a responder, and there is none (write "
                       "`responder: ...` beside them)"_s};
    QTest::newRow("bad option")
        << QByteArray("mock: m\nroutes:\n  - responder: openai-embeddings\n    options: { "
                      "dimension: 3 }\n")
        << QStringList{
               u"mock.yaml:4:16: \"options\" does not know the key \"dimension\" (did you mean \"dimensions\"?)"_s};
}

void TestMockRouter::diagnosesFiles()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QStringList, expected);
    QStringList found;
    for (const suite::Diagnostic &diagnostic : load(yaml).diagnostics)
        found.append(diagnostic.error.toString());
    QCOMPARE(found, expected);
}

void TestMockRouter::fillsTemplates_data()
{
    QTest::addColumn<QByteArray>("respond");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *respond, const char *body) {
        QTest::newRow(respond) << QByteArray(respond) << QByteArray(body);
    };
    row("{ body: plain }", "plain");
    row("{ body: 'id {{path.id}}' }", "id a b");
    row("{ body: '{{ path.id }}{{path.id}}' }", "a ba b");
    row("{ json: { n: '{{json.n}}' } }", R"({"n":5})"); // keeps its type
    row("{ json: { n: 'n={{json.n}}' } }", R"({"n":"n=5"})");
    row("{ json: ['{{json.list}}', '{{json.list[1]}}'] }", "[[1,\"x\"],\"x\"]");
    row("{ json: { deep: { a: '{{json.o.p}}' } } }", R"({"deep":{"a":true}})");
    row("{ json: { a: '{{json.none}}' } }", R"({"a":null})");
    row("{ body: '<{{json.none}}{{query.none}}>' }", "<>");
    row("{ body: '{{query.q}} {{method}} {{state.mood}} {{count}}' }", "why POST good 1");
    row("{ body: '{{headers.X-Request-Id}}' }", "r1");
    row("{ json: { count: '{{count}}' } }", R"({"count":1})");
    row("{ body: '{{json.evil}}' }", "{{method}}"); // what is filled in is not filled again
    row("{ file: there.bin }", "\x00");             // see below: files are as they are
}

void TestMockRouter::fillsTemplates()
{
    QFETCH(const QByteArray, respond);
    QFETCH(QByteArray, body);
    if (respond.contains("file"))
        body = QByteArray("\x00\x01{{method}}", 12);
    MockRouter router(mock("mock: m\nstate: { mood: good }\nroutes:\n  - match: { path: "
                           "'/t/{id}' }\n    respond: " +
                           respond + "\n"));
    MockHttpRequest asked = request(u"POST"_s, u"/t/a%20b"_s,
                                    R"({"n":5,"list":[1,"x"],"o":{"p":true},"evil":"{{method}}"})");
    asked.query = {{u"q"_s, u"why"_s}};
    asked.headers = {{u"x-request-id"_s, u"r1"_s}};
    QCOMPARE(router.answer(asked).body, body);
}

void TestMockRouter::countsTimes()
{
    MockRouter router(mock("mock: m\nroutes:\n"
                           "  - match: { path: /a, times: 2 }\n    respond: { status: 503 }\n"
                           "  - match: { path: /a }\n    respond: { body: '{{count}}' }\n"));
    QCOMPARE(router.answer(request(u"GET"_s, u"/a"_s)).status, 503);
    QCOMPARE(router.answer(request(u"GET"_s, u"/b"_s)).status, 404); // counts for nobody
    QCOMPARE(router.answer(request(u"GET"_s, u"/a"_s)).status, 503);
    QCOMPARE(router.answer(request(u"GET"_s, u"/a"_s)).body, QByteArray("1"));
    QCOMPARE(router.answer(request(u"GET"_s, u"/a"_s)).body, QByteArray("2"));
    QCOMPARE(router.counts(), (std::vector<qint64>{2, 2, 1}));
    router.reset();
    QCOMPARE(router.answer(request(u"GET"_s, u"/a"_s)).status, 503);
}

void TestMockRouter::decidesByItsSeed()
{
    const auto hits = [](int seed) {
        MockRouter router(
            mock("mock: m\nroutes:\n  - fault: reset\n    probability: 0.2\n    seed: " +
                 QByteArray::number(seed) + "\n  - respond: { status: 200 }\n"));
        QByteArray pattern;
        for (int i = 0; i < 1000; ++i)
            pattern +=
                router.answer(request(u"GET"_s, u"/"_s)).fault == MockFault::Reset ? 'x' : '.';
        return pattern;
    };
    QCOMPARE(hits(1), hits(1));
    QVERIFY(hits(1) != hits(2));
    const qsizetype count = hits(1).count('x');
    QVERIFY2(count > 150 && count < 250, qPrintable(QString::number(count)));
}

void TestMockRouter::keepsState()
{
    MockRouter router(
        mock("mock: m\nstate: { mode: a }\nroutes:\n"
             "  - match: { path: /next }\n    respond: { status: 204 }\n    set: { mode: b, by: "
             "'{{method}}' }\n"
             "  - match: { state: { mode: b } }\n    respond: { body: 'b {{state.by}}' }\n"
             "  - respond: { body: 'a' }\n"));
    QCOMPARE(router.answer(request(u"GET"_s, u"/"_s)).body, QByteArray("a"));
    QCOMPARE(router.answer(request(u"PUT"_s, u"/next"_s)).status, 204);
    QCOMPARE(router.answer(request(u"GET"_s, u"/"_s)).body, QByteArray("b PUT"));
    router.setState({{u"mode"_s, u"c"_s}});
    QCOMPARE(router.answer(request(u"GET"_s, u"/"_s)).body, QByteArray("a"));
    router.reset();
    router.setState({{u"mode"_s, u"b"_s}});
    QCOMPARE(router.answer(request(u"GET"_s, u"/"_s)).body, QByteArray("b "));
}

void TestMockRouter::saysWhichRoutesThereAre()
{
    MockRouter router(mock("mock: llm\nroutes:\n  - match: { method: GET, path: '/a/{id}' }\n    "
                           "respond: {}\n  - match: { json: { $.x: 1 } }\n    respond: {}\n"));
    const MockAnswer answer = router.answer(request(u"GET"_s, u"/b"_s));
    QCOMPARE(answer.status, 404);
    QCOMPARE(headerOf(answer, "content-type"), QByteArray("application/problem+json"));
    QCOMPARE(jsonOf(answer),
             QJsonValue(QJsonObject{
                 {u"type"_s, u"about:blank"_s},
                 {u"title"_s, u"No route of the mock matches"_s},
                 {u"status"_s, 404},
                 {u"detail"_s, u"the mock \"llm\" has no route for GET /b"_s},
                 {u"routes"_s, QJsonArray{u"GET /a/{id}"_s, u"any method any path"_s}}}));
}

void TestMockRouter::recordsCalls()
{
    MockRouter router(
        mock("mock: m\nroutes:\n  - match: { path: /a }\n    respond: { status: 201 }\n"));
    (void)router.answer(request(u"POST"_s, u"/a"_s, R"({"x":1})"));
    (void)router.answer(request(u"GET"_s, u"/b"_s));
    const QJsonArray calls =
        jsonOf(router.answer(request(u"GET"_s, u"/__assay/calls"_s))).toArray();
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls.at(0)[u"status"_s].toInt(), 201);
    QCOMPARE(calls.at(0)[u"route"_s].toInt(-7), 0);
    QCOMPARE(calls.at(0)[u"json"_s].toObject(), (QJsonObject{{u"x"_s, 1}}));
    QCOMPARE(calls.at(1)[u"route"_s].toInt(-7), -1);
    QCOMPARE(jsonOf(router.answer(request(u"GET"_s, u"/__assay/counts"_s))),
             QJsonValue(QJsonObject{
                 {u"routes"_s,
                  QJsonArray{QJsonObject{{u"route"_s, u"any method /a"_s}, {u"calls"_s, 1}}}},
                 {u"unmatched"_s, 1}}));
    for (int i = 0; i < 1500; ++i)
        (void)router.answer(request(u"GET"_s, u"/a"_s));
    QCOMPARE(router.calls().size(), MockRouter::kCallsKept);
    QCOMPARE(router.answer(request(u"POST"_s, u"/__assay/reset"_s)).status, 204);
    QVERIFY(router.calls().empty());
    QCOMPARE(router.answer(request(u"GET"_s, u"/__assay/nonsense"_s)).status, 404);
}

void TestMockRouter::loadsTheFixtures()
{
    const base::SystemFiles files;
    const QStringList names =
        files.filesBelow(QStringLiteral(ASSAY_SOURCE_DIR "/fixtures/mocks"), u".yaml"_s);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        const auto loaded = loadMock(
            QDir::isAbsolutePath(name) ? name
                                       : QStringLiteral(ASSAY_SOURCE_DIR "/fixtures/mocks/") + name,
            files);
        for (const suite::Diagnostic &diagnostic : loaded.diagnostics)
            qWarning("%s", qPrintable(diagnostic.error.toText()));
        QVERIFY(loaded.ok());
        QVERIFY(!loaded.value.routes.empty());
    }
}

void TestMockRouter::readsFilesBesideIt()
{
    const base::SystemFiles files;
    QTemporaryDir folder;
    const auto write = [&](const QString &name, const QByteArray &text) {
        const QString path = folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write(u"a/answer.txt"_s, "from a file");
    write(u"secret.txt"_s, "no");
    write(u"a/good.yaml"_s, "mock: m\nroutes:\n  - respond: { file: answer.txt }\n");
    write(u"a/bad.yaml"_s, "mock: m\nroutes:\n  - respond: { file: ../secret.txt }\n");
    MockRouter router(loadMock(folder.filePath(u"a/good.yaml"_s), files).value);
    QCOMPARE(router.answer(request(u"GET"_s, u"/"_s)).body, QByteArray("from a file"));
    const auto bad = loadMock(folder.filePath(u"a/bad.yaml"_s), files);
    QCOMPARE(bad.diagnostics.size(), std::size_t{1});
    QCOMPARE(bad.diagnostics.front().error.title,
             u"../secret.txt is outside of the mock file's folder"_s);
    QVERIFY(!loadMock(folder.filePath(u"none.yaml"_s), files).ok());
}

QTEST_APPLESS_MAIN(TestMockRouter)
#include "tst_mock_router.moc"
