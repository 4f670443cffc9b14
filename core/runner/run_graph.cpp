// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/run_graph.h"

#include "base/suggest.h"

#include <algorithm>

namespace assay::runner {

using namespace Qt::StringLiterals;

namespace {

constexpr base::Nanoseconds kGuess = std::chrono::milliseconds(100); // of a case that never ran

/// The names along a circle, from any node that was left over by the topological sort.
QString circleText(const RunGraph &graph, const std::vector<int> &waiting)
{
    int at = 0;
    while (waiting[static_cast<std::size_t>(at)] == 0)
        ++at;
    std::vector<int> seen;
    while (std::find(seen.begin(), seen.end(), at) == seen.end()) {
        seen.push_back(at);
        const auto &needs = graph.nodes[static_cast<std::size_t>(at)].needs;
        const auto next = std::find_if(needs.begin(), needs.end(), [&](const RunGraph::Edge &edge) {
            return waiting[static_cast<std::size_t>(edge.node)] > 0;
        });
        at = next->node;
    }
    QStringList names;
    for (auto it = std::find(seen.begin(), seen.end(), at); it != seen.end(); ++it)
        names.append(graph.nodes[static_cast<std::size_t>(*it)].info->name);
    names.append(names.front());
    return names.join(u" -> "_s);
}

} // namespace

base::Result<> computePaths(RunGraph &graph)
{
    const std::size_t count = graph.nodes.size();
    std::vector<int> waiting(count, 0);
    std::vector<int> order;
    order.reserve(count);
    for (RunGraph::Node &node : graph.nodes)
        node.dependants.clear();
    for (std::size_t i = 0; i < count; ++i) {
        waiting[i] = static_cast<int>(graph.nodes[i].needs.size());
        for (const RunGraph::Edge &edge : graph.nodes[i].needs)
            graph.nodes[static_cast<std::size_t>(edge.node)].dependants.push_back(
                static_cast<int>(i));
        if (waiting[i] == 0)
            order.push_back(static_cast<int>(i));
    }
    for (std::size_t done = 0; done < order.size(); ++done) {
        for (const int dependant : graph.nodes[static_cast<std::size_t>(order[done])].dependants) {
            if (--waiting[static_cast<std::size_t>(dependant)] == 0)
                order.push_back(dependant);
        }
    }
    if (order.size() != count) {
        return base::failure(u"cases need each other in a circle: "_s + circleText(graph, waiting),
                             u"take one of these needs away"_s);
    }
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        RunGraph::Node &node = graph.nodes[static_cast<std::size_t>(*it)];
        base::Nanoseconds longest{};
        for (const int dependant : node.dependants)
            longest = std::max(longest, graph.nodes[static_cast<std::size_t>(dependant)].path);
        node.path = node.expected + longest;
    }
    return {};
}

base::Result<RunGraph> buildGraph(const std::vector<TestSuite *> &suites,
                                  const Durations &durations)
{
    RunGraph graph;
    graph.suites = suites;
    QHash<QString, int> byId;
    for (std::size_t s = 0; s < suites.size(); ++s) {
        graph.configs.push_back(suites[s]->config());
        const SuiteConfig &config = graph.configs.back();
        for (auto it = config.resources.begin(); it != config.resources.end(); ++it)
            graph.resources[it.key()] = std::max(graph.resources.value(it.key(), 1), it.value());
        const std::vector<TestCase *> tests = suites[s]->tests();
        graph.nodes.reserve(graph.nodes.size() + tests.size());
        for (TestCase *test : tests) {
            RunGraph::Node node;
            node.test = test;
            node.info = test->describe(config.file);
            node.suite = static_cast<int>(s);
            node.expected = durations.value(node.info->id, kGuess);
            if (byId.contains(node.info->id)) {
                return base::failure(u"two cases have the id \"%1\""_s.arg(node.info->id),
                                     u"rename one of them"_s, node.info->position);
            }
            byId.insert(node.info->id, static_cast<int>(graph.nodes.size()));
            graph.nodes.push_back(std::move(node));
        }
    }
    for (RunGraph::Node &node : graph.nodes) {
        for (const model::Need &need : node.info->needs) {
            const auto it = byId.constFind(need.caseId);
            if (it == byId.constEnd()) {
                return base::failure(
                    u"\"%1\" needs \"%2\", which is not there"_s.arg(node.info->name, need.caseId),
                    base::didYouMean(need.caseId, byId.keys()), need.position);
            }
            node.needs.push_back({*it, need.on});
        }
    }
    if (auto paths = computePaths(graph); !paths)
        return base::failure(paths.error());
    return graph;
}

RunGraph subgraph(const RunGraph &graph, const std::vector<bool> &keep)
{
    RunGraph part;
    part.suites = graph.suites;
    part.configs = graph.configs;
    part.phases = graph.phases;
    part.resources = graph.resources;
    std::vector<int> places(graph.nodes.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (keep[i]) {
            places[i] = static_cast<int>(part.nodes.size());
            part.nodes.push_back(graph.nodes[i]);
        }
    }
    for (RunGraph::Node &node : part.nodes) {
        std::vector<RunGraph::Edge> needs;
        for (const RunGraph::Edge &edge : node.needs) {
            const int place = places[static_cast<std::size_t>(edge.node)];
            if (place >= 0)
                needs.push_back({place, edge.on});
        }
        node.needs = std::move(needs);
    }
    // A part of a graph without circles has none.
    static_cast<void>(computePaths(part).has_value());
    return part;
}

} // namespace assay::runner
