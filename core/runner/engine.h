// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event_bus.h"
#include "runner/isolation.h"
#include "runner/run_graph.h"
#include "steps/step_context.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace assay::runner {

/// A bad attempt of a case, for the failure policy (seed 2.2: FailureContext).
struct FailureContext
{
    QString caseId;
    int phase = -1;
    model::Outcome outcome = model::Outcome::Failed;
    int attempt = 1;    ///< the one that just ended
    int retries = 0;    ///< that the case itself allows
    bool final = false; ///< the case allows no further attempt of its own
    int badCases = 0;   ///< so far, without this one
};

struct FailureDecision
{
    bool retry = false; ///< another attempt, after `delay`
    base::Nanoseconds delay{};
    bool quarantine = false; ///< it does not count
    bool stopPhase = false;  ///< nothing of this phase starts any more
    bool stopRun = false;    ///< nothing starts any more; what runs ends by itself
    QString reason;          ///< for what is not run: "fail-fast"
};

struct EngineOptions
{
    int workers = 2;                                            ///< threads; cases at once
    base::Nanoseconds defaultTimeout = std::chrono::minutes(2); ///< of an attempt
    base::Nanoseconds teardownTime =
        std::chrono::seconds(30);          ///< of each teardown, also after an abort
    QJsonObject globals;                   ///< names every case sees: env, secret, run
    std::vector<QJsonObject> suiteGlobals; ///< by suite: services of its environment; may be empty
    Isolation *isolation = nullptr; ///< of suites that are isolated; null: nothing is done for it
    int replicas = 2;               ///< isolated suites at once
    /// Called on the worker's thread after each bad attempt; must be quick. Empty: the case's own
    /// retries only.
    std::function<FailureDecision(const FailureContext &)> onFailure;
    /// Called once a node on the worker's thread after its CaseFinished was posted. May be empty.
    std::function<void(int node, model::Outcome outcome)> onFinished;
};

struct CaseResult
{
    QString id;
    model::Outcome outcome = model::Outcome::Skipped;
    bool flaky = false;
    bool quarantined = false;
    QString reason;
    base::Nanoseconds duration{};
    int attempts = 0;
};

struct EngineResult
{
    std::vector<CaseResult> cases;     ///< by node
    std::vector<QString> badTeardowns; ///< suites and fixtures whose teardown failed
    bool stopped = false;              ///< something was not run: a policy or an abort
    QString stopReason;
};

/// Runs a graph on worker threads: longest expected path first, within needs, phases, resources and
/// the suites' own limits. Posts every event of cases and steps; RunPlanned, RunStarted and
/// RunFinished are the caller's.
///
///     Engine engine(context, graph, options);
///     EngineResult result = engine.run(stopToken);
///
/// run() blocks until every case has its outcome and every teardown ran. When the token is
/// triggered, running cases are aborted and no others start. Every case gets exactly one
/// CaseFinished. The order of needs: a case starts when all its needs have ended as their edges
/// ask; else it is skipped and its reason names the root cause. No case's crash, hang or exception
/// harms another.
class Engine
{
public:
    /// Borrows the graph.
    Engine(steps::RunContext &context, const RunGraph &graph, EngineOptions options);
    Engine(steps::RunContext &context, RunGraph &&graph, EngineOptions options) = delete;
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    [[nodiscard]] EngineResult run(const std::stop_token &stop);

    /// Nothing starts any more; what runs ends by itself. Any thread, any time.
    void stopScheduling(const QString &reason);
    /// Cancels one case, if it runs (true) or waits (it is then skipped). Any thread.
    bool abortCase(const QString &caseId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay::runner
