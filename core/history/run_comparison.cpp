// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/run_comparison.h"

#include "base/json_text.h"

#include <algorithm>
#include <set>

namespace assay::history {

using namespace Qt::StringLiterals;
using events::RunState;
using model::Outcome;

namespace {

ComparedSide sideOf(const RunState &state, events::CaseIndex index)
{
    const RunState::CaseState &c = state.caseAt(index);
    ComparedSide side;
    side.planned = true;
    side.finished = c.isFinished();
    side.outcome = c.outcome;
    side.hasResult = c.isFinished() && (c.outcome == Outcome::Passed || model::isBad(c.outcome));
    side.flaky = c.flaky;
    side.quarantined = c.quarantined;
    side.duration = c.attempts.empty() ? c.duration : c.attempts.back().duration;
    side.attempts = static_cast<int>(c.attempts.size());
    side.reason = c.reason;
    if (c.attempts.empty())
        return side;
    const RunState::AttemptState &last = c.attempts.back();
    side.failures = last.failures;
    if (side.reason.isEmpty() && !last.failures.empty())
        side.reason = last.failures.front().message;
    for (const RunState::StepState &step : last.steps) {
        if (model::isBad(step.outcome) && step.exchange) {
            side.exchange = step.exchange;
            break;
        }
    }
    return side;
}

bool isBad(const ComparedSide &side)
{
    return side.hasResult && model::isBad(side.outcome);
}

CaseVerdict verdictOf(const ComparedSide &before, const ComparedSide &after)
{
    if (isBad(after)) {
        if (isBad(before))
            return CaseVerdict::StillFailing;
        if (!after.quarantined)
            return CaseVerdict::NewFailure;
        return before.hasResult ? CaseVerdict::Unchanged : CaseVerdict::New;
    }
    if (!after.hasResult)
        return before.hasResult ? CaseVerdict::Gone : CaseVerdict::Unchanged;
    if (after.flaky)
        return CaseVerdict::Flaky;
    if (!before.hasResult)
        return CaseVerdict::New;
    if (isBad(before))
        return CaseVerdict::Fixed;
    const auto apart = [](base::Nanoseconds fast, base::Nanoseconds slow) {
        return slow - fast >= kSlowerFloor && static_cast<double>(slow.count()) >=
                                                  kSlowerRatio * static_cast<double>(fast.count());
    };
    if (apart(before.duration, after.duration))
        return CaseVerdict::Slower;
    if (apart(after.duration, before.duration))
        return CaseVerdict::Faster;
    return CaseVerdict::Unchanged;
}

ComparedRun runOf(const RunState &state)
{
    const events::RunPlanned &plan = state.plan();
    return {plan.runId, plan.title, plan.wallStart, state.counts(),
            state.status() == RunState::Status::Finished};
}

QString factText(const QJsonValue &value)
{
    return value.isString() ? value.toString()
                            : (value.isUndefined() ? QString() : base::jsonForMessage(value));
}

std::vector<ComparedFact> changedFacts(const events::RunPlanned &before,
                                       const events::RunPlanned &after)
{
    std::vector<ComparedFact> facts;
    const auto add = [&](const QString &name, const QString &a, const QString &b) {
        if (a != b)
            facts.push_back({name, a, b});
    };
    add(u"environment"_s, before.environment, after.environment);
    add(u"assay"_s, before.version, after.version);
    std::set<QString> names;
    for (const QString &name : before.facts.keys())
        names.insert(name);
    for (const QString &name : after.facts.keys())
        names.insert(name);
    for (const QString &name : names)
        add(name, factText(before.facts.value(name)), factText(after.facts.value(name)));
    return facts;
}

ComparedCase caseOf(const events::PlannedCase &planned)
{
    ComparedCase made;
    made.id = planned.id;
    made.name = planned.key.isEmpty() ? planned.name : u"%1 [%2]"_s.arg(planned.name, planned.key);
    made.suite = planned.suite;
    made.tags = planned.tags;
    return made;
}

double medianOf(std::vector<double> ratios)
{
    if (ratios.empty())
        return 1;
    const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
    std::nth_element(ratios.begin(), middle, ratios.end());
    return *middle;
}

} // namespace

QString caseVerdictName(CaseVerdict verdict)
{
    static const std::array<QString, kCaseVerdicts> kNames{
        u"new failure"_s, u"still failing"_s, u"flaky"_s,  u"slower"_s,   u"gone"_s,
        u"new"_s,         u"fixed"_s,         u"faster"_s, u"unchanged"_s};
    return kNames[static_cast<std::size_t>(verdict)];
}

std::optional<double> ComparedCase::change() const
{
    if (!before.hasResult || !after.hasResult || isBad(before) || isBad(after) ||
        before.duration.count() <= 0)
        return std::nullopt;
    return static_cast<double>(after.duration.count()) /
               static_cast<double>(before.duration.count()) -
           1;
}

RunComparison compareRuns(const RunState &before, const RunState &after)
{
    RunComparison result;
    result.before = runOf(before);
    result.after = runOf(after);
    result.facts = changedFacts(before.plan(), after.plan());

    const auto sizeOf = [](const RunState &state) {
        return static_cast<events::CaseIndex>(state.cases().size());
    };
    QHash<QString, events::CaseIndex> earlier;
    for (events::CaseIndex i = 0; i < sizeOf(before); ++i)
        earlier.insert(before.planned(i).id, i);
    std::vector<double> ratios;
    const auto add = [&](ComparedCase made) {
        made.verdict = verdictOf(made.before, made.after);
        ++result.counts[static_cast<std::size_t>(made.verdict)];
        if (const auto change = made.change())
            ratios.push_back(*change + 1);
        result.cases.push_back(std::move(made));
    };
    for (events::CaseIndex i = 0; i < sizeOf(after); ++i) {
        ComparedCase made = caseOf(after.planned(i));
        made.after = sideOf(after, i);
        if (const auto found = earlier.constFind(made.id); found != earlier.cend()) {
            made.before = sideOf(before, *found);
            earlier.erase(found);
        }
        add(std::move(made));
    }
    for (events::CaseIndex i = 0; i < sizeOf(before); ++i) {
        const auto found = earlier.constFind(before.planned(i).id);
        if (found == earlier.cend() || *found != i)
            continue;
        ComparedCase made = caseOf(before.planned(i));
        made.before = sideOf(before, i);
        add(std::move(made));
    }
    std::stable_sort(
        result.cases.begin(), result.cases.end(),
        [](const ComparedCase &a, const ComparedCase &b) { return a.verdict < b.verdict; });
    result.medianRatio = medianOf(std::move(ratios));
    return result;
}

} // namespace assay::history
