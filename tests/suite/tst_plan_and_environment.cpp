// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/loader.h"
#include "suite/memory_files.h"
#include "suite/template_text.h"
#include "suite/test_format.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using test::MemoryFiles;

namespace {

QString rendered(const std::vector<Diagnostic> &diagnostics)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : diagnostics)
        lines.append(diagnostic.error.toString());
    return lines.join(u'\n');
}

Loaded<model::Plan> plan(const QByteArray &text)
{
    MemoryFiles files;
    files.addSections(
        u"/w"_s, u"plans/p.yaml"_s,
        text + "\n=== a.yaml\nsuite: A\n=== api/b.yaml\nsuite: B\n=== api/c.yaml\nsuite: C\n"
               "=== environments/ci.yaml\nenvironment: ci\n=== mock.yaml\nmock: x\n");
    return loadPlan(*Workspace::open(u"/w"_s, files), u"plans/p.yaml"_s, files);
}

Loaded<model::EnvironmentSpec> environment(const QByteArray &text)
{
    MemoryFiles files;
    files.addSections(u"/w"_s, u"environments/e.yaml"_s, text);
    return loadEnvironment(*Workspace::open(u"/w"_s, files), u"environments/e.yaml"_s,
                           test::testFormat(), files);
}

} // namespace

class TestPlanAndEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsPlan();
    void planMistakes_data();
    void planMistakes();
    void loadsEnvironment();
    void environmentMistakes_data();
    void environmentMistakes();
    void workspaceFiles();
    void whatIsNoTextIsToldOf_data();
    void whatIsNoTextIsToldOf();
    void workspaceResolves();
    void references_data();
    void references();
};

void TestPlanAndEnvironment::loadsPlan()
{
    const auto loaded = plan(R"(plan: nightly
environment: ci
limits: { parallel: 8, resources: { gpu: 1 } }
onFailure: { retry: 2, delay: 1s }
timeout: 1h
schedule: "0 3 * * *"
phases:
  - phase: quick
    suites: [a.yaml, api/]
    tags: smoke and not slow
    onFailure: stop phase
  - phase: rest
    needs: quick
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const model::Plan &p = loaded.value;
    QCOMPARE(p.file, u"plans/p.yaml"_s);
    QCOMPARE(p.name, u"nightly"_s);
    QCOMPARE(p.environment, u"ci"_s);
    QCOMPARE(p.parallel, std::optional(8));
    QCOMPARE(p.resources.value(u"gpu"_s), 1);
    QVERIFY(p.onFailure.action == model::FailureAction::Retry);
    QCOMPARE(p.onFailure.retries, 2);
    QCOMPARE(p.onFailure.delay, base::Nanoseconds(std::chrono::seconds(1)));
    QCOMPARE(p.timeout, std::optional<base::Nanoseconds>(std::chrono::hours(1)));
    QCOMPARE(p.schedule, u"0 3 * * *"_s);
    QCOMPARE(p.phases.size(), std::size_t(2));
    QCOMPARE(p.phases[0].suites, (QStringList{u"a.yaml"_s, u"api/b.yaml"_s, u"api/c.yaml"_s}));
    QCOMPARE(p.phases[0].tags, u"smoke and not slow"_s);
    QVERIFY(p.phases[0].onFailure->action == model::FailureAction::StopPhase);
    QCOMPARE(p.phases[0].position.toString(), u"plans/p.yaml:8:5"_s);
    QCOMPARE(p.phases[1].suites.size(), 3);
    QCOMPARE(p.phases[1].needs, QStringList{u"quick"_s});
    QVERIFY(!p.phases[1].onFailure);
}

void TestPlanAndEnvironment::planMistakes_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *yaml, const QString &expected) {
        QTest::newRow(name) << QByteArray(yaml) << expected;
    };
    row("no phases", "plan: P",
        u"plans/p.yaml:1:1: the plan needs the key \"phases\" (add \"phases: ...\")"_s);
    row("empty phases", "plan: P\nphases: []",
        u"plans/p.yaml:2:9: \"phases\" must be a list of at least 1, but this is an empty list"_s);
    row("unknown suite", "plan: P\nphases: [{phase: a, suites: b.yaml}]",
        u"plans/p.yaml:2:29: no suite or folder of suites is called \"b.yaml\" (did you mean \"a.yaml\"?)"_s);
    row("unknown environment", "plan: P\nenvironment: cj\nphases: [{phase: a}]",
        u"plans/p.yaml:2:14: no environment is called \"cj\" (did you mean \"ci\"?)"_s);
    row("unknown need", "plan: P\nphases: [{phase: build}, {phase: b, needs: biuld}]",
        u"plans/p.yaml:2:44: no phase is called \"biuld\" (did you mean \"build\"?)"_s);
    row("circle", "plan: P\nphases: [{phase: a, needs: b}, {phase: b, needs: a}]",
        u"plans/p.yaml:2:50: phases need each other in a circle: a -> b -> a (take one of these needs out)"_s);
    row("same name", "plan: P\nphases: [{phase: a}, {phase: a}]",
        u"plans/p.yaml:2:30: two phases are called \"a\" (rename one)"_s);
    row("tags", "plan: P\nphases: [{phase: a, tags: smoke and}]",
        u"plans/p.yaml:2:27: a word is missing at the end (for example: smoke and not slow)"_s);
    row("failure word", "plan: P\nonFailure: stp\nphases: [{phase: a}]",
        u"plans/p.yaml:2:12: \"onFailure\" must be one of continue, stop phase, stop, quarantine or a map, but this is \"stp\" (did you mean \"stop\"?)"_s);
    row("failure retry", "plan: P\nonFailure: {delay: 1s}\nphases: [{phase: a}]",
        u"plans/p.yaml:2:12: \"onFailure\" needs the key \"retry\" (add \"retry: ...\")"_s);
}

void TestPlanAndEnvironment::planMistakes()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    QCOMPARE(rendered(plan(yaml).diagnostics), expected);
}

void TestPlanAndEnvironment::loadsEnvironment()
{
    const auto loaded = environment(R"(environment: local
vars: { dsn: "${services.database.url}?x=1", plain: 5 }
services:
  api:
    process: { command: [./api, --db, "${dsn}", --llm, "${services['llm'].url}"], env: { PORT: "${services.api.port}" } }
    ready: { http: /ready, status: 204, within: 5s }
    after: cache
  database:
    postgres: { version: 15 }
  llm:
    mock: mocks/llm.yaml
    ready: { command: "curl -f 'a b'" }
  cache:
    process: { command: [redis] }
    ready: { tcp: 6379 }
  file:
    process: { command: [x] }
    ready: { log: "listening on \\d+" }
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const model::EnvironmentSpec &spec = loaded.value;
    QCOMPARE(spec.name, u"local"_s);
    QCOMPARE(spec.file, u"environments/e.yaml"_s);
    QCOMPARE(spec.folder, u"/w/environments"_s);
    QCOMPARE(spec.roots, QStringList{u"/w"_s});
    QCOMPARE(spec.services.size(), std::size_t(5));
    const model::ServiceSpec &api = spec.services[0];
    QCOMPARE(api.name, u"api"_s);
    QCOMPARE(api.provider, u"process"_s);
    QCOMPARE(api.settings[u"command"].items().size(), std::size_t(5));
    QCOMPARE(api.references, (QStringList{u"database"_s, u"llm"_s}));
    QCOMPARE(api.after, QStringList{u"cache"_s});
    QCOMPARE(api.line, 4);
    QCOMPARE(api.column, 3);
    QVERIFY(api.ready.kind == model::Readiness::Kind::Http);
    QCOMPARE(api.ready.target, u"/ready"_s);
    QCOMPARE(api.ready.status, 204);
    QCOMPARE(api.ready.within, base::Nanoseconds(std::chrono::seconds(5)));
    QVERIFY(spec.services[1].ready.kind == model::Readiness::Kind::Provider);
    QCOMPARE(spec.services[2].settings.text(), u"mocks/llm.yaml"_s);
    QCOMPARE(spec.services[2].ready.command, (QStringList{u"curl"_s, u"-f"_s, u"'a"_s, u"b'"_s}));
    QVERIFY(spec.services[3].ready.kind == model::Readiness::Kind::Tcp);
    QCOMPARE(spec.services[3].ready.target, u"6379"_s);
    QVERIFY(spec.services[4].ready.kind == model::Readiness::Kind::Log);
}

void TestPlanAndEnvironment::environmentMistakes_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *yaml, const QString &expected) {
        QTest::newRow(name) << QByteArray(yaml) << expected;
    };
    row("no name", "services: {}",
        u"environments/e.yaml:1:1: the environment needs the key \"environment\" (add \"environment: ...\")"_s);
    row("no provider", "environment: E\nservices: {a: {}}",
        u"environments/e.yaml:2:15: \"a\" needs one of the keys process, postgres, mock"_s);
    row("two providers", "environment: E\nservices: {a: {mock: x, postgres: {}}}",
        u"environments/e.yaml:2:15: \"a\" has mock and postgres, but only one of them can be there (remove one of them)"_s);
    row("unknown provider", "environment: E\nservices: {a: {postgress: {}}}",
        u"environments/e.yaml:2:16: \"a\" does not know the key \"postgress\" (did you mean "
        u"\"postgres\"?)\n"
        "environments/e.yaml:2:15: \"a\" needs one of the keys process, postgres, mock"_s);
    row("unknown reference",
        "environment: E\nservices: {database: {postgres: {}}, a: {process: {command: "
        "['${services.databse.url}']}}}",
        u"environments/e.yaml:2:62: no service is called \"databse\" (did you mean \"database\"?)"_s);
    row("unknown after", "environment: E\nservices: {a: {mock: x, after: [b]}}",
        u"environments/e.yaml:2:33: no service is called \"b\" (did you mean \"a\"?)"_s);
    row("circle",
        "environment: E\nservices: {a: {process: {command: ['${services.b.url}']}}, b: {mock: x, "
        "after: a}}",
        u"environments/e.yaml:2:80: services need each other in a circle: a -> b -> a (take one of these references out)"_s);
    row("service name", "environment: E\nservices: {my-db: {mock: x}}",
        u"environments/e.yaml:2:12: \"my-db\" cannot be a name in \"services\" (write a name of letters, digits and _)"_s);
    row("two kinds of ready", "environment: E\nservices: {a: {mock: x, ready: {http: /, tcp: 1}}}",
        u"environments/e.yaml:2:32: \"ready\" has http and tcp, but only one of them can be there (remove one of them)"_s);
}

void TestPlanAndEnvironment::environmentMistakes()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    QCOMPARE(rendered(environment(yaml).diagnostics), expected);
}

void TestPlanAndEnvironment::workspaceFiles()
{
    MemoryFiles files;
    files.addSections(u"/w"_s, u"a.yaml"_s, R"(# a suite
---
suite: A
=== b/c.yml
tags: [x]
suite: broken: yes
=== part.yaml
partial: P
cases: []
=== mocks/m.yaml
mock: M
=== compose.yaml
services: {}
=== environments/local.yaml
environment: L
=== sub/environments/ci.yaml
environment: C
=== plans/nightly.yaml
plan: N
=== .git/x.yaml
suite: hidden
=== typo.yaml
siute: T
cases: []
)");
    const auto workspace = Workspace::open(u"/w"_s, files);
    QVERIFY(workspace);
    QCOMPARE(workspace->name(), u"w"_s);
    QCOMPARE(workspace->suiteFiles(), (QStringList{u"a.yaml"_s, u"b/c.yml"_s, u"typo.yaml"_s}));
    QCOMPARE(workspace->planFiles(), QStringList{u"plans/nightly.yaml"_s});
    QCOMPARE(workspace->environmentFiles(),
             (QStringList{u"environments/local.yaml"_s, u"sub/environments/ci.yaml"_s}));
    QCOMPARE(workspace->environmentNames(), (QStringList{u"local"_s, u"ci"_s}));
    QCOMPARE(workspace->environmentFile(u"ci"_s), u"sub/environments/ci.yaml"_s);
    const auto missing = Workspace::open(u"/nowhere"_s, files);
    QVERIFY(!missing);
    QCOMPARE(missing.error().toString(),
             u"no folder is at /nowhere (name the folder that holds the suites)"_s);
}

void TestPlanAndEnvironment::whatIsNoTextIsToldOf_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name, const QByteArray &content, const QString &told = {}) {
        QTest::newRow(name) << content << told;
    };
    row("zeros", QByteArray(4096, '\0'), u"x.yaml:1:1: the control character U+0000"_s);
    row("zeros after a start", "name: a\n" + QByteArray(100, '\0'),
        u"x.yaml:2:1: the control character U+0000"_s);
    row("a picture", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), u"x.yaml:1:1: "_s);
    row("Latin 1", "name: \xe4\n", u"x.yaml:1:7: the file is not valid UTF-8 here"_s);
    row("UTF-16", QByteArray("\xff\xfes\0u\0i\0t\0e\0:\0", 14), u"x.yaml:1:1: "_s);
    // What says what it is, or nothing, is data: no suite and no problem.
    row("rows", "- { id: 1, name: a }\n- { id: 2, name: b }\n");
    row("a mock", "mock: m\nroutes: []\n");
    row("a map with signs", "name: \xc3\xa4 \xe2\x80\xa6\n");
    row("broken data", "a: [1\n");
    row("nothing", "");
    row("a partial", "partial: p\n");
}

void TestPlanAndEnvironment::whatIsNoTextIsToldOf()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, told);
    MemoryFiles files;
    files.add(u"/w/a.yaml"_s, "suite: A\ncases: []\n");
    for (const QString &place : {u"x.yaml"_s, u"plans/x.yaml"_s, u"environments/x.yaml"_s})
        files.add(u"/w/"_s + place, content);
    const auto workspace = Workspace::open(u"/w"_s, files);
    QVERIFY(workspace);
    const auto loaded = loadSuites(*workspace, workspace->suiteFiles(), test::testFormat(), files);
    const QString problems = rendered(loaded.diagnostics);
    QVERIFY2(told.isEmpty() ? problems.isEmpty() : problems.startsWith(told), qPrintable(problems));
    QCOMPARE(loaded.diagnostics.size(), std::size_t(told.isEmpty() ? 0 : 1));
}

void TestPlanAndEnvironment::workspaceResolves()
{
    MemoryFiles files;
    files.addSections(u"/p/w"_s, u"workspace.yaml"_s,
                      "workspace: W\nroots: [../fixtures]\n=== sub/x.csv\n1\n=== x.csv\n2\n"
                      "=== ../fixtures/t.txt\n3\n=== ../secret.txt\n4\n=== ../wide/t.txt\n5\n");
    files.link(u"/p/w/inside.csv"_s, u"/p/w/x.csv"_s);
    files.link(u"/p/w/outside.txt"_s, u"/p/secret.txt"_s);
    const auto workspace = Workspace::open(u"/p/w"_s, files);
    QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().toString()));
    QCOMPARE(workspace->name(), u"W"_s);
    QCOMPARE(workspace->roots(), (QStringList{u"/p/w"_s, u"/p/fixtures"_s}));
    const auto resolved = [&](const QString &path) {
        const auto result = workspace->resolve(path, u"sub/a.yaml"_s);
        return result ? *result : u"error: "_s + result.error().title;
    };
    QCOMPARE(resolved(u"x.csv"_s), u"/p/w/sub/x.csv"_s);
    QCOMPARE(resolved(u"../x.csv"_s), u"/p/w/x.csv"_s);
    QCOMPARE(resolved(u"sub/x.csv"_s), u"/p/w/sub/x.csv"_s);
    QCOMPARE(resolved(u"../../fixtures/t.txt"_s), u"/p/fixtures/t.txt"_s);
    QCOMPARE(resolved(u"/p/fixtures/t.txt"_s), u"/p/fixtures/t.txt"_s);
    QCOMPARE(resolved(u"inside.csv"_s), u"/p/w/x.csv"_s);
    QCOMPARE(resolved(u"../../secret.txt"_s),
             u"error: \"../../secret.txt\" leaves the workspace"_s);
    QCOMPARE(resolved(u"/etc/passwd"_s), u"error: \"/etc/passwd\" leaves the workspace"_s);
    QCOMPARE(resolved(u"../outside.txt"_s),
             u"error: \"../outside.txt\" is a link that leaves the workspace"_s);
    QCOMPARE(resolved(u"none.txt"_s), u"error: no file is at \"none.txt\""_s);
    QCOMPARE(workspace->shortName(u"/p/w/sub/x.csv"_s), u"sub/x.csv"_s);

    const auto folder = [&](const QString &path) {
        const auto result = workspace->resolveFolder(path, u"a.yaml"_s);
        return result ? *result : u"error: "_s + result.error().title;
    };
    QCOMPARE(folder(u"sub"_s), u"/p/w/sub"_s);
    QCOMPARE(folder(u"../fixtures"_s), u"/p/fixtures"_s);
    QCOMPARE(folder(u"x.csv"_s), u"error: no folder is at \"x.csv\""_s);
    QCOMPARE(folder(u"../wide"_s), u"error: \"../wide\" leaves the workspace"_s);
}

void TestPlanAndEnvironment::references_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << u"services.api"_s << QStringList();
    QTest::newRow("one") << u"${services.api.url}"_s << QStringList{u"api"_s};
    QTest::newRow("brackets") << u"${services['a b'].url + services[\"c\"].x}"_s
                              << QStringList{u"a b"_s, u"c"_s};
    QTest::newRow("several, sorted, once")
        << u"${services.b.x}${services.a.x}${services.b.y}"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("a longer word") << u"${myservices.api + x.services.api}"_s << QStringList();
    QTest::newRow("escaped") << u"$${services.api}"_s << QStringList();
}

void TestPlanAndEnvironment::references()
{
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    QCOMPARE(membersNamed(text, u"services"_s), names);
}

QTEST_APPLESS_MAIN(TestPlanAndEnvironment)
#include "tst_plan_and_environment.moc"
