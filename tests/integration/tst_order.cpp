// SPDX-License-Identifier: GPL-3.0-or-later
// The order of cases and how many run at once change nothing about their outcomes.
#include "sandbox.h"

#include <QTest>

using namespace assay::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 5;

/// Needs, locks, once-per-run set-up, retries, captures, data and teardown. What a case leaves in
/// the folder is named after the run.
const QByteArray kFirst = R"y(suite: First
include: [common.yaml]
config: { parallel: 16, resources: { press: 1, lane: 3 } }
setup:
  - exec: { shell: "echo up >> first-${run.id}" }
teardown:
  - exec: { shell: "echo down >> first-${run.id}" }
cases:
  - case: makes a number
    steps:
      - exec: { shell: "echo '{\"n\": 41}'" }
        capture: { n: $.n }
  - case: uses the number
    needs: [makes a number]
    steps:
      - script: "vars.m = vars.n + 1; assert(vars.m === 42)"
  - case: uses what it made of it
    needs: [uses the number]
    each: { key: key, rows: [{ key: a, plus: 1 }, { key: b, plus: 2 }, { key: c, plus: 3 }] }
    steps:
      - script: "assert(vars.m + row.plus === 42 + row.plus)"
  - case: alone at the press
    resources: [press]
    matrix: { i: [1, 2, 3, 4, 5, 6, 7, 8] }
    steps:
      - exec: { shell: "mkdir press-${run.id} && sleep 0.01 && rmdir press-${run.id}" }
  - case: never four in the lane
    resources: [lane]
    matrix: { i: [1, 2, 3, 4, 5, 6, 7, 8] }
    steps:
      - exec: { shell: "touch lane-${run.id}-${row.i}; sleep 0.02; ls -d lane-${run.id}-* | wc -l; rm lane-${run.id}-${row.i}" }
        expect: { stdout: { matches: "^ *[123]\\n$" } }
  - case: good at the third attempt
    retries: 3
    steps:
      - exec: { shell: "echo x >> tries-${run.id}; test $(wc -l < tries-${run.id}) -ge 3" }
  - case: never good
    retries: 1
    steps: [{ exec: { command: ["false"] } }]
  - case: waits for good things
    needs: [never good]
    steps: [{ script: "1" }]
  - case: waits for bad things
    needs: [{ case: never good, on: failure }]
    steps: [{ script: "1" }]
  - case: waits for the end
    needs: [{
case: waits for good things, on: always }]
    steps: [{ script: "1" }]
  - case: too slow
    timeout: 100ms
    steps: [{ wait: 60s }]
  - case: broken
    steps: [{ exec: { command: [/nonexistent/program] } }]
)y";

const QByteArray kSecond = R"y(suite: Second
include: [common.yaml]
cases:
  - case: needs another suite
    needs: ["first.yaml::uses the number"]
    steps: [{ script: "assert(vars.n === 41)"
}]
  - case: is set up
    matrix: { i: [1, 2, 3, 4, 5, 6, 7, 8] }
    setup: [{ exec: { shell: "mkdir own-${run.id}-${row.i}" } }]
    steps: [{ exec: { shell: "test -d own-${run.id}-${row.i}" } }]
    teardown: [{ exec: { shell: "rmdir own-${run.id}-${row.i}" } }]
)y";

const QByteArray kCommon = R"y(partial: Common
runSetup:
  - exec: { shell: "echo up >> common-${run.id}" }
runTeardown:
  - exec: { shell: "echo down >> common-${run.id}" }
)y";

} // namespace

class TstOrder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameOutcomes();
};

void TstOrder::sameOutcomes()
{
    Sandbox box;
    box.write(u"first.yaml"_s, kFirst);
    box.write(u"second.yaml"_s, kSecond);
    box.write(u"common.yaml"_s, kCommon);

    QMap<QString, QString> expected;
    const auto expect = [&](const QString &suite, const QStringList &names,
                            const QString &outcome) {
        for (const QString &name : names)
            expected.insert(suite + u".yaml::"_s + name, outcome);
    };
    expect(u"first"_s,
           {u"makes a number"_s, u"uses the number"_s, u"uses what it made of it[a]"_s,
            u"uses what it made of it[b]"_s, u"uses what it made of it[c]"_s,
            u"waits for bad things"_s, u"waits for the end"_s},
           u"passed"_s);
    expect(u"first"_s, {u"good at the third attempt"_s}, u"passed flaky"_s);
    expect(u"first"_s, {u"never good"_s}, u"failed"_s);
    expect(u"first"_s, {u"waits for good things"_s}, u"skipped"_s);
    expect(u"first"_s, {u"too slow"_s}, u"timed out"_s);
    expect(u"first"_s, {u"broken"_s}, u"error"_s);
    expect(u"second"_s, {u"needs another suite"_s}, u"passed"_s);
    for (int i = 1; i <= 8; ++i) {
        const QString key = u"[%1]"_s.arg(i);
        expect(u"first"_s, {u"alone at the press"_s + key, u"never four in the lane"_s + key},
               u"passed"_s);
        expect(u"second"_s, {u"is set up"_s + key}, u"passed"_s);
    }
    for (int round = 0; round < kRounds; ++round) {
        for (const QString &parallel : {u"1"_s, u"16"_s}) {
            const Sandbox::Result result =
                box.run({u"."_s, u"-j"_s, parallel, u"--shuffle=%1"_s.arg(1000 + round),
                         u"--events"_s, u"../events.jsonl"_s});
            const QByteArray said = "--parallel " + parallel.toUtf8() + '\n' + result.describe();
            QVERIFY2(result.code == 1, said);
            const QByteArray events = box.read(u"../events.jsonl"_s);
            const QMap<QString, QString> outcomes = outcomesOf(events);
            for (auto it = expected.begin(); it != expected.end(); ++it) {
                QVERIFY2(outcomes.value(it.key()) == it.value(),
                         it.key().toUtf8() + " is " + outcomes.value(it.key()).toUtf8() + '\n' +
                             said);
            }
            QCOMPARE(outcomes.size(), expected.size());
            // Once per run is once per run.
            const QString run = jsonLines(events).front()[u"run"_s].toString();
            QCOMPARE(box.read(u"common-"_s + run), QByteArray("up\ndown\n"));
            QCOMPARE(box.read(u"first-"_s + run), QByteArray("up\ndown\n"));
            QVERIFY(QDir(box.path()).entryList({u"own-*"_s, u"press-*"_s, u"lane-*"_s}).isEmpty());
        }
    }
}

QTEST_GUILESS_MAIN(TstOrder)
#include "tst_order.moc"
