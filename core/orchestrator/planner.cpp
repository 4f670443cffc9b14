// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestrator/planner.h"

#include "base/suggest.h"
#include "suite/selection.h"

#include <algorithm>

namespace assay::orchestrator {

using namespace Qt::StringLiterals;
using runner::RunGraph;

namespace {

base::Result<std::vector<RunGraph::Phase>> phasesOf(const model::Plan &plan)
{
    QStringList names;
    for (const model::Phase &phase : plan.phases)
        names.append(phase.name);
    std::vector<RunGraph::Phase> phases;
    for (const model::Phase &phase : plan.phases) {
        RunGraph::Phase made;
        made.name = phase.name;
        for (const QString &need : phase.needs) {
            const qsizetype index = names.indexOf(need);
            if (index < 0) {
                return base::failure(
                    u"phase \"%1\" needs \"%2\", which is not there"_s.arg(phase.name, need),
                    base::didYouMean(need, names), phase.position);
            }
            made.needs.push_back(static_cast<int>(index));
        }
        phases.push_back(std::move(made));
    }
    // Kahn's sort: what is left over stands in a circle.
    std::vector<bool> done(phases.size(), false);
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t i = 0; i < phases.size(); ++i) {
            const bool ready =
                std::all_of(phases[i].needs.begin(), phases[i].needs.end(),
                            [&](int n) { return done[static_cast<std::size_t>(n)]; });
            if (!done[i] && ready)
                done[i] = moved = true;
        }
    }
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (!done[i]) {
            return base::failure(
                u"phase \"%1\" needs itself, through others or directly"_s.arg(phases[i].name),
                u"take one of the needs away"_s, plan.phases[i].position);
        }
    }
    return phases;
}

/// The first phase that names the suite and whose tags fit; -1 when none does.
base::Result<std::vector<int>> assignPhases(const RunGraph &graph, const model::Plan &plan)
{
    std::vector<suite::Selector> selectors;
    for (const model::Phase &phase : plan.phases) {
        auto selector =
            suite::parseTagExpression(phase.tags.isEmpty() ? u"not __none__"_s : phase.tags);
        if (!selector)
            return base::failure(selector.error().at(phase.position));
        selectors.push_back(std::move(*selector));
    }
    std::vector<int> assigned(graph.nodes.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const RunGraph::Node &node = graph.nodes[i];
        const QString &file = graph.configs[static_cast<std::size_t>(node.suite)].file;
        for (std::size_t p = 0; p < plan.phases.size() && assigned[i] < 0; ++p) {
            if (plan.phases[p].suites.contains(file) && selectors[p].matches(*node.info))
                assigned[i] = static_cast<int>(p);
        }
    }
    return assigned;
}

/// A case needs another of a phase that comes later: neither could ever start.
base::Result<> checkAcrossPhases(const RunGraph &graph)
{
    const std::size_t count = graph.phases.size();
    std::vector<std::vector<bool>> after(count, std::vector<bool>(count, false));
    for (std::size_t round = 0; round < count; ++round) {
        for (std::size_t p = 0; p < count; ++p) {
            for (const int need : graph.phases[p].needs) {
                const auto n = static_cast<std::size_t>(need);
                after[p][n] = true;
                for (std::size_t q = 0; q < count; ++q)
                    after[p][q] = after[p][q] || after[n][q];
            }
        }
    }
    for (const RunGraph::Node &node : graph.nodes) {
        for (const RunGraph::Edge &edge : node.needs) {
            const RunGraph::Node &need = graph.nodes[static_cast<std::size_t>(edge.node)];
            if (node.phase >= 0 && need.phase >= 0 &&
                after[static_cast<std::size_t>(need.phase)][static_cast<std::size_t>(node.phase)]) {
                return base::failure(u"\"%1\" needs \"%2\", which is in a later phase"_s.arg(
                                         node.info->name, need.info->name),
                                     u"move one of them"_s, node.info->position);
            }
        }
    }
    return {};
}

} // namespace

base::Result<ExecutionPlan> makePlan(const TestPlan &plan)
{
    auto graph = runner::buildGraph(plan.suites, plan.durations);
    if (!graph)
        return base::failure(graph.error());
    for (auto it = plan.plan.resources.begin(); it != plan.plan.resources.end(); ++it)
        graph->resources.insert(it.key(), it.value());

    Selection selection = plan.selection;
    if (!plan.plan.phases.empty()) {
        auto phases = phasesOf(plan.plan);
        if (!phases)
            return base::failure(phases.error());
        auto assigned = assignPhases(*graph, plan.plan);
        if (!assigned)
            return base::failure(assigned.error());
        graph->phases = std::move(*phases);
        std::vector<bool> inPlan;
        for (std::size_t i = 0; i < graph->nodes.size(); ++i) {
            graph->nodes[i].phase = (*assigned)[i];
            inPlan.push_back((*assigned)[i] >= 0);
        }
        // A need that no phase names comes along, outside of all phases.
        for (bool grown = selection.pullNeeds; grown;) {
            grown = false;
            for (std::size_t i = 0; i < graph->nodes.size(); ++i) {
                for (const RunGraph::Edge &edge : graph->nodes[i].needs) {
                    if (inPlan[i] && !inPlan[static_cast<std::size_t>(edge.node)])
                        inPlan[static_cast<std::size_t>(edge.node)] = grown = true;
                }
            }
        }
        *graph = runner::subgraph(*graph, inPlan);
        if (auto fine = checkAcrossPhases(*graph); !fine)
            return base::failure(fine.error());
    }

    ExecutionPlan made;
    made.id = plan.runId;
    made.hash = planHash(*graph);
    auto selected = select(*graph, selection);
    if (!selected)
        return base::failure(selected.error());
    made.graph = std::move(*selected);
    made.selection = std::move(selection);
    made.maxFailures = plan.maxFailures;
    for (const model::Phase &phase : plan.plan.phases)
        made.policies.push_back(phase.onFailure.value_or(plan.plan.onFailure));
    made.policies.push_back(plan.plan.onFailure);
    for (const RunGraph::Node &node : made.graph.nodes) {
        if (!made.selection.shuffleSeed)
            made.expected = std::max(made.expected, node.path);
    }
    return made;
}

} // namespace assay::orchestrator
