// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/graph_edges.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace assay::testdata {

using Kind = GraphSchema::Kind;

// Scale-free: the first `each` nodes have no edges of their own; node n of the rest has the edges
// (n - each) * each ... + each - 1.
GraphEdges::GraphEdges(const GraphSchema &graph, quint64 key, qint64 nodes)
    : m_graph(graph)
    , m_key(key)
{
    switch (graph.kind) {
    case Kind::ScaleFree:
        m_count = std::max<qint64>(0, nodes - graph.edgesPerNode) * graph.edgesPerNode;
        break;
    case Kind::Tree:
        m_count = std::max<qint64>(0, nodes - 1);
        break;
    case Kind::Grid: {
        m_width = graph.width > 0
                      ? graph.width
                      : std::max<qint64>(1, static_cast<qint64>(
                                                std::floor(std::sqrt(static_cast<double>(nodes)))));
        const qint64 fullRows = nodes / m_width;
        const qint64 rest = nodes % m_width;
        m_across = fullRows * (m_width - 1) + std::max<qint64>(0, rest - 1);
        m_count = m_across + std::max<qint64>(0, nodes - m_width);
        break;
    }
    }
}

GraphEdges::Edge GraphEdges::at(qint64 index) const
{
    switch (m_graph.kind) {
    case Kind::ScaleFree:
        return scaleFree(index);
    case Kind::Tree:
        return tree(index);
    case Kind::Grid:
        return grid(index);
    }
    return {};
}

/// The ends of edges, in order, are a list in which each node stands as often as it has edges:
/// position 2e is the source of the edge e, 2e + 1 a copy of some earlier position.
qint64 GraphEdges::copied(qint64 source, qint64 edge, qint64 attempt) const
{
    const qint64 each = m_graph.edgesPerNode;
    if (source == each)
        return static_cast<qint64>(
            Draws(m_key, edge * 64 + attempt).below(static_cast<quint64>(each)));
    qint64 position = 2 * edge + 1;
    // Only ends of edges of earlier nodes, so that a node does not join itself.
    quint64 limit = static_cast<quint64>(2 * ((source - each) * each));
    qint64 salt = attempt;
    while (true) {
        position = static_cast<qint64>(Draws(m_key, position * 64 + salt).below(limit));
        const qint64 at = position / 2;
        const qint64 node = at / each + each;
        if (position % 2 == 0)
            return node;
        if (node == each)
            return static_cast<qint64>(Draws(m_key, at * 64).below(static_cast<quint64>(each)));
        limit = static_cast<quint64>(2 * ((node - each) * each));
        salt = 0;
    }
}

GraphEdges::Edge GraphEdges::scaleFree(qint64 index) const
{
    const qint64 each = m_graph.edgesPerNode;
    const qint64 source = index / each + each;
    std::vector<qint64> taken;
    for (qint64 edge = index - index % each; edge <= index; ++edge) {
        qint64 target = copied(source, edge, 0);
        for (qint64 attempt = 1; std::find(taken.begin(), taken.end(), target) != taken.end();
             ++attempt) {
            // After many tries the next free node: there are at least `each` before the source.
            target = attempt < 60 ? copied(source, edge, attempt) : (target + 1) % source;
        }
        taken.push_back(target);
    }
    return {source, taken.back()};
}

GraphEdges::Edge GraphEdges::tree(qint64 index) const
{
    const qint64 node = index + 1;
    if (m_graph.branches > 0)
        return {(node - 1) / m_graph.branches, node};
    return {static_cast<qint64>(Draws(m_key, node).below(static_cast<quint64>(node))), node};
}

GraphEdges::Edge GraphEdges::grid(qint64 index) const
{
    if (index < m_across) {
        const qint64 row = index / (m_width - 1);
        const qint64 node = row * m_width + index % (m_width - 1);
        return {node, node + 1};
    }
    const qint64 node = index - m_across;
    return {node, node + m_width};
}

} // namespace assay::testdata
