// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layered_flat.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace assay::ui::layered {

namespace {

constexpr double kPartGap = 24; ///< between what no edge joins
constexpr double kLayerGap = 28;
constexpr double kWidestGap = 150;
/// A gap between layers grows with the steepest edge in it, so that edges stay readable.
constexpr double kGapByRise = 0.06;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

struct Columns
{
    std::vector<double> left;
    std::vector<double> width;
};

Columns columnsOf(const Part &part, const Layers &layers, const std::vector<double> &middles)
{
    Columns columns;
    columns.width.assign(layers.order.size(), 0);
    std::vector<double> rise(layers.order.size(), 0); // of what leaves a layer
    for (int node = 0; node < layers.nodes; ++node) {
        double &width = columns.width[at(layers.layerOf[at(node)])];
        width = std::max(width, part.nodes[at(node)].size.width());
    }
    for (const auto &[from, to] : layers.ties) {
        double &steepest = rise[at(layers.layerOf[at(from)])];
        steepest = std::max(steepest, std::abs(middles[at(from)] - middles[at(to)]));
    }
    double x = 0;
    for (std::size_t l = 0; l < layers.order.size(); ++l) {
        columns.left.push_back(x);
        x += columns.width[l] + std::round(std::clamp(kLayerGap + (rise[l] - 120) * kGapByRise,
                                                      kLayerGap, kWidestGap));
    }
    return columns;
}

std::vector<QPointF> routeOf(const Layers &layers, const Columns &columns,
                             const std::vector<double> &middles, const FlatLayout &out, int from,
                             int to)
{
    std::vector<QPointF> route = {leaving(out.nodes[at(from)])};
    int layer = layers.layerOf[at(from)];
    const double end = columns.left[at(layer)] + columns.width[at(layer)];
    if (route.back().x() < end)
        route.push_back({end, route.back().y()});
    else
        route.push_back(route.back());
    const int past = layers.layerOf[at(to)] - layer - 1;
    const int first = layers.firstPass[at(from)];
    for (int i = 0; first >= 0 && i < past; ++i) {
        ++layer;
        const double y = middles[at(first + i)];
        const double left = columns.left[at(layer)];
        route.push_back({left, y});
        route.push_back({left + columns.width[at(layer)], y});
    }
    route.push_back(entering(out.nodes[at(to)]));
    return route;
}

std::optional<FlatLayout> layOutPart(const Part &part, const std::stop_token &stop)
{
    FlatLayout out;
    if (part.nodes.size() == 1) {
        out.size = part.nodes.front().size;
        out.nodes.emplace_back(QPointF(), out.size);
        return out;
    }
    auto layers = makeLayers(part, stop);
    if (!layers || (!part.keepOrder && !reduceCrossings(*layers, stop)))
        return std::nullopt;
    std::vector<double> middles = heights(part, *layers, stop);
    if (middles.empty())
        return std::nullopt;

    double top = middles.front();
    for (int i = 0; i < layers->count(); ++i) {
        const double half = layers->isNode(i) ? part.nodes[at(i)].size.height() / 2 : 0;
        top = std::min(top, middles[at(i)] - half);
    }
    for (double &middle : middles)
        middle = std::round(middle - top);
    const Columns columns = columnsOf(part, *layers, middles);
    double right = 0;
    double bottom = 0;
    for (int i = 0; i < layers->nodes; ++i) {
        const QSizeF size = part.nodes[at(i)].size;
        out.nodes.emplace_back(
            QPointF(columns.left[at(layers->layerOf[at(i)])], middles[at(i)] - size.height() / 2),
            size);
        right = std::max(right, out.nodes.back().right());
        bottom = std::max(bottom, out.nodes.back().bottom());
    }
    for (int i = layers->nodes; i < layers->count(); ++i)
        bottom = std::max(bottom, middles[at(i)]);
    out.size = {right, bottom};
    for (std::size_t e = 0; e < part.edges.size(); ++e) {
        const auto [from, to] = part.edges[e];
        if (layers->reversed[e]) {
            out.routes.push_back(routeOf(*layers, columns, middles, out, to, from));
            std::ranges::reverse(out.routes.back());
            out.routes.back().insert(out.routes.back().begin(), out.routes.back().front());
        } else {
            out.routes.push_back(routeOf(*layers, columns, middles, out, from, to));
        }
    }
    return out;
}

/// Puts boxes in rows, in their order, and small ones below each other in a row of large ones.
class Packer
{
public:
    Packer(const std::vector<QSizeF> &boxes, double shape)
    {
        double area = 0;
        for (const QSizeF &box : boxes) {
            area += (box.width() + kPartGap) * (box.height() + kPartGap);
            m_width = std::max(m_width, box.width());
        }
        m_width = std::max(m_width, std::sqrt(area * shape));
    }

    [[nodiscard]] QPointF place(QSizeF box)
    {
        const bool below = m_columnWidth >= box.width() && m_y > m_top &&
                           m_y + box.height() <= m_top + m_rowHeight;
        if (!below) {
            m_x += m_columnWidth > 0 ? m_columnWidth + kPartGap : 0;
            m_y = m_top;
            m_columnWidth = box.width();
            if (m_x > 0 && m_x + box.width() > m_width) {
                m_top += m_rowHeight + kPartGap;
                m_x = 0;
                m_y = m_top;
                m_rowHeight = 0;
            }
        }
        const QPointF place(m_x, m_y);
        m_rowHeight = std::max(m_rowHeight, m_y + box.height() - m_top);
        m_y += box.height() + kPartGap;
        m_size = {std::max(m_size.width(), place.x() + box.width()),
                  std::max(m_size.height(), place.y() + box.height())};
        return place;
    }
    [[nodiscard]] QSizeF size() const { return m_size; }

private:
    double m_width = 0;
    double m_x = 0;
    double m_y = 0;
    double m_top = 0;
    double m_rowHeight = 0;
    double m_columnWidth = 0;
    QSizeF m_size{0, 0};
};

std::vector<int> partsOf(const Flat &flat, int &count)
{
    std::vector<int> parent(flat.nodes.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&](int node) {
        while (parent[at(node)] != node)
            node = parent[at(node)] = parent[at(parent[at(node)])];
        return node;
    };
    for (const auto &[from, to] : flat.edges) {
        const int a = root(from);
        const int b = root(to);
        parent[at(std::max(a, b))] = std::min(a, b);
    }
    std::vector<int> parts(flat.nodes.size());
    count = 0;
    for (int i = 0; i < static_cast<int>(parts.size()); ++i) {
        const int first = root(i); // the lowest of its part, so numbered already
        parts[at(i)] = first == i ? count++ : parts[at(first)];
    }
    return parts;
}

} // namespace

std::optional<FlatLayout> layOutFlat(const Flat &flat, const std::stop_token &stop)
{
    FlatLayout out;
    out.nodes.resize(flat.nodes.size());
    out.routes.resize(flat.edges.size());
    out.size = {0, 0};
    int count = 0;
    const std::vector<int> partOf = partsOf(flat, count);
    std::vector<Part> parts(at(count));
    std::vector<int> indexInPart(flat.nodes.size());
    for (std::size_t i = 0; i < flat.nodes.size(); ++i) {
        Part &part = parts[at(partOf[i])];
        indexInPart[i] = static_cast<int>(part.nodes.size());
        part.nodes.push_back(flat.nodes[i]);
    }
    for (const auto &[from, to] : flat.edges)
        parts[at(partOf[at(from)])].edges.emplace_back(indexInPart[at(from)], indexInPart[at(to)]);

    std::vector<FlatLayout> laidOut;
    std::vector<QSizeF> boxes;
    for (Part &part : parts) {
        part.keepOrder = flat.keepOrder;
        auto one = layOutPart(part, stop);
        if (!one || stop.stop_requested())
            return std::nullopt;
        boxes.push_back(one->size);
        laidOut.push_back(*std::move(one));
    }
    Packer packer(boxes, flat.shape);
    std::vector<QPointF> places;
    for (const QSizeF &box : boxes)
        places.push_back(packer.place(box));
    out.size = packer.size();
    for (std::size_t i = 0; i < flat.nodes.size(); ++i) {
        const std::size_t part = at(partOf[i]);
        out.nodes[i] = laidOut[part].nodes[at(indexInPart[i])].translated(places[part]);
    }
    std::vector<std::size_t> next(at(count)); // a part's edges come in the order of all
    for (std::size_t e = 0; e < flat.edges.size(); ++e) {
        const std::size_t part = at(partOf[at(flat.edges[e].first)]);
        out.routes[e] = std::move(laidOut[part].routes[next[part]++]);
        for (QPointF &point : out.routes[e])
            point += places[part];
    }
    return out;
}

} // namespace assay::ui::layered
