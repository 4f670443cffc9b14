// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QSizeF>

#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace assay::ui::layered {

/// One connected part of a graph, for layOut(). Internal to this folder.
struct PartNode
{
    QSizeF size;
    double place = 0;
};
struct Part
{
    std::vector<PartNode> nodes;            ///< in their order
    std::vector<std::pair<int, int>> edges; ///< sorted, each once, none to itself
    bool keepOrder = false;
};

/// Lists of indices of every vertex, one after the other.
class Neighbours
{
public:
    Neighbours() = default;
    /// Of each pair's first its seconds, in the order of the pairs.
    Neighbours(int count, std::span<const std::pair<int, int>> pairs, bool backwards);

    [[nodiscard]] std::span<const int> of(int vertex) const
    {
        const auto i = static_cast<std::size_t>(vertex);
        return {m_list.data() + m_begin[i], m_list.data() + m_begin[i + 1]};
    }

private:
    std::vector<int> m_begin;
    std::vector<int> m_list;
};

/// The nodes first, then the points at which longer edges pass a layer. Edges join neighbouring
/// layers only.
struct Layers
{
    int nodes = 0;
    std::vector<int> layerOf;              ///< by vertex
    std::vector<std::vector<int>> order;   ///< vertices of each layer from the top
    std::vector<std::pair<int, int>> ties; ///< edges between neighbouring layers, left to right
    Neighbours before;
    Neighbours after;
    std::vector<int> firstPass; ///< by node: its vertex in the layer after it, or -1
    std::vector<bool> reversed; ///< by edge of the part: it closes a circle

    [[nodiscard]] int count() const { return static_cast<int>(layerOf.size()); }
    [[nodiscard]] bool isNode(int vertex) const { return vertex < nodes; }
};

[[nodiscard]] std::optional<Layers> makeLayers(const Part &part, std::stop_token stop);
/// How many ties cross, as the layers are ordered.
[[nodiscard]] long long crossings(const Layers &layers);
/// False when stopped. Never makes it worse.
[[nodiscard]] bool reduceCrossings(Layers &layers, std::stop_token stop);
/// The middle of each vertex; nothing overlaps. Empty when stopped.
[[nodiscard]] std::vector<double> heights(const Part &part, const Layers &layers,
                                          std::stop_token stop);

} // namespace assay::ui::layered
