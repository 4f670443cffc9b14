// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/root_cause.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::CaseIndex;
using events::RunState;
using model::NeedOn;
using model::Outcome;

namespace {

bool exists(const RunState &state, CaseIndex index)
{
    return index >= 0 && static_cast<std::size_t>(index) < state.cases().size();
}

bool waitsForNeeds(const RunState::CaseState &state)
{
    return state.isFinished() && state.outcome == Outcome::Skipped &&
           state.reason.startsWith(u"needs: ");
}

bool holds(NeedOn on, Outcome outcome)
{
    switch (on) {
    case NeedOn::Success:
        return outcome == Outcome::Passed;
    case NeedOn::Failure:
        return model::isBad(outcome);
    case NeedOn::Completed:
        return outcome == Outcome::Passed || model::isBad(outcome);
    case NeedOn::Always:
        break;
    }
    return true;
}

CaseIndex firstBroken(const RunState &state, CaseIndex index)
{
    const events::PlannedCase &planned = state.planned(index);
    for (std::size_t i = 0; i < planned.needs.size(); ++i) {
        const CaseIndex need = planned.needs[i];
        const NeedOn on = i < planned.needsOn.size() ? planned.needsOn[i] : NeedOn::Success;
        if (exists(state, need) && state.caseAt(need).isFinished() &&
            !holds(on, state.caseAt(need).outcome))
            return need;
    }
    return -1;
}

} // namespace

std::vector<CaseIndex> skipChain(const RunState &state, CaseIndex index)
{
    std::vector<CaseIndex> chain;
    while (exists(state, index) && waitsForNeeds(state.caseAt(index))) {
        index = firstBroken(state, index);
        if (index < 0 || std::find(chain.begin(), chain.end(), index) != chain.end())
            break; // a plan has no circles; a broken file may
        chain.push_back(index);
    }
    return chain;
}

CaseIndex nextBadCase(const RunState &state, CaseIndex from, bool forward)
{
    const auto count = static_cast<CaseIndex>(state.cases().size());
    const CaseIndex step = forward ? 1 : -1;
    CaseIndex at = from < 0 ? (forward ? -1 : count) : from;
    for (CaseIndex i = 0; i < count; ++i) {
        at = (at + step + count) % count;
        if (state.caseAt(at).isFinished() && state.caseAt(at).countsAsBad())
            return at;
    }
    return -1;
}

CaseIndex caseOf(const RunState &state, const QString &id)
{
    const auto &cases = state.plan().cases;
    const auto it =
        std::find_if(cases.begin(), cases.end(), [&id](const auto &c) { return c.id == id; });
    return it == cases.end() ? -1 : static_cast<CaseIndex>(it - cases.begin());
}

} // namespace assay::ui
