// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/loading.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::test;

class TestSuiteLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsEverything();
    void stepFields();
    void keys_data();
    void keys();
    void needs_data();
    void needs();
    void sharesSteps();
    void loadsNeededFiles();
    void workspaceDefaults();
    void expectedAndReplacement();
    void tenThousandCases();
};

void TestSuiteLoader::loadsEverything()
{
    const auto loaded = load(R"(
suite: Text API
id: text-api
tags: [api, smoke]
environment: local
config: { parallel: 4, timeout: 30s, retries: 1, isolation: suite, resources: { gpu: 2 } }
vars: { base: "${services.api.url}/v1", n: 3 }
setup: [{ wait: 1ms }]
teardown: [{ wait: 2ms }]
runSetup: [{ wait: 3ms }]
runTeardown: [{ wait: 4ms }]
caseSetup: [{ wait: 5ms }]
caseTeardown: [{ wait: 6ms }]
cases:
  - case: stores a text
    id: store
    steps: []
  - case: reads it
    needs: [{ case: store, on: always }]
    tags: [smoke, slow]
    timeout: 5s
    retries: 0
    isolation: none
    quarantine: { reason: flaky network, until: 2030-01-31 }
    resources: { gpu: 2 }
    onFailure: keep
    if: "${n > 2}"
    vars: { a: 1 }
    setup: [{ wait: 7ms }]
    steps: [{ wait: 8ms }]
    teardown: [{ wait: 9ms }]
=== environments/local.yaml
environment: local
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QCOMPARE(loaded.value.size(), std::size_t(1));
    const model::Suite &suite = loaded.value.front();
    QCOMPARE(suite.file, u"a.yaml"_s);
    QCOMPARE(suite.name, u"Text API"_s);
    QCOMPARE(suite.environment, u"local"_s);
    QCOMPARE(suite.parallel, std::optional(4));
    QCOMPARE(suite.resources.value(u"gpu"_s), 2);
    QCOMPARE(suite.vars[u"n"].value(), QJsonValue(3));
    QCOMPARE(stepText(suite.setup), u"wait=\"1ms\""_s);
    QCOMPARE(stepText(suite.teardown), u"wait=\"2ms\""_s);
    QCOMPARE(suite.fixtures.size(), std::size_t(1));
    QCOMPARE(suite.fixtures[0].name, u"a.yaml::runSetup"_s);
    QCOMPARE(stepText(suite.fixtures[0].setup), u"wait=\"3ms\""_s);
    QCOMPARE(stepText(suite.fixtures[0].teardown), u"wait=\"4ms\""_s);
    const model::Case &first = suite.cases.at(0);
    QCOMPARE(first.id, u"a.yaml::stores a text"_s);
    QCOMPARE(first.explicitId, u"text-api::store"_s);
    QCOMPARE(first.position.toString(), u"a.yaml:15:5"_s);
    QCOMPARE(first.tags, (QStringList{u"api"_s, u"smoke"_s}));
    QCOMPARE(first.timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(30)));
    QCOMPARE(first.retries, 1);
    QVERIFY(first.isolation == model::Isolation::Suite);
    QCOMPARE(stepText(*first.setup), u"wait=\"5ms\""_s);
    QCOMPARE(stepText(*first.teardown), u"wait=\"6ms\""_s);
    QVERIFY(first.steps && first.steps->empty());
    const model::Case &second = suite.cases.at(1);
    QCOMPARE(second.needs.size(), std::size_t(1));
    QCOMPARE(second.needs[0].caseId, first.id);
    QVERIFY(second.needs[0].on == model::NeedOn::Always);
    QCOMPARE(second.needs[0].position.toString(), u"a.yaml:19:21"_s);
    QCOMPARE(second.tags, (QStringList{u"api"_s, u"smoke"_s, u"slow"_s}));
    QCOMPARE(second.timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(5)));
    QCOMPARE(second.retries, 0);
    QVERIFY(second.isolation == model::Isolation::None);
    QVERIFY(second.quarantine.active);
    QCOMPARE(second.quarantine.reason, u"flaky network"_s);
    QCOMPARE(second.quarantine.until, u"2030-01-31"_s);
    QCOMPARE(second.resources.at(0).name, u"gpu"_s);
    QCOMPARE(second.resources.at(0).count, 2);
    QVERIFY(second.onFailure == model::OnFailure::Keep);
    QCOMPARE(second.condition, u"${n > 2}"_s);
    QCOMPARE(second.vars[u"a"].value(), QJsonValue(1));
    QCOMPARE(stepText(*second.setup), u"wait=\"5ms\"; wait=\"7ms\""_s);
    QCOMPARE(stepText(*second.teardown), u"wait=\"9ms\"; wait=\"6ms\""_s);
}

void TestSuiteLoader::stepFields()
{
    const auto loaded = load(R"(
suite: A
setup:
  - name: a request
    http: { GET: "${base}/x", redirects: "${n}" }
    timeout: 2s
    retry: { times: 3, delay: 200ms, factor: 3, jitter: 0 }
    eventually: 5s
    expect: { status: 200, json: { $.id: { matches: uuid } } }
    capture: { id: $.id }
    if: true
    continueOnFailure: true
  - wait: 1s
    retry: 2
    eventually: { within: 3s, every: 50ms, factor: 1.5, jitter: 0.5 }
  - if: "${x}"
    then: [{ wait: 1s }]
    else: [{ wait: 2s }, { group: [{ wait: 3s }] }]
  - fault: { on: api -> llm, mode: latency }
    during: [{ parallel: { limit: 2, steps: [{ wait: 4s }] } }, { repeat: { times: 2, steps: [{ wait: 5s }] } }]
  - http: { GET: y }
    if: "${y}"
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const std::vector<model::Step> &steps = loaded.value.front().setup;
    QCOMPARE(steps.size(), std::size_t(5));
    const model::Step &http = steps[0];
    QCOMPARE(http.kind, u"http"_s);
    QCOMPARE(http.name, u"a request"_s);
    QCOMPARE(http.position().toString(), u"a.yaml:4:5"_s);
    QCOMPARE(http.body[u"GET"].text(), u"${base}/x"_s);
    QCOMPARE(http.timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(2)));
    QCOMPARE(http.retry.times, 3);
    QCOMPARE(http.retry.delay, base::Nanoseconds(std::chrono::milliseconds(200)));
    QCOMPARE(http.retry.factor, 3.0);
    QCOMPARE(http.retry.jitter, 0.0);
    QVERIFY(http.eventually);
    QCOMPARE(http.eventually->within, base::Nanoseconds(std::chrono::seconds(5)));
    QCOMPARE(http.expect[u"status"].value(), QJsonValue(200));
    QCOMPARE(http.capture[u"id"].text(), u"$.id"_s);
    QCOMPARE(http.condition, u"${true}"_s);
    QVERIFY(http.continueOnFailure);
    QCOMPARE(steps[1].retry.times, 2);
    QCOMPARE(steps[1].eventually->every, base::Nanoseconds(std::chrono::milliseconds(50)));
    QCOMPARE(steps[1].eventually->factor, 1.5);
    QCOMPARE(steps[1].eventually->jitter, 0.5);
    QVERIFY(steps[1].expect.isMissing());
    QCOMPARE(stepText({steps[2]}), u"if(wait=\"1s\")else(wait=\"2s\"; group(wait=\"3s\"))"_s);
    QCOMPARE(steps[2].body.text(), u"${x}"_s);
    QCOMPARE(stepText({steps[3]}), u"fault(parallel(wait=\"4s\"); repeat(wait=\"5s\"))"_s);
    QCOMPARE(steps[4].kind, u"http"_s);
    QCOMPARE(steps[4].condition, u"${y}"_s);
}

void TestSuiteLoader::keys_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QStringList>("keys");
    const auto row = [](const char *name, const char *data, const QStringList &keys) {
        QTest::newRow(name) << QByteArray(data) << keys;
    };
    row("name column", "each: [{n: 1, name: de}, {n: 2, name: en}]", {u"de"_s, u"en"_s});
    row("id column", "each: [{x: 1, id: 10}, {x: 1, id: 11}]", {u"10"_s, u"11"_s});
    row("joined in order", "each: [{b: x, a: 1}, {b: y, a: true}]", {u"x,1"_s, u"y,true"_s});
    row("made unique", "each: [{a: x}, {a: x}, {a: x}]", {u"x"_s, u"x#2"_s, u"x#3"_s});
    row("unique beside a look-alike", "each: [{a: x}, {a: 'x#2'}, {a: x}]",
        {u"x"_s, u"x#2"_s, u"x#3"_s});
    row("nothing to name it", "each: [{a: [1]}, {a: {}}]", {u"1"_s, u"2"_s});
    row("chosen column", "each: {rows: [{name: a, k: p}, {name: a, k: q}], key: k}",
        {u"p"_s, u"q"_s});
    row("one line", "each: [{a: \"x\\n  y\"}]", {u"x y"_s});
    row("matrix", "matrix: {browser: [ff, cr], size: [1, 2]}",
        {u"ff,1"_s, u"ff,2"_s, u"cr,1"_s, u"cr,2"_s});
    row("both", "each: [{name: de}]\n    matrix: {n: [1, 2]}", {u"de,1"_s, u"de,2"_s});
    row("csv",
        "each: {csv: data/t.csv}\n    steps: []\n=== data/t.csv\nname,n\r\nde,1\r\n\"en, "
        "gb\",\"2\"\r\n",
        {u"de"_s, u"en, gb"_s});
    row("json",
        "each: {json: t.json}\n    steps: []\n=== t.json\n[{\"name\": \"de\"}, {\"name\": \"en\"}]",
        {u"de"_s, u"en"_s});
    row("long",
        "each: [{a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}]",
        {u"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa~d66304b6"_s});
}

void TestSuiteLoader::keys()
{
    QFETCH(QByteArray, data);
    QFETCH(QStringList, keys);
    QByteArray yaml = "suite: A\ncases:\n  - case: x\n    " + data;
    if (!data.contains("steps:"))
        yaml += "\n    steps: []\n";
    const auto loaded = load(yaml);
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QStringList found;
    for (const model::Case &one : loaded.value.front().cases) {
        found.append(one.key);
        QCOMPARE(one.id, u"a.yaml::x["_s + one.key + u']');
        QVERIFY(!one.row.isEmpty());
    }
    QCOMPARE(found, keys);
}

void TestSuiteLoader::needs_data()
{
    QTest::addColumn<QByteArray>("need");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("by name") << QByteArray("plain") << QStringList{u"a.yaml::plain"_s};
    QTest::newRow("by id") << QByteArray("the-id") << QStringList{u"a.yaml::plain"_s};
    QTest::newRow("all rows") << QByteArray("rows")
                              << QStringList{u"a.yaml::rows[de]"_s, u"a.yaml::rows[en]"_s};
    QTest::newRow("one row") << QByteArray("'rows[en]'") << QStringList{u"a.yaml::rows[en]"_s};
    QTest::newRow("several") << QByteArray("[plain, 'rows[de]']")
                             << QStringList{u"a.yaml::plain"_s, u"a.yaml::rows[de]"_s};
    QTest::newRow("other file") << QByteArray("'sub/b.yaml::other'")
                                << QStringList{u"sub/b.yaml::other"_s};
    QTest::newRow("own file") << QByteArray("'a.yaml::plain'") << QStringList{u"a.yaml::plain"_s};
    QTest::newRow("colons in a name") << QByteArray("'ns::x'") << QStringList{u"a.yaml::ns::x"_s};
}

void TestSuiteLoader::needs()
{
    QFETCH(QByteArray, need);
    QFETCH(QStringList, expected);
    const auto loaded = load("suite: A\ncases:\n"
                             "  - {case: plain, id: the-id, steps: []}\n"
                             "  - {case: 'ns::x', steps: []}\n"
                             "  - {case: rows, each: [{name: de}, {name: en}], steps: []}\n"
                             "  - {case: last, needs: " +
                             need +
                             ", steps: []}\n=== sub/b.yaml\nsuite: B\n"
                             "cases: [{case: other, needs: '../a.yaml::plain', steps: []}]\n");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QStringList found;
    for (const model::Need &one : loaded.value.front().cases.back().needs)
        found.append(one.caseId);
    QCOMPARE(found, expected);
}

void TestSuiteLoader::sharesSteps()
{
    const auto loaded = load("suite: A\ncaseSetup: [{wait: 1s}]\ncases:\n"
                             "  - {case: x, each: [{a: 1}, {a: 2}], steps: [{wait: 2s}]}\n"
                             "  - {case: y, steps: []}\n");
    const auto &cases = loaded.value.front().cases;
    QCOMPARE(cases[0].steps.get(), cases[1].steps.get());
    QCOMPARE(cases[0].setup.get(), cases[2].setup.get());
    QVERIFY(cases[2].teardown);
}

void TestSuiteLoader::loadsNeededFiles()
{
    const auto loaded =
        load("suite: A\ncases: [{case: x, needs: 'b.yaml::y', steps: []}]\n"
             "=== b.yaml\nsuite: B\ncases: [{case: y, needs: 'c.yaml::z', steps: []}]\n"
             "=== c.yaml\nsuite: C\ncases: [{case: z, steps: []}]\n"
             "=== d.yaml\nsuite: D\n");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QCOMPARE(ids(loaded), (QStringList{u"a.yaml::x"_s, u"b.yaml::y"_s, u"c.yaml::z"_s}));
}

void TestSuiteLoader::workspaceDefaults()
{
    const auto loaded = load("suite: A\ncases: [{case: x, steps: []}]\n"
                             "=== workspace.yaml\nworkspace: W\n"
                             "defaults: {environment: ci, config: {retries: 2, timeout: 9s, "
                             "isolation: case, parallel: 3}}\n"
                             "=== environments/ci.yaml\nenvironment: ci\n");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const model::Suite &suite = loaded.value.front();
    QCOMPARE(suite.environment, u"ci"_s);
    QCOMPARE(suite.parallel, std::optional(3));
    QCOMPARE(suite.cases[0].retries, 2);
    QCOMPARE(suite.cases[0].timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(9)));
    QVERIFY(suite.cases[0].isolation == model::Isolation::Case);
}

void TestSuiteLoader::expectedAndReplacement()
{
    const auto loaded = load("suite: A\nconfig: {isolation: cases}\ncasses: []");
    QCOMPARE(loaded.diagnostics.size(), std::size_t(2));
    QCOMPARE(loaded.diagnostics[0].expected, u"one of none, suite, case"_s);
    QCOMPARE(loaded.diagnostics[0].replacement, u"case"_s);
    QCOMPARE(loaded.diagnostics[1].replacement, u"cases"_s);
    QCOMPARE(loaded.diagnostics[1].error.quotedLine, u"casses: []"_s);
}

void TestSuiteLoader::tenThousandCases()
{
    QByteArray yaml = "suite: A\ncases:\n";
    for (int i = 0; i < 10'000; ++i) {
        yaml += "  - case: case number " + QByteArray::number(i) + "\n    needs: [" +
                (i == 0 ? QByteArray() : "case number " + QByteArray::number(i - 1)) +
                "]\n    steps:\n      - http: { GET: \"${base}/texts/" + QByteArray::number(i) +
                "\" }\n        expect: { status: 200 }\n";
    }
    QElapsedTimer timer;
    timer.start();
    const auto loaded = load(yaml);
    qInfo("%lld ms", timer.elapsed());
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QCOMPARE(loaded.value.front().cases.size(), std::size_t(10'000));
    QVERIFY(timer.elapsed() < 10'000); // debug and sanitizers; the benchmark has the real bound
}

QTEST_APPLESS_MAIN(TestSuiteLoader)
#include "tst_suite_loader.moc"
