// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/layered_layout.h"
#include "ui/theme/status.h"

#include <QSet>

#include <array>
#include <vector>

namespace assay::ui {

/// The execution graph of a run: cases and what they need. Plain values and pure functions, any
/// thread; how it stands in the run is asked of RunState and changes nothing here.
///
///     const Graph whole = graphOf(state.plan(), Grouping::BySuite);
///     const Graph shown = focusOn(foldGroups(whole, {u"suites/a.yaml"_s}), {4}, 2);
enum class Grouping { None, BySuite, ByPhase };

struct GraphNode
{
    events::CaseIndex index = -1; ///< of a case; of the first one for a folded group
    int group = -1;               ///< index in Graph::groups; of a folded group its own
    bool folded = false;          ///< it stands for its whole group

    friend bool operator==(const GraphNode &, const GraphNode &) = default;
};
struct GraphEdge
{
    int from = 0; ///< index in nodes: what is needed
    int to = 0;   ///< what needs it
    model::NeedOn on = model::NeedOn::Success;
    events::CaseIndex fromCase = 0; ///< the first of the needs that it stands for
    events::CaseIndex toCase = 0;
    int count = 1; ///< needs that it stands for, between folded groups
};
struct GraphGroup
{
    QString key; ///< the suite's file and name, or the phase; what foldGroups() takes
    QString title;
    std::vector<events::CaseIndex> cases;
};
struct Graph
{
    Grouping grouping = Grouping::None;
    std::vector<GraphNode> nodes; ///< in the plan's order
    std::vector<GraphEdge> edges; ///< never from a node to itself
    std::vector<GraphGroup> groups;
};

/// Needs that no case of the plan answers are left out.
[[nodiscard]] Graph graphOf(const events::RunPlanned &plan, Grouping grouping);
/// The groups with these keys as one node each; needs between them become one edge.
[[nodiscard]] Graph foldGroups(const Graph &graph, const QSet<QString> &keys);
/// What is at most so many edges away from one of the nodes, in either direction.
[[nodiscard]] Graph focusOn(const Graph &graph, const std::vector<int> &nodes, int hops);

constexpr QSizeF kCaseSize(156, 42);
constexpr QSizeF kFoldedSize(176, 54);
/// `middles`: by case, where its middle stood in the layout of the whole graph; empty for that one
/// itself. Phases stand one after the other. A folded group stays a group, of one node.
[[nodiscard]] LayoutInput layoutInputOf(const Graph &graph, const std::vector<double> &middles);
/// The middles of all cases of the whole graph, for layouts of its parts.
[[nodiscard]] std::vector<double> middlesOf(const Graph &whole, const GraphLayout &layout);

/// How a node stands in the run.
struct NodeLook
{
    Status status = Status::NotRun;
    /// Of a folded group: its finished cases by its size. Of a running case: its time by `expected`
    /// when that is known, else -1.
    double progress = -1;
    int finished = 0; ///< of a folded group
    int bad = 0;
};
[[nodiscard]] NodeLook lookOf(const Graph &graph, const GraphNode &node,
                              const events::RunState &state, base::Nanoseconds now,
                              base::Nanoseconds expected = {});

/// How an edge stands in the run.
enum class EdgeLook {
    Waiting, ///< what is needed has not come
    Held,    ///< it came as wanted
    Skipping ///< it did not, and what needed it was skipped
};
[[nodiscard]] EdgeLook lookOf(const GraphEdge &edge, const events::RunState &state);

/// "phase 2 of 3 · resilience": the first phase that is not over; "3 phases" after the last; "" of
/// a plan without phases.
[[nodiscard]] QString phaseText(const events::RunState &state);

} // namespace assay::ui
