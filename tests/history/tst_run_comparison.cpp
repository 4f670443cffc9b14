// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/run_comparison.h"
#include "history_runs.h"

#include <QTest>

using namespace assay;
using namespace assay::tests;
using history::CaseVerdict;
using history::RunComparison;

namespace {

/// One side of a case, as a run's attempts tell it.
struct Side
{
    bool planned = true;
    std::optional<Outcome> outcome = std::nullopt;
    std::vector<std::chrono::milliseconds> attempts = {}; ///< all but the last failed
    bool quarantined = false;
};

events::RunState runOf(const QString &id, const std::vector<std::pair<QString, Side>> &sides,
                       const QString &environment = u"local"_s)
{
    using namespace events;
    EventMaker make;
    RunPlanned plan;
    plan.runId = id;
    plan.environment = environment;
    plan.facts = {{u"branch"_s, u"main"_s}};
    for (const auto &[name, side] : sides) {
        if (!side.planned)
            continue;
        PlannedCase planned;
        planned.name = name;
        planned.id = u"suites/a.yaml::"_s + name;
        plan.cases.push_back(planned);
    }
    RunState state(RunState::Detail::Failures);
    const auto apply = [&](Payload payload) { state.apply(*make(std::move(payload))); };
    apply(plan);
    CaseIndex index = 0;
    for (const auto &[name, side] : sides) {
        if (!side.planned)
            continue;
        const CaseIndex mine = index++;
        if (!side.outcome)
            continue;
        base::Nanoseconds total{};
        const int count = static_cast<int>(side.attempts.size());
        for (int attempt = 1; attempt <= count; ++attempt) {
            const auto duration = side.attempts[static_cast<std::size_t>(attempt - 1)];
            apply(AttemptStarted{mine, attempt});
            AttemptFinished finished{
                mine, attempt, attempt < count ? Outcome::Failed : *side.outcome, duration, {}};
            if (model::isBad(finished.outcome))
                finished.failures.push_back({u"not what it should be"_s, {}, {}, {}, {}, {}});
            apply(finished);
            total += duration;
        }
        CaseFinished finished;
        finished.index = mine;
        finished.outcome = *side.outcome;
        finished.flaky = count > 1 && *side.outcome == Outcome::Passed;
        finished.quarantined = side.quarantined;
        finished.duration = total;
        finished.attempts = count;
        apply(finished);
    }
    apply(RunFinished{0, {}});
    return state;
}

} // namespace

Q_DECLARE_METATYPE(Side)
Q_DECLARE_METATYPE(CaseVerdict)

class TestRunComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<Side>("before");
        QTest::addColumn<Side>("after");
        QTest::addColumn<CaseVerdict>("verdict");
        const Side absent{false};
        const Side open{};
        const auto passed = [](int ms) {
            return Side{true, Outcome::Passed, {std::chrono::milliseconds(ms)}};
        };
        const Side failed{true, Outcome::Failed, {10ms}};
        const Side error{true, Outcome::Error, {10ms}};
        const Side skipped{true, Outcome::Skipped};
        const Side flaky{true, Outcome::Passed, {900ms, 10ms}};
        const Side hidden{true, Outcome::Failed, {10ms}, true};
        const auto row = [](const char *name, const Side &a, const Side &b, CaseVerdict verdict) {
            QTest::newRow(name) << a << b << verdict;
        };
        row("passed, failed", passed(10), failed, CaseVerdict::NewFailure);
        row("skipped, failed", skipped, failed, CaseVerdict::NewFailure);
        row("absent, failed", absent, failed, CaseVerdict::NewFailure);
        row("flaky, error", flaky, error, CaseVerdict::NewFailure);
        row("failed, error", failed, error, CaseVerdict::StillFailing);
        row("hidden, failed", hidden, failed, CaseVerdict::StillFailing);
        row("passed, hidden", passed(10), hidden, CaseVerdict::Unchanged);
        row("absent, hidden", absent, hidden, CaseVerdict::New);
        row("failed, passed", failed, passed(10), CaseVerdict::Fixed);
        row("failed, flaky", failed, flaky, CaseVerdict::Flaky);
        row("passed, flaky", passed(10), flaky, CaseVerdict::Flaky);
        row("passed, absent", passed(10), absent, CaseVerdict::Gone);
        row("passed, skipped", passed(10), skipped, CaseVerdict::Gone);
        row("failed, not reached", failed, open, CaseVerdict::Gone);
        row("absent, passed", absent, passed(10), CaseVerdict::New);
        row("not reached, passed", open, passed(10), CaseVerdict::New);
        row("skipped, skipped", skipped, skipped, CaseVerdict::Unchanged);
        row("absent, skipped", absent, skipped, CaseVerdict::Unchanged);
        row("small is noise", passed(10), passed(109), CaseVerdict::Unchanged);
        row("small and enough", passed(10), passed(110), CaseVerdict::Slower);
        row("large but not half as much", passed(1000), passed(1499), CaseVerdict::Unchanged);
        row("half as much again", passed(1000), passed(1500), CaseVerdict::Slower);
        row("faster", passed(1500), passed(1000), CaseVerdict::Faster);
        row("attempts do not count", flaky, passed(12), CaseVerdict::Unchanged);
    }
    void verdicts()
    {
        QFETCH(const Side, before);
        QFETCH(const Side, after);
        QFETCH(const CaseVerdict, verdict);
        const RunComparison compared = history::compareRuns(runOf(u"a"_s, {{u"one"_s, before}}),
                                                            runOf(u"b"_s, {{u"one"_s, after}}));
        QCOMPARE(compared.cases.size(), std::size_t(1));
        QCOMPARE(history::caseVerdictName(compared.cases[0].verdict),
                 history::caseVerdictName(verdict));
        QCOMPARE(compared.count(verdict), 1);
    }

    void worstFirstThenPlanOrder()
    {
        const Side good{true, Outcome::Passed, {200ms}};
        const Side slow{true, Outcome::Passed, {400ms}};
        const Side bad{true, Outcome::Failed, {10ms}};
        const auto before = runOf(u"a"_s, {{u"same"_s, good},
                                           {u"worse"_s, good},
                                           {u"left"_s, good},
                                           {u"slow"_s, good},
                                           {u"worse too"_s, good}});
        const auto after =
            runOf(u"b"_s,
                  {{u"worse too"_s, bad}, {u"slow"_s, slow}, {u"same"_s, good}, {u"worse"_s, bad}},
                  u"ci"_s);
        const RunComparison compared = history::compareRuns(before, after);
        QStringList names;
        for (const history::ComparedCase &one : compared.cases)
            names += one.name;
        QCOMPARE(names, QStringList({u"worse too"_s, u"worse"_s, u"slow"_s, u"left"_s, u"same"_s}));
        QCOMPARE(compared.cases[0].after.reason, u"not what it should be"_s);
        QCOMPARE(compared.cases[2].change(), std::optional<double>(1.0));
        QVERIFY(!compared.cases[0].change());
        QCOMPARE(compared.medianRatio, 2.0); // of 1 and 2, the upper
        QCOMPARE(compared.facts.size(), std::size_t(1));
        QCOMPARE(compared.facts[0].name, u"environment"_s);
        QCOMPARE(compared.facts[0].after, u"ci"_s);
    }

    void nothingAtAll()
    {
        const RunComparison compared = history::compareRuns(events::RunState(), events::RunState());
        QVERIFY(compared.cases.empty());
        QCOMPARE(compared.medianRatio, 1.0);
        QVERIFY(!compared.before.finished);
    }
};

QTEST_GUILESS_MAIN(TestRunComparison)
#include "tst_run_comparison.moc"
