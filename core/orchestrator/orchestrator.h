// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "model/plan.h"
#include "orchestrator/selection.h"
#include "runner/engine.h"

#include <memory>

namespace assay::orchestrator {

/// What is to be run (seed 2.2: TestPlan): phases, dependencies, resource limits, failure policy
/// from a plan file, the suites that it names, and what of them is selected.
struct TestPlan
{
    QString runId;                           ///< the execution's id
    model::Plan plan;                        ///< without phases: all suites as one
    std::vector<runner::TestSuite *> suites; ///< borrowed; all that the phases name
    Selection selection;
    runner::Durations durations; ///< from history
    int maxFailures = 0;         ///< stop after so many bad cases; 0 never
};

/// A plan that can be carried out (seed 2.2: ExecutionPlan): a DAG without circles or unknown
/// names, the longest expected path first.
struct ExecutionPlan
{
    QString id;
    runner::RunGraph graph;
    QString hash; ///< of the whole plan, before sharding: equal on all machines
    Selection selection;
    std::vector<model::FailurePolicy> policies; ///< by phase; the last is for cases without one
    int maxFailures = 0;
    base::Nanoseconds expected{}; ///< with endless workers: the longest path
};

struct ExecutionResults
{
    runner::EngineResult engine;
    [[nodiscard]] bool isGood() const;
};

struct ExecutionStatus
{
    enum class State { Running, Finished };
    QString id;
    State state = State::Running;
    int done = 0;
    int total = 0;
    int bad = 0;
    base::Nanoseconds estimatedLeft{}; ///< from recorded durations and the workers there are
};

/// Plans and carries out runs (seed 2.2: Orchestrator). Any thread.
///
///     Orchestrator orchestrator;
///     auto plan = Orchestrator::planExecution(testPlan);
///     auto results = orchestrator.executePlan(*plan, context, options, stopToken);
class Orchestrator
{
public:
    Orchestrator();
    ~Orchestrator();

    /// Nothing is started. Errors: circles, unknown names, phases that need each other,
    /// expressions.
    [[nodiscard]] static base::Result<ExecutionPlan> planExecution(const TestPlan &plan);

    /// Blocks until every case has its outcome. Events go to the context's bus.
    [[nodiscard]] ExecutionResults executePlan(const ExecutionPlan &plan,
                                               steps::RunContext &context,
                                               runner::EngineOptions options,
                                               const std::stop_token &stop);

    /// An error when no execution of this id was started by this object.
    [[nodiscard]] base::Result<ExecutionStatus> monitorExecution(const QString &executionId) const;

    /// What the plan's policies say of a bad attempt: retry with backoff, quarantine, stop the
    /// phase, stop the run, go on.
    [[nodiscard]] static runner::FailureDecision
    handleFailures(const ExecutionPlan &plan, const runner::FailureContext &failure);

    /// Nothing more starts in this execution; what runs ends by itself.
    [[nodiscard]] base::Result<> stopScheduling(const QString &executionId, const QString &reason);
    /// Cancels one case of it.
    [[nodiscard]] base::Result<> abortCase(const QString &executionId, const QString &caseId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay::orchestrator
