// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/engine.h"
#include "runner/test_runner.h"
#include "support/fake_suite.h"
#include "support/run_harness.h"

#include <QCoreApplication>
#include <QTest>

#include <latch>
#include <stdexcept>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::NeedOn;
using model::Outcome;
using runner::Engine;
using runner::EngineOptions;
using runner::TestContext;
using runner::Verdict;
using test::FakeCase;
using test::FakeFixture;
using test::FakeSuite;
using test::RunHarness;

namespace {

FakeCase::Body fails(const QString &message = u"1 is not 2"_s)
{
    return [message](TestContext &) { return Verdict::failed(message); };
}

/// Waits for the stop token, at most 20 s; passed when nobody stopped it.
Verdict hang(TestContext &context)
{
    base::waitFor(20s, context.stopToken());
    return context.stopToken().stop_requested() ? Verdict::error(u"was stopped"_s)
                                                : Verdict::passed();
}

struct Ran
{
    runner::EngineResult result;
    QStringList log;
};

Ran run(const std::vector<runner::TestSuite *> &suites, EngineOptions options = {.workers = 1},
        const std::function<void(runner::RunGraph &)> &change = {}, std::stop_token stop = {})
{
    RunHarness harness;
    auto graph = runner::buildGraph(suites);
    if (!graph)
        qFatal("%s", qPrintable(graph.error().toString()));
    if (change) {
        change(*graph);
        static_cast<void>(runner::computePaths(*graph).has_value());
    }
    const auto planned = runner::TestRunner::planned(*graph);
    Engine engine(*harness.context, *graph, std::move(options));
    Ran ran;
    ran.result = engine.run(stop);
    ran.log = harness.log(planned);
    return ran;
}

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void needs_data()
    {
        // "name<need,need" with ":failure" and so on behind a need; "name!" fails.
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QStringList>("log");
        const auto row = [](const QString &plan, const QStringList &log) {
            QTest::newRow(qPrintable(plan)) << plan << log;
        };
        row(u"a b"_s, {u"a started"_s, u"a passed"_s, u"b started"_s, u"b passed"_s});
        row(u"b<a a"_s, {u"a started"_s, u"a passed"_s, u"b started"_s, u"b passed"_s});
        row(u"a! b<a c<b"_s, {u"a started"_s, u"a failed"_s, u"b skipped: needs: a failed"_s,
                              u"c skipped: needs: a failed"_s});
        row(u"a! b<a:failure c<a:always d<a:completed e<a"_s,
            {u"a started"_s, u"a failed"_s, u"b started"_s, u"b passed"_s, u"c started"_s,
             u"c passed"_s, u"d started"_s, u"d passed"_s, u"e skipped: needs: a failed"_s});
        row(u"a b<a:failure c<b"_s, {u"a started"_s, u"a passed"_s, u"b skipped: needs: a passed"_s,
                                     u"c skipped: needs: a passed"_s});
        row(u"a! b<a c<b:always d<b:completed"_s,
            {u"a started"_s, u"a failed"_s, u"b skipped: needs: a failed"_s, u"c started"_s,
             u"c passed"_s, u"d skipped: needs: a failed"_s});
        // The longest path goes first: c, then its chain, before the single a.
        row(u"a c d<c e<d"_s, {u"c started"_s, u"c passed"_s, u"d started"_s, u"d passed"_s,
                               u"a started"_s, u"a passed"_s, u"e started"_s, u"e passed"_s});
    }
    void needs()
    {
        QFETCH(QString, plan);
        QFETCH(QStringList, log);
        FakeSuite suite(u"s.yaml"_s);
        const QStringList words = plan.split(u' ');
        for (const QString &word : words) {
            QString name = word.section(u'<', 0, 0);
            const bool bad = name.endsWith(u'!');
            if (bad)
                name.chop(1);
            FakeCase &made = suite.add(name, bad ? fails() : FakeCase::Body());
            const QStringList needs = word.section(u'<', 1).split(u',', Qt::SkipEmptyParts);
            for (const QString &need : needs) {
                const auto on = model::needOnFromName(need.section(u':', 1));
                made.info.needs.push_back(
                    {.caseId = need.section(u':', 0, 0), .on = on.value_or(NeedOn::Success)});
            }
        }
        QCOMPARE(run({&suite}).log, log);
    }

    void planTellsOnWhatNeedsWait()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.add(u"a"_s);
        suite.add(u"b"_s, {}, {u"a"_s});
        FakeCase &c = suite.add(u"c"_s, {}, {u"a"_s});
        c.info.needs.push_back({.caseId = u"b"_s, .on = NeedOn::Failure});
        const auto graph = runner::buildGraph({&suite});
        QVERIFY(graph);
        const auto planned = runner::TestRunner::planned(*graph);
        QVERIFY(planned[1].needsOn.empty());
        QCOMPARE(planned[2].needs, (std::vector<events::CaseIndex>{0, 1}));
        QCOMPARE(planned[2].needsOn, (std::vector{NeedOn::Success, NeedOn::Failure}));
    }

    void retriesMakeFlaky()
    {
        FakeSuite suite(u"s.yaml"_s);
        int calls = 0;
        suite
            .add(u"a"_s,
                 [&](TestContext &) {
                     return ++calls < 3 ? Verdict::failed(u"not yet"_s) : Verdict::passed();
                 })
            .info.retries = 5;
        suite.add(u"b"_s, {}, {u"a"_s}); // flaky counts as a success
        const Ran ran = run({&suite});
        QCOMPARE(calls, 3);
        QCOMPARE(ran.log,
                 QStringList({u"a started"_s, u"a passed flaky"_s, u"b started"_s, u"b passed"_s}));
        QCOMPARE(ran.result.cases[0].attempts, 3);
    }

    void exhaustedRetriesKeepTheLastOutcome()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.add(u"a"_s, fails()).info.retries = 2;
        const Ran ran = run({&suite});
        QCOMPARE(ran.log, QStringList({u"a started"_s, u"a failed"_s}));
        QCOMPARE(ran.result.cases[0].attempts, 3);
    }

    void policyRetriesAndQuarantines()
    {
        FakeSuite suite(u"s.yaml"_s);
        int calls = 0;
        suite.add(u"a"_s, [&](TestContext &) {
            ++calls;
            return Verdict::failed(u"no"_s);
        });
        EngineOptions options{.workers = 1};
        options.onFailure = [](const runner::FailureContext &failure) {
            runner::FailureDecision decision;
            decision.retry = failure.attempt < 2;
            decision.quarantine = true;
            return decision;
        };
        const Ran ran = run({&suite}, std::move(options));
        QCOMPARE(calls, 2);
        QCOMPARE(ran.log, QStringList({u"a started"_s, u"a failed quarantined: quarantined"_s}));
    }

    void quarantineEnds()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.add(u"old"_s, fails()).info.quarantine = {true, u"bug 7"_s, u"2020-01-01"_s};
        suite.add(u"new"_s, fails()).info.quarantine = {true, u"bug 8"_s, u"2999-01-01"_s};
        QCOMPARE(run({&suite}).log,
                 QStringList({u"old started"_s, u"old failed"_s, u"new started"_s,
                              u"new failed quarantined: quarantined: bug 8"_s}));
    }

    void stopRunSkipsTheRest()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.add(u"a"_s, fails());
        suite.add(u"b"_s);
        suite.add(u"c"_s, {}, {u"b"_s});
        EngineOptions options{.workers = 1};
        options.onFailure = [](const runner::FailureContext &) {
            runner::FailureDecision decision;
            decision.stopRun = true;
            decision.reason = u"fail-fast"_s;
            return decision;
        };
        // Make a first although b has the longer path.
        const Ran ran = run({&suite}, std::move(options),
                            [](runner::RunGraph &graph) { graph.nodes[0].expected = 10s; });
        QCOMPARE(ran.log,
                 QStringList({u"a started"_s, u"a failed"_s, u"b skipped: not run: fail-fast"_s,
                              u"c skipped: not run: fail-fast"_s}));
        QVERIFY(ran.result.stopped);
        QCOMPARE(ran.result.stopReason, u"fail-fast"_s);
    }

    void phasesGate()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.add(u"late"_s);
        suite.add(u"early"_s, fails());
        suite.add(u"free"_s);
        suite.add(u"last"_s);
        const Ran ran = run({&suite}, {.workers = 1}, [](runner::RunGraph &graph) {
            graph.phases = {{u"one"_s, {}}, {u"two"_s, {0}}, {u"empty"_s, {1}}, {u"three"_s, {2}}};
            graph.nodes[0].phase = 1;
            graph.nodes[1].phase = 0;
            graph.nodes[3].phase = 3;
        });
        QCOMPARE(ran.log, QStringList({u"early started"_s, u"early failed"_s,
                                       u"late skipped: needs: phase one, early failed"_s,
                                       u"free started"_s, u"free passed"_s,
                                       u"last skipped: needs: phase one, early failed"_s}));
    }

    void exceptionsStayInside()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.add(u"a"_s, [](TestContext &) -> Verdict { throw std::runtime_error("boom"); });
        suite.add(u"b"_s, [](TestContext &) -> Verdict { throw 7; });
        suite.add(u"c"_s);
        const Ran ran = run({&suite});
        QCOMPARE(ran.log, QStringList({u"a started"_s, u"a error"_s, u"b started"_s, u"b error"_s,
                                       u"c started"_s, u"c passed"_s}));
    }

    void timeoutsEndAnAttempt()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.add(u"a"_s, hang).info.timeout = 30ms;
        suite.add(u"b"_s);
        const Ran ran = run({&suite});
        QCOMPARE(ran.log,
                 QStringList({u"a started"_s, u"a timed out"_s, u"b started"_s, u"b passed"_s}));
    }

    void abortEndsWhatRunsAndTearsDown()
    {
        FakeSuite suite(u"s.yaml"_s);
        std::stop_source stop;
        int tornDown = 0;
        suite.onTearDown = [&](TestContext &context) {
            tornDown += context.stopToken().stop_requested() ? 100 : 1; // it has its own time
            return Verdict::passed();
        };
        suite.add(u"a"_s, [&](TestContext &context) {
            stop.request_stop();
            return hang(context);
        });
        suite.add(u"b"_s);
        const Ran ran = run({&suite}, {.workers = 1}, {}, stop.get_token());
        QCOMPARE(ran.log, QStringList({u"a started"_s, u"a aborted"_s,
                                       u"b skipped: not run: the run was aborted"_s}));
        QCOMPARE(tornDown, 1);
    }

    void setupFailureIsAnErrorOfTheCases()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.onSetup = fails(u"no database"_s);
        int tornDown = 0;
        suite.onTearDown = [&](TestContext &) {
            ++tornDown;
            return Verdict::passed();
        };
        suite.add(u"a"_s);
        suite.add(u"b"_s, {}, {u"a"_s});
        QCOMPARE(
            run({&suite}).log,
            QStringList({u"a started"_s, u"a error: the set-up of s.yaml failed: no database"_s,
                         u"b skipped: needs: a error"_s}));
        QCOMPARE(tornDown, 1);
    }

    void capturesFollowNeeds()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.onSetup = [](TestContext &context) {
            context.scope().set(u"base"_s, u"http"_s);
            return Verdict::passed();
        };
        suite.add(u"a"_s, [](TestContext &context) {
            context.scope().set(u"id"_s, 7);
            return Verdict::passed();
        });
        const auto sees = [](const QString &name) -> FakeCase::Body {
            return [name](TestContext &context) {
                const auto value = context.scope().find(name);
                return value ? Verdict::passed() : Verdict::failed(u"no "_s + name);
            };
        };
        suite.add(u"b"_s, sees(u"id"_s), {u"a"_s});
        suite.add(u"c"_s, sees(u"id"_s), {u"b"_s}); // through the chain
        suite.add(u"d"_s, sees(u"base"_s));
        suite.add(u"e"_s, sees(u"id"_s)); // does not need a
        const Ran ran = run({&suite});
        QCOMPARE(ran.result.cases[1].outcome, Outcome::Passed);
        QCOMPARE(ran.result.cases[2].outcome, Outcome::Passed);
        QCOMPARE(ran.result.cases[3].outcome, Outcome::Passed);
        QCOMPARE(ran.result.cases[4].outcome, Outcome::Failed);
    }

    void fixturesRunOnce()
    {
        std::atomic<int> up = 0;
        std::atomic<int> down = 0;
        std::atomic<int> bad = 0;
        const auto make = [&](const QString &file) {
            auto suite = std::make_unique<FakeSuite>(file);
            suite->settings.fixtures = {u"db"_s};
            suite->fixtures[u"db"_s] = std::make_unique<FakeFixture>(
                [&](TestContext &context) {
                    ++up;
                    context.scope().set(u"dsn"_s, u"x"_s);
                    return Verdict::passed();
                },
                [&](TestContext &) {
                    ++down;
                    return Verdict::passed();
                });
            for (int i = 0; i < 20; ++i) {
                suite->add(u"c%1"_s.arg(i), [&](TestContext &context) {
                    if (up != 1 || down != 0 || !context.scope().find(u"dsn"_s))
                        ++bad;
                    return Verdict::passed();
                });
            }
            return suite;
        };
        const auto one = make(u"1.yaml"_s);
        const auto two = make(u"2.yaml"_s);
        two->onSetup = [](TestContext &) { return Verdict::passed(); };
        run({one.get(), two.get()}, {.workers = 8});
        QCOMPARE(up.load(), 1);
        QCOMPARE(down.load(), 1);
        QCOMPARE(bad.load(), 0);
    }

    void resourcesLimit_data()
    {
        QTest::addColumn<int>("capacity");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("atOnce");
        QTest::newRow("a lock") << 1 << 1 << 1;
        QTest::newRow("three places") << 3 << 1 << 3;
        QTest::newRow("two of five each") << 5 << 2 << 2;
        QTest::newRow("more than there is") << 2 << 7 << 1;
    }
    void resourcesLimit()
    {
        QFETCH(int, capacity);
        QFETCH(int, count);
        QFETCH(int, atOnce);
        FakeSuite suite(u"s.yaml"_s);
        suite.settings.resources[u"gpu"_s] = capacity;
        std::atomic<int> now = 0;
        std::atomic<int> most = 0;
        for (int i = 0; i < 40; ++i) {
            suite
                .add(u"c%1"_s.arg(i),
                     [&](TestContext &context) {
                         const int running = ++now;
                         for (int seen = most;
                              running > seen && !most.compare_exchange_weak(seen, running);) {
                         }
                         base::waitFor(1ms, context.stopToken());
                         --now;
                         return Verdict::passed();
                     })
                .info.resources = {{u"gpu"_s, count}};
        }
        const Ran ran = run({&suite}, {.workers = 8});
        QVERIFY(most <= atOnce);
        QVERIFY(most >= 1);
        for (const runner::CaseResult &one : ran.result.cases)
            QCOMPARE(one.outcome, Outcome::Passed);
    }

    void suiteParallelLimits()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.settings.parallel = 2;
        std::atomic<int> now = 0;
        std::atomic<bool> tooMany = false;
        for (int i = 0; i < 30; ++i) {
            suite.add(u"c%1"_s.arg(i), [&](TestContext &context) {
                if (++now > 2)
                    tooMany = true;
                base::waitFor(1ms, context.stopToken());
                --now;
                return Verdict::passed();
            });
        }
        run({&suite}, {.workers = 8});
        QVERIFY(!tooMany);
    }

    void casesRunAtOnce()
    {
        FakeSuite suite(u"s.yaml"_s);
        std::latch together(4);
        for (int i = 0; i < 4; ++i) {
            suite.add(u"c%1"_s.arg(i), [&](TestContext &) {
                together.arrive_and_wait(); // passes only when all four run at once
                return Verdict::passed();
            });
        }
        const Ran ran = run({&suite}, {.workers = 4});
        for (const runner::CaseResult &one : ran.result.cases)
            QCOMPARE(one.outcome, Outcome::Passed);
    }

    void oneCaseCanBeAborted()
    {
        FakeSuite suite(u"s.yaml"_s);
        RunHarness harness;
        std::latch running(1);
        suite.add(u"a"_s, [&](TestContext &context) {
            running.count_down();
            return hang(context);
        });
        suite.add(u"b"_s, {}, {u"a"_s});
        suite.add(u"c"_s);
        runner::TestRunner testRunner(*harness.context, {.workers = 1});
        std::jthread aborter([&] {
            running.wait();
            static_cast<void>(testRunner.abort(u"s.yaml::a"_s).has_value());
        });
        const auto results = testRunner.execute(suite, {});
        QVERIFY(results);
        QCOMPARE(results->cases[0].outcome, Outcome::Aborted);
        QCOMPARE(results->cases[1].reason, u"needs: a aborted"_s);
        QCOMPARE(results->cases[2].outcome, Outcome::Passed);
        QVERIFY(!results->isGood());
        const auto again = testRunner.abort(u"s.yaml::a"_s);
        QVERIFY(!again);
        QCOMPARE(again.error().title, u"nothing called \"s.yaml::a\" is running"_s);
    }

    void graphErrors()
    {
        FakeSuite circle(u"s.yaml"_s);
        circle.add(u"a"_s, {}, {u"b"_s});
        circle.add(u"b"_s, {}, {u"c"_s});
        circle.add(u"c"_s, {}, {u"a"_s});
        auto graph = runner::buildGraph({&circle});
        QVERIFY(!graph);
        QCOMPARE(graph.error().title, u"cases need each other in a circle: a -> b -> c -> a"_s);

        FakeSuite unknown(u"s.yaml"_s);
        unknown.add(u"store"_s);
        unknown.add(u"b"_s, {}, {u"stoer"_s});
        graph = runner::buildGraph({&unknown});
        QVERIFY(!graph);
        QCOMPARE(graph.error().title, u"\"b\" needs \"s.yaml::stoer\", which is not there"_s);
        QCOMPARE(graph.error().fix, u"did you mean \"s.yaml::store\"?"_s);

        FakeSuite twice(u"s.yaml"_s);
        twice.add(u"a"_s);
        twice.add(u"a"_s);
        graph = runner::buildGraph({&twice});
        QVERIFY(!graph);
        QCOMPARE(graph.error().title, u"two cases have the id \"s.yaml::a\""_s);
    }

    void tenThousandWithLocksEnd()
    {
        FakeSuite suite(u"s.yaml"_s);
        suite.settings.parallel = 3;
        for (int i = 0; i < 10'000; ++i) {
            FakeCase &one = suite.add(u"c%1"_s.arg(i));
            if (i % 3 == 0)
                one.info.resources = {{u"lock%1"_s.arg(i % 5), 1}};
        }
        const Ran ran = run({&suite}, {.workers = 4});
        QCOMPARE(ran.log.size(), 20'000);
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
