// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestrator/orchestrator.h"

#include "base/suggest.h"
#include "orchestrator/planner.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace assay::orchestrator {

using namespace Qt::StringLiterals;

bool ExecutionResults::isGood() const
{
    return !engine.stopped && engine.badTeardowns.empty() &&
           std::none_of(engine.cases.begin(), engine.cases.end(), [](const runner::CaseResult &c) {
               return (model::isBad(c.outcome) && !c.quarantined) ||
                      c.outcome == model::Outcome::Aborted;
           });
}

class Orchestrator::Private
{
public:
    struct Execution
    {
        runner::Engine *engine = nullptr; ///< null when it is over
        int workers = 1;
        int done = 0;
        int total = 0;
        int bad = 0;
        base::Nanoseconds left{};                ///< expected time of the cases that are not done
        std::vector<base::Nanoseconds> expected; ///< by node
    };
    base::Guarded<QHash<QString, std::shared_ptr<Execution>>> executions;

    template <class F>
    base::Result<> withEngine(const QString &id, F function)
    {
        return executions.with([&](auto &all) -> base::Result<> {
            const auto it = all.constFind(id);
            if (it == all.constEnd() || (*it)->engine == nullptr) {
                return base::failure(u"no execution \"%1\" is running"_s.arg(id),
                                     base::didYouMean(id, all.keys()));
            }
            return function(*(*it)->engine);
        });
    }
};

Orchestrator::Orchestrator()
    : d(std::make_unique<Private>())
{
}

Orchestrator::~Orchestrator() = default;

base::Result<ExecutionPlan> Orchestrator::planExecution(const TestPlan &plan)
{
    return makePlan(plan);
}

ExecutionResults Orchestrator::executePlan(const ExecutionPlan &plan, steps::RunContext &context,
                                           runner::EngineOptions options,
                                           const std::stop_token &stop)
{
    auto execution = std::make_shared<Private::Execution>();
    execution->workers = options.workers;
    execution->total = static_cast<int>(plan.graph.nodes.size());
    for (const runner::RunGraph::Node &node : plan.graph.nodes) {
        execution->expected.push_back(node.expected);
        execution->left += node.expected;
    }
    options.onFailure = [&plan](const runner::FailureContext &failure) {
        return handleFailures(plan, failure);
    };
    options.onFinished = [this, execution](int node, model::Outcome outcome) {
        d->executions.with([&](auto &) {
            ++execution->done;
            execution->bad += model::isBad(outcome) ? 1 : 0;
            execution->left -= execution->expected[static_cast<std::size_t>(node)];
        });
    };
    runner::Engine engine(context, plan.graph, std::move(options));
    execution->engine = &engine;
    d->executions.with([&](auto &all) { all.insert(plan.id, execution); });
    ExecutionResults results{engine.run(stop)};
    d->executions.with([&](auto &) { execution->engine = nullptr; });
    return results;
}

base::Result<ExecutionStatus> Orchestrator::monitorExecution(const QString &executionId) const
{
    return d->executions.with([&](const auto &all) -> base::Result<ExecutionStatus> {
        const auto it = all.constFind(executionId);
        if (it == all.constEnd()) {
            return base::failure(u"there is no execution \"%1\""_s.arg(executionId),
                                 base::didYouMean(executionId, all.keys()));
        }
        const Private::Execution &execution = **it;
        ExecutionStatus status;
        status.id = executionId;
        status.state = execution.engine != nullptr ? ExecutionStatus::State::Running
                                                   : ExecutionStatus::State::Finished;
        status.done = execution.done;
        status.total = execution.total;
        status.bad = execution.bad;
        status.estimatedLeft = execution.left / std::max(1, execution.workers);
        return status;
    });
}

runner::FailureDecision Orchestrator::handleFailures(const ExecutionPlan &plan,
                                                     const runner::FailureContext &failure)
{
    const std::size_t index =
        failure.phase >= 0 ? static_cast<std::size_t>(failure.phase) : plan.policies.size() - 1;
    const model::FailurePolicy &policy = plan.policies.at(index);
    runner::FailureDecision decision;
    if (!failure.final)
        return decision;
    switch (policy.action) {
    case model::FailureAction::Continue:
        break;
    case model::FailureAction::Retry: {
        const int extra = failure.attempt - failure.retries; // 1 after the case's own attempts
        if (extra <= policy.retries) {
            decision.retry = true;
            constexpr int kMostDoublings = 16;
            decision.delay = policy.delay * (1LL << std::min(extra - 1, kMostDoublings));
        }
        break;
    }
    case model::FailureAction::Quarantine:
        decision.quarantine = true;
        break;
    case model::FailureAction::StopPhase:
        decision.stopPhase = true;
        decision.reason = u"the phase was stopped by \"%1\""_s.arg(failure.caseId);
        break;
    case model::FailureAction::Stop:
        decision.stopRun = true;
        decision.reason = u"fail-fast"_s;
        break;
    }
    if (plan.maxFailures > 0 && !decision.quarantine && !decision.retry &&
        failure.badCases + 1 >= plan.maxFailures) {
        decision.stopRun = true;
        decision.reason =
            plan.maxFailures == 1 ? u"fail-fast"_s : u"%1 failures"_s.arg(plan.maxFailures);
    }
    return decision;
}

base::Result<> Orchestrator::stopScheduling(const QString &executionId, const QString &reason)
{
    return d->withEngine(executionId, [&](runner::Engine &engine) -> base::Result<> {
        engine.stopScheduling(reason);
        return {};
    });
}

base::Result<> Orchestrator::abortCase(const QString &executionId, const QString &caseId)
{
    return d->withEngine(executionId, [&](runner::Engine &engine) -> base::Result<> {
        if (engine.abortCase(caseId))
            return {};
        return base::failure(u"the case \"%1\" is not running"_s.arg(caseId));
    });
}

} // namespace assay::orchestrator
