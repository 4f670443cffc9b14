// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "steps/registry.h"
#include "support/sanitizers.h"
#include "support/step_harness.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using model::Step;
using test::StepHarness;

namespace {

Step script(const QString &code)
{
    return StepHarness::step(u"script"_s, QString::fromUtf8(base::compactJson(code)));
}

Step withChildren(const QString &kind, const QString &body, std::vector<Step> children)
{
    Step step = StepHarness::step(kind, body);
    step.children = std::move(children);
    return step;
}

QString message(const steps::StepRunner::Finished &finished)
{
    return finished.failures.empty() ? QString() : finished.failures.front().message;
}

/// path -> outcome of the steps that finished.
std::map<QString, QString> outcomes(StepHarness &harness)
{
    std::map<QString, QString> all;
    for (const auto &event : harness.takeEvents()) {
        if (const auto *step = std::get_if<events::StepFinished>(&event->payload))
            all[step->path] = model::outcomeName(step->outcome);
    }
    return all;
}

using Outcomes = std::map<QString, QString>;

} // namespace

/// group, parallel, repeat, if; and the registry.
class ControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsRegistered()
    {
        QStringList kinds;
        for (const auto &kind : steps::allKinds())
            kinds.append(kind->cachedShape().kind);
        for (const char *name : {"http", "websocket", "sse", "sql", "redis", "exec", "script",
                                 "wait", "group", "parallel", "repeat", "if"})
            QVERIFY2(kinds.contains(QString::fromLatin1(name)), name);
        QCOMPARE(kinds.removeDuplicates(), 0);
        QCOMPARE(steps::kindNamed(u"nonsense"_s), nullptr);
    }

    void groupRunsInOrderAndStops()
    {
        StepHarness harness;
        harness.scope.set(u"n"_s, 0);
        const auto finished = harness.run(withChildren(
            u"group"_s, u"[]"_s,
            {script(u"vars.n = vars.n + 1"_s), script(u"assert(vars.n === 2, 'n is ' + vars.n)"_s),
             script(u"vars.n = 100"_s)}));
        QCOMPARE(finished.outcome, Outcome::Failed);
        QCOMPARE(message(finished), u"a step of the group failed"_s);
        QCOMPARE(harness.scope.find(u"n"_s)->toInteger(), 1);
        QCOMPARE(outcomes(harness), (Outcomes{{u"steps.0"_s, u"failed"_s},
                                              {u"steps.0.0"_s, u"passed"_s},
                                              {u"steps.0.1"_s, u"failed"_s}}));
    }

    void parallelRunsAtTheSameTime()
    {
        StepHarness harness;
        QElapsedTimer watch;
        watch.start();
        const std::vector<Step> waits(8, StepHarness::step(u"wait"_s, u"300ms"_s));
        QCOMPARE(harness.run(withChildren(u"parallel"_s, u"[]"_s, waits)).outcome, Outcome::Passed);
        QVERIFY(watch.elapsed() < 8 * 300);
        watch.restart();
        const std::vector<Step> short_(4, StepHarness::step(u"wait"_s, u"50ms"_s));
        QCOMPARE(harness.run(withChildren(u"parallel"_s, u"{ limit: 2 }"_s, short_)).outcome,
                 Outcome::Passed);
        QVERIFY(watch.elapsed() >= 99); // two after two
    }

    void parallelMergesAndGoesOn()
    {
        StepHarness harness;
        harness.scope.set(u"seen"_s, u"outer"_s);
        const auto finished = harness.run(withChildren(
            u"parallel"_s, u"[]"_s,
            {script(u"vars.a = seen; vars.both = 1"_s), script(u"assert(false)"_s),
             script(u"throw new Error('x')"_s), script(u"vars.b = 2; vars.both = 2"_s)}));
        QCOMPARE(finished.outcome, Outcome::Error);
        QCOMPARE(message(finished), u"2 of 4 parallel steps: the worst could not be carried out"_s);
        QCOMPARE(harness.scope.find(u"a"_s)->toString(), u"outer"_s);
        QCOMPARE(harness.scope.find(u"b"_s)->toInteger(), 2);
        QCOMPARE(harness.scope.find(u"both"_s)->toInteger(), 2);
        QCOMPARE(outcomes(harness), (Outcomes{{u"steps.0"_s, u"error"_s},
                                              {u"steps.0.0"_s, u"passed"_s},
                                              {u"steps.0.1"_s, u"failed"_s},
                                              {u"steps.0.2"_s, u"error"_s},
                                              {u"steps.0.3"_s, u"passed"_s}}));
    }

    void parallelIsStopped()
    {
        StepHarness harness;
        const std::vector<Step> waits(3, StepHarness::step(u"wait"_s, u"10m"_s));
        const auto finished = harness.run(withChildren(u"parallel"_s, u"[]"_s, waits), 50ms);
        QCOMPARE(finished.outcome, Outcome::TimedOut);
        QCOMPARE(message(finished), u"3 of 3 parallel steps: the worst took too long"_s);
    }

    void repeats_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("rounds");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &body, Outcome outcome, int rounds,
                            const QString &text = {}) {
            QTest::newRow(name) << body << int(outcome) << rounds << text;
        };
        row("times", u"{ times: 3, as: i }"_s, Outcome::Passed, 3);
        row("times of a template", u"{ times: \"${three}\", as: i }"_s, Outcome::Passed, 3);
        row("never", u"{ times: 0 }"_s, Outcome::Passed, 0);
        row("while", u"{ while: \"${n < 4}\", delay: 1ms }"_s, Outcome::Passed, 4);
        row("while never", u"{ while: \"${n > 0}\" }"_s, Outcome::Passed, 0);
        row("until", u"{ until: \"${n == 5}\" }"_s, Outcome::Passed, 5);
        row("until max", u"{ until: \"${n < 0}\", max: 3 }"_s, Outcome::Failed, 3,
            u"until: did not hold after 3 rounds: ${n < 0}"_s);
        row("while max", u"{ while: \"${n >= 0}\", max: 2 }"_s, Outcome::Failed, 2,
            u"while: still held after 2 rounds: ${n >= 0}"_s);
        row("while ends at max", u"{ while: \"${n < 2}\", max: 2 }"_s, Outcome::Passed, 2);
        row("a bad step", u"{ times: 20 }"_s, Outcome::Failed, 10,
            u"a step of round 9 (counted from 0) failed"_s);
        row("bad condition", u"{ while: \"${nothing}\" }"_s, Outcome::Error, 0,
            u"nothing is called \"nothing\" in ${nothing}"_s);
        row("not whole", u"{ times: \"${half}\" }"_s, Outcome::Error, 0,
            u"0.5 is not a whole number from 0 to 1000000"_s);
    }
    void repeats()
    {
        QFETCH(const QString, body);
        QFETCH(const int, outcome);
        QFETCH(const int, rounds);
        QFETCH(const QString, text);
        StepHarness harness;
        harness.scope.set(u"n"_s, 0);
        harness.scope.set(u"three"_s, 3);
        harness.scope.set(u"half"_s, 0.5);
        const auto finished = harness.run(withChildren(
            u"repeat"_s, body, {script(u"vars.n = vars.n + 1; assert(vars.n !== 10)"_s)}));
        QCOMPARE(int(finished.outcome), outcome);
        QVERIFY2(message(finished).startsWith(text) &&
                     message(finished).isEmpty() == text.isEmpty(),
                 qPrintable(message(finished)));
        // The tenth fails before its n is kept.
        QCOMPARE(harness.scope.find(u"n"_s)->toInteger(), std::min(rounds, 10 - (rounds == 10)));
        if (body.contains(u"as: i"))
            QCOMPARE(harness.scope.find(u"i"_s)->toInteger(), 2);
        if (rounds == 3 && outcome == int(Outcome::Passed)) {
            QCOMPARE(outcomes(harness), (Outcomes{{u"steps.0"_s, u"passed"_s},
                                                  {u"steps.0.0.0"_s, u"passed"_s},
                                                  {u"steps.0.1.0"_s, u"passed"_s},
                                                  {u"steps.0.2.0"_s, u"passed"_s}}));
        }
    }

    void repeatIsStopped()
    {
        StepHarness harness;
        const auto finished = harness.run(
            withChildren(u"repeat"_s, u"{ times: 1000, delay: 10m }"_s, {script(u"vars.n = 1"_s)}),
            100ms * test::kTimeFactor); // the first round is over by then
        QCOMPARE(finished.outcome, Outcome::TimedOut);
        QCOMPARE(message(finished), u"the repetition took too long: the time limit ended it"_s);
    }

    void conditions_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("branch");
        QTest::newRow("true") << u"\"${n > 0}\""_s << u"then"_s;
        QTest::newRow("false") << u"\"${n > 1}\""_s << u"else"_s;
        QTest::newRow("constant") << u"false"_s << u"else"_s;
        QTest::newRow("zero") << u"\"${n - 1}\""_s << u"else"_s;
        QTest::newRow("list") << u"\"${[]}\""_s << u"then"_s;
        QTest::newRow("null") << u"\"${null}\""_s << u"else"_s;
    }
    void conditions()
    {
        QFETCH(const QString, condition);
        QFETCH(const QString, branch);
        StepHarness harness;
        harness.scope.set(u"n"_s, 1);
        Step step = withChildren(u"if"_s, condition, {script(u"vars.branch = 'then'"_s)});
        step.otherChildren = {script(u"vars.branch = 'else'"_s)};
        QCOMPARE(harness.run(step).outcome, Outcome::Passed);
        QCOMPARE(harness.scope.find(u"branch"_s)->toString(), branch);
        step.otherChildren = {};
        QCOMPARE(harness.run(step).outcome, Outcome::Passed);
        step.children = step.otherChildren = {script(u"assert(false)"_s)};
        const auto bad = harness.run(step);
        QCOMPARE(bad.outcome, Outcome::Failed);
        QCOMPARE(message(bad), u"a step of %1: failed"_s.arg(branch));
    }
};

QTEST_GUILESS_MAIN(ControlTest)
#include "tst_control.moc"
