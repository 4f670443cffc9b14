// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layered_part.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace assay::ui::layered {

namespace {

constexpr double kNodeGap = 16;
constexpr double kPassGap = 8;
constexpr int kRounds = 8;
constexpr int kLastRounds = 4; ///< with the neighbours of both sides
/// Long edges are kept straight before short ones (Gansner et al.: 8, 2, 1).
constexpr double kPassToPass = 8;
constexpr double kPassToNode = 2;
constexpr double kWithoutNeighbours = 0.05;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

enum class Side { Before, After, Both };

class Heights
{
public:
    Heights(const Part &part, const Layers &layers)
        : m_part(part)
        , m_layers(layers)
        , m_middle(at(layers.count()))
    {
        for (const std::vector<int> &layer : layers.order) {
            double total = 0;
            for (std::size_t i = 0; i < layer.size(); ++i) {
                total += i == 0 ? 0 : distance(layer[i - 1], layer[i]);
                m_middle[at(layer[i])] = total;
            }
            for (const int vertex : layer)
                m_middle[at(vertex)] -= total / 2;
        }
    }

    /// Puts a layer where its neighbours want it: the least squares of the distances, with the
    /// order and the gaps kept. Vertices that would overlap become a block and share their wish.
    void settle(const std::vector<int> &layer, Side side)
    {
        m_blocks.clear();
        double offset = 0;
        for (std::size_t i = 0; i < layer.size(); ++i) {
            offset += i == 0 ? 0 : distance(layer[i - 1], layer[i]);
            Block block = wish(layer[i], side);
            block.sum -= block.weight * offset;
            block.count = 1;
            while (!m_blocks.empty() && m_blocks.back().mean() >= block.mean()) {
                block.sum += m_blocks.back().sum;
                block.weight += m_blocks.back().weight;
                block.count += m_blocks.back().count;
                m_blocks.pop_back();
            }
            m_blocks.push_back(block);
        }
        offset = 0;
        std::size_t i = 0;
        for (const Block &block : m_blocks) {
            for (const std::size_t end = i + block.count; i < end; ++i) {
                offset += i == 0 ? 0 : distance(layer[i - 1], layer[i]);
                m_middle[at(layer[i])] = block.mean() + offset;
            }
        }
    }

    [[nodiscard]] std::vector<double> take() { return std::move(m_middle); }

private:
    struct Block
    {
        double sum = 0;
        double weight = 0;
        std::size_t count = 0;
        [[nodiscard]] double mean() const { return sum / weight; }
    };

    [[nodiscard]] double height(int vertex) const
    {
        return m_layers.isNode(vertex) ? m_part.nodes[at(vertex)].size.height() : 0;
    }
    [[nodiscard]] double distance(int upper, int lower) const
    {
        const bool nodes = m_layers.isNode(upper) && m_layers.isNode(lower);
        return (height(upper) + height(lower)) / 2 + (nodes ? kNodeGap : kPassGap);
    }
    void add(Block &block, int vertex, const Neighbours &neighbours) const
    {
        for (const int near : neighbours.of(vertex)) {
            const int ends = int(m_layers.isNode(vertex)) + int(m_layers.isNode(near));
            const double weight = ends == 0 ? kPassToPass : ends == 1 ? kPassToNode : 1;
            block.sum += weight * m_middle[at(near)];
            block.weight += weight;
        }
    }
    [[nodiscard]] Block wish(int vertex, Side side) const
    {
        Block block;
        if (side != Side::After)
            add(block, vertex, m_layers.before);
        if (side != Side::Before)
            add(block, vertex, m_layers.after);
        if (block.weight == 0) {
            block.weight = kWithoutNeighbours;
            block.sum = block.weight * m_middle[at(vertex)];
        }
        return block;
    }

    const Part &m_part;
    const Layers &m_layers;
    std::vector<double> m_middle;
    std::vector<Block> m_blocks;
};

} // namespace

std::vector<double> heights(const Part &part, const Layers &layers, std::stop_token stop)
{
    Heights heights(part, layers);
    for (int round = 0; round < kRounds + kLastRounds; ++round) {
        const bool last = round >= kRounds;
        for (std::size_t l = 0; l < layers.order.size(); ++l) {
            if (stop.stop_requested())
                return {};
            heights.settle(layers.order[l], last ? Side::Both : Side::Before);
        }
        for (std::size_t l = layers.order.size(); l-- > 0;) {
            if (stop.stop_requested())
                return {};
            heights.settle(layers.order[l], last ? Side::Both : Side::After);
        }
    }
    return heights.take();
}

} // namespace assay::ui::layered
