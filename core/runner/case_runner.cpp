// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/case_runner.h"

#include "steps/kinds/children.h"

#include <QDate>

#include <exception>

namespace assay::runner {

using namespace Qt::StringLiterals;
using model::Outcome;

Verdict guardedVerdict(const std::function<Verdict()> &function)
{
    try {
        return function();
    } catch (const std::exception &problem) {
        return Verdict::error(u"threw an exception: "_s + QString::fromUtf8(problem.what()));
    } catch (...) {
        return Verdict::error(u"threw something that is not a std::exception"_s);
    }
}

CaseRunner::CaseRunner(const RunGraph::Node &node, events::CaseIndex index,
                       Surroundings surroundings)
    : m_node(node)
    , m_index(index)
    , m_around(std::move(surroundings))
{
}

CaseResult CaseRunner::skip(events::EventBus &bus, const RunGraph::Node &node,
                            events::CaseIndex index, const QString &reason)
{
    bus.post(events::CaseFinished{.index = index, .outcome = Outcome::Skipped, .reason = reason});
    return {.id = node.info->id, .outcome = Outcome::Skipped, .reason = reason};
}

CaseRunner::Finished CaseRunner::run(const std::stop_token &stop)
{
    events::EventBus &bus = m_around.context.bus;
    const base::Clock &clock = m_around.context.host.clock;
    const base::SteadyTime start = clock.steadyNow();
    Finished finished;
    finished.result.id = m_node.info->id;
    bus.post(events::CaseStarted{.index = m_index, .worker = m_around.worker.number});

    if (!m_node.info->condition.isEmpty() && !conditionHolds(stop)) {
        finished.result = skip(bus, m_node, m_index, u"condition: "_s + m_node.info->condition);
        return finished;
    }

    int failedAttempts = 0;
    Outcome outcome = Outcome::Passed;
    for (int number = 1;; ++number) {
        bus.post(events::AttemptStarted{.index = m_index, .attempt = number});
        const base::SteadyTime attemptStart = clock.steadyNow();
        Verdict verdict = attempt(number, stop);
        outcome = verdict.outcome;
        bus.post(events::AttemptFinished{.index = m_index,
                                         .attempt = number,
                                         .outcome = outcome,
                                         .duration = clock.steadyNow() - attemptStart,
                                         .failures = std::move(verdict.failures)});
        finished.result.attempts = number;
        if (!model::isBad(outcome))
            break;
        ++failedAttempts;
        const bool ownRetry = number <= m_node.info->retries;
        if (m_around.options.onFailure) {
            finished.decision = m_around.options.onFailure({.caseId = m_node.info->id,
                                                            .phase = m_node.phase,
                                                            .outcome = outcome,
                                                            .attempt = number,
                                                            .retries = m_node.info->retries,
                                                            .final = !ownRetry,
                                                            .badCases = m_around.badCases()});
        }
        if (stop.stop_requested() || (!ownRetry && !finished.decision.retry))
            break;
        if (finished.decision.retry && !base::waitFor(finished.decision.delay, stop))
            break;
    }

    CaseResult &result = finished.result;
    result.outcome = outcome;
    // An attempt that was aborted does not count: a case with one bad attempt before is not flaky.
    result.flaky = outcome == Outcome::Passed && failedAttempts > 0;
    const model::Quarantine &quarantine = m_node.info->quarantine;
    const bool inTime = quarantine.until.isEmpty() ||
                        clock.wallNow().date() <= QDate::fromString(quarantine.until, Qt::ISODate);
    result.quarantined =
        model::isBad(outcome) && ((quarantine.active && inTime) || finished.decision.quarantine);
    if (result.quarantined) {
        result.reason = u"quarantined"_s;
        if (!quarantine.reason.isEmpty())
            result.reason += u": "_s + quarantine.reason;
    }
    result.duration = clock.steadyNow() - start;
    finished.captures = m_captures;
    bus.post(events::CaseFinished{.index = m_index,
                                  .outcome = result.outcome,
                                  .flaky = result.flaky,
                                  .quarantined = result.quarantined,
                                  .reason = result.reason,
                                  .duration = result.duration,
                                  .attempts = result.attempts});
    return finished;
}

Verdict CaseRunner::attempt(int number, const std::stop_token &stop)
{
    // A condition that cannot be evaluated is an error of the case, not a reason to skip it.
    if (m_conditionError) {
        Verdict verdict = Verdict::error(m_conditionError->title);
        verdict.failures.front().position = m_node.info->position;
        return verdict;
    }
    if (m_node.info->isolation == model::Isolation::Case && m_around.options.isolation != nullptr) {
        if (auto back = m_around.options.isolation->goBack(m_around.suiteFile, stop); !back) {
            Verdict verdict = Verdict::error(back.error().toString());
            verdict.failures.front().position = m_node.info->position;
            if (stop.stop_requested())
                verdict.outcome = Outcome::Aborted;
            return verdict;
        }
    }
    // Each attempt starts with what its needs captured, and nothing of an earlier attempt.
    suite::Scope given(&m_around.suiteScope);
    if (auto filled = fillScope(given, stop); !filled) {
        Verdict verdict = Verdict::error(filled.error().title);
        verdict.failures.front().position = filled.error().position;
        return verdict;
    }
    suite::Scope own(&given);

    const base::Nanoseconds limit = m_node.info->timeout.value_or(m_around.options.defaultTimeout);
    const base::SteadyTime deadline = m_around.context.host.clock.steadyNow() + limit;
    base::StopScope stopScope(m_around.context.timer, stop, deadline);
    base::Guarded<std::vector<events::Failure>> failures;
    TestContext context(m_around.context, m_around.worker,
                        {.index = m_index,
                         .attempt = number,
                         .suiteFile = m_around.suiteFile,
                         .failures = &failures},
                        own, stopScope.token(), deadline, {});
    Verdict verdict = guardedVerdict([&] { return m_node.test->execute(context); });
    if (verdict.failures.empty())
        verdict.failures = failures.copy();
    if (stop.stop_requested() && verdict.outcome != Outcome::Passed)
        verdict.outcome = Outcome::Aborted;
    else if (stopScope.timedOut() && verdict.outcome != Outcome::Passed) {
        verdict.outcome = Outcome::TimedOut;
        verdict.failures.push_back({.message = u"the case took longer than its limit of %1"_s.arg(
                                        base::durationText(limit)),
                                    .position = m_node.info->position});
    }

    m_captures = m_around.inherited;
    const QHash<QString, QJsonValue> &captured = own.own();
    for (auto it = captured.begin(); it != captured.end(); ++it)
        m_captures.insert(it.key(), it.value());
    return verdict;
}

base::Result<> CaseRunner::fillScope(suite::Scope &scope, const std::stop_token &stop)
{
    for (auto it = m_around.inherited.begin(); it != m_around.inherited.end(); ++it)
        scope.set(it.key(), it.value());
    QJsonObject row = m_node.info->row;
    scope.set(u"row"_s, row);
    for (const QString &name : m_node.info->rowTemplates) {
        const auto value = m_around.worker.expressions.resolve(
            model::Node::fromJson(row.value(name), m_node.info->position.line,
                                  m_node.info->position.column),
            m_node.info->position.file, scope, stop);
        if (!value)
            return base::failure(value.error());
        row.insert(name, value->toJson());
    }
    scope.set(u"row"_s, row);
    // One after another, so that a later one may use an earlier one.
    for (const model::Node::Member &member : m_node.info->vars.members()) {
        const auto value = m_around.worker.expressions.resolve(
            member.value, m_node.info->position.file, scope, stop);
        if (!value)
            return base::failure(value.error());
        scope.set(member.key, value->toJson());
    }
    return {};
}

bool CaseRunner::conditionHolds(const std::stop_token &stop)
{
    suite::Scope scope(&m_around.suiteScope);
    if (!fillScope(scope, stop))
        return true; // it runs, and fails by the same error
    const auto value =
        m_around.worker.expressions.evaluateText(m_node.info->condition, scope, stop);
    if (!value)
        m_conditionError = value.error();
    return !value || steps::isTrue(*value);
}

} // namespace assay::runner
