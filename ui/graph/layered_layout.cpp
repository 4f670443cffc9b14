// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layered_layout.h"

#include "ui/graph/layered_flat.h"

#include <algorithm>
#include <numeric>

namespace assay::ui {

using layered::Flat;
using layered::FlatLayout;

namespace {

using Edge = std::pair<int, int>;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

void sortOnce(std::vector<Edge> &edges)
{
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
}

std::size_t indexOf(const std::vector<Edge> &edges, Edge edge)
{
    return static_cast<std::size_t>(std::ranges::lower_bound(edges, edge) - edges.begin());
}

/// Groups are laid out for themselves, then as nodes among those that have none.
class Grouped
{
public:
    explicit Grouped(const LayoutInput &input)
        : m_input(input)
        , m_inner(at(input.groups))
        , m_local(input.nodes.size())
        , m_outerOf(input.nodes.size())
        , m_outerOfGroup(at(input.groups), -1)
    {
        std::vector<int> sorted(input.nodes.size());
        std::iota(sorted.begin(), sorted.end(), 0);
        std::ranges::sort(sorted, {}, [&](int i) { return input.nodes[at(i)].order; });
        for (const int i : sorted)
            add(i);
        for (const LayoutEdge &edge : input.edges) {
            if (isRefused(edge))
                continue;
            if (isInner(edge))
                innerOf(edge).edges.push_back(localOf(edge));
            else
                m_outer.edges.push_back(outerOf(edge));
        }
        for (const LayoutEdge &edge : input.groupEdges) {
            const int from = m_outerOfGroup[at(edge.from)];
            const int to = m_outerOfGroup[at(edge.to)];
            if (from >= 0 && to >= 0 && from != to)
                m_outer.edges.emplace_back(from, to);
        }
    }

    [[nodiscard]] std::optional<GraphLayout> run(const std::stop_token &stop)
    {
        std::vector<FlatLayout> inner;
        for (int g = 0; g < m_input.groups; ++g) {
            Flat &flat = m_inner[at(g)];
            sortOnce(flat.edges);
            flat.keepOrder = m_input.keepOrder;
            flat.shape = LayoutInput::kShape;
            auto one = layOutFlat(flat, stop);
            if (!one)
                return std::nullopt;
            if (const int node = m_outerOfGroup[at(g)]; node >= 0) {
                layered::PartNode &box = m_outer.nodes[at(node)];
                box.size = one->size + QSizeF(2 * kGroupPadding, kGroupTitle + kGroupPadding);
                box.place /= static_cast<double>(flat.nodes.size());
            }
            inner.push_back(*std::move(one));
        }
        sortOnce(m_outer.edges);
        m_outer.keepOrder = m_input.keepOrder;
        m_outer.shape = m_input.shape;
        const auto outer = layOutFlat(m_outer, stop);
        if (!outer)
            return std::nullopt;

        GraphLayout out;
        out.size = outer->size;
        out.groups.resize(at(m_input.groups));
        std::vector<QPointF> places(at(m_input.groups));
        for (int g = 0; g < m_input.groups; ++g) {
            if (m_outerOfGroup[at(g)] < 0)
                continue;
            out.groups[at(g)] = outer->nodes[at(m_outerOfGroup[at(g)])];
            places[at(g)] = out.groups[at(g)].topLeft() + QPointF(kGroupPadding, kGroupTitle);
        }
        for (std::size_t i = 0; i < m_input.nodes.size(); ++i) {
            const int g = groupOf(static_cast<int>(i));
            out.nodes.push_back(g < 0
                                    ? outer->nodes[at(m_outerOf[i])]
                                    : inner[at(g)].nodes[at(m_local[i])].translated(places[at(g)]));
        }
        for (const LayoutEdge &edge : m_input.edges) {
            const int begin = static_cast<int>(out.points.size());
            if (!isRefused(edge) && isInner(edge)) {
                const std::size_t g = at(groupOf(edge.from));
                const std::size_t index = indexOf(m_inner[g].edges, localOf(edge));
                for (const QPointF &point : inner[g].routes[index])
                    out.points.push_back(point + places[g]);
            } else if (!isRefused(edge)) {
                const auto &way = outer->routes[indexOf(m_outer.edges, outerOf(edge))];
                if (groupOf(edge.from) < 0 && groupOf(edge.to) < 0)
                    out.points.insert(out.points.end(), way.begin(), way.end());
                else
                    addOuter(out, edge, way);
            }
            out.routes.push_back({begin, static_cast<int>(out.points.size())});
        }
        return out;
    }

private:
    [[nodiscard]] int groupOf(int node) const
    {
        const int group = m_input.nodes[at(node)].group;
        return group < m_input.groups ? group : -1;
    }
    [[nodiscard]] bool isRefused(const LayoutEdge &edge) const
    {
        const int count = static_cast<int>(m_input.nodes.size());
        return edge.from == edge.to || std::min(edge.from, edge.to) < 0 ||
               std::max(edge.from, edge.to) >= count;
    }
    [[nodiscard]] bool isInner(const LayoutEdge &edge) const
    {
        return groupOf(edge.from) >= 0 && groupOf(edge.from) == groupOf(edge.to);
    }
    [[nodiscard]] Flat &innerOf(const LayoutEdge &edge) { return m_inner[at(groupOf(edge.from))]; }
    [[nodiscard]] Edge localOf(const LayoutEdge &edge) const
    {
        return {m_local[at(edge.from)], m_local[at(edge.to)]};
    }
    [[nodiscard]] Edge outerOf(const LayoutEdge &edge) const
    {
        return {m_outerOf[at(edge.from)], m_outerOf[at(edge.to)]};
    }

    void add(int i)
    {
        const LayoutNode &node = m_input.nodes[at(i)];
        const int g = groupOf(i);
        const int next = static_cast<int>(m_outer.nodes.size());
        if (g < 0) {
            m_outerOf[at(i)] = next;
            m_outer.nodes.push_back({node.size, node.place});
            return;
        }
        if (m_outerOfGroup[at(g)] < 0) {
            m_outerOfGroup[at(g)] = next;
            m_outer.nodes.push_back({});
        }
        m_outerOf[at(i)] = m_outerOfGroup[at(g)];
        m_outer.nodes[at(m_outerOf[at(i)])].place += node.place;
        m_local[at(i)] = static_cast<int>(m_inner[at(g)].nodes.size());
        m_inner[at(g)].nodes.push_back({node.size, node.place});
    }

    /// From the node level to its group's border, as the groups' edge goes, level to the other.
    void addOuter(GraphLayout &out, const LayoutEdge &edge, const std::vector<QPointF> &way) const
    {
        const bool back = way.front().x() > way.back().x(); // it closes a circle of groups
        const QRectF &first = out.nodes[at(edge.from)];
        const QRectF &last = out.nodes[at(edge.to)];
        const QPointF from = back ? layered::entering(first) : layered::leaving(first);
        const QPointF to = back ? layered::leaving(last) : layered::entering(last);
        const auto end = way.end() - (back ? 2 : 1);
        out.points.push_back(from);
        out.points.push_back({way[1].x(), from.y()});
        out.points.insert(out.points.end(), way.begin() + 2, end);
        out.points.push_back({end->x(), to.y()});
        out.points.push_back(to);
    }

    const LayoutInput &m_input;
    std::vector<Flat> m_inner;
    Flat m_outer;
    std::vector<int> m_local;        ///< by node: its index in its group
    std::vector<int> m_outerOf;      ///< by node: its own or its group's index among the outer
    std::vector<int> m_outerOfGroup; ///< -1 for a group without nodes
};

} // namespace

std::optional<GraphLayout> layOut(const LayoutInput &input, std::stop_token stop)
{
    return Grouped(input).run(stop);
}

} // namespace assay::ui
