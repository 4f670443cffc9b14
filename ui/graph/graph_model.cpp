// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_model.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <map>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::CaseIndex;
using events::RunState;

namespace {

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

QString keyOf(const events::PlannedCase &planned, Grouping grouping)
{
    if (grouping == Grouping::ByPhase)
        return planned.phase;
    return planned.position.file + u'\n' + planned.suite;
}

/// The same nodes and edges, of the nodes in `newIndex` (-1: left out), edges between the same two
/// as one.
Graph mapped(const Graph &graph, std::vector<GraphNode> nodes, const std::vector<int> &newIndex)
{
    Graph result;
    result.grouping = graph.grouping;
    result.groups = graph.groups;
    result.nodes = std::move(nodes);
    std::map<std::pair<int, int>, std::size_t> known;
    for (GraphEdge edge : graph.edges) {
        edge.from = newIndex[at(edge.from)];
        edge.to = newIndex[at(edge.to)];
        if (edge.from < 0 || edge.to < 0 || edge.from == edge.to)
            continue;
        const bool folded = result.nodes[at(edge.from)].folded || result.nodes[at(edge.to)].folded;
        const auto [found, isNew] = known.try_emplace({edge.from, edge.to}, result.edges.size());
        if (isNew || !folded)
            result.edges.push_back(edge);
        else
            result.edges[found->second].count += edge.count;
    }
    return result;
}

bool holds(model::NeedOn on, Status needed)
{
    const bool good = needed == Status::Passed || needed == Status::Flaky;
    switch (on) {
    case model::NeedOn::Success:
        return good;
    case model::NeedOn::Failure:
        return isBad(needed) || needed == Status::Quarantined;
    case model::NeedOn::Completed:
        return needed != Status::Skipped;
    case model::NeedOn::Always:
        return true;
    }
    return true;
}

bool exists(const RunState &state, CaseIndex index)
{
    return index >= 0 && at(index) < state.cases().size();
}

} // namespace

Graph graphOf(const events::RunPlanned &plan, Grouping grouping)
{
    Graph graph;
    graph.grouping = grouping;
    QHash<QString, int> groups;
    const auto count = static_cast<CaseIndex>(plan.cases.size());
    for (CaseIndex i = 0; i < count; ++i) {
        const events::PlannedCase &planned = plan.cases[i];
        GraphNode node;
        node.index = i;
        const QString key = grouping == Grouping::None ? QString() : keyOf(planned, grouping);
        if (!key.isEmpty()) {
            auto found = groups.find(key);
            if (found == groups.end()) {
                found = groups.insert(key, static_cast<int>(graph.groups.size()));
                graph.groups.push_back(
                    {key, grouping == Grouping::ByPhase ? planned.phase : planned.suite, {}});
            }
            node.group = *found;
            graph.groups[at(node.group)].cases.push_back(i);
        }
        graph.nodes.push_back(node);
        for (std::size_t n = 0; n < planned.needs.size(); ++n) {
            const CaseIndex need = planned.needs[n];
            if (need < 0 || need >= count || need == i)
                continue;
            const auto on =
                n < planned.needsOn.size() ? planned.needsOn[n] : model::NeedOn::Success;
            graph.edges.push_back({need, i, on, need, i, 1});
        }
    }
    return graph;
}

Graph foldGroups(const Graph &graph, const QSet<QString> &keys)
{
    std::vector<GraphNode> nodes;
    std::vector<int> newIndex(graph.nodes.size());
    std::vector<int> nodeOf(graph.groups.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        GraphNode node = graph.nodes[i];
        newIndex[i] = static_cast<int>(nodes.size());
        if (node.group >= 0 && keys.contains(graph.groups[at(node.group)].key)) {
            int &folded = nodeOf[at(node.group)];
            if (folded >= 0) {
                newIndex[i] = folded;
                continue;
            }
            folded = newIndex[i];
            node.folded = true;
        }
        nodes.push_back(node);
    }
    return mapped(graph, std::move(nodes), newIndex);
}

Graph focusOn(const Graph &graph, const std::vector<int> &nodes, int hops)
{
    std::vector<std::vector<int>> near(graph.nodes.size());
    for (const GraphEdge &edge : graph.edges) {
        near[at(edge.from)].push_back(edge.to);
        near[at(edge.to)].push_back(edge.from);
    }
    std::vector<int> distance(graph.nodes.size(), -1);
    std::vector<int> reached;
    for (const int node : nodes) {
        if (node >= 0 && at(node) < graph.nodes.size() && distance[at(node)] < 0) {
            distance[at(node)] = 0;
            reached.push_back(node);
        }
    }
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const int hop = distance[at(reached[i])];
        for (const int next : near[at(reached[i])]) {
            if (hop < hops && distance[at(next)] < 0) {
                distance[at(next)] = hop + 1;
                reached.push_back(next);
            }
        }
    }
    std::vector<GraphNode> kept;
    std::vector<int> newIndex(graph.nodes.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (distance[i] < 0)
            continue;
        newIndex[i] = static_cast<int>(kept.size());
        kept.push_back(graph.nodes[i]);
    }
    return mapped(graph, std::move(kept), newIndex);
}

LayoutInput layoutInputOf(const Graph &graph, const std::vector<double> &middles)
{
    LayoutInput input;
    input.groups = static_cast<int>(graph.groups.size());
    input.keepOrder = !middles.empty();
    const auto middleOf = [&](CaseIndex index) {
        return at(index) < middles.size() ? middles[at(index)] : 0;
    };
    for (const GraphNode &node : graph.nodes) {
        LayoutNode made{node.folded ? kFoldedSize : kCaseSize, node.group, node.index,
                        middleOf(node.index)};
        if (node.folded) {
            made.place = 0;
            for (const CaseIndex index : graph.groups[at(node.group)].cases)
                made.place += middleOf(index);
            made.place /= static_cast<double>(graph.groups[at(node.group)].cases.size());
        }
        input.nodes.push_back(made);
    }
    for (const GraphEdge &edge : graph.edges)
        input.edges.push_back({edge.from, edge.to});
    if (graph.grouping == Grouping::ByPhase) {
        for (int group = 1; group < input.groups; ++group)
            input.groupEdges.push_back({group - 1, group});
    }
    return input;
}

std::vector<double> middlesOf(const Graph &whole, const GraphLayout &layout)
{
    std::vector<double> middles;
    for (std::size_t i = 0; i < whole.nodes.size(); ++i) {
        const std::size_t index = at(whole.nodes[i].index);
        middles.resize(std::max(middles.size(), index + 1));
        middles[index] = layout.nodes[i].center().y();
    }
    return middles;
}

NodeLook lookOf(const Graph &graph, const GraphNode &node, const RunState &state,
                base::Nanoseconds now, base::Nanoseconds expected)
{
    NodeLook look;
    if (!node.folded) {
        if (!exists(state, node.index))
            return look;
        const RunState::CaseState &one = state.caseAt(node.index);
        look.status = statusOf(one);
        if (look.status == Status::Running && expected.count() > 0) {
            look.progress = std::clamp(static_cast<double>((now - one.start).count()) /
                                           static_cast<double>(expected.count()),
                                       0.02, 0.97);
        }
        return look;
    }
    bool running = false;
    bool waiting = false;
    Status worst = Status::Passed;
    for (const CaseIndex index : graph.groups[at(node.group)].cases) {
        if (!exists(state, index))
            continue;
        const Status status = statusOf(state.caseAt(index));
        if (!state.caseAt(index).isFinished()) {
            running |= status == Status::Running;
            waiting = true;
            continue;
        }
        ++look.finished;
        look.bad += isBad(status) ? 1 : 0;
        if (statusRank(status) < statusRank(worst))
            worst = status;
    }
    if (isBad(worst))
        look.status = worst;
    else if (running || (waiting && look.finished > 0))
        look.status = Status::Running;
    else
        look.status = waiting ? Status::Queued : worst;
    look.progress = static_cast<double>(look.finished) /
                    static_cast<double>(graph.groups[at(node.group)].cases.size());
    return look;
}

EdgeLook lookOf(const GraphEdge &edge, const RunState &state)
{
    if (!exists(state, edge.fromCase) || !exists(state, edge.toCase) ||
        !state.caseAt(edge.fromCase).isFinished())
        return EdgeLook::Waiting;
    if (holds(edge.on, statusOf(state.caseAt(edge.fromCase))))
        return EdgeLook::Held;
    const RunState::CaseState &to = state.caseAt(edge.toCase);
    const bool skipped = to.isFinished() && to.outcome == model::Outcome::Skipped;
    return skipped ? EdgeLook::Skipping : EdgeLook::Waiting;
}

QString phaseText(const RunState &state)
{
    QStringList phases;
    std::vector<bool> over;
    QHash<QString, qsizetype> indexOf;
    for (qsizetype i = 0; i < state.plan().cases.size(); ++i) {
        const QString &phase = state.plan().cases[i].phase;
        if (phase.isEmpty())
            continue;
        auto found = indexOf.find(phase);
        if (found == indexOf.end()) {
            found = indexOf.insert(phase, phases.size());
            phases += phase;
            over.push_back(true);
        }
        if (!state.cases()[static_cast<std::size_t>(i)].isFinished())
            over[static_cast<std::size_t>(*found)] = false;
    }
    if (phases.isEmpty())
        return {};
    const auto current = std::ranges::find(over, false) - over.begin();
    if (current == phases.size())
        return phases.size() == 1
                   ? phases.front()
                   : QCoreApplication::translate("Graph", "%1 phases").arg(phases.size());
    return QCoreApplication::translate("Graph", "phase %1 of %2 · %3")
        .arg(current + 1)
        .arg(phases.size())
        .arg(phases[current]);
}

} // namespace assay::ui
