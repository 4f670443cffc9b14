// SPDX-License-Identifier: GPL-3.0-or-later
// Suites that want an environment of their own, through the facade and on a real PostgreSQL.
#include "workbench/given_workspace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::workbench;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kEnvironment = R"y(environment: local
services:
  database: { postgres: { database: work } }
)y";

/// Runs a workspace with one environment and these suites; "case outcome" lines, sorted.
struct Given : GivenWorkspace
{
    Given() { write(u"environments/local.yaml"_s, kEnvironment); }
    [[nodiscard]] QStringList run(const RunRequest &request = {})
    {
        const auto bench = open();
        auto prepared = bench->prepare(request);
        if (!prepared)
            return {prepared.error().diagnostics.front().error.toText()};
        auto session = bench->start(std::move(*prepared), {});
        (void)session->wait();
        QStringList lines;
        const events::RunState &state = session->state();
        for (std::size_t n = 0; n < state.cases().size(); ++n) {
            const events::RunState::CaseState &one = state.cases()[n];
            QString line = state.planned(static_cast<events::CaseIndex>(n)).name + u' ' +
                           model::outcomeName(one.outcome);
            if (!one.attempts.empty() && !one.attempts.back().failures.empty())
                line += u": "_s + one.attempts.back().failures.front().message;
            lines.append(line);
        }
        lines.sort();
        return lines;
    }
};

} // namespace

class TestIsolation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QDir(u"/usr/lib/postgresql"_s).isEmpty())
            QSKIP("PostgreSQL is not on this machine");
    }
    void casesStartWhereTheSetUpEnded();
    void suitesHaveTheirOwn();
    void stepsGoBack();
    void withoutAnEnvironment();
    void failuresKeepTheirWorld();
    void environmentsByHandGoBack();
    void refusesSnapshotsThatDoNotFit();
};

void TestIsolation::casesStartWhereTheSetUpEnded()
{
    Given given;
    // Each case would fail after any other that shares its table, and each attempt after another.
    given.write(u"notes.yaml"_s, R"y(suite: Notes
environment: local
config: { isolation: case, retries: 1 }
setup:
  - sql: { on: database, query: "create table notes (id serial, text text); insert into notes (text) values ('first')" }
cases:
  - case: adds
    each: [{ n: 1 }, { n: 2 }, { n: 3 }]
    steps:
      - sql: { on: database, query: "insert into notes (text) values ('more') returning id" }
        expect: { rows: [{ id: 2 }] }
  - case: removes
    steps:
      - sql: { on: database, query: "drop table notes" }
  - case: fails once
    steps:
      - sql: { on: database, query: "select count(*)::int as n from notes" }
        expect: { rows: [{ n: 1 }] }
      - sql: { on: database, query: "insert into notes (text) values ('left')" }
      - exec: { shell: "mkdir tried" }
)y");
    QDir().mkdir(given.folder() + u"/tried"_s); // its first attempt fails
    const QStringList first = given.run();
    QVERIFY2(first.size() == 5, qPrintable(first.join(u"\n"_s)));
    QVERIFY2(first.filter(u" passed"_s).size() == 4, qPrintable(first.join(u'\n')));
    QVERIFY2(first.at(3).startsWith(u"fails once failed"), qPrintable(first.join(u'\n')));
    QDir().rmdir(given.folder() + u"/tried"_s);
    const QStringList second = given.run();
    QVERIFY2(second.filter(u" passed"_s).size() == 5, qPrintable(second.join(u'\n')));
}

void TestIsolation::suitesHaveTheirOwn()
{
    Given given;
    for (const char *name : {"a", "b", "c"}) {
        given.write(u"%1.yaml"_s.arg(QLatin1StringView(name)), R"y(suite: Own
environment: local
config: { isolation: suite }
setup:
  - sql: { on: database, query: "create table only_once (n int)" }
cases:
  - case: counts
    steps:
      - sql: { on: database, query: "insert into only_once values (1)" }
  - case: counts on
    needs: [counts]
    steps:
      - sql: { on: database, query: "select count(*)::int as n from only_once" }
        expect: { rows: [{ n: 1 }] }
)y");
    }
    given.write(u"shared.yaml"_s, R"y(suite: Shared
environment: local
cases:
  - case: sees nothing of theirs
    steps:
      - sql: { on: database, query: "select to_regclass('only_once') as there" }
        expect: { rows: [{ there: null }] }
)y");
    const QStringList lines = given.run();
    QVERIFY2(lines.size() == 7, qPrintable(lines.join(u"\n"_s)));
    QVERIFY2(lines.filter(u" passed"_s).size() == 7, qPrintable(lines.join(u'\n')));
}

void TestIsolation::stepsGoBack()
{
    Given given;
    given.write(u"steps.yaml"_s, R"y(suite: Steps
environment: local
cases:
  - case: goes back
    steps:
      - sql: { on: database, query: "create table t (n int)" }
      - snapshot: one
        expect: { bytes: { gt: 1000000 } }
      - sql: { on: database, query: "insert into t values (1)" }
      - snapshot: two
      - sql: { on: database, query: "drop table t" }
      - restore: two
      - sql: { on: database, query: "select count(*)::int as n from t" }
        expect: { rows: [{ n: 1 }] }
      - restore: one
      - sql: { on: database, query: "select count(*)::int as n from t" }
        expect: { rows: [{ n: 0 }] }
      - reset: {}
      - sql: { on: database, query: "select to_regclass('t') as there" }
        expect: { rows: [{ there: null }] }
  - case: knows its snapshots
    needs: [goes back]
    steps:
      - restore: tow
)y");
    const QStringList lines = given.run();
    QVERIFY2(lines.size() == 2, qPrintable(lines.join(u"\n"_s)));
    QVERIFY2(lines.at(0) == u"goes back passed", qPrintable(lines.join(u'\n')));
    QCOMPARE(lines.at(1), u"knows its snapshots error: the environment \"local\" has no snapshot "
                          "\"tow\" (did you mean \"two\"?)"_s);
}

void TestIsolation::withoutAnEnvironment()
{
    Given given;
    given.write(u"none.yaml"_s, R"y(suite: None
cases:
  - case: cannot
    steps:
      - reset: {}
)y");
    const QStringList lines = given.run();
    QVERIFY2(lines.size() == 1, qPrintable(lines.join(u"\n"_s)));
    QVERIFY2(lines.front().contains(u"wants an environment of its own"), qPrintable(lines.front()));
}

void TestIsolation::failuresKeepTheirWorld()
{
    Given given;
    given.write(u"fails.yaml"_s, R"y(suite: Fails
environment: local
cases:
  - case: has the table
    steps:
      - sql: { on: database, query: "create table t (n int)" }
  - case: breaks
    needs: [has the table]
    onFailure: keep
    steps:
      - sql: { on: database, query: "insert into t values (7) returning n" }
      - script: "assert(false, 'as planned')"
    teardown:
      - sql: { on: database, query: "drop table t" }
  - case: looks
    tags: [later]
    steps:
      - sql: { on: database, query: "select n from t" }
        expect: { rows: [{ n: 7 }] }
)y");
    RunRequest first;
    first.selection.tags = u"not later"_s;
    const QStringList lines = given.run(first);
    QVERIFY2(lines.size() == 2 && lines.front() == u"breaks failed: assertion failed: as planned",
             qPrintable(lines.join(u'\n')));
    const auto bench = given.open();
    const std::vector<KeptWorld> worlds = bench->keptWorlds().list();
    QCOMPARE(worlds.size(), std::size_t{1});
    QCOMPARE(worlds.front().manifest.snapshot.environment, u"local"_s);
    QCOMPARE(worlds.front().manifest.origin[u"case"_s].toString(), u"breaks"_s);

    // The table of the failing step is there again, before its teardown.
    RunRequest there;
    there.from = worlds.front().file;
    there.selection.cases = {u"looks"_s};
    const QStringList again = given.run(there);
    QVERIFY2(again == QStringList{u"looks passed"_s}, qPrintable(again.join(u'\n')));

    auto session = bench->provision(u"local"_s, {});
    QVERIFY(session);
    QVERIFY((*session)->wait());
    const auto loaded = (*session)->loadSnapshot(worlds.front().file);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toText()));
    QVERIFY((*session)->destroy());

    QVERIFY(!bench->keptWorlds().remove(given.folder() + u"/workspace.yaml"_s));
    QVERIFY(bench->keptWorlds().remove(worlds.front().file));
    QVERIFY(bench->keptWorlds().list().empty());
}

void TestIsolation::environmentsByHandGoBack()
{
    Given given;
    const auto bench = given.open();
    auto session = bench->provision(u"local"_s, {});
    QVERIFY(session);
    QVERIFY((*session)->wait());
    QCOMPARE((*session)->snapshots().size(), std::size_t{1}); // its beginning
    const auto taken = (*session)->snapshot(u"mine"_s);
    QVERIFY2(taken, taken ? "" : qPrintable(taken.error().toText()));
    QVERIFY((*session)->restore(u"mine"_s));
    QVERIFY((*session)->reset());
    const QString file = given.dir.path() + u"/mine.assaysnap"_s;
    const auto size = (*session)->saveSnapshot(u"mine"_s, file);
    QVERIFY2(size, size ? "" : qPrintable(size.error().toText()));
    QCOMPARE(size->value, QFileInfo(file).size());
    QVERIFY((*session)->forget(u"mine"_s));
    QVERIFY(!(*session)->restore(u"mine"_s));
    QVERIFY((*session)->loadSnapshot(file));
    QVERIFY((*session)->destroy());
    QVERIFY(!(*session)->snapshot(u"late"_s));
}

void TestIsolation::refusesSnapshotsThatDoNotFit()
{
    Given given;
    given.write(u"some.yaml"_s,
                "suite: Some\ncases:\n  - { case: one, steps: [{ script: \"1\" }] }\n");
    RunRequest request;
    request.from = given.dir.path() + u"/missing.assaysnap"_s;
    const QStringList missing = given.run(request);
    QVERIFY2(missing.join(u' ').contains(u"there is no file"), qPrintable(missing.join(u'\n')));
    request.from = given.folder() + u"/some.yaml"_s;
    const QStringList other = given.run(request);
    QVERIFY2(other.join(u' ').contains(u"is not whole"), qPrintable(other.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestIsolation)
#include "tst_isolation.moc"
