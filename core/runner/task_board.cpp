// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/task_board.h"

#include <algorithm>

namespace assay::runner {

using namespace Qt::StringLiterals;
using model::NeedOn;
using model::Outcome;

namespace {

constexpr int kUnlimited = 1'000'000;

bool edgeHolds(NeedOn on, Outcome outcome)
{
    switch (on) {
    case NeedOn::Success:
        return outcome == Outcome::Passed;
    case NeedOn::Failure:
        return model::isBad(outcome);
    case NeedOn::Completed:
        return outcome == Outcome::Passed || model::isBad(outcome);
    case NeedOn::Always:
        return true;
    }
    return false;
}

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

TaskBoard::TaskBoard(const RunGraph &graph, const std::vector<bool> &suiteHasSetup, int replicas)
    : m_graph(graph)
{
    const std::size_t suites = graph.suites.size();
    m_suiteFailure.resize(suites);
    m_suiteStarted.resize(suites);
    m_suites.resize(suites);
    m_suiteFixtures.resize(suites);
    m_tasks.reserve(graph.nodes.size() + 2 * suites);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        addTask(Task::Kind::Case, static_cast<int>(i), graph.nodes[i].path);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const RunGraph::Edge &edge : graph.nodes[i].needs)
            addEdge(edge.node, static_cast<int>(i));
    }

    std::vector<std::vector<int>> casesOf(suites);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        casesOf[at(graph.nodes[i].suite)].push_back(static_cast<int>(i));

    // Set-ups come first of all that waits: whatever they hold up is at least as long.
    constexpr base::Nanoseconds kFirst = std::chrono::hours(24 * 365);
    m_suiteSetup.assign(suites, -1);
    for (std::size_t s = 0; s < suites; ++s) {
        m_suites[s].free = graph.configs[s].parallel.value_or(kUnlimited);
        // Cases that take the environment back to where it was cannot have others beside them.
        const bool isAlone = std::any_of(casesOf[s].begin(), casesOf[s].end(), [&](int node) {
            return graph.nodes[at(node)].info->isolation == model::Isolation::Case;
        });
        if (isAlone)
            m_suites[s].free = 1;
        if (casesOf[s].empty())
            continue;
        for (const QString &name : graph.configs[s].fixtures) {
            auto found = std::find_if(m_fixtures.begin(), m_fixtures.end(),
                                      [&](const Fixture &f) { return f.name == name; });
            if (found == m_fixtures.end()) {
                m_fixtures.push_back({name, static_cast<int>(s)});
                found = std::prev(m_fixtures.end());
                m_fixtureSetup.push_back(addTask(Task::Kind::FixtureSetup,
                                                 static_cast<int>(m_fixtures.size()) - 1, kFirst));
            }
            m_suiteFixtures[s].push_back(static_cast<int>(found - m_fixtures.begin()));
        }
        if (suiteHasSetup[s])
            m_suiteSetup[s] = addTask(Task::Kind::SuiteSetup, static_cast<int>(s), kFirst);
    }
    m_fixtureFailure.resize(m_fixtures.size());

    std::vector<std::vector<int>> usersOf(m_fixtures.size());
    for (std::size_t s = 0; s < suites; ++s) {
        const int setup = m_suiteSetup[s];
        int teardown = -1;
        if (setup >= 0)
            teardown = addTask(Task::Kind::SuiteTeardown, static_cast<int>(s), {});
        for (const int fixture : m_suiteFixtures[s]) {
            auto &users = usersOf[at(fixture)];
            if (setup >= 0) {
                addEdge(m_fixtureSetup[at(fixture)], setup);
                users.push_back(teardown);
            } else {
                for (const int node : casesOf[s])
                    addEdge(m_fixtureSetup[at(fixture)], node);
                users.insert(users.end(), casesOf[s].begin(), casesOf[s].end());
            }
        }
        if (setup < 0)
            continue;
        for (const int node : casesOf[s]) {
            addEdge(setup, node);
            addEdge(node, teardown);
        }
    }
    for (std::size_t f = 0; f < m_fixtures.size(); ++f) {
        const int teardown = addTask(Task::Kind::FixtureTeardown, static_cast<int>(f), {});
        for (const int user : usersOf[f])
            addEdge(user, teardown);
    }

    for (auto it = graph.resources.begin(); it != graph.resources.end(); ++it)
        m_resources.insert(it.key(), Pool{it.value(), it.value(), {}});
    for (const RunGraph::Node &node : graph.nodes) {
        for (const model::ResourceUse &use : node.info->resources) {
            if (!m_resources.contains(use.name))
                m_resources.insert(use.name, Pool{1, 1, {}});
        }
    }

    m_replicas.free = canWaitForEachOther() ? kUnlimited : std::max(1, replicas);

    m_phases.resize(graph.phases.size());
    for (std::size_t p = 0; p < graph.phases.size(); ++p) {
        m_phases[p].needsLeft = static_cast<int>(graph.phases[p].needs.size());
        for (const int need : graph.phases[p].needs)
            m_phases[at(need)].dependants.push_back(static_cast<int>(p));
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes[i].phase >= 0) {
            PhaseState &phase = m_phases[at(graph.nodes[i].phase)];
            ++phase.casesLeft;
            phase.cases.push_back(static_cast<int>(i));
            ++m_tasks[i].waits; // for its phase to open
        }
    }
    for (std::size_t s = 0; s < suites; ++s) {
        const int phase = m_suiteSetup[s] < 0 ? -1 : phaseOf(casesOf[s]);
        if (phase < 0)
            continue;
        m_phases[at(phase)].cases.push_back(m_suiteSetup[s]);
        ++m_tasks[at(m_suiteSetup[s])].waits;
    }
    m_left = static_cast<int>(m_tasks.size());
    for (std::size_t i = 0; i < m_tasks.size(); ++i) {
        if (m_tasks[i].waits == 0)
            makeReady(static_cast<int>(i));
    }
    for (std::size_t p = 0; p < m_phases.size(); ++p) {
        if (graph.phases[p].needs.empty())
            openPhase(static_cast<int>(p));
    }
}

int TaskBoard::addTask(Task::Kind kind, int index, base::Nanoseconds path)
{
    State state;
    state.task.kind = kind;
    state.task.index = index;
    state.path = path;
    m_tasks.push_back(std::move(state));
    return static_cast<int>(m_tasks.size()) - 1;
}

void TaskBoard::addEdge(int before, int after)
{
    m_tasks[at(before)].next.push_back(after);
    ++m_tasks[at(after)].waits;
}

void TaskBoard::makeReady(int task)
{
    m_ready.insert({m_tasks[at(task)].path, task});
}

std::optional<TaskBoard::Task> TaskBoard::take()
{
    while (!m_ready.empty()) {
        const int index = m_ready.begin()->task;
        State &state = m_tasks[at(index)];
        m_ready.erase(m_ready.begin());
        if (state.task.kind == Task::Kind::Case) {
            QString reason = state.skipReason;
            const int phase = m_graph.nodes[at(index)].phase;
            if (reason.isEmpty())
                reason = needsReason(index);
            if (reason.isEmpty() && phase >= 0)
                reason = m_phases[at(phase)].stopReason;
            if (reason.isEmpty())
                reason = m_stopReason;
            if (reason.isEmpty() && !tryAcquire(index))
                continue; // parked: it comes back when what it waits for is free
            state.task.skip = !reason.isEmpty();
            state.task.reason = reason;
        } else if (!mayStart(index)) {
            continue; // parked, likewise
        }
        state.started = true;
        return state.task;
    }
    return std::nullopt;
}

/// Whether isolated suites can hold replicas that others wait for.
bool TaskBoard::canWaitForEachOther() const
{
    for (const RunGraph::Node &node : m_graph.nodes) {
        for (const RunGraph::Edge &edge : node.needs) {
            const int other = m_graph.nodes[at(edge.node)].suite;
            if (other != node.suite &&
                (m_graph.configs[at(other)].isolated || m_graph.configs[at(node.suite)].isolated))
                return true;
        }
    }
    std::vector<int> phases(m_graph.suites.size(), -2);
    for (const RunGraph::Node &node : m_graph.nodes) {
        int &known = phases[at(node.suite)];
        if (known != -2 && known != node.phase && m_graph.configs[at(node.suite)].isolated)
            return true;
        known = node.phase;
    }
    return false;
}

/// The phase of all these cases; -1 when they have none, or several.
int TaskBoard::phaseOf(const std::vector<int> &cases) const
{
    const int phase = cases.empty() ? -1 : m_graph.nodes[at(cases.front())].phase;
    const bool isOne = std::all_of(cases.begin(), cases.end(), [&](int node) {
        return m_graph.nodes[at(node)].phase == phase;
    });
    return isOne ? phase : -1;
}

/// Of set-ups and teardowns. False: it is parked until a replica is free.
bool TaskBoard::mayStart(int task)
{
    Task &own = m_tasks[at(task)].task;
    if (own.kind == Task::Kind::SuiteTeardown)
        own.skip = !m_suiteStarted[at(own.index)];
    if (own.kind != Task::Kind::SuiteSetup)
        return true;
    own.skip = !m_stopReason.isEmpty();
    if (own.skip)
        return true;
    if (m_graph.configs[at(own.index)].isolated) {
        if (m_replicas.free <= 0) {
            m_replicas.parked.push_back(task);
            return false;
        }
        --m_replicas.free;
    }
    m_suiteStarted[at(own.index)] = true;
    return true;
}

QString TaskBoard::needsReason(int node) const
{
    for (const RunGraph::Edge &edge : m_graph.nodes[at(node)].needs) {
        const State &need = m_tasks[at(edge.node)];
        if (!edgeHolds(edge.on, need.outcome))
            return need.root.startsWith(u"not run"_s) ? need.root : u"needs: "_s + need.root;
    }
    return {};
}

bool TaskBoard::tryAcquire(int task)
{
    const RunGraph::Node &node = m_graph.nodes[at(task)];
    Pool &suite = m_suites[at(node.suite)];
    if (suite.free <= 0) {
        suite.parked.push_back(task);
        // It was perhaps woken for a lock that it cannot use now: somebody else may.
        for (const model::ResourceUse &use : node.info->resources) {
            if (m_resources[use.name].free > 0)
                wake(m_resources[use.name]);
        }
        return false;
    }
    for (const model::ResourceUse &use : node.info->resources) {
        Pool &pool = m_resources[use.name];
        if (pool.free < std::min(use.count, pool.capacity)) {
            pool.parked.push_back(task);
            wake(suite);
            return false;
        }
    }
    --suite.free;
    for (const model::ResourceUse &use : node.info->resources) {
        Pool &pool = m_resources[use.name];
        pool.free -= std::min(use.count, pool.capacity);
    }
    return true;
}

void TaskBoard::release(int task)
{
    const RunGraph::Node &node = m_graph.nodes[at(task)];
    Pool &suite = m_suites[at(node.suite)];
    ++suite.free;
    wake(suite);
    for (const model::ResourceUse &use : node.info->resources) {
        Pool &pool = m_resources[use.name];
        pool.free += std::min(use.count, pool.capacity);
        // With counts, one that asks for less may fit where the first does not.
        if (pool.capacity > 1)
            wakeAll(pool);
        else
            wake(pool);
    }
}

void TaskBoard::wake(Pool &pool)
{
    if (pool.parked.empty())
        return;
    makeReady(pool.parked.front());
    pool.parked.pop_front();
}

void TaskBoard::wakeAll(Pool &pool)
{
    while (!pool.parked.empty())
        wake(pool);
}

void TaskBoard::done(const Task &task, Outcome outcome, const QString &failure)
{
    int index = -1;
    switch (task.kind) {
    case Task::Kind::Case: {
        index = task.index;
        State &state = m_tasks[at(index)];
        if (!task.skip)
            release(index);
        state.outcome = outcome;
        if (task.skip) {
            state.root = task.reason.startsWith(u"needs: "_s) ? task.reason.sliced(7) : task.reason;
        } else {
            state.root = m_graph.nodes[at(index)].info->name + u' ' + model::outcomeName(outcome);
        }
        break;
    }
    case Task::Kind::SuiteSetup:
        index = m_suiteSetup[at(task.index)];
        if (outcome != Outcome::Passed)
            m_suiteFailure[at(task.index)] = failure;
        break;
    case Task::Kind::FixtureSetup:
        index = m_fixtureSetup[at(task.index)];
        if (outcome != Outcome::Passed)
            m_fixtureFailure[at(task.index)] = failure;
        break;
    case Task::Kind::SuiteTeardown:
    case Task::Kind::FixtureTeardown:
        for (std::size_t i = m_graph.nodes.size(); i < m_tasks.size(); ++i) {
            if (m_tasks[i].task.kind == task.kind && m_tasks[i].task.index == task.index)
                index = static_cast<int>(i);
        }
        if (task.kind == Task::Kind::SuiteTeardown && !task.skip &&
            m_graph.configs[at(task.index)].isolated) {
            ++m_replicas.free;
            wake(m_replicas);
        }
        break;
    }
    State &state = m_tasks[at(index)];
    state.finished = true;
    --m_left;
    for (const int next : state.next) {
        if (--m_tasks[at(next)].waits == 0)
            makeReady(next);
    }
    if (task.kind == Task::Kind::Case)
        finishPhaseCase(index, outcome);
}

void TaskBoard::finishPhaseCase(int node, Outcome outcome)
{
    const int index = m_graph.nodes[at(node)].phase;
    if (index < 0)
        return;
    PhaseState &phase = m_phases[at(index)];
    if (model::isBad(outcome) && !phase.bad) {
        phase.bad = true;
        phase.root =
            u"phase "_s + m_graph.phases[at(index)].name + u", "_s + m_tasks[at(node)].root;
    }
    if (--phase.casesLeft == 0)
        closePhase(index);
}

void TaskBoard::openPhase(int index)
{
    PhaseState &phase = m_phases[at(index)];
    if (phase.bad)
        phase.stopReason = u"needs: "_s + phase.root;
    for (const int task : phase.cases) {
        if (--m_tasks[at(task)].waits == 0)
            makeReady(task);
    }
    phase.cases.clear();
    if (phase.casesLeft == 0)
        closePhase(index);
}

void TaskBoard::closePhase(int index)
{
    const PhaseState phase = m_phases[at(index)];
    for (const int dependant : phase.dependants) {
        PhaseState &next = m_phases[at(dependant)];
        if (phase.bad && !next.bad) {
            next.bad = true;
            next.root = phase.root;
        }
        if (--next.needsLeft == 0)
            openPhase(dependant);
    }
}

void TaskBoard::stop(const QString &reason)
{
    if (m_stopReason.isEmpty())
        m_stopReason = u"not run: "_s + reason;
    // Whatever waits for a lock is skipped now instead of when the lock is free.
    for (Pool &pool : m_suites)
        wakeAll(pool);
    for (Pool &pool : m_resources)
        wakeAll(pool);
    wakeAll(m_replicas);
}

void TaskBoard::stopPhase(int phase, const QString &reason)
{
    if (phase >= 0 && m_phases[at(phase)].stopReason.isEmpty())
        m_phases[at(phase)].stopReason = u"not run: "_s + reason;
}

bool TaskBoard::skipCase(int node, const QString &reason)
{
    State &state = m_tasks[at(node)];
    if (state.started)
        return false;
    state.skipReason = u"not run: "_s + reason;
    return true;
}

QString TaskBoard::setupFailure(int node) const
{
    const int suite = m_graph.nodes[at(node)].suite;
    for (const int fixture : m_suiteFixtures[at(suite)]) {
        if (!m_fixtureFailure[at(fixture)].isEmpty())
            return m_fixtureFailure[at(fixture)];
    }
    return m_suiteFailure[at(suite)];
}

} // namespace assay::runner
