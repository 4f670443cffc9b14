// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runner/run_graph.h"

#include <QHash>

#include <deque>
#include <optional>
#include <set>

namespace assay::runner {

/// What may run next: the scheduler's state, without threads. The engine keeps it in a Monitor.
///
/// Tasks are the nodes of the graph, and, where a suite or fixture has any, its set-up and
/// teardown. A suite's set-up comes before its cases, its teardown after the last of them.
/// Deterministic: the longest path first, then the order of the graph.
class TaskBoard
{
public:
    struct Task
    {
        enum class Kind { Case, SuiteSetup, SuiteTeardown, FixtureSetup, FixtureTeardown };
        Kind kind = Kind::Case;
        int index = 0; ///< of the node, the suite or the fixture
        /// Its needs did not end as asked: give it its outcome, do not run it. A set-up or teardown
        /// of a suite of which nothing runs any more.
        bool skip = false;
        QString reason; ///< with skip
    };
    struct Fixture
    {
        QString name;
        int suite = 0; ///< the suite that provides it
    };

    /// `replicas`: so many isolated suites at once. Where they could wait for each other (cases
    /// that need those of other suites), there is no such limit.
    TaskBoard(const RunGraph &graph, const std::vector<bool> &suiteHasSetup, int replicas = 2);

    /// The next task that may run now, marked as running; nothing when all that is left waits.
    [[nodiscard]] std::optional<Task> take();
    /// Some task may be ready: whether take() is worth a try.
    [[nodiscard]] bool hasReady() const { return !m_ready.empty(); }
    /// All tasks are done.
    [[nodiscard]] bool isDone() const { return m_left == 0; }

    /// The task ended; `outcome` of a set-up that is bad makes its cases Error.
    void done(const Task &task, model::Outcome outcome, const QString &failure = {});
    /// Cases that have not started are skipped for this reason from now on ("not run: fail-fast").
    void stop(const QString &reason);
    void stopPhase(int phase, const QString &reason);
    /// One case that has not started is skipped; false when it has.
    bool skipCase(int node, const QString &reason);

    [[nodiscard]] const std::vector<Fixture> &fixtures() const { return m_fixtures; }
    /// The failure of the set-up that this case's suite or fixtures had; empty when it was good.
    [[nodiscard]] QString setupFailure(int node) const;

private:
    struct State
    {
        Task task;
        int waits = 0; ///< tasks that must be done before
        base::Nanoseconds path{};
        std::vector<int> next; ///< tasks that wait for this one
        bool started = false;
        bool finished = false;
        model::Outcome outcome = model::Outcome::Skipped;
        QString root; ///< why it was not run, or its own name and outcome: for those that need it
        QString skipReason;
    };
    struct Order
    {
        base::Nanoseconds path;
        int task;
        bool operator<(const Order &other) const
        {
            return path != other.path ? path > other.path : task < other.task;
        }
    };

    int addTask(Task::Kind kind, int index, base::Nanoseconds path);
    void addEdge(int before, int after);
    void makeReady(int task);
    [[nodiscard]] QString needsReason(int node) const;
    [[nodiscard]] bool tryAcquire(int task);
    void release(int task);
    void finishPhaseCase(int node, model::Outcome outcome);

    const RunGraph &m_graph;
    std::vector<State> m_tasks;                    ///< the nodes first, by index
    std::vector<int> m_suiteSetup;                 ///< task of each suite; -1 has none
    std::vector<int> m_fixtureSetup;               ///< task of each fixture
    std::vector<std::vector<int>> m_suiteFixtures; ///< fixtures of each suite
    std::vector<Fixture> m_fixtures;
    std::vector<QString> m_suiteFailure;
    std::vector<bool> m_suiteStarted; ///< its set-up has run
    std::vector<QString> m_fixtureFailure;
    std::set<Order> m_ready;

    struct Pool
    {
        int capacity = 1; ///< a case that asks for more takes all of it
        int free = 1;
        std::deque<int> parked; ///< ready tasks that found it exhausted
    };
    void wake(Pool &pool);
    void wakeAll(Pool &pool);
    QHash<QString, Pool> m_resources;
    std::vector<Pool> m_suites; ///< `parallel` of each suite
    Pool m_replicas;            ///< environments for isolated suites
    [[nodiscard]] bool canWaitForEachOther() const;
    [[nodiscard]] int phaseOf(const std::vector<int> &cases) const;
    [[nodiscard]] bool mayStart(int task);

    struct PhaseState
    {
        int casesLeft = 0;
        int needsLeft = 0;
        bool bad = false; ///< a case of it is bad, or a phase that it needs is
        QString root;
        QString stopReason;
        std::vector<int> dependants;
        std::vector<int> cases; ///< tasks that wait for the phases before
    };
    void openPhase(int phase);
    void closePhase(int phase);
    std::vector<PhaseState> m_phases;

    QString m_stopReason;
    int m_left = 0;
};

} // namespace assay::runner
