// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layered_part.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace assay::ui::layered {

namespace {

/// Past so many layers in all do edges get points of their own, for each node and edge; the longest
/// do not: a chain of which every node needs the first would have millions.
constexpr long long kPassesEach = 4;
constexpr long long kPassesFree = 4096;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

/// Edges that lead back to a node of which the walk is not done yet.
std::vector<bool> closingEdges(const Part &part)
{
    const int count = static_cast<int>(part.nodes.size());
    std::vector<bool> closing(part.edges.size());
    std::vector<int> begin(at(count) + 1);
    std::vector<bool> isTarget(at(count));
    for (const auto &[from, to] : part.edges) {
        ++begin[at(from) + 1];
        isTarget[at(to)] = true;
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());

    enum class Walk : char { New, Open, Done };
    std::vector<Walk> walk(at(count), Walk::New);
    std::vector<int> next(begin.begin(), begin.end() - 1); // edges are sorted by their first node
    std::vector<int> stack;
    const auto visit = [&](int root) {
        if (walk[at(root)] != Walk::New)
            return;
        stack.push_back(root);
        walk[at(root)] = Walk::Open;
        while (!stack.empty()) {
            const int node = stack.back();
            if (next[at(node)] == begin[at(node) + 1]) {
                walk[at(node)] = Walk::Done;
                stack.pop_back();
                continue;
            }
            const int edge = next[at(node)]++;
            const int to = part.edges[at(edge)].second;
            if (walk[at(to)] == Walk::Open)
                closing[at(edge)] = true;
            if (walk[at(to)] == Walk::New) {
                walk[at(to)] = Walk::Open;
                stack.push_back(to);
            }
        }
    };
    for (int node = 0; node < count; ++node) {
        if (!isTarget[at(node)])
            visit(node);
    }
    for (int node = 0; node < count; ++node)
        visit(node);
    return closing;
}

std::vector<int> longestPaths(int count, const Neighbours &after,
                              std::span<const std::pair<int, int>> edges)
{
    std::vector<int> layer(at(count));
    std::vector<int> waits(at(count));
    for (const auto &edge : edges)
        ++waits[at(edge.second)];
    std::vector<int> ready;
    ready.reserve(at(count));
    for (int node = 0; node < count; ++node) {
        if (waits[at(node)] == 0)
            ready.push_back(node);
    }
    for (std::size_t i = 0; i < ready.size(); ++i) {
        for (const int to : after.of(ready[i])) {
            layer[at(to)] = std::max(layer[at(to)], layer[at(ready[i])] + 1);
            if (--waits[at(to)] == 0)
                ready.push_back(to);
        }
    }
    return layer;
}

/// How many layers the edges of each node pass together.
std::vector<int> passes(int count, const Neighbours &after, const std::vector<int> &layer,
                        std::size_t edges)
{
    std::vector<int> wanted(at(count));
    for (int node = 0; node < count; ++node) {
        for (const int to : after.of(node))
            wanted[at(node)] = std::max(wanted[at(node)], layer[at(to)] - layer[at(node)] - 1);
    }
    long long left = kPassesFree + kPassesEach * (count + static_cast<long long>(edges));
    if (std::accumulate(wanted.begin(), wanted.end(), 0LL) <= left)
        return wanted;
    std::vector<int> shortestFirst(at(count));
    std::iota(shortestFirst.begin(), shortestFirst.end(), 0);
    std::ranges::stable_sort(shortestFirst, {}, [&](int node) { return wanted[at(node)]; });
    for (const int node : shortestFirst) {
        if (wanted[at(node)] > left)
            wanted[at(node)] = 0;
        left -= wanted[at(node)];
    }
    return wanted;
}

/// Every vertex as a walk from the first ones meets it: what hangs together stands together.
void orderByWalk(Layers &layers)
{
    const std::vector<std::vector<int>> roots =
        std::exchange(layers.order, std::vector<std::vector<int>>(layers.order.size()));
    std::vector<bool> seen(layers.layerOf.size());
    std::vector<int> stack;
    for (const std::vector<int> &layer : roots) {
        for (const int root : layer) {
            stack.push_back(root);
            while (!stack.empty()) {
                const int vertex = stack.back();
                stack.pop_back();
                if (seen[at(vertex)])
                    continue;
                seen[at(vertex)] = true;
                layers.order[at(layers.layerOf[at(vertex)])].push_back(vertex);
                const auto next = layers.after.of(vertex);
                stack.insert(stack.end(), next.rbegin(), next.rend());
            }
        }
    }
}

/// As the nodes stood before; passes of an edge stand level with the node that it leaves.
void orderByPlace(Layers &layers, const Part &part)
{
    std::vector<double> place(layers.layerOf.size());
    for (int node = 0; node < layers.nodes; ++node)
        place[at(node)] = part.nodes[at(node)].place;
    for (int node = 0; node < layers.nodes; ++node) {
        for (int pass = layers.firstPass[at(node)]; pass >= 0;) {
            place[at(pass)] = place[at(node)];
            const auto next = layers.after.of(pass);
            const auto further =
                std::ranges::find_if(next, [&](int v) { return !layers.isNode(v); });
            pass = further == next.end() ? -1 : *further;
        }
    }
    for (std::vector<int> &layer : layers.order) {
        std::ranges::sort(layer);
        std::ranges::stable_sort(layer, {}, [&](int vertex) { return place[at(vertex)]; });
    }
}

} // namespace

Neighbours::Neighbours(int count, std::span<const std::pair<int, int>> pairs, bool backwards)
    : m_begin(at(count) + 1)
    , m_list(pairs.size())
{
    for (const auto &[from, to] : pairs)
        ++m_begin[at(backwards ? to : from) + 1];
    std::partial_sum(m_begin.begin(), m_begin.end(), m_begin.begin());
    std::vector<int> next(m_begin.begin(), m_begin.end() - 1);
    for (const auto &[from, to] : pairs)
        m_list[at(next[at(backwards ? to : from)]++)] = backwards ? from : to;
}

std::optional<Layers> makeLayers(const Part &part, std::stop_token stop)
{
    const int count = static_cast<int>(part.nodes.size());
    Layers layers;
    layers.nodes = count;
    layers.reversed = closingEdges(part);
    std::vector<std::pair<int, int>> edges;
    edges.reserve(part.edges.size());
    for (std::size_t i = 0; i < part.edges.size(); ++i) {
        const auto [from, to] = part.edges[i];
        edges.emplace_back(layers.reversed[i] ? std::pair(to, from) : std::pair(from, to));
    }
    const Neighbours after(count, edges, false);
    layers.layerOf = longestPaths(count, after, edges);
    if (stop.stop_requested())
        return std::nullopt;

    const std::vector<int> wanted = passes(count, after, layers.layerOf, edges.size());
    layers.firstPass.assign(at(count), -1);
    for (int node = 0; node < count; ++node) {
        if (wanted[at(node)] == 0)
            continue;
        int last = node;
        layers.firstPass[at(node)] = layers.count();
        for (int i = 1; i <= wanted[at(node)]; ++i) {
            layers.ties.emplace_back(last, layers.count());
            last = layers.count();
            layers.layerOf.push_back(layers.layerOf[at(node)] + i);
        }
    }
    for (const auto &[from, to] : edges) {
        const int past = layers.layerOf[at(to)] - layers.layerOf[at(from)] - 1;
        if (past == 0)
            layers.ties.emplace_back(from, to);
        else if (layers.firstPass[at(from)] >= 0)
            layers.ties.emplace_back(layers.firstPass[at(from)] + past - 1, to);
    }
    layers.before = Neighbours(layers.count(), layers.ties, true);
    layers.after = Neighbours(layers.count(), layers.ties, false);
    layers.order.resize(at(*std::ranges::max_element(layers.layerOf)) + 1);
    for (int vertex = 0; vertex < layers.count(); ++vertex)
        layers.order[at(layers.layerOf[at(vertex)])].push_back(vertex);
    if (part.keepOrder)
        orderByPlace(layers, part);
    else
        orderByWalk(layers);
    return layers;
}

} // namespace assay::ui::layered
