// SPDX-License-Identifier: GPL-3.0-or-later
#include "event_samples.h"
#include "events/run_state.h"
#include "support/sanitizers.h"

#include <QFile>
#include <QTest>

using namespace assay;
using namespace assay::events;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using Log = std::vector<Payload>;

Q_DECLARE_METATYPE(Log)

namespace {

/// The whole state on one line, so that a table can say what is expected.
QString summary(const RunState &state)
{
    static const QStringList kRun{u"planned"_s, u"running"_s, u"finished"_s, u"interrupted"_s};
    static const QStringList kCase{u"waiting"_s, u"queued"_s, u"running"_s, u"finished"_s};
    const RunState::Counts &n = state.counts();
    QStringList cases;
    for (const RunState::CaseState &c : state.cases()) {
        QString text = kCase[static_cast<int>(c.status)];
        if (c.isFinished()) {
            text = model::outcomeName(c.outcome);
            if (c.flaky)
                text += u" flaky"_s;
            if (c.quarantined)
                text += u" quarantined"_s;
        }
        cases += text;
    }
    return u"%1 %2/%3 running %4 passed %5 flaky %6 bad %7 skipped %8 aborted %9 quarantined %10: %11"_s
        .arg(kRun[static_cast<int>(state.status())])
        .arg(n.finished)
        .arg(n.total)
        .arg(n.running)
        .arg(n.passed)
        .arg(n.flaky)
        .arg(n.bad())
        .arg(n.skipped)
        .arg(n.aborted)
        .arg(n.quarantined)
        .arg(cases.join(u", "_s));
}

RunPlanned planOf(int cases)
{
    RunPlanned plan;
    plan.runId = u"r"_s;
    for (int i = 0; i < cases; ++i) {
        PlannedCase planned;
        planned.name = u"case %1"_s.arg(i);
        planned.id = u"suites/a.yaml::"_s + planned.name;
        planned.suite = u"A"_s;
        plan.cases.push_back(planned);
    }
    return plan;
}

RunState replay(const Log &log, RunState::Detail detail = RunState::Detail::Everything,
                base::Nanoseconds until = base::Nanoseconds::max())
{
    RunState state(detail);
    Event event;
    for (const Payload &payload : log) {
        ++event.sequence;
        event.at += 1ms;
        event.payload = payload;
        if (event.at > until)
            break;
        state.apply(event);
    }
    return state;
}

std::shared_ptr<const model::Exchange> exchangeOf(const char *body)
{
    auto exchange = std::make_shared<model::Exchange>();
    exchange->response.body = body;
    return exchange;
}

StepFinished stepOf(CaseIndex index, int attempt, const QString &path, Outcome outcome)
{
    StepFinished step;
    step.index = index;
    step.attempt = attempt;
    step.path = path;
    step.outcome = outcome;
    step.duration = 1ms;
    step.exchange = exchangeOf("x");
    return step;
}

} // namespace

class TestRunState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void logs_data()
    {
        QTest::addColumn<Log>("log");
        QTest::addColumn<QString>("expected");
        const auto finished = [](CaseIndex index, Outcome outcome, bool flaky = false,
                                 bool quarantined = false) -> Payload {
            return CaseFinished{index, outcome, flaky, quarantined, {}, 1ms, 1};
        };
        QTest::newRow("nothing")
            << Log{}
            << u"planned 0/0 running 0 passed 0 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "_s;
        QTest::newRow("planned")
            << Log{planOf(2)}
            << u"planned 0/2 running 0 passed 0 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
               "waiting, waiting"_s;
        QTest::newRow("in the middle")
            << Log{planOf(3), RunStarted{2}, CaseQueued{0}, CaseQueued{1}, CaseStarted{0, 1}}
            << u"running 0/3 running 1 passed 0 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
               "running, queued, waiting"_s;
        QTest::newRow("every outcome")
            << Log{planOf(6),
                   RunStarted{1},
                   CaseStarted{0, 1},
                   finished(0, Outcome::Passed),
                   finished(1, Outcome::Failed),
                   finished(2, Outcome::Error),
                   finished(3, Outcome::TimedOut),
                   finished(4, Outcome::Skipped),
                   finished(5, Outcome::Aborted),
                   RunFinished{1}}
            << u"finished 6/6 running 0 passed 1 flaky 0 bad 3 skipped 1 aborted 1 quarantined 0: "
               "passed, failed, error, timed out, skipped, aborted"_s;
        QTest::newRow("flaky is passed")
            << Log{planOf(1), finished(0, Outcome::Passed, true)}
            << u"planned 1/1 running 0 passed 1 flaky 1 bad 0 skipped 0 aborted 0 quarantined 0: "
               "passed flaky"_s;
        QTest::newRow("quarantined is not bad")
            << Log{planOf(1), finished(0, Outcome::Failed, false, true)}
            << u"planned 1/1 running 0 passed 0 flaky 0 bad 0 skipped 0 aborted 0 quarantined 1: "
               "failed quarantined"_s;
        QTest::newRow("a passed case in quarantine is passed")
            << Log{planOf(1), finished(0, Outcome::Passed, false, true)}
            << u"planned 1/1 running 0 passed 1 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
               "passed quarantined"_s;
        QTest::newRow("the last word counts")
            << Log{planOf(1), finished(0, Outcome::Failed), finished(0, Outcome::Passed)}
            << u"planned 1/1 running 0 passed 1 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
               "passed"_s;
        QTest::newRow("a case that runs again")
            << Log{planOf(1), CaseStarted{0, 1}, finished(0, Outcome::Failed), CaseStarted{0, 1}}
            << u"planned 0/1 running 1 passed 0 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
               "running"_s;
        QTest::newRow("started twice, queued late")
            << Log{planOf(1), CaseStarted{0, 1}, CaseStarted{0, 2}, CaseQueued{0},
                   finished(0, Outcome::Passed)}
            << u"planned 1/1 running 0 passed 1 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
               "passed"_s;
        QTest::newRow("cases that are not there")
            << Log{planOf(1), CaseStarted{7, 1}, finished(-2, Outcome::Failed),
                   AttemptStarted{9, 1}, stepOf(5, 1, u"steps.0"_s, Outcome::Failed)}
            << u"planned 0/1 running 0 passed 0 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
               "waiting"_s;
    }
    void logs()
    {
        QFETCH(Log, log);
        QFETCH(QString, expected);
        QCOMPARE(summary(replay(log)), expected);
    }

    void interrupted()
    {
        RunState state = replay({planOf(1), RunStarted{1}, CaseStarted{0, 1}});
        state.markInterrupted();
        QCOMPARE(state.status(), RunState::Status::Interrupted);
        RunState whole = replay({planOf(1), RunFinished{0, {}}});
        whole.markInterrupted();
        QCOMPARE(whole.status(), RunState::Status::Finished);
    }

    void replayUpToATime()
    {
        const Log log{planOf(2),         RunStarted{1},
                      CaseStarted{0, 1}, CaseFinished{0, Outcome::Passed},
                      CaseStarted{1, 1}, CaseFinished{1, Outcome::Failed},
                      RunFinished{1, {}}};
        QCOMPARE(summary(replay(log, RunState::Detail::Everything, 3ms)),
                 u"running 0/2 running 1 passed 0 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
                 "running, waiting"_s);
        QCOMPARE(summary(replay(log, RunState::Detail::Everything, 5ms)),
                 u"running 1/2 running 1 passed 1 flaky 0 bad 0 skipped 0 aborted 0 quarantined 0: "
                 "passed, running"_s);
        QCOMPARE(replay(log, RunState::Detail::Everything, 5ms).now(), 5ms);
        QCOMPARE(replay(log).lastSequence(), std::uint64_t(7));
    }

    void attemptsAndSteps()
    {
        const Log log{planOf(1),
                      CaseStarted{0, 2},
                      AttemptStarted{0, 1},
                      StepStarted{0, 1, u"steps.0"_s, u"http"_s, u"GET /"_s, {}},
                      StepStarted{0, 1, u"steps.0.0"_s, u"sql"_s, u"select"_s, {}},
                      stepOf(0, 1, u"steps.0.0"_s, Outcome::Passed),
                      stepOf(0, 1, u"steps.0"_s, Outcome::Failed),
                      AttemptFinished{0, 1, Outcome::Failed, 5ms, {{u"no"_s}}},
                      AttemptStarted{0, 2},
                      stepOf(0, 2, u"steps.0"_s, Outcome::Passed),
                      AttemptFinished{0, 2, Outcome::Passed, 1ms, {}},
                      Attachment{0, u"shot"_s},
                      Attachment{-1, u"of the run"_s},
                      CaseFinished{0, Outcome::Passed, true, false, {}, 6ms, 2}};
        const RunState state = replay(log);
        const RunState::CaseState &c = state.caseAt(0);
        QCOMPARE(c.worker, 2);
        QCOMPARE(c.start, 2ms);
        QCOMPARE(c.duration, 6ms);
        QCOMPARE(c.attempts.size(), std::size_t(2));
        QCOMPARE(c.attempts[0].steps.size(), std::size_t(2));
        QCOMPARE(c.attempts[0].steps[0].path, u"steps.0"_s);
        QCOMPARE(c.attempts[0].steps[0].outcome, Outcome::Failed);
        QCOMPARE(c.attempts[0].steps[0].start, 4ms); // when it was started
        QVERIFY(!c.attempts[0].steps[1].running);
        QCOMPARE(c.attempts[0].failures.size(), std::size_t(1));
        QCOMPARE(c.attempts[1].number, 2);
        QCOMPARE(c.attempts[1].steps[0].start, 9ms); // 10 ms less its duration
        QCOMPARE(c.attachments.size(), std::size_t(1));
        QCOMPARE(state.attachments().size(), std::size_t(1));
    }

    void suiteSteps()
    {
        StepFinished done = stepOf(-1, 1, u"setup.0"_s, Outcome::Passed);
        done.suite = u"suites/a.yaml"_s;
        const RunState state =
            replay({planOf(1), StepStarted{-1, 1, u"setup.0"_s, {}, {}, u"suites/a.yaml"_s},
                    StepStarted{-1, 1, u"setup.0"_s, {}, {}, u"suites/b.yaml"_s}, done});
        QCOMPARE(state.suiteSteps().size(), std::size_t(2));
        QVERIFY(!state.suiteSteps()[0].step.running);
        QVERIFY(state.suiteSteps()[1].step.running);
    }

    void services()
    {
        using model::ServiceState;
        const RunState state = replay(
            {planOf(0), EnvironmentChanged{u"api"_s, ServiceState::Starting, u"process"_s, {}, {}},
             EnvironmentChanged{u"db"_s, ServiceState::Ready, u"postgres"_s, {}, {}},
             EnvironmentChanged{u"api"_s, ServiceState::Ready, {}, u"127.0.0.1:9"_s, u"up"_s},
             HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s, {}},
             HealthChanged{u"nobody"_s, u"ready"_s, u"degraded"_s, {}}});
        QCOMPARE(state.services().size(), std::size_t(2));
        const RunState::ServiceStatus &api = state.services()[0];
        QCOMPARE(api.provider, u"process"_s);
        QCOMPARE(api.endpoint, u"127.0.0.1:9"_s);
        QCOMPARE(api.state, ServiceState::Ready);
        QCOMPARE(api.since, 4ms);
        QCOMPARE(api.health, u"degraded"_s);
    }

    void problemsAreBounded()
    {
        Log log{planOf(0), LogLine{u"assay"_s, LogLevel::Info, u"no problem"_s, -1},
                LogLine{u"api"_s, LogLevel::Error, u"not ours"_s, -1}};
        for (int i = 0; i < 500; ++i)
            log.push_back(LogLine{u"assay"_s, LogLevel::Warning, u"disk %1"_s.arg(i), -1});
        const RunState state = replay(log);
        QCOMPARE(state.problems().size(), std::size_t(200));
        QCOMPARE(state.problems().front().text, u"disk 0"_s);
    }

    void worstFirst()
    {
        const auto finished = [](CaseIndex index, Outcome outcome, bool flaky = false,
                                 bool quarantined = false) -> Payload {
            return CaseFinished{index, outcome, flaky, quarantined, {}, {}, 1};
        };
        const RunState state =
            replay({planOf(8), finished(0, Outcome::Passed), finished(1, Outcome::Skipped),
                    finished(2, Outcome::Failed, false, true), finished(3, Outcome::Passed, true),
                    finished(4, Outcome::Aborted), finished(5, Outcome::Error),
                    finished(6, Outcome::Failed)});
        QCOMPARE(state.worstFirst(), (std::vector<CaseIndex>{5, 6, 4, 3, 2, 1, 7, 0}));
    }

    void detail_data()
    {
        QTest::addColumn<int>("detail");
        QTest::addColumn<int>("stepsOfPassed");
        QTest::addColumn<bool>("exchangeOfPassedStep");
        QTest::newRow("everything") << int(RunState::Detail::Everything) << 1 << true;
        QTest::newRow("failures") << int(RunState::Detail::Failures) << 1 << false;
        QTest::newRow("results") << int(RunState::Detail::Results) << 0 << false;
    }
    void detail()
    {
        QFETCH(int, detail);
        QFETCH(int, stepsOfPassed);
        QFETCH(bool, exchangeOfPassedStep);
        const RunState state =
            replay({planOf(2), AttemptStarted{0, 1}, stepOf(0, 1, u"steps.0"_s, Outcome::Passed),
                    CaseFinished{0, Outcome::Passed}, AttemptStarted{1, 1},
                    stepOf(1, 1, u"steps.0"_s, Outcome::Passed),
                    stepOf(1, 1, u"steps.1"_s, Outcome::Failed), CaseFinished{1, Outcome::Failed}},
                   static_cast<RunState::Detail>(detail));
        const auto &passed = state.caseAt(0).attempts;
        QCOMPARE(passed.empty() ? 0 : static_cast<int>(passed[0].steps.size()), stepsOfPassed);
        const auto &failed = state.caseAt(1).attempts.at(0).steps;
        QCOMPARE(failed.size(), std::size_t(2));
        QCOMPARE(failed[0].exchange != nullptr, exchangeOfPassedStep);
        QVERIFY(failed[1].exchange);
    }

    void tenThousandCasesAreSmall()
    {
        const auto resident = [] {
            QFile file(u"/proc/self/statm"_s);
            return file.open(QIODevice::ReadOnly)
                       ? file.readAll().split(' ').at(1).toLongLong() * 4096
                       : 0;
        };
        RunState state(RunState::Detail::Results);
        constexpr int kCases = 10'000;
        Event event;
        event.payload = planOf(kCases);
        state.apply(event);
        event.payload = Payload();
        const qint64 before = resident();
        const auto apply = [&](Payload payload) {
            ++event.sequence;
            event.payload = std::move(payload);
            state.apply(event);
        };
        const QByteArray body(64 * 1024, 'x');
        for (int i = 0; i < kCases; ++i) {
            apply(CaseQueued{i});
            apply(CaseStarted{i, 1});
            apply(AttemptStarted{i, 1});
            for (int step = 0; step < 3; ++step) {
                auto exchange = std::make_shared<model::Exchange>();
                exchange->response.body = body + QByteArray::number(i);
                StepFinished finished = stepOf(i, 1, u"steps.%1"_s.arg(step), Outcome::Passed);
                finished.exchange = exchange;
                apply(finished);
            }
            apply(AttemptFinished{i, 1, Outcome::Passed, 1ms, {}});
            apply(CaseFinished{i, Outcome::Passed, false, false, {}, 1ms, 1});
        }
        QCOMPARE(state.counts().passed, kCases);
        QVERIFY2(resident() - before < 12 * 1024 * 1024 * test::kMemoryFactor,
                 qPrintable(QString::number(resident() - before)));
    }
};

QTEST_APPLESS_MAIN(TestRunState)
#include "tst_run_state.moc"
