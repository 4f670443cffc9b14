// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/counter_random.h"
#include "testdata/data_schema.h"

namespace assay::testdata {

/// The edges of a graph over nodes 0..nodes-1, each computed when it is asked for.
///
/// Scale-free: every node joins `edges_per_node` others, more likely those that have many (Barabási
/// and Albert 1999), by following hashes back to where an end was copied from (Sanders and Schulz
/// 2016). Tree: every node but the first has a parent before it. Grid: right and down. No edge
/// stands twice, none leads to itself. Any thread.
class GraphEdges
{
public:
    GraphEdges(const GraphSchema &graph, quint64 key, qint64 nodes);
    [[nodiscard]] qint64 count() const { return m_count; }
    struct Edge
    {
        qint64 source = 0;
        qint64 target = 0;
    };
    [[nodiscard]] Edge at(qint64 index) const;

private:
    [[nodiscard]] Edge scaleFree(qint64 index) const;
    [[nodiscard]] Edge tree(qint64 index) const;
    [[nodiscard]] Edge grid(qint64 index) const;
    [[nodiscard]] qint64 copied(qint64 source, qint64 edge, qint64 attempt) const;

    GraphSchema m_graph;
    quint64 m_key;
    qint64 m_width = 0;
    qint64 m_across = 0; ///< of Grid: edges to the right
    qint64 m_count = 0;
};

} // namespace assay::testdata
