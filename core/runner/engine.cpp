// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/engine.h"

#include "base/monitor.h"
#include "runner/case_runner.h"
#include "runner/task_board.h"

#include <algorithm>
#include <thread>

namespace assay::runner {

using namespace Qt::StringLiterals;
using model::Outcome;
using Task = TaskBoard::Task;

namespace {

QString failureText(const QString &what, const Verdict &verdict)
{
    const QString reason = verdict.failures.empty() ? model::outcomeName(verdict.outcome)
                                                    : verdict.failures.front().message;
    return what + u" failed: "_s + reason;
}

} // namespace

class Engine::Private
{
public:
    Private(steps::RunContext &runContext, const RunGraph &runGraph, EngineOptions engineOptions)
        : context(runContext)
        , graph(runGraph)
        , options(std::move(engineOptions))
        , board(TaskBoard(graph, hasSetup(), options.replicas))
        , captures(graph.nodes.size())
    {
        for (auto it = options.globals.begin(); it != options.globals.end(); ++it)
            globals.set(it.key(), it.value());
        for (std::size_t i = 0; i < graph.suites.size(); ++i) {
            suiteScopes.push_back(std::make_unique<suite::Scope>(&globals));
            if (i >= options.suiteGlobals.size())
                continue;
            const QJsonObject &own = options.suiteGlobals[i];
            for (auto it = own.begin(); it != own.end(); ++it)
                suiteScopes.back()->set(it.key(), it.value());
        }
        const auto fixtures = board.read([](const TaskBoard &b) { return b.fixtures(); });
        for (const TaskBoard::Fixture &fixture : fixtures) {
            fixtureScopes.push_back(std::make_unique<suite::Scope>(&globals));
            const auto owner = static_cast<std::size_t>(fixture.suite);
            if (owner >= options.suiteGlobals.size())
                continue;
            const QJsonObject &own = options.suiteGlobals[owner];
            for (auto it = own.begin(); it != own.end(); ++it)
                fixtureScopes.back()->set(it.key(), it.value());
        }
        result.cases.resize(graph.nodes.size());
    }

    [[nodiscard]] std::vector<bool> hasSetup() const
    {
        std::vector<bool> has;
        for (std::size_t i = 0; i < graph.suites.size(); ++i)
            has.push_back(graph.suites[i]->hasSetup() || graph.configs[i].isolated);
        return has;
    }

    void work(int number, const std::stop_token &stop);
    Outcome runTask(const Task &task, steps::Worker &worker, const std::stop_token &stop,
                    QString &failure);
    Outcome runCase(const Task &task, steps::Worker &worker, const std::stop_token &stop);
    Verdict runHook(const Task &task, steps::Worker &worker, const std::stop_token &stop);
    Verdict setUpSuite(std::size_t suite, TestContext &context);
    Verdict tearDownSuite(std::size_t suite, TestContext &context);
    CaseResult failSetup(int node, const QString &failure);
    void shareCaptures(int fixture);
    [[nodiscard]] QJsonObject inheritedBy(const RunGraph::Node &node) const;
    void applyDecision(const FailureDecision &decision, int phase);

    steps::RunContext &context;
    const RunGraph &graph;
    EngineOptions options;
    base::Monitor<TaskBoard> board;
    suite::Scope globals;
    std::vector<std::unique_ptr<suite::Scope>> suiteScopes;
    std::vector<std::unique_ptr<suite::Scope>> fixtureScopes;

    // Written by the worker that ran the node, read by the ones that run its dependants: the
    // board's lock stands between them.
    std::vector<QJsonObject> captures;
    base::Guarded<std::vector<std::optional<std::stop_source>>> stopSources;
    std::atomic<int> badCases = 0;
    base::Guarded<std::vector<QString>> badTeardowns;
    base::Guarded<QString> stopReason;
    EngineResult result;
};

Engine::Engine(steps::RunContext &context, const RunGraph &graph, EngineOptions options)
    : d(std::make_unique<Private>(context, graph, std::move(options)))
{
    d->stopSources.with([&](auto &sources) { sources.resize(d->graph.nodes.size()); });
}

Engine::~Engine() = default;

EngineResult Engine::run(const std::stop_token &stop)
{
    const std::stop_callback aborted(stop, [this] { stopScheduling(u"the run was aborted"_s); });
    {
        std::vector<std::jthread> workers;
        for (int i = 1; i <= std::max(1, d->options.workers); ++i)
            workers.emplace_back([this, i, stop] { d->work(i, stop); });
    }
    d->result.badTeardowns = d->badTeardowns.copy();
    d->result.stopReason = d->stopReason.copy();
    d->result.stopped = !d->result.stopReason.isEmpty();
    return std::move(d->result);
}

void Engine::stopScheduling(const QString &reason)
{
    d->stopReason.with([&](QString &known) {
        if (known.isEmpty())
            known = reason;
    });
    d->board.change([&](TaskBoard &board) { board.stop(reason); });
}

bool Engine::abortCase(const QString &caseId)
{
    for (std::size_t i = 0; i < d->graph.nodes.size(); ++i) {
        if (d->graph.nodes[i].info->id != caseId)
            continue;
        const int node = static_cast<int>(i);
        if (d->board.change([&](TaskBoard &board) { return board.skipCase(node, u"aborted"_s); }))
            return true;
        return d->stopSources.with(
            [&](auto &sources) { return sources[i].has_value() && sources[i]->request_stop(); });
    }
    return false;
}

void Engine::Private::work(int number, const std::stop_token &stop)
{
    steps::Worker worker;
    worker.number = number;
    for (;;) {
        context.bus.awaitRoom(stop);
        // A worker that finds only parked tasks goes back to sleep until something ends.
        const std::optional<Task> task = board.waitThen(
            [](const TaskBoard &tasks) { return tasks.hasReady() || tasks.isDone(); },
            [](TaskBoard &tasks) { return tasks.take(); });
        if (!task) {
            if (board.read([](const TaskBoard &tasks) { return tasks.isDone(); }))
                return;
            continue;
        }
        QString failure;
        const Outcome outcome = runTask(*task, worker, stop, failure);
        board.change([&](TaskBoard &tasks) { tasks.done(*task, outcome, failure); });
        if (task->kind == Task::Kind::Case && options.onFinished)
            options.onFinished(task->index, outcome);
    }
}

Outcome Engine::Private::runTask(const Task &task, steps::Worker &worker,
                                 const std::stop_token &stop, QString &failure)
{
    if (task.kind == Task::Kind::Case)
        return runCase(task, worker, stop);
    if (task.skip)
        return Outcome::Passed;
    const Verdict verdict = runHook(task, worker, stop);
    if (task.kind == Task::Kind::FixtureSetup)
        shareCaptures(task.index);
    if (verdict.outcome == Outcome::Passed)
        return Outcome::Passed;
    const bool fixture =
        task.kind == Task::Kind::FixtureSetup || task.kind == Task::Kind::FixtureTeardown;
    const bool setup = task.kind == Task::Kind::FixtureSetup || task.kind == Task::Kind::SuiteSetup;
    const int suite = fixture ? board.read([&](const TaskBoard &b) {
        return b.fixtures()[static_cast<std::size_t>(task.index)].suite;
    })
                              : task.index;
    const QString name = graph.configs[static_cast<std::size_t>(suite)].name;
    failure =
        failureText(u"the %1 of %2"_s.arg(fixture ? (setup ? u"run set-up"_s : u"run teardown"_s)
                                                  : (setup ? u"set-up"_s : u"teardown"_s),
                                          name),
                    verdict);
    if (!setup)
        badTeardowns.with([&](auto &all) { all.push_back(failure); });
    context.bus.post(
        events::LogLine{.source = u"assay"_s, .level = events::LogLevel::Error, .text = failure});
    return verdict.outcome;
}

Outcome Engine::Private::runCase(const Task &task, steps::Worker &worker,
                                 const std::stop_token &stop)
{
    const auto index = static_cast<std::size_t>(task.index);
    const RunGraph::Node &node = graph.nodes[index];
    if (task.skip) {
        result.cases[index] = CaseRunner::skip(context.bus, node, task.index, task.reason);
        return Outcome::Skipped;
    }
    const QString setupFailure =
        board.read([&](const TaskBoard &tasks) { return tasks.setupFailure(task.index); });
    if (!setupFailure.isEmpty()) {
        result.cases[index] = failSetup(task.index, setupFailure);
        ++badCases;
        return Outcome::Error;
    }

    std::stop_source own;
    const std::stop_callback forward(stop, [own]() mutable { own.request_stop(); });
    stopSources.with([&](auto &sources) { sources[index] = own; });
    CaseRunner runner(node, task.index,
                      {.context = context,
                       .worker = worker,
                       .options = options,
                       .suiteScope = *suiteScopes[static_cast<std::size_t>(node.suite)],
                       .suiteFile = graph.configs[static_cast<std::size_t>(node.suite)].file,
                       .inherited = inheritedBy(node),
                       .badCases = [this] { return badCases.load(); }});
    CaseRunner::Finished finished = runner.run(own.get_token());
    stopSources.with([&](auto &sources) { sources[index].reset(); });

    if (model::isBad(finished.result.outcome) && !finished.result.quarantined)
        ++badCases;
    if (!node.dependants.empty())
        captures[index] = std::move(finished.captures);
    // The policy speaks of bad cases: one that passed in the end asks for nothing.
    if (model::isBad(finished.result.outcome))
        applyDecision(finished.decision, node.phase);
    result.cases[index] = std::move(finished.result);
    return result.cases[index].outcome;
}

CaseResult Engine::Private::failSetup(int index, const QString &failure)
{
    const RunGraph::Node &node = graph.nodes[static_cast<std::size_t>(index)];
    events::EventBus &bus = context.bus;
    bus.post(events::CaseStarted{.index = index, .worker = 0});
    bus.post(events::AttemptStarted{.index = index, .attempt = 1});
    bus.post(events::AttemptFinished{
        .index = index,
        .attempt = 1,
        .outcome = Outcome::Error,
        .failures = {{.message = failure, .position = node.info->position}}});
    bus.post(events::CaseFinished{
        .index = index, .outcome = Outcome::Error, .reason = failure, .attempts = 1});
    return {.id = node.info->id, .outcome = Outcome::Error, .reason = failure, .attempts = 1};
}

Verdict Engine::Private::runHook(const Task &task, steps::Worker &worker,
                                 const std::stop_token &stop)
{
    const bool fixture =
        task.kind == Task::Kind::FixtureSetup || task.kind == Task::Kind::FixtureTeardown;
    const bool teardown =
        task.kind == Task::Kind::SuiteTeardown || task.kind == Task::Kind::FixtureTeardown;
    std::optional<TaskBoard::Fixture> named;
    if (fixture) {
        named = board.read([&](const TaskBoard &tasks) {
            return tasks.fixtures()[static_cast<std::size_t>(task.index)];
        });
    }
    const auto suite = static_cast<std::size_t>(fixture ? named->suite : task.index);
    TestSuite *owner = graph.suites[suite];

    // Teardown runs after an abort too, within its own time.
    const base::Nanoseconds limit = teardown ? options.teardownTime : options.defaultTimeout;
    const base::SteadyTime deadline = context.host.clock.steadyNow() + limit;
    base::StopScope scope(context.timer, teardown ? std::stop_token() : stop, deadline);
    suite::Scope &names =
        fixture ? *fixtureScopes[static_cast<std::size_t>(task.index)] : *suiteScopes[suite];
    const QString path = fixture ? (teardown ? u"runTeardown"_s : u"runSetup"_s)
                                 : (teardown ? u"teardown"_s : u"setup"_s);
    base::Guarded<std::vector<events::Failure>> failures;
    TestContext hookContext(
        context, worker,
        {.index = -1, .attempt = 1, .suiteFile = graph.configs[suite].file, .failures = &failures},
        names, scope.token(), deadline, path);
    Verdict verdict = guardedVerdict([&] {
        if (!fixture)
            return teardown ? tearDownSuite(suite, hookContext) : setUpSuite(suite, hookContext);
        TestFixture *hook = owner->fixture(named->name);
        if (hook == nullptr)
            return Verdict::error(u"no suite provides the fixture "_s + named->name);
        return teardown ? hook->tearDown(hookContext) : hook->setup(hookContext);
    });
    if (verdict.failures.empty())
        verdict.failures = failures.copy();
    return verdict;
}

Verdict Engine::Private::setUpSuite(std::size_t suite, TestContext &hookContext)
{
    const SuiteConfig &config = graph.configs[suite];
    const std::stop_token &stop = hookContext.stopToken();
    const bool isIsolated = config.isolated && options.isolation != nullptr;
    if (isIsolated) {
        const auto services = options.isolation->enter(config.file, stop);
        if (!services)
            return Verdict::error(services.error().toString());
        suiteScopes[suite]->set(u"services"_s, *services);
    }
    Verdict verdict = graph.suites[suite]->setup(hookContext);
    const bool goesBack =
        isIsolated && std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const auto &node) {
            return static_cast<std::size_t>(node.suite) == suite &&
                   node.info->isolation == model::Isolation::Case;
        });
    if (goesBack && verdict.outcome == Outcome::Passed) {
        if (auto marked = options.isolation->mark(config.file, stop); !marked)
            return Verdict::error(marked.error().toString());
    }
    return verdict;
}

Verdict Engine::Private::tearDownSuite(std::size_t suite, TestContext &hookContext)
{
    const SuiteConfig &config = graph.configs[suite];
    Verdict verdict = graph.suites[suite]->tearDown(hookContext);
    if (config.isolated && options.isolation != nullptr)
        options.isolation->leave(config.file);
    return verdict;
}

/// What a once-per-run set-up captured is seen by the suites that use it. Under the board's lock:
/// none of their cases has started, but two fixtures of one suite may end at once.
void Engine::Private::shareCaptures(int fixture)
{
    const suite::Scope &from = *fixtureScopes[static_cast<std::size_t>(fixture)];
    board.change([&](const TaskBoard &tasks) {
        const QString &name = tasks.fixtures()[static_cast<std::size_t>(fixture)].name;
        for (std::size_t s = 0; s < suiteScopes.size(); ++s) {
            if (!graph.configs[s].fixtures.contains(name))
                continue;
            const QHash<QString, QJsonValue> &captured = from.own();
            for (auto it = captured.begin(); it != captured.end(); ++it) {
                // Each suite has the services of its own environment.
                if (it.key() != u"services")
                    suiteScopes[s]->set(it.key(), it.value());
            }
        }
    });
}

QJsonObject Engine::Private::inheritedBy(const RunGraph::Node &node) const
{
    QJsonObject all;
    for (const RunGraph::Edge &edge : node.needs) {
        const QJsonObject &one = captures[static_cast<std::size_t>(edge.node)];
        for (auto it = one.begin(); it != one.end(); ++it)
            all.insert(it.key(), it.value());
    }
    return all;
}

void Engine::Private::applyDecision(const FailureDecision &decision, int phase)
{
    if (decision.stopRun) {
        stopReason.with([&](QString &known) {
            if (known.isEmpty())
                known = decision.reason;
        });
        board.change([&](TaskBoard &tasks) { tasks.stop(decision.reason); });
    } else if (decision.stopPhase) {
        board.change([&](TaskBoard &tasks) { tasks.stopPhase(phase, decision.reason); });
    }
}

} // namespace assay::runner
