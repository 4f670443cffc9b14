// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_scene.h"

#include <algorithm>
#include <cmath>

namespace assay::ui {

namespace {

constexpr double kCell = 512;
constexpr double kMostCells = 256; ///< in each direction
constexpr int kListed = 48;        ///< cells; what is in more is asked every time

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

QRectF boundsOf(std::span<const QPointF> points)
{
    if (points.empty())
        return {};
    QPointF least = points.front();
    QPointF most = points.front();
    for (const QPointF point : points) {
        least = {std::min(least.x(), point.x()), std::min(least.y(), point.y())};
        most = {std::max(most.x(), point.x()), std::max(most.y(), point.y())};
    }
    return QRectF(least, most).adjusted(-2, -2, 2, 2);
}

} // namespace

GridIndex::GridIndex(std::vector<QRectF> rects, QSizeF size)
    : m_cell(std::max({kCell, size.width() / kMostCells, size.height() / kMostCells}))
    , m_columns(static_cast<int>(size.width() / m_cell) + 1)
    , m_rows(static_cast<int>(size.height() / m_cell) + 1)
    , m_rects(std::move(rects))
    , m_cells(at(m_columns) * at(m_rows))
    , m_marks(m_rects.size())
{
    for (std::size_t i = 0; i < m_rects.size(); ++i) {
        if (m_rects[i].isEmpty())
            continue;
        const QRect cells = cellsOf(m_rects[i]);
        if (cells.width() * cells.height() > kListed) {
            m_large.push_back(static_cast<int>(i));
            continue;
        }
        for (int y = cells.top(); y <= cells.bottom(); ++y) {
            for (int x = cells.left(); x <= cells.right(); ++x)
                m_cells[at(y) * at(m_columns) + at(x)].push_back(static_cast<int>(i));
        }
    }
}

QRect GridIndex::cellsOf(const QRectF &rect) const
{
    const auto cell = [this](double value, int count) {
        return static_cast<int>(std::clamp(std::floor(value / m_cell), 0.0, count - 1.0));
    };
    return {QPoint(cell(rect.left(), m_columns), cell(rect.top(), m_rows)),
            QPoint(cell(rect.right(), m_columns), cell(rect.bottom(), m_rows))};
}

void GridIndex::find(const QRectF &area, std::vector<int> &into) const
{
    if (m_cells.empty())
        return;
    ++m_mark;
    const auto take = [&](int i) {
        if (m_marks[at(i)] != m_mark && m_rects[at(i)].intersects(area)) {
            m_marks[at(i)] = m_mark;
            into.push_back(i);
        }
    };
    const QRect cells = cellsOf(area);
    for (int y = cells.top(); y <= cells.bottom(); ++y) {
        for (int x = cells.left(); x <= cells.right(); ++x)
            std::ranges::for_each(m_cells[at(y) * at(m_columns) + at(x)], take);
    }
    std::ranges::for_each(m_large, take);
}

std::shared_ptr<const GraphScene> makeScene(Graph graph, GraphLayout layout, std::size_t cases)
{
    auto scene = std::make_shared<GraphScene>();
    scene->nodeOfCase.assign(cases, -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const GraphNode &node = graph.nodes[i];
        scene->nodeOfCase[at(node.index)] = static_cast<int>(i);
        if (!node.folded)
            continue;
        for (const events::CaseIndex index : graph.groups[at(node.group)].cases)
            scene->nodeOfCase[at(index)] = static_cast<int>(i);
    }
    scene->before.resize(graph.nodes.size());
    scene->after.resize(graph.nodes.size());
    std::vector<QRectF> edges;
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const GraphEdge &edge = graph.edges[i];
        scene->before[at(edge.to)].push_back(edge.from);
        scene->after[at(edge.from)].push_back(edge.to);
        const GraphLayout::Route &route = layout.routes[i];
        edges.push_back(
            boundsOf({layout.points.data() + route.begin, layout.points.data() + route.end}));
    }
    const auto higher = [&](int a, int b) {
        return layout.nodes[at(a)].top() < layout.nodes[at(b)].top();
    };
    for (auto *lists : {&scene->before, &scene->after}) {
        for (std::vector<int> &list : *lists)
            std::ranges::stable_sort(list, higher);
    }
    scene->nodes = GridIndex(layout.nodes, layout.size);
    scene->edges = GridIndex(std::move(edges), layout.size);
    scene->graph = std::move(graph);
    scene->layout = std::move(layout);
    return scene;
}

/// The graph of a plan before anything of it is folded or left out.
struct GraphLayouter::Whole
{
    events::PlannedCases cases; ///< shared: the same list is the same plan
    Grouping grouping = Grouping::None;
    double shape = 0;
    Graph graph;
    GraphLayout layout;

    [[nodiscard]] bool isOf(const Request &request) const
    {
        return grouping == request.grouping && shape == request.shape &&
               cases.constData() == request.plan.cases.constData();
    }
};

GraphLayouter::GraphLayouter(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

GraphLayouter::~GraphLayouter()
{
    cancel();
    m_pool.waitForDone();
}

void GraphLayouter::cancel()
{
    m_stop.request_stop();
    ++m_number;
    m_busy = false;
}

void GraphLayouter::lay(Request request)
{
    cancel();
    m_stop = {};
    m_busy = true;
    auto job = [this, number = m_number, stop = m_stop.get_token(), whole = m_whole,
                asked = std::move(request)]() mutable {
        if (!whole || !whole->isOf(asked)) {
            auto made = std::make_shared<Whole>();
            made->cases = asked.plan.cases;
            made->grouping = asked.grouping;
            made->shape = asked.shape;
            made->graph = graphOf(asked.plan, asked.grouping);
            LayoutInput input = layoutInputOf(made->graph, {});
            input.shape = asked.shape;
            auto layout = layOut(input, stop);
            if (!layout)
                return;
            made->layout = *std::move(layout);
            whole = std::move(made);
        }
        const auto cases = static_cast<std::size_t>(asked.plan.cases.size());
        std::shared_ptr<const GraphScene> scene;
        if (asked.folded.isEmpty() && asked.focus.empty()) {
            scene = makeScene(whole->graph, whole->layout, cases);
        } else {
            Graph part = foldGroups(whole->graph, asked.folded);
            if (!asked.focus.empty()) {
                std::vector<int> nodes;
                for (std::size_t i = 0; i < part.nodes.size(); ++i) {
                    const GraphNode &node = part.nodes[i];
                    const auto isIn = [&](events::CaseIndex index) {
                        return std::ranges::find(asked.focus, index) != asked.focus.end();
                    };
                    if (node.folded ? std::ranges::any_of(part.groups[at(node.group)].cases, isIn)
                                    : isIn(node.index))
                        nodes.push_back(static_cast<int>(i));
                }
                part = focusOn(part, nodes, asked.hops);
            }
            LayoutInput input = layoutInputOf(part, middlesOf(whole->graph, whole->layout));
            input.shape = asked.shape;
            auto layout = layOut(input, stop);
            if (!layout)
                return;
            scene = makeScene(std::move(part), *std::move(layout), cases);
        }
        QMetaObject::invokeMethod(
            this,
            [this, number, whole, scene] {
                if (number != m_number)
                    return;
                m_busy = false;
                m_whole = whole;
                Q_EMIT ready(scene);
            },
            Qt::QueuedConnection);
    };
    m_pool.start(std::move(job));
}

} // namespace assay::ui
