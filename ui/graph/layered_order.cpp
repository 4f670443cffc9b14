// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layered_part.h"

#include <algorithm>

namespace assay::ui::layered {

namespace {

constexpr int kSweeps = 10;
constexpr int kSweepsOfLarge = 5;
constexpr int kLarge = 8000;     ///< vertices
constexpr int kExchanged = 2500; ///< vertices; above, neighbours are not tried the other way round
constexpr int kExchanges = 6;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

using Positions = std::vector<int>;

void number(const std::vector<int> &layer, Positions &positions)
{
    for (std::size_t i = 0; i < layer.size(); ++i)
        positions[at(layer[i])] = static_cast<int>(i);
}

Positions numbered(const Layers &layers)
{
    Positions positions(at(layers.count()));
    for (const std::vector<int> &layer : layers.order)
        number(layer, positions);
    return positions;
}

/// Sorts a layer by the mean of where each vertex's neighbours stand; one without stays.
class Sorter
{
public:
    void sort(std::vector<int> &layer, const Neighbours &neighbours, Positions &positions)
    {
        m_moving.clear();
        m_slots.clear();
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const auto near = neighbours.of(layer[i]);
            if (near.empty())
                continue;
            double sum = 0;
            for (const int vertex : near)
                sum += positions[at(vertex)];
            m_moving.push_back({sum / static_cast<double>(near.size()), layer[i]});
            m_slots.push_back(i);
        }
        std::ranges::stable_sort(m_moving, {}, &Moving::key);
        for (std::size_t i = 0; i < m_moving.size(); ++i)
            layer[m_slots[i]] = m_moving[i].vertex;
        number(layer, positions);
    }

private:
    struct Moving
    {
        double key = 0;
        int vertex = 0;
    };
    std::vector<Moving> m_moving;
    std::vector<std::size_t> m_slots;
};

/// Pairs (i of the upper list, j of the lower) that cross; both lists sorted.
int crossingsOf(const std::vector<int> &upper, const std::vector<int> &lower)
{
    int count = 0;
    std::size_t j = 0;
    for (const int position : upper) {
        while (j < lower.size() && lower[j] < position)
            ++j;
        count += static_cast<int>(j);
    }
    return count;
}

/// Exchanges neighbours in their layer wherever that takes crossings away.
class Exchanger
{
public:
    explicit Exchanger(Layers &layers)
        : m_layers(layers)
        , m_positions(numbered(layers))
    {
    }

    [[nodiscard]] bool run(const std::stop_token &stop)
    {
        for (int round = 0; round < kExchanges; ++round) {
            bool better = false;
            for (std::vector<int> &layer : m_layers.order) {
                if (stop.stop_requested())
                    return false;
                for (std::size_t i = 0; i + 1 < layer.size(); ++i)
                    better |= exchange(layer, i);
            }
            if (!better)
                break;
        }
        return true;
    }

private:
    [[nodiscard]] bool exchange(std::vector<int> &layer, std::size_t i)
    {
        int gain = 0;
        for (const Neighbours *side : {&m_layers.before, &m_layers.after}) {
            sorted(side->of(layer[i]), m_upper);
            sorted(side->of(layer[i + 1]), m_lower);
            gain += crossingsOf(m_upper, m_lower) - crossingsOf(m_lower, m_upper);
        }
        if (gain <= 0)
            return false;
        std::swap(layer[i], layer[i + 1]);
        std::swap(m_positions[at(layer[i])], m_positions[at(layer[i + 1])]);
        return true;
    }
    void sorted(std::span<const int> vertices, std::vector<int> &into) const
    {
        into.clear();
        for (const int vertex : vertices)
            into.push_back(m_positions[at(vertex)]);
        std::ranges::sort(into);
    }

    Layers &m_layers;
    Positions m_positions;
    std::vector<int> m_upper;
    std::vector<int> m_lower;
};

} // namespace

long long crossings(const Layers &layers)
{
    const Positions positions = numbered(layers);
    std::vector<int> tree; // Fenwick: how many ties ended at or above a position so far
    std::vector<int> ends;
    long long count = 0;
    for (std::size_t l = 0; l + 1 < layers.order.size(); ++l) {
        const std::size_t size = layers.order[l + 1].size();
        tree.assign(size + 1, 0);
        int ties = 0;
        for (const int vertex : layers.order[l]) {
            ends.clear();
            for (const int next : layers.after.of(vertex))
                ends.push_back(positions[at(next)]);
            for (const int end : ends) {
                int above = 0;
                for (std::size_t i = at(end) + 1; i > 0; i &= i - 1)
                    above += tree[i];
                count += ties - above;
            }
            for (const int end : ends) {
                ++ties;
                for (std::size_t i = at(end) + 1; i <= size; i += i & (~i + 1))
                    ++tree[i];
            }
        }
    }
    return count;
}

bool reduceCrossings(Layers &layers, std::stop_token stop)
{
    Positions positions = numbered(layers);
    std::vector<std::vector<int>> best = layers.order;
    long long least = crossings(layers);
    Sorter sorter;
    const int sweeps = layers.count() > kLarge ? kSweepsOfLarge : kSweeps;
    const std::size_t last = layers.order.size() - 1;
    for (int sweep = 0; sweep < sweeps && least > 0; ++sweep) {
        for (std::size_t l = 1; l <= last; ++l) {
            if (stop.stop_requested())
                return false;
            sorter.sort(layers.order[l], layers.before, positions);
        }
        for (std::size_t l = last; l-- > 0;) {
            if (stop.stop_requested())
                return false;
            sorter.sort(layers.order[l], layers.after, positions);
        }
        const long long now = crossings(layers);
        if (now < least) {
            least = now;
            best = layers.order;
        }
    }
    layers.order = std::move(best);
    if (least > 0 && layers.count() <= kExchanged)
        return Exchanger(layers).run(stop);
    return !stop.stop_requested();
}

} // namespace assay::ui::layered
