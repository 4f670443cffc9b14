// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/test_runner.h"

#include "base/guarded.h"
#include "base/suggest.h"
#include "runner/scheduler.h"

#include <algorithm>

namespace assay::runner {

using namespace Qt::StringLiterals;

namespace {

bool countsAsBad(const CaseResult &result)
{
    return (model::isBad(result.outcome) && !result.quarantined) ||
           result.outcome == model::Outcome::Aborted;
}

} // namespace

int TestResults::count(model::Outcome outcome) const
{
    return static_cast<int>(std::count_if(
        cases.begin(), cases.end(), [&](const CaseResult &c) { return c.outcome == outcome; }));
}

bool TestResults::isGood() const
{
    return std::none_of(cases.begin(), cases.end(), countsAsBad);
}

bool AggregateResults::isGood() const
{
    return !stopped && badTeardowns.empty() &&
           std::all_of(suites.begin(), suites.end(),
                       [](const TestResults &r) { return r.isGood(); });
}

class TestRunner::Private
{
public:
    struct Active
    {
        Engine *engine = nullptr;
        std::vector<std::pair<QString, QString>> cases; ///< suite file, case id
    };

    Private(steps::RunContext &runContext, EngineOptions engineOptions)
        : context(runContext)
        , options(std::move(engineOptions))
    {
    }

    steps::RunContext &context;
    EngineOptions options;
    base::Guarded<std::vector<std::shared_ptr<Active>>> active;
};

TestRunner::TestRunner(steps::RunContext &context, EngineOptions options)
    : d(std::make_unique<Private>(context, std::move(options)))
{
}

TestRunner::~TestRunner() = default;

base::Result<TestResults> TestRunner::execute(TestSuite &suite, const std::stop_token &stop)
{
    auto all = parallel({&suite}, stop);
    if (!all)
        return base::failure(all.error());
    return std::move(all->suites.front());
}

base::Result<AggregateResults> TestRunner::parallel(const std::vector<TestSuite *> &suites,
                                                    const std::stop_token &stop)
{
    auto graph = buildGraph(suites);
    if (!graph)
        return base::failure(graph.error());

    AggregateResults results;
    for (const SuiteConfig &config : graph->configs)
        results.suites.push_back({config.file, {}});
    auto active = std::make_shared<Private::Active>();
    std::vector<int> suiteOf;
    for (const RunGraph::Node &node : graph->nodes) {
        suiteOf.push_back(node.suite);
        active->cases.emplace_back(graph->configs[static_cast<std::size_t>(node.suite)].file,
                                   node.info->id);
    }

    Engine engine(d->context, *graph, d->options);
    active->engine = &engine;
    d->active.with([&](auto &all) { all.push_back(active); });
    EngineResult ran = engine.run(stop);
    d->active.with([&](auto &all) { std::erase(all, active); });

    for (std::size_t i = 0; i < ran.cases.size(); ++i)
        results.suites[static_cast<std::size_t>(suiteOf[i])].cases.push_back(
            std::move(ran.cases[i]));
    results.badTeardowns = std::move(ran.badTeardowns);
    results.stopped = ran.stopped;
    return results;
}

base::Result<> TestRunner::schedule(TestSuite &suite, const CronSchedule &schedule,
                                    const SchedulePolicy &policy, const std::stop_token &stop,
                                    const std::function<void(const TestResults &)> &onResults)
{
    // A suite that cannot be planned is found now, not at three in the morning.
    if (auto graph = buildGraph({&suite}); !graph)
        return base::failure(graph.error());
    Scheduler(d->context.host.clock)
        .run(schedule, policy, stop, [&](const QDateTime &, const std::stop_token &token) {
            if (auto results = execute(suite, token))
                onResults(*results);
        });
    return {};
}

base::Result<> TestRunner::abort(const QString &testId)
{
    QStringList known;
    bool any = false;
    // Under the lock, so that no engine ends meanwhile.
    d->active.with([&](auto &all) {
        for (const auto &active : all) {
            for (const auto &[file, id] : active->cases) {
                known.append(id);
                if (id == testId || file == testId)
                    any = active->engine->abortCase(id) || any;
            }
        }
    });
    if (any)
        return {};
    return base::failure(u"nothing called \"%1\" is running"_s.arg(testId),
                         base::didYouMean(testId, known));
}

events::PlannedCases TestRunner::planned(const RunGraph &graph)
{
    events::PlannedCases all;
    all.reserve(static_cast<qsizetype>(graph.nodes.size()));
    for (const RunGraph::Node &node : graph.nodes) {
        events::PlannedCase one;
        one.id = node.info->id;
        one.name = node.info->name;
        one.key = node.info->key;
        one.suite = graph.configs[static_cast<std::size_t>(node.suite)].name;
        if (node.phase >= 0)
            one.phase = graph.phases[static_cast<std::size_t>(node.phase)].name;
        one.position = node.info->position;
        one.tags = node.info->tags;
        for (const RunGraph::Edge &edge : node.needs) {
            one.needs.push_back(edge.node);
            one.needsOn.push_back(edge.on);
        }
        if (std::ranges::all_of(one.needsOn,
                                [](model::NeedOn on) { return on == model::NeedOn::Success; }))
            one.needsOn.clear();
        one.quarantined = node.info->quarantine.active;
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace assay::runner
