// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/run_state.h"

#include <algorithm>
#include <numeric>

namespace assay::events {

using namespace Qt::StringLiterals;
using model::Outcome;

namespace {

constexpr std::size_t kMaxProblems = 200;

RunState::StepState stateOf(const StepFinished &event, base::Nanoseconds at, bool keepExchange)
{
    RunState::StepState step;
    step.path = event.path;
    step.kind = event.kind;
    step.title = event.title;
    step.outcome = event.outcome;
    step.start = at - event.duration;
    step.duration = event.duration;
    step.tries = event.tries;
    step.skipReason = event.skipReason;
    step.failures = event.failures;
    step.position = event.position;
    if (keepExchange)
        step.exchange = event.exchange;
    return step;
}

void replaceOrAppend(std::vector<RunState::StepState> &steps, RunState::StepState step)
{
    // The running one is near the end: only its own children came after it.
    for (auto it = steps.rbegin(); it != steps.rend(); ++it) {
        if (it->path == step.path && it->running) {
            step.start = it->start;
            *it = std::move(step);
            return;
        }
    }
    steps.push_back(std::move(step));
}

} // namespace

bool RunState::CaseState::countsAsBad() const
{
    return isFinished() && !quarantined && model::isBad(outcome);
}

void RunState::apply(const Event &event)
{
    m_now = std::max(m_now, event.at);
    m_lastSequence = event.sequence;
    std::visit(Overloaded{[&](const RunPlanned &e) { onPlanned(e); },
                          [&](const RunStarted &e) {
                              m_workers = e.workers;
                              m_status = Status::Running;
                          },
                          [&](const RunFinished &e) {
                              m_finished = e;
                              m_status = Status::Finished;
                          },
                          [&](const EnvironmentChanged &e) { onEnvironment(e); },
                          [&](const CaseQueued &e) {
                              CaseState *state = find(e.index);
                              if (state != nullptr && state->status == CaseStatus::Waiting)
                                  state->status = CaseStatus::Queued;
                          },
                          [&](const CaseStarted &e) {
                              if (CaseState *state = find(e.index)) {
                                  if (state->isFinished())
                                      count(*state, -1); // again: what it was no longer counts
                                  else if (state->status == CaseStatus::Running)
                                      --m_counts.running;
                                  state->status = CaseStatus::Running;
                                  state->worker = e.worker;
                                  state->start = event.at;
                                  ++m_counts.running;
                              }
                          },
                          [&](const AttemptStarted &e) {
                              if (CaseState *state = find(e.index)) {
                                  AttemptState attempt;
                                  attempt.number = e.attempt;
                                  attempt.running = true;
                                  attempt.start = event.at;
                                  state->attempts.push_back(std::move(attempt));
                              }
                          },
                          [&](const AttemptFinished &e) {
                              if (AttemptState *attempt = findAttempt(e.index, e.attempt)) {
                                  attempt->running = false;
                                  attempt->outcome = e.outcome;
                                  attempt->duration = e.duration;
                                  attempt->failures = e.failures;
                              }
                          },
                          [&](const StepStarted &e) { onStepStarted(e); },
                          [&](const StepFinished &e) { onStepFinished(e); },
                          [&](const CaseFinished &e) { onCaseFinished(e); },
                          [&](const LogLine &e) {
                              if (e.source == u"assay" && e.level >= LogLevel::Warning &&
                                  m_problems.size() < kMaxProblems)
                                  m_problems.push_back(e);
                          },
                          [&](const HealthChanged &e) {
                              for (ServiceStatus &service : m_services) {
                                  if (service.name == e.service)
                                      service.health = e.to;
                              }
                          },
                          [&](const Attachment &e) {
                              if (CaseState *state = find(e.index))
                                  state->attachments.push_back(e);
                              else
                                  m_attachments.push_back(e);
                          },
                          [](const auto &) {}},
               event.payload);
}

void RunState::markInterrupted()
{
    if (m_status != Status::Finished)
        m_status = Status::Interrupted;
}

const RunState::CaseState &RunState::caseAt(CaseIndex index) const
{
    return m_cases.at(static_cast<std::size_t>(index));
}

const PlannedCase &RunState::planned(CaseIndex index) const
{
    return m_plan.cases.at(index);
}

std::vector<CaseIndex> RunState::worstFirst() const
{
    std::vector<CaseIndex> order(m_cases.size());
    std::iota(order.begin(), order.end(), 0);
    const auto rank = [this](CaseIndex index) {
        const CaseState &state = caseAt(index);
        if (state.countsAsBad())
            return 0;
        if (state.isFinished() && state.outcome == Outcome::Aborted)
            return 1;
        if (state.flaky)
            return 2;
        if (state.quarantined)
            return 3;
        return state.isFinished() && state.outcome != Outcome::Skipped ? 5 : 4;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](CaseIndex a, CaseIndex b) { return rank(a) < rank(b); });
    return order;
}

void RunState::onPlanned(const RunPlanned &plan)
{
    m_plan = plan;
    m_cases.assign(static_cast<std::size_t>(plan.cases.size()), {});
    m_counts = {};
    m_counts.total = static_cast<int>(plan.cases.size());
}

void RunState::onCaseFinished(const CaseFinished &event)
{
    CaseState *state = find(event.index);
    if (state == nullptr)
        return;
    if (state->isFinished())
        count(*state, -1); // a resumed or replayed case: the last word counts
    else if (state->status == CaseStatus::Running)
        --m_counts.running;
    state->status = CaseStatus::Finished;
    state->outcome = event.outcome;
    state->flaky = event.flaky;
    state->quarantined = event.quarantined;
    state->reason = event.reason;
    state->duration = event.duration;
    count(*state, 1);
    if (m_detail == Detail::Results && !model::isBad(event.outcome) && !event.flaky) {
        state->attempts.clear();
        state->attempts.shrink_to_fit();
    }
}

void RunState::onStepStarted(const StepStarted &event)
{
    StepState step;
    step.path = event.path;
    step.kind = event.kind;
    step.title = event.title;
    step.running = true;
    step.start = m_now;
    if (event.index < 0)
        m_suiteSteps.push_back({event.suite, std::move(step)});
    else if (AttemptState *attempt = findAttempt(event.index, event.attempt))
        attempt->steps.push_back(std::move(step));
}

void RunState::onStepFinished(const StepFinished &event)
{
    const bool keep = m_detail == Detail::Everything || model::isBad(event.outcome);
    StepState step = stateOf(event, m_now, keep);
    if (event.index >= 0) {
        if (AttemptState *attempt = findAttempt(event.index, event.attempt))
            replaceOrAppend(attempt->steps, std::move(step));
        return;
    }
    for (auto it = m_suiteSteps.rbegin(); it != m_suiteSteps.rend(); ++it) {
        if (it->suite == event.suite && it->step.path == event.path && it->step.running) {
            step.start = it->step.start;
            it->step = std::move(step);
            return;
        }
    }
    m_suiteSteps.push_back({event.suite, std::move(step)});
}

void RunState::onEnvironment(const EnvironmentChanged &event)
{
    auto it = std::find_if(m_services.begin(), m_services.end(),
                           [&](const ServiceStatus &s) { return s.name == event.service; });
    if (it == m_services.end()) {
        it = m_services.emplace(m_services.end());
        it->name = event.service;
        it->since = m_now;
    }
    if (it->state != event.state)
        it->since = m_now;
    it->state = event.state;
    it->detail = event.detail;
    if (!event.provider.isEmpty())
        it->provider = event.provider;
    if (!event.endpoint.isEmpty())
        it->endpoint = event.endpoint;
}

RunState::CaseState *RunState::find(CaseIndex index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= m_cases.size())
        return nullptr;
    return &m_cases[static_cast<std::size_t>(index)];
}

RunState::AttemptState *RunState::findAttempt(CaseIndex index, int attempt)
{
    CaseState *state = find(index);
    if (state == nullptr)
        return nullptr;
    for (auto it = state->attempts.rbegin(); it != state->attempts.rend(); ++it) {
        if (it->number == attempt)
            return &*it;
    }
    return nullptr;
}

void RunState::count(const CaseState &state, int by)
{
    m_counts.finished += by;
    if (state.quarantined && model::isBad(state.outcome)) {
        m_counts.quarantined += by;
        return;
    }
    switch (state.outcome) {
    case Outcome::Passed:
        m_counts.passed += by;
        if (state.flaky)
            m_counts.flaky += by;
        break;
    case Outcome::Failed:
        m_counts.failed += by;
        break;
    case Outcome::Error:
        m_counts.error += by;
        break;
    case Outcome::TimedOut:
        m_counts.timedOut += by;
        break;
    case Outcome::Skipped:
        m_counts.skipped += by;
        break;
    case Outcome::Aborted:
        m_counts.aborted += by;
        break;
    }
}

} // namespace assay::events
