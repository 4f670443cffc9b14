// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestrator/orchestrator.h"
#include "runner/test_runner.h"
#include "support/fake_suite.h"
#include "support/run_harness.h"

#include <QTest>

#include <latch>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::FailureAction;
using orchestrator::ExecutionPlan;
using orchestrator::Orchestrator;
using orchestrator::TestPlan;
using runner::Verdict;
using test::FakeSuite;

namespace {

model::Phase phase(const QString &name, const QStringList &suites, const QStringList &needs = {},
                   const QString &tags = {})
{
    model::Phase made;
    made.name = name;
    made.suites = suites;
    made.needs = needs;
    made.tags = tags;
    made.position = {u"plans/p.yaml"_s, 3, 5};
    return made;
}

} // namespace

class TestOrchestrator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planErrors_data()
    {
        QTest::addColumn<std::vector<model::Phase>>("phases");
        QTest::addColumn<QString>("message");
        using Phases = std::vector<model::Phase>;
        QTest::newRow("unknown phase")
            << Phases{phase(u"smoke"_s, {u"a.yaml"_s}),
                      phase(u"rest"_s, {u"a.yaml"_s}, {u"smok"_s})}
            << u"plans/p.yaml:3:5: phase \"rest\" needs \"smok\", which is not there (did you mean "
               "\"smoke\"?)"_s;
        QTest::newRow("circle of phases") << Phases{phase(u"one"_s, {u"a.yaml"_s}, {u"two"_s}),
                                                    phase(u"two"_s, {u"a.yaml"_s}, {u"one"_s})}
                                          << u"plans/p.yaml:3:5: phase \"one\" needs itself, "
                                             u"through others or directly (take one "
                                             "of the needs away)"_s;
        QTest::newRow("a need in a later phase")
            << Phases{phase(u"one"_s, {u"a.yaml"_s}, {}, u"early"_s),
                      phase(u"two"_s, {u"a.yaml"_s}, {u"one"_s}, u"late"_s)}
            << u"\"uses\" needs \"makes\", which is in a later phase (move one of them)"_s;
    }
    void planErrors()
    {
        QFETCH(std::vector<model::Phase>, phases);
        QFETCH(QString, message);
        FakeSuite suite(u"a.yaml"_s);
        suite.add(u"makes"_s).info.tags = {u"late"_s};
        suite.add(u"uses"_s, {}, {u"makes"_s}).info.tags = {u"early"_s};
        TestPlan plan;
        plan.suites = {&suite};
        plan.plan.phases = phases;
        const auto made = Orchestrator::planExecution(plan);
        QVERIFY(!made);
        QCOMPARE(made.error().toString(), message);
    }

    void phasesTakeTheirCases()
    {
        FakeSuite suite(u"a.yaml"_s);
        suite.add(u"x"_s).info.tags = {u"smoke"_s};
        suite.add(u"y"_s);
        FakeSuite other(u"b.yaml"_s);
        other.add(u"z"_s);
        TestPlan plan;
        plan.suites = {&suite, &other};
        plan.plan.phases = {phase(u"smoke"_s, {u"a.yaml"_s}, {}, u"smoke"_s),
                            phase(u"rest"_s, {u"a.yaml"_s}, {u"smoke"_s})};
        const auto made = Orchestrator::planExecution(plan);
        QVERIFY(made);
        QStringList placed;
        for (const auto &node : made->graph.nodes)
            placed << node.info->name + u':' +
                          made->graph.phases[static_cast<std::size_t>(node.phase)].name;
        QCOMPARE(placed, QStringList({u"x:smoke"_s, u"y:rest"_s})); // z is in no phase
    }

    void longestPathFirst()
    {
        FakeSuite suite(u"a.yaml"_s);
        suite.add(u"short"_s);
        suite.add(u"head"_s);
        suite.add(u"tail"_s, {}, {u"head"_s});
        TestPlan plan;
        plan.suites = {&suite};
        plan.durations = {
            {u"a.yaml::short"_s, 2s}, {u"a.yaml::head"_s, 1s}, {u"a.yaml::tail"_s, 5s}};
        const auto made = Orchestrator::planExecution(plan);
        QVERIFY(made);
        QCOMPARE(made->expected, base::Nanoseconds(6s));
        QCOMPARE(made->graph.nodes[0].path, base::Nanoseconds(2s));
        QCOMPARE(made->graph.nodes[1].path, base::Nanoseconds(6s));
    }

    void failures_data()
    {
        QTest::addColumn<int>("action");
        QTest::addColumn<int>("attempt");
        QTest::addColumn<bool>("final");
        QTest::addColumn<QString>("decision");
        const auto row = [](const char *name, FailureAction action, int attempt, bool final,
                            const QString &decision) {
            QTest::newRow(name) << int(action) << attempt << final << decision;
        };
        row("continue", FailureAction::Continue, 1, true, u""_s);
        row("stop", FailureAction::Stop, 1, true, u"stop run: fail-fast"_s);
        row("stop waits for the case's own attempts", FailureAction::Stop, 1, false, u""_s);
        row("stop the phase", FailureAction::StopPhase, 1, true,
            u"stop phase: the phase was stopped by \"a.yaml::x\""_s);
        row("quarantine", FailureAction::Quarantine, 1, true, u"quarantine"_s);
        row("first retry", FailureAction::Retry, 1, true, u"retry after 10 ms"_s);
        row("second retry waits twice as long", FailureAction::Retry, 2, true,
            u"retry after 20 ms"_s);
        row("no third retry", FailureAction::Retry, 3, true, u""_s);
    }
    void failures()
    {
        QFETCH(int, action);
        QFETCH(int, attempt);
        QFETCH(bool, final);
        QFETCH(QString, decision);
        ExecutionPlan plan;
        plan.policies = {{.action = FailureAction(action), .retries = 2, .delay = 10ms}};
        const runner::FailureDecision made = Orchestrator::handleFailures(
            plan, {.caseId = u"a.yaml::x"_s, .attempt = attempt, .final = final});
        QString text;
        if (made.retry)
            text += u"retry after "_s + base::durationText(made.delay);
        if (made.quarantine)
            text += u"quarantine"_s;
        if (made.stopPhase)
            text += u"stop phase: "_s + made.reason;
        if (made.stopRun)
            text += u"stop run: "_s + made.reason;
        QCOMPARE(text, decision);
    }

    void monitors()
    {
        FakeSuite suite(u"a.yaml"_s);
        test::RunHarness harness;
        Orchestrator orchestrator;
        std::optional<orchestrator::ExecutionStatus> during;
        suite.add(u"first"_s);
        suite.add(u"looks"_s,
                  [&](runner::TestContext &) {
                      during = *orchestrator.monitorExecution(u"r1"_s);
                      return Verdict::passed();
                  },
                  {u"first"_s});
        TestPlan plan;
        plan.runId = u"r1"_s;
        plan.suites = {&suite};
        plan.durations = {{u"a.yaml::first"_s, 1s}, {u"a.yaml::looks"_s, 4s}};
        const auto made = Orchestrator::planExecution(plan);
        QVERIFY(made);
        const auto results = orchestrator.executePlan(*made, *harness.context, {.workers = 1}, {});
        QVERIFY(results.isGood());
        QVERIFY(during);
        QCOMPARE(during->done, 1);
        QCOMPARE(during->total, 2);
        QCOMPARE(during->estimatedLeft, base::Nanoseconds(4s));
        const auto after = orchestrator.monitorExecution(u"r1"_s);
        QVERIFY(after);
        QVERIFY(after->state == orchestrator::ExecutionStatus::State::Finished);
        QCOMPARE(after->done, 2);
        QVERIFY(!orchestrator.monitorExecution(u"r2"_s));
        QVERIFY(!orchestrator.stopScheduling(u"r1"_s, u"late"_s));
    }

    void maxFailures()
    {
        FakeSuite suite(u"a.yaml"_s);
        for (int i = 0; i < 6; ++i)
            suite.add(u"c%1"_s.arg(i),
                      [](runner::TestContext &) { return Verdict::failed(u"no"_s); });
        test::RunHarness harness;
        TestPlan plan;
        plan.runId = u"r1"_s;
        plan.suites = {&suite};
        plan.maxFailures = 2;
        const auto made = Orchestrator::planExecution(plan);
        QVERIFY(made);
        const auto planned = runner::TestRunner::planned(made->graph);
        Orchestrator orchestrator;
        const auto results = orchestrator.executePlan(*made, *harness.context, {.workers = 1}, {});
        QVERIFY(results.engine.stopped);
        QCOMPARE(harness.log(planned),
                 QStringList(
                     {u"c0 started"_s, u"c0 failed"_s, u"c1 started"_s, u"c1 failed"_s,
                      u"c2 skipped: not run: 2 failures"_s, u"c3 skipped: not run: 2 failures"_s,
                      u"c4 skipped: not run: 2 failures"_s, u"c5 skipped: not run: 2 failures"_s}));
    }
};

QTEST_GUILESS_MAIN(TestOrchestrator)
#include "tst_orchestrator.moc"
