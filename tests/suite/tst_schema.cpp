// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/schema.h"
#include "suite/loader.h"
#include "suite/memory_files.h"
#include "suite/test_format.h"
#include "suite/yaml_reader.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;

namespace {

enum class File { Suite, Include, Plan, Environment };

QString rendered(const std::vector<Diagnostic> &diagnostics)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : diagnostics)
        lines.append(diagnostic.error.toString());
    return lines.join(u'\n');
}

QString loaderSays(File kind, const QByteArray &yaml)
{
    test::MemoryFiles files;
    const Format format = test::testFormat();
    files.add(u"/w/a.yaml"_s, "suite: A\ninclude: {file: p.yaml}\n");
    files.add(u"/w/environments/local.yaml"_s, "environment: L");
    files.add(u"/w/rows.csv"_s, "a\n1\n");
    const auto workspace = [&] { return *Workspace::open(u"/w"_s, files); };
    switch (kind) {
    case File::Suite:
        files.add(u"/w/a.yaml"_s, yaml);
        return rendered(loadSuites(workspace(), {u"a.yaml"_s}, format, files).diagnostics);
    case File::Include:
        files.add(u"/w/a.yaml"_s, "suite: A\ninclude: p.yaml\n");
        files.add(u"/w/p.yaml"_s, yaml);
        return rendered(loadSuites(workspace(), {u"a.yaml"_s}, format, files).diagnostics);
    case File::Plan:
        files.add(u"/w/plans/p.yaml"_s, yaml);
        return rendered(loadPlan(workspace(), u"plans/p.yaml"_s, files).diagnostics);
    case File::Environment:
        files.add(u"/w/environments/e.yaml"_s, yaml);
        return rendered(
            loadEnvironment(workspace(), u"environments/e.yaml"_s, format, files).diagnostics);
    }
    return {};
}

QString schemaSays(File kind, const QByteArray &yaml)
{
    Diagnostics diagnostics;
    const auto node = readYaml(yaml, u"x.yaml"_s, diagnostics);
    if (!node)
        return u"not YAML"_s;
    const Format format = test::testFormat();
    const QJsonObject schema = kind == File::Plan          ? planJsonSchema()
                               : kind == File::Environment ? environmentJsonSchema(format)
                                                           : suiteJsonSchema(format);
    const auto problems = expect::validateSchema(schema, node->toJson());
    if (!problems)
        return u"the schema is wrong: "_s + problems.error().toString();
    return problems->empty() ? QString() : u"%1 problems"_s.arg(problems->size());
}

} // namespace

Q_DECLARE_METATYPE(File)

/// The loader and the schema that editors use must agree, in both directions.
class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valid_data();
    void valid();
    void invalid_data();
    void invalid();
    void isDraft7();
    void helpReachesTheSchema();
    void sameKeysEverywhere();
};

void TestSchema::valid_data()
{
    QTest::addColumn<File>("kind");
    QTest::addColumn<QByteArray>("yaml");
    const auto row = [](const char *name, File kind, const char *yaml) {
        QTest::newRow(name) << kind << QByteArray(yaml);
    };
    row("smallest", File::Suite, "suite: A");
    row("everything", File::Suite, R"(suite: A
id: a-1
tags: [api, smoke]
environment: local
config: { parallel: 4, timeout: 30s, retries: 1, isolation: suite, resources: { db: 2 } }
vars: { base: "${services.api.url}/v1", n: 3, list: [1, { a: null }] }
setup: [{ wait: 1ms }]
teardown: []
runSetup: [{ wait: 0 }]
runTeardown: []
caseSetup: []
caseTeardown: []
cases:
  - case: one
    id: one
    needs: []
    tags: x
    timeout: 5s
    retries: 0
    each: [{ a: 1 }]
    matrix: { b: [1, x, true] }
    isolation: none
    quarantine: true
    resources: [db]
    onFailure: keep
    if: "${n > 2}"
    vars: { q: 1 }
    setup: []
    steps: []
    teardown: []
  - case: two
    needs: [one, { case: one, on: always }]
    each: { csv: rows.csv, key: a }
    quarantine: { reason: x, until: 2030-01-31 }
    resources: { db: 2 }
    if: false
    steps: []
)");
    row("steps", File::Suite, R"(suite: A
setup:
  - name: x
    http: { GET: "${u}", headers: { a: 1, b: null }, redirects: "${n}", limit: 64KiB }
    timeout: 1m30s
    retry: 3
    eventually: 5s
    expect: { status: 200, json: { $.id: { matches: uuid } } }
    capture: { id: $.id, h: { header: location } }
    if: true
    continueOnFailure: false
  - http: { POST: x, json: [1], limit: 100 }
    retry: { times: 3, delay: 200ms, factor: 2.5, jitter: 0.5 }
    eventually: { within: 3s, every: 50ms }
    if: "${a}"
  - sql: { on: db, query: q, bind: { a: [1] } }
  - exec: [a, 1, true]
  - exec: { command: [a], rate: 50/s, shell: "${yes}" }
  - script: "return 1"
  - group: [{ parallel: [{ wait: 1s }] }, { parallel: { limit: 2, steps: [{ wait: "${t}" }] } }]
  - repeat: { times: 3, steps: [] }
  - fault: { on: api -> llm, mode: latency, share: 0.5 }
    during: [{ wait: 1s }]
  - if: "${x}"
    then: []
    else: [{ wait: 1s }]
)");
    row("include", File::Include, R"(partial: P
params: { a: required, b: 2 }
)");
    row("include with everything", File::Include, R"(partial: P
params: { b: 2 }
vars: { c: "${param.b}" }
setup: []
teardown: []
caseSetup: []
caseTeardown: []
runSetup: []
runTeardown: []
blocks: { login: [{ wait: 1s }, { use: other }, { use: { block: other, with: { x: 1 } } }], other: [] }
cases: [{ case: included, steps: [{ use: login }] }]
)");
    row("plan", File::Plan, R"(plan: P
environment: local
phases: [{ phase: a, suites: a.yaml, tags: x and not y, onFailure: stop phase }, { phase: b, needs: [a], suites: [a.yaml] }]
limits: { parallel: 2, resources: { gpu: 1 } }
onFailure: { retry: 2, delay: 1s }
timeout: 1h
schedule: "@daily"
)");
    row("environment", File::Environment, R"(environment: E
vars: { a: 1 }
services:
  api: { process: { command: [x, "${services.db.url}"] }, ready: { http: /, status: 200, within: 1s }, after: [llm] }
  db: { postgres: { version: "${v}" } }
  llm: { mock: x.yaml, ready: { tcp: 80 } }
  file: { mock: { file: x }, ready: { command: [a, 1] } }
  log: { mock: x, ready: { log: up } }
)");
}

void TestSchema::valid()
{
    QFETCH(File, kind);
    QFETCH(QByteArray, yaml);
    // A required parameter is the includer's mistake, not the file's.
    QString loader = loaderSays(kind, yaml);
    if (loader.contains(u"needs the parameter \"a\""))
        loader.clear();
    QCOMPARE(loader, QString());
    QCOMPARE(schemaSays(kind, yaml), QString());
}

void TestSchema::invalid_data()
{
    QTest::addColumn<File>("kind");
    QTest::addColumn<QByteArray>("yaml");
    const auto row = [](File kind, const char *yaml) {
        QTest::newRow(yaml) << kind << QByteArray(yaml);
    };
    row(File::Suite, "[]");
    row(File::Suite, "cases: []");
    row(File::Suite, "suite: 5");
    row(File::Suite, "suite: ' '");
    row(File::Suite, "{suite: A, casses: []}");
    row(File::Suite, "{suite: A, id: 'a b'}");
    row(File::Suite, "{suite: A, tags: [a b]}");
    row(File::Suite, "{suite: A, tags: [and]}");
    row(File::Suite, "{suite: A, tags: {a: b}}");
    row(File::Suite, "{suite: A, setup: null}");
    row(File::Suite, "{suite: A, config: {parallel: 0}}");
    row(File::Suite, "{suite: A, config: {parallel: 1.5}}");
    row(File::Suite, "{suite: A, config: {parallel: '4'}}");
    row(File::Suite, "{suite: A, config: {parallel: '${n}'}}");
    row(File::Suite, "{suite: A, config: {timeout: 5}}");
    row(File::Suite, "{suite: A, config: {timeout: 5 parsecs}}");
    row(File::Suite, "{suite: A, config: {isolation: all}}");
    row(File::Suite, "{suite: A, config: {resources: {db: 0}}}");
    row(File::Suite, "{suite: A, vars: {a-b: 1}}");
    row(File::Suite, "{suite: A, vars: [1]}");
    row(File::Suite, "{suite: A, setup: [x]}");
    row(File::Suite, "{suite: A, setup: [{}]}");
    row(File::Suite, "{suite: A, setup: [{name: x}]}");
    row(File::Suite, "{suite: A, setup: [{htpp: {GET: x}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x}, sql: {on: a, query: b}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x, POST: y}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: 5}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x, redirects: 21}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x, limit: 5 apples}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x, limit: -1}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x, headers: {a: [1]}}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x}, expect: {sttus: 200}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x}, expect: {status: {matchs: 1}}}]}");
    row(File::Suite, "{suite: A, setup: [{http: {GET: x}, capture: {a-b: x}}]}");
    row(File::Suite, "{suite: A, setup: [{wait: 1s, expect: {a: 1}}]}");
    row(File::Suite, "{suite: A, setup: [{wait: 1s, during: []}]}");
    row(File::Suite, "{suite: A, setup: [{wait: soon}]}");
    row(File::Suite, "{suite: A, setup: [{wait: 1s, retry: -1}]}");
    row(File::Suite, "{suite: A, setup: [{wait: 1s, retry: {delay: 1s}}]}");
    row(File::Suite, "{suite: A, setup: [{wait: 1s, eventually: {jitter: 2}}]}");
    row(File::Suite, "{suite: A, setup: [{wait: 1s, continueOnFailure: maybe}]}");
    row(File::Suite, "{suite: A, setup: [{exec: []}]}");
    row(File::Suite, "{suite: A, setup: [{exec: {command: [a], rate: fast}}]}");
    row(File::Suite, "{suite: A, setup: [{fault: {on: x}}]}");
    row(File::Suite, "{suite: A, setup: [{fault: {on: x, mode: odd}, during: []}]}");
    row(File::Suite, "{suite: A, setup: [{fault: {on: x, share: 2}, during: []}]}");
    row(File::Suite, "{suite: A, setup: [{if: x}]}");
    row(File::Suite, "{suite: A, setup: [{group: [{repeat: {times: 0, steps: []}}]}]}");
    row(File::Suite, "{suite: A, setup: [{use: {blok: x}}]}");
    row(File::Suite, "{suite: A, setup: [{use: x, name: y}]}");
    row(File::Suite, "{suite: A, cases: [{case: x}]}");
    row(File::Suite, "{suite: A, cases: [{steps: []}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: {}}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], needs: [{case: x, on: maybe}]}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], each: {csv: a, json: b}}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], each: {key: a}}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], each: [1]}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], matrix: {a: []}}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], matrix: {a: [[1]]}}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], quarantine: {until: soon}}]}");
    row(File::Suite, "{suite: A, cases: [{case: x, steps: [], onFailure: panic}]}");
    row(File::Suite, "{suite: A, include: [{with: {}}]}");
    row(File::Include, "{partial: P, environment: local}");
    row(File::Include, "{partial: P, blocks: {a: {}}}");
    row(File::Include, "{partial: P, params: {a-b: 1}}");
    row(File::Plan, "{plan: P}");
    row(File::Plan, "{plan: P, phases: []}");
    row(File::Plan, "{plan: P, phases: [{phase: a}], onFailure: explode}");
    row(File::Plan, "{plan: P, phases: [{phase: a, suite: a.yaml}]}");
    row(File::Plan, "{plan: P, phases: [{phase: a}], limits: {parallel: many}}");
    row(File::Environment, "{services: {}}");
    row(File::Environment, "{environment: E, services: {a: {}}}");
    row(File::Environment, "{environment: E, services: {a: {mock: x, postgres: {}}}}");
    row(File::Environment, "{environment: E, services: {a: {unknown: x}}}");
    row(File::Environment, "{environment: E, services: {a-b: {mock: x}}}");
    row(File::Environment, "{environment: E, services: {a: {mock: x, ready: {http: a, tcp: 1}}}}");
    row(File::Environment, "{environment: E, services: {a: {mock: x, ready: {status: 99}}}}");
    row(File::Environment, "{environment: E, services: {a: {process: {command: x}}}}");
}

void TestSchema::invalid()
{
    QFETCH(File, kind);
    QFETCH(QByteArray, yaml);
    QVERIFY(!loaderSays(kind, yaml).isEmpty());
    const QString schema = schemaSays(kind, yaml);
    QVERIFY2(schema.endsWith(u" problems"), qPrintable(schema));
}

void TestSchema::isDraft7()
{
    const Format format = test::testFormat();
    for (const QJsonObject &schema :
         {suiteJsonSchema(format), planJsonSchema(), environmentJsonSchema(format)}) {
        QCOMPARE(schema.value(u"$schema"_s).toString(),
                 u"http://json-schema.org/draft-07/schema#"_s);
        const auto checked = expect::checkSchema(schema);
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().toString()));
    }
}

void TestSchema::helpReachesTheSchema()
{
    const QJsonObject suite = suiteJsonSchema(test::testFormat());
    const QJsonObject config = suite.value(u"else"_s).toObject().value(u"properties"_s).toObject();
    QCOMPARE(config.value(u"setup"_s).toObject().value(u"description"_s).toString(),
             u"once, before the first case"_s);
    const QJsonArray steps = suite.value(u"definitions"_s)
                                 .toObject()
                                 .value(u"step"_s)
                                 .toObject()
                                 .value(u"anyOf"_s)
                                 .toArray();
    QCOMPARE(steps.size(), qsizetype(test::testFormat().steps.size() + 1));
    QCOMPARE(steps.at(0)
                 .toObject()
                 .value(u"properties"_s)
                 .toObject()
                 .value(u"http"_s)
                 .toObject()
                 .value(u"description"_s)
                 .toString(),
             u"an HTTP request"_s);
}

void TestSchema::sameKeysEverywhere()
{
    const QJsonObject suite = suiteJsonSchema(test::testFormat());
    const QJsonObject keys = suite.value(u"else"_s).toObject().value(u"properties"_s).toObject();
    QCOMPARE(QStringList(keys.keys()),
             (QStringList{u"caseSetup"_s, u"caseTeardown"_s, u"cases"_s, u"config"_s,
                          u"environment"_s, u"id"_s, u"include"_s, u"runSetup"_s, u"runTeardown"_s,
                          u"setup"_s, u"suite"_s, u"tags"_s, u"teardown"_s, u"vars"_s}));
}

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"
