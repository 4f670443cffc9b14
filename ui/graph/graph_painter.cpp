// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_painter.h"

#include "ui/graph/graph_colours.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kFullFrom = 0.55;
constexpr double kBoxesFrom = 0.2;
/// With more edges than this in view their curves are straight; with more than the second each is
/// one line.
constexpr std::size_t kCurvedEdges = 600;
constexpr std::size_t kRoutedEdges = 3000;
constexpr std::size_t kDrawnLines = 600; ///< of one look, with wide pens and dashes
constexpr int kCurveSteps = 8;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

QColor edgeColour(EdgeLook look, const Theme &theme, bool far)
{
    switch (look) {
    case EdgeLook::Waiting:
        return mixed(theme.fill(Role::Panel), theme.fill(Role::Muted), far ? 0.22 : 0.38);
    case EdgeLook::Held:
        return mixed(theme.fill(Role::Panel), theme.fill(Role::Muted), far ? 0.45 : 0.85);
    case EdgeLook::Skipping:
        return theme.fill(Role::Failed);
    }
    return {};
}

QColor colourFar(Status status, const Theme &theme)
{
    const double part = isQuiet(status) ? 0.42 : 0.9;
    return mixed(theme.fill(Role::Panel), theme.fill(statusRole(status)), part);
}

} // namespace

GraphPainter::Detail GraphPainter::detailAt(double scale)
{
    if (scale >= kFullFrom)
        return Detail::Full;
    return scale >= kBoxesFrom ? Detail::Boxes : Detail::Colours;
}

QRectF GraphPainter::titleOf(const QRectF &group, const GraphCamera &camera)
{
    QRectF rect = camera.toView(group);
    rect.setHeight(kGroupTitle * camera.scale);
    return rect;
}

void GraphPainter::forget()
{
    m_labels.clear();
    m_boxes.clear();
    m_signs.clear();
    m_boxScale = 0;
}

bool GraphPainter::paint(QPainter &painter, const GraphFrame &frame, const Theme &theme)
{
    // Of what is painted on in the end: a widget may be rendered into a picture of another scale.
    m_ratio = painter.paintEngine()->paintDevice()->devicePixelRatioF();
    const double scale = frame.camera.scale * m_ratio;
    if (m_boxScale != scale) {
        m_boxScale = scale;
        m_boxes.clear();
        m_signs.clear();
    }
    m_labels.resize(frame.scene.graph.nodes.size());
    const QRectF visible = frame.camera.visible(frame.size).adjusted(-8, -8, 8, 8);
    m_missing = false;
    m_labelTime = 0;
    m_seen.clear();
    m_seenEdges.clear();
    frame.scene.nodes.find(visible, m_seen);
    frame.scene.edges.find(visible, m_seenEdges);

    painter.save();
    painter.scale(frame.camera.scale, frame.camera.scale);
    painter.translate(-frame.camera.origin);
    paintGroups(painter, frame, theme);
    paintEdges(painter, frame, theme);
    if (detailAt(frame.camera.scale) == Detail::Colours) {
        paintColours(painter, frame, theme);
    } else {
        for (const int node : m_seen)
            paintBox(painter, frame, theme, node);
        if (detailAt(frame.camera.scale) == Detail::Full) {
            painter.setRenderHint(QPainter::Antialiasing);
            for (const int node : m_seen)
                paintText(painter, frame, theme, node);
        }
    }
    paintMarks(painter, frame, theme);
    painter.restore();
    return !m_missing;
}

void GraphPainter::paintGroups(QPainter &painter, const GraphFrame &frame, const Theme &theme)
{
    const GraphScene &scene = frame.scene;
    const QRectF visible = frame.camera.visible(frame.size);
    const bool titled = frame.camera.scale >= 0.35;
    painter.setRenderHint(QPainter::Antialiasing, frame.camera.scale >= kBoxesFrom);
    if (titled)
        painter.setFont(boldFont());
    for (std::size_t g = 0; g < scene.layout.groups.size(); ++g) {
        const QRectF &rect = scene.layout.groups[g];
        if (!rect.intersects(visible))
            continue;
        const int first = scene.nodeOf(scene.graph.groups[g].cases.front());
        if (first >= 0 && scene.graph.nodes[at(first)].folded)
            continue;
        painter.setBrush(mixed(theme.fill(Role::Panel), theme.fill(Role::Window), 0.75));
        QPen pen(theme.fill(Role::Line), 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawRoundedRect(rect, 6, 6);
        if (!titled)
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.fill(Role::Muted));
        const QPointF sign(rect.left() + 15, rect.top() + kGroupTitle / 2);
        const std::array triangle = {sign + QPointF(-4, -2.5), sign + QPointF(4, -2.5),
                                     sign + QPointF(0, 3)};
        painter.drawConvexPolygon(triangle.data(), static_cast<int>(triangle.size()));
        painter.setPen(theme.ink(Role::Muted));
        painter.drawText(QRectF(rect.left() + 24, rect.top(), rect.width() - 32, kGroupTitle),
                         Qt::AlignLeft | Qt::AlignVCenter, scene.graph.groups[g].title);
    }
}

void GraphPainter::addEdge(const GraphFrame &frame, int edge)
{
    const GraphLayout &layout = frame.scene.layout;
    const GraphLayout::Route &route = layout.routes[at(edge)];
    if (route.end - route.begin < 2)
        return;
    auto &lines = m_lines[static_cast<std::size_t>(frame.edges[at(edge)])];
    if (m_seenEdges.size() > kRoutedEdges) {
        lines.emplace_back(layout.points[at(route.begin)], layout.points[at(route.end - 1)]);
        return;
    }
    const bool curved = m_seenEdges.size() <= kCurvedEdges && frame.camera.scale >= kBoxesFrom;
    for (int i = route.begin; i + 1 < route.end; ++i) {
        const QPointF a = layout.points[at(i)];
        const QPointF b = layout.points[at(i + 1)];
        if (a == b)
            continue;
        const bool level = (i - route.begin) % 2 == 0;
        if (level || !curved || std::abs(a.y() - b.y()) < 0.5) {
            lines.emplace_back(a, b);
            continue;
        }
        // A cubic with level ends, in steps: the fast lines of the raster engine are straight.
        QPointF last = a;
        for (int step = 1; step <= kCurveSteps; ++step) {
            const double t = static_cast<double>(step) / kCurveSteps;
            const double s = 1 - t;
            const double across = 1.5 * s * s * t + 1.5 * s * t * t + t * t * t;
            const double along = 3 * s * t * t + t * t * t;
            const QPointF next(a.x() + (b.x() - a.x()) * across, a.y() + (b.y() - a.y()) * along);
            lines.emplace_back(last, next);
            last = next;
        }
    }
}

void GraphPainter::paintEdges(QPainter &painter, const GraphFrame &frame, const Theme &theme)
{
    for (std::vector<QLineF> &lines : m_lines)
        lines.clear();
    for (const int edge : m_seenEdges)
        addEdge(frame, edge);
    const bool far = detailAt(frame.camera.scale) == Detail::Colours;
    const bool few = m_seenEdges.size() <= kCurvedEdges;
    painter.setRenderHint(QPainter::Antialiasing, few);
    painter.setBrush(Qt::NoBrush);
    for (const EdgeLook look : {EdgeLook::Waiting, EdgeLook::Held, EdgeLook::Skipping}) {
        const std::vector<QLineF> &lines = m_lines[static_cast<std::size_t>(look)];
        if (lines.empty())
            continue;
        QPen pen(edgeColour(look, theme, far), 1);
        pen.setCosmetic(true);
        // Only pens of one device pixel are fast: others are for what is not too much.
        const bool drawn = few && !far && lines.size() <= kDrawnLines;
        const bool fine = m_ratio < 1.2;
        if (drawn && !fine)
            pen.setWidthF(1.3 * m_ratio);
        if (drawn && look == EdgeLook::Skipping) {
            pen.setWidthF(pen.widthF() * 1.4);
            pen.setDashPattern({3, 2.5});
            painter.setPen(pen);
            // Dashes go on over the steps of a curve only along one path.
            QPainterPath path;
            for (const QLineF &line : lines) {
                if (path.elementCount() == 0 || path.currentPosition() != line.p1())
                    path.moveTo(line.p1());
                path.lineTo(line.p2());
            }
            painter.drawPath(path);
            continue;
        }
        painter.setPen(pen);
        painter.drawLines(lines.data(), static_cast<int>(lines.size()));
        if (drawn || fine || !few)
            continue;
        painter.save(); // a pixel below: twice as wide, and still fast
        painter.translate(0, 1 / m_boxScale);
        painter.drawLines(lines.data(), static_cast<int>(lines.size()));
        painter.restore();
    }
}

void GraphPainter::paintColours(QPainter &painter, const GraphFrame &frame, const Theme &theme)
{
    m_rects.resize(kStatusCount);
    for (std::vector<QRectF> &rects : m_rects)
        rects.clear();
    for (const int node : m_seen) {
        m_rects[static_cast<std::size_t>(frame.nodes[at(node)].status)].push_back(
            frame.scene.layout.nodes[at(node)]);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    // What needs attention is painted last: at this size neighbours share pixels.
    std::array<Status, kStatusCount> order{};
    for (int i = 0; i < kStatusCount; ++i)
        order[at(i)] = static_cast<Status>(i);
    std::ranges::sort(order, std::greater(), statusRank);
    for (const Status status : order) {
        const std::vector<QRectF> &rects = m_rects[static_cast<std::size_t>(status)];
        if (rects.empty())
            continue;
        painter.setBrush(colourFar(status, theme));
        painter.drawRects(rects.data(), static_cast<int>(rects.size()));
    }
}

void GraphPainter::paintMarks(QPainter &painter, const GraphFrame &frame, const Theme &theme)
{
    const auto ring = [&](int node, const QColor &colour, double width) {
        QPen pen(colour, width);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        const double out = 3 / std::min(1.0, frame.camera.scale);
        painter.drawRoundedRect(frame.scene.layout.nodes[at(node)].adjusted(-out, -out, out, out),
                                7, 7);
    };
    painter.setRenderHint(QPainter::Antialiasing);
    if (frame.hits != nullptr) {
        for (const int node : m_seen) {
            if ((*frame.hits)[at(node)])
                ring(node, theme.fill(Role::Flaky), 1.4);
        }
    }
    const bool far = detailAt(frame.camera.scale) == Detail::Colours;
    if (frame.current >= 0 && (frame.focused || far))
        ring(frame.current, theme.fill(Role::Accent), 1.6);
}

} // namespace assay::ui
