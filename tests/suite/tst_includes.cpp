// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/loading.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::test;

namespace {

/// Each block uses the next one.
QByteArray deepBlocks()
{
    QByteArray text = "blocks:\n";
    for (int i = 0; i < 40; ++i)
        text += "  b" + QByteArray::number(i) + ": [{use: b" + QByteArray::number(i + 1) + "}]\n";
    return text + "  b40: []\n";
}

} // namespace

class TestIncludes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void tooManyIncludes();
    void includes();
    void blocks();
};

void TestIncludes::mistakes_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &expected) {
        QTest::newRow(name) << yaml << expected;
    };
    // Includes.
    row("include missing", "suite: A\ninclude: p.yaml",
        u"a.yaml:2:10: no file is at \"p.yaml\" (it is looked for beside the file that names it, then in the workspace)"_s);
    row("include outside", "suite: A\ninclude: ../../x.yaml",
        u"a.yaml:2:10: \"../../x.yaml\" leaves the workspace (add its folder to \"roots\" in workspace.yaml)"_s);
    row("include a suite", "suite: A\ninclude: b.yaml\n=== b.yaml\nsuite: B",
        u"a.yaml:2:10: b.yaml is a suite, so it cannot be included (move what is shared to a file that starts with \"partial:\")"_s);
    row("include circle",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\ninclude: q.yaml\n=== q.yaml\npartial: "
        "Q\ninclude: p.yaml",
        u"q.yaml:2:10: files include each other in a circle: p.yaml -> q.yaml -> p.yaml (take one of them out)"_s);
    row("include mistake", "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nstups: 1",
        u"p.yaml:2:1: the included file does not know the key \"stups\" (known: partial, params, blocks, vars, include, setup, teardown, caseSetup, caseTeardown, runSetup, runTeardown, cases)"_s);
    row("parameter missing",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nparams: {x: required}",
        u"a.yaml:2:10: p.yaml needs the parameter \"x\" (include it as { file: p.yaml, with: { x: ... } })"_s);
    row("parameter unknown",
        "suite: A\ninclude: [{file: p.yaml, with: {yz: 1}}]\n=== p.yaml\npartial: P\nparams: {yx: "
        "5}",
        u"a.yaml:2:33: p.yaml has no parameter \"yz\" (did you mean \"yx\"?)"_s);
    row("parameter undeclared",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nvars: {a: '${param.q}'}",
        u"p.yaml:2:11: no value is given for the parameter \"q\" (declare it under \"params:\", or give it with \"with:\")"_s);
    row("parameter not alone",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nparams: {x: 1}\nvars: {a: '${param.x + "
        "1}'}",
        u"p.yaml:3:11: a parameter must stand alone in its braces (give it to a variable: vars: { x: \"${param.x}\" }, then use ${x + 1})"_s);
    row("parameter list in text",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nparams: {x: [1]}\nvars: {a: "
        "'b${param.x}'}",
        u"p.yaml:3:11: the parameter \"x\" is a list, so it can only stand alone (write nothing else in this text)"_s);
    row("parameter of a wrong type",
        "suite: A\ninclude: [{file: p.yaml, with: {t: [1]}}]\n=== p.yaml\npartial: P\nparams: {t: "
        "required}\nsetup: [{wait: '${param.t}'}]",
        u"p.yaml:3:16: \"wait\" must be a duration such as 200ms, but this is a list"_s);
    row("block unknown",
        "suite: A\ninclude: p.yaml\nsetup: [{use: logn}]\n=== p.yaml\npartial: P\nblocks: {login: "
        "[]}",
        u"a.yaml:3:15: no block is called \"logn\" (did you mean \"login\"?)"_s);
    row("block without includes", "suite: A\nsetup: [{use: login}]",
        u"a.yaml:2:15: no block is called \"login\" (blocks stand under \"blocks:\" of an included file)"_s);
    row("block circle",
        "suite: A\ninclude: p.yaml\nsetup: [{use: a}]\n=== p.yaml\npartial: P\nblocks: {a: [{use: "
        "b}], b: [{use: a}]}",
        u"p.yaml:2:35: blocks use each other in a circle: a -> b -> a (take one of them out)"_s);
    row("block parameter",
        "suite: A\ninclude: p.yaml\nsetup: [{use: {block: a, with: {u: 1}}}]\n=== p.yaml\npartial: "
        "P\nblocks: {a: [{wait: '${param.t}'}]}",
        u"p.yaml:2:21: no value is given for the parameter \"t\" (did you mean \"u\"?)"_s);
    row("block twice",
        "suite: A\ninclude: [p.yaml, q.yaml]\n=== p.yaml\npartial: P\nblocks: {a: []}\n=== "
        "q.yaml\npartial: Q\nblocks: {a: []}",
        u"q.yaml:2:10: two blocks are called \"a\" (the other is in p.yaml; rename one)"_s);
    row("block of a wrong shape",
        "suite: A\ninclude: p.yaml\nsetup: [{use: {block: a, with: {t: 5}}}]\n=== p.yaml\npartial: "
        "P\nblocks: {a: '${param.t}'}",
        u"p.yaml:2:13: the block must be a list of steps, but this is 5"_s);
    row("block of a wrong step",
        "suite: A\ninclude: p.yaml\nsetup: [{use: {block: a, with: {t: [x]}}}]\n=== "
        "p.yaml\npartial: "
        "P\nblocks: {a: [{wait: '${param.t}'}]}",
        u"p.yaml:2:21: \"wait\" must be a duration such as 200ms, but this is a list"_s);
    row("blocks too deep",
        "suite: A\ninclude: p.yaml\nsetup: [{use: b0}]\n=== p.yaml\npartial: P\n" + deepBlocks(),
        u"p.yaml:18:15: blocks are nested more than 16 deep (use \"repeat\", or fewer blocks of blocks)"_s);
    row("text that grows",
        "suite: A\ninclude: [{file: p.yaml, with: {t: '" + QByteArray(700'000, 'x') +
            "'}}]\n=== p.yaml\npartial: "
            "P\nparams: {t: required}\nvars: {a: '${param.t}${param.t}'}",
        u"p.yaml:3:11: with its parameters this text is longer than 1 MiB"_s);
    row("use with a name",
        "suite: A\ninclude: p.yaml\nsetup: [{use: a, name: x}]\n=== p.yaml\npartial: P\nblocks: "
        "{a: []}",
        u"a.yaml:3:18: the step does not know the key \"name\" (known: use)"_s);
    row("block bomb",
        "suite: A\ninclude: p.yaml\nsetup: [{use: a}]\n=== p.yaml\npartial: P\nblocks:\n"
        "  a: [{use: b}, {use: b}, {use: b}, {use: b}, {use: b}, {use: b}, {use: b}, {use: b}, "
        "{use: b}, {use: b}]\n"
        "  b: [{use: c}, {use: c}, {use: c}, {use: c}, {use: c}, {use: c}, {use: c}, {use: c}, "
        "{use: c}, {use: c}]\n"
        "  c: [{use: d}, {use: d}, {use: d}, {use: d}, {use: d}, {use: d}, {use: d}, {use: d}, "
        "{use: d}, {use: d}]\n"
        "  d: [{use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, "
        "{use: e}, {use: e}]\n"
        "  e: [{use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, "
        "{use: f}, {use: f}]\n"
        "  f: []\n",
        u"p.yaml:6:103: blocks expand to more than 100000 steps (use \"repeat\", or fewer blocks of blocks)"_s);
    // The workspace.
    row("workspace mistake", "suite: A\n=== workspace.yaml\nworkspace: W\nrots: x",
        u"workspace.yaml:2:1: the workspace does not know the key \"rots\" (did you mean \"roots\"?)"_s);
    row("workspace root missing", "suite: A\n=== workspace.yaml\nworkspace: W\nroots: ../nowhere",
        u"workspace.yaml:2:8: no folder is at \"../nowhere\""_s);
    row("workspace root outside", "suite: A\n=== workspace.yaml\nworkspace: W\nroots: /q",
        u"workspace.yaml:2:8: the root \"/q\" lies outside the workspace's parent folder (move it beside the workspace)"_s);
}

void TestIncludes::mistakes()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    QCOMPARE(rendered(load(yaml).diagnostics), expected);
}

void TestIncludes::tooManyIncludes()
{
    QByteArray yaml = "suite: A\ninclude: p0.yaml\n";
    for (int i = 0; i < 20; ++i) {
        yaml += "=== p" + QByteArray::number(i) + ".yaml\npartial: P\ninclude: p" +
                QByteArray::number(i + 1) + ".yaml\n";
    }
    QCOMPARE(rendered(load(yaml).diagnostics),
             u"p15.yaml:2:10: too many files are included (at most 1000 in a suite, 16 deep)"_s);
}

void TestIncludes::includes()
{
    const auto loaded = load(R"(
suite: A
include: [{ file: parts/p.yaml, with: { port: 80, list: [1, 2] } }, parts/q.yaml]
vars: { own: 1, shared: suite }
setup: [{ wait: 9s }]
teardown: [{ wait: 8s }]
caseSetup: [{ wait: 7s }]
cases:
  - case: mine
    steps: []
=== parts/p.yaml
partial: P
params: { port: required, list: required, host: localhost }
vars: { shared: p, url: "http://${param.host}:${param.port}/${x}", list: "${param.list}", port: "${param.port}", literal: "$${param.port}" }
runSetup: [{ wait: 6s }]
setup: [{ wait: 1s }]
teardown: [{ wait: 2s }]
caseSetup: [{ wait: 3s }]
cases:
  - case: theirs
    each: { csv: rows.csv }
    steps: [{ exec: ["${param.host}"] }]
=== parts/rows.csv
n
1
=== parts/q.yaml
partial: Q
vars: { shared: q, only: q }
setup: [{ wait: 4s }]
teardown: [{ wait: 5s }]
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const model::Suite &suite = loaded.value.front();
    QCOMPARE(base::compactJson(suite.vars.toJson()),
             QByteArray(R"({"list":[1,2],"literal":"$${param.port}","only":"q","own":1,"port":80,)"
                        R"("shared":"suite","url":"http://localhost:80/${x}"})"));
    QCOMPARE(stepText(suite.setup), u"wait=\"1s\"; wait=\"4s\"; wait=\"9s\""_s);
    QCOMPARE(stepText(suite.teardown), u"wait=\"8s\"; wait=\"5s\"; wait=\"2s\""_s);
    QCOMPARE(ids(loaded), (QStringList{u"a.yaml::theirs[1]"_s, u"a.yaml::mine"_s}));
    QCOMPARE(stepText(*suite.cases[0].setup), u"wait=\"3s\"; wait=\"7s\""_s);
    QCOMPARE(stepText(*suite.cases[0].steps), u"exec=[\"localhost\"]"_s);
    QCOMPARE(suite.cases[0].position.toString(), u"parts/p.yaml:9:5"_s);
    QCOMPARE(suite.cases[0].steps->front().file, u"parts/p.yaml"_s);
    QCOMPARE(suite.fixtures.size(), std::size_t(1));
    QCOMPARE(suite.fixtures[0].name, u"parts/p.yaml::runSetup {\"list\":[1,2],\"port\":80}"_s);
}

void TestIncludes::blocks()
{
    const auto loaded = load(R"(
suite: A
include: p.yaml
cases:
  - case: x
    steps:
      - use: { block: login, with: { user: ada, time: 2s } }
      - group:
          - use: plain
=== p.yaml
partial: P
params: { host: h }
blocks:
  login:
    - http: { POST: "${param.host}/login", json: { user: "${param.user}" } }
      timeout: "${param.time}"
    - use: plain
  plain: [{ wait: 1s }]
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const auto &steps = *loaded.value.front().cases.front().steps;
    QCOMPARE(
        stepText(steps),
        u"http={\"POST\":\"h/login\",\"json\":{\"user\":\"ada\"}}; wait=\"1s\"; group(wait=\"1s\")"_s);
    QCOMPARE(steps[0].timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(2)));
    QCOMPARE(steps[0].position().toString(), u"p.yaml:5:7"_s);
}

QTEST_APPLESS_MAIN(TestIncludes)
#include "tst_includes.moc"
