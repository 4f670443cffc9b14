// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/case.h"
#include "runner/test_suite.h"

#include <QHash>

#include <vector>

namespace assay::runner {

/// What an engine runs: cases as nodes, needs as edges, phases as gates. Made by graph_builder.h
/// from suites, or by the orchestrator from a plan. Borrows the suites. A plain value.
struct RunGraph
{
    struct Edge
    {
        int node = 0;
        model::NeedOn on = model::NeedOn::Success;
    };
    struct Node
    {
        TestCase *test = nullptr;
        std::shared_ptr<const model::Case> info; ///< never null
        int suite = 0;                           ///< index in suites
        int phase = -1;                          ///< index in phases; -1 has none
        std::vector<Edge> needs;
        std::vector<int> dependants;  ///< nodes that need this one
        base::Nanoseconds expected{}; ///< from history; a guess when it never ran
        base::Nanoseconds path{};     ///< longest expected path from here to an end: who goes first
    };
    struct Phase
    {
        QString name;
        std::vector<int> needs; ///< phases that must be over, and good, before
    };

    std::vector<TestSuite *> suites;
    std::vector<SuiteConfig> configs; ///< of the suites, by index
    std::vector<Node> nodes;
    std::vector<Phase> phases;
    QHash<QString, int> resources; ///< capacities of named locks; 1 where nothing stands
};

/// Durations of cases by id, as history knows them.
using Durations = QHash<QString, base::Nanoseconds>;

/// Nodes for all cases of the suites, needs resolved by id, paths computed. Errors: a need that is
/// unknown, a circle ("a -> b -> a"), an id that is there twice.
[[nodiscard]] base::Result<RunGraph> buildGraph(const std::vector<TestSuite *> &suites,
                                                const Durations &durations = {});

/// Fills Node::path from Node::expected and the edges, and Node::dependants. An error names a
/// circle.
[[nodiscard]] base::Result<> computePaths(RunGraph &graph);

/// The graph of the kept nodes only; edges to others are gone, paths are computed anew.
[[nodiscard]] RunGraph subgraph(const RunGraph &graph, const std::vector<bool> &keep);

} // namespace assay::runner
