// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_painter.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kFullFrom = 0.55;
constexpr double kBoxesFrom = 0.2;
constexpr double kRadius = 5;
constexpr double kBar = 4;
constexpr double kStack = 4; ///< how far the card behind a folded group shows
constexpr double kBleed = 6; ///< around a box in its pixmap
constexpr double kSign = 13;
constexpr double kTextLeft = 28;
constexpr double kTextRight = 8;
/// More edges than this in view are straight lines; more than the second, and they are few.
constexpr std::size_t kCurvedEdges = 600;
constexpr std::size_t kRoutedEdges = 3000;
constexpr std::size_t kDrawnLines = 600; ///< of one look, with wide pens and dashes
constexpr int kCurveSteps = 8;
constexpr int kLabels = 24; ///< texts measured in one frame; the next frames make the others

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

QColor mixed(const QColor &a, const QColor &b, double part)
{
    const auto channel = [part](int x, int y) {
        return static_cast<int>(std::lround(x + (y - x) * part));
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

bool isQuiet(Status status)
{
    return status == Status::NotRun || status == Status::Queued;
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

/// The frame of a node: in the middle of a pixmap, kBleed around it.
void drawBox(QPainter &painter, QSizeF size, Status status, bool current, bool folded,
             const Theme &theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF rect(QPointF(kBleed, kBleed), size);
    const QColor colour = theme.fill(statusRole(status));
    const QColor border = isQuiet(status)
                              ? theme.fill(Role::Line)
                              : mixed(theme.fill(Role::Panel), colour, isBad(status) ? 1 : 0.8);
    const QColor ground = current ? theme.fill(Role::Selection) : theme.fill(Role::Raised);
    if (folded) {
        painter.setPen(QPen(mixed(theme.fill(Role::Panel), border, 0.7), 1));
        painter.setBrush(mixed(theme.fill(Role::Panel), ground, 0.6));
        painter.drawRoundedRect(rect.translated(kStack, kStack).adjusted(.5, .5, -.5, -.5), kRadius,
                                kRadius);
    }
    const double width = current ? 2 : isBad(status) ? 1.6 : 1.2;
    const double half = width / 2;
    const QRectF inner = rect.adjusted(half, half, -half, -half);
    QPainterPath outline;
    outline.addRoundedRect(inner, kRadius, kRadius);
    painter.fillPath(outline, ground);
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(QRectF(rect.left(), rect.top(), kBar, rect.height()), colour);
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(current && isQuiet(status) ? theme.fill(Role::Accent) : border, width));
    painter.drawPath(outline);
}

QStaticText prepared(const QString &text, const QFont &font)
{
    QStaticText made;
    made.setTextFormat(Qt::PlainText);
    made.setText(text);
    made.setPerformanceHint(QStaticText::AggressiveCaching);
    made.prepare({}, font);
    return made;
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
    m_labelsLeft = kLabels;
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
    return m_labelsLeft >= 0;
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

const QPixmap &GraphPainter::box(const GraphFrame &frame, const Theme &theme, int node)
{
    const GraphNode &shown = frame.scene.graph.nodes[at(node)];
    const Status status = frame.nodes[at(node)].status;
    QPixmap &pixmap = m_boxes[{status, node == frame.current, shown.folded}];
    if (pixmap.isNull()) {
        const double scale = frame.camera.scale * m_ratio;
        const QSizeF size = frame.scene.layout.nodes[at(node)].size();
        const QSizeF whole = (size + QSizeF(2 * kBleed, 2 * kBleed)) * scale;
        pixmap = QPixmap(whole.toSize() + QSize(1, 1));
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.scale(scale, scale);
        drawBox(painter, size, status, node == frame.current, shown.folded, theme);
    }
    return pixmap;
}

const QPixmap &GraphPainter::sign(const GraphFrame &frame, const Theme &theme, Status status)
{
    QPixmap &pixmap = m_signs[status];
    if (pixmap.isNull()) {
        const double scale = frame.camera.scale * m_ratio;
        const int pixels = static_cast<int>(std::ceil(kSign * scale));
        pixmap = QPixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.scale(scale, scale);
        paintStatus(painter, QRectF(0, 0, kSign, kSign), status, theme.fill(statusRole(status)));
    }
    return pixmap;
}

void GraphPainter::paintBox(QPainter &painter, const GraphFrame &frame, const Theme &theme,
                            int node)
{
    const double scale = m_boxScale;
    const QRectF &rect = frame.scene.layout.nodes[at(node)];
    const QPixmap &pixmap = box(frame, theme, node);
    // On whole device pixels: a pixmap between two of them would be blurred.
    const QPointF corner = (rect.topLeft() - QPointF(kBleed, kBleed) - frame.camera.origin) * scale;
    painter.save();
    painter.resetTransform();
    painter.scale(1 / m_ratio, 1 / m_ratio);
    painter.drawPixmap(QPoint(qRound(corner.x()), qRound(corner.y())), pixmap);
    painter.restore();

    const NodeLook &look = frame.nodes[at(node)];
    const bool folded = frame.scene.graph.nodes[at(node)].folded;
    if (look.status != Status::Running && !folded)
        return;
    constexpr double kHeight = 3;
    const double left = rect.left() + kBar + 3;
    const double width = rect.width() - kBar - 6;
    const double top = rect.bottom() - kHeight - 2;
    const QColor colour = theme.fill(statusRole(look.status));
    painter.fillRect(QRectF(left, top, width, kHeight),
                     mixed(theme.fill(Role::Raised), colour, 0.22));
    if (look.progress >= 0) {
        painter.fillRect(QRectF(left, top, width * look.progress, kHeight), colour);
    } else {
        const double from = std::max(0.0, frame.sweep * 1.3 - 0.3);
        const double to = std::min(1.0, frame.sweep * 1.3);
        painter.fillRect(QRectF(left + width * from, top, width * (to - from), kHeight), colour);
    }
}

const GraphPainter::Label &GraphPainter::label(const GraphFrame &frame, int node)
{
    Label &label = m_labels[at(node)];
    if (label.made)
        return label;
    if (m_labelsLeft <= 0) {
        m_labelsLeft = -1;
        return label;
    }
    --m_labelsLeft;
    label.made = true;
    const GraphNode &shown = frame.scene.graph.nodes[at(node)];
    const double width = frame.scene.layout.nodes[at(node)].width() - kTextLeft - kTextRight;
    if (shown.folded) {
        const QFontMetricsF metrics(boldFont());
        label.first = prepared(metrics.elidedText(frame.scene.graph.groups[at(shown.group)].title,
                                                  Qt::ElideRight, width),
                               boldFont());
        return label;
    }
    const QFontMetricsF metrics(smallFont());
    // A name of a million letters is no reason to measure them all.
    const events::PlannedCase &planned = frame.state.planned(shown.index);
    QString name = planned.name.left(200).simplified();
    if (!planned.key.isEmpty())
        name += u" ["_s + planned.key.left(60) + u']';
    const double whole = metrics.horizontalAdvance(name);
    if (whole <= width) {
        label.first = prepared(name, smallFont());
        return label;
    }
    // Two lines of about one length; when no break makes both fit, the first is as full as can be.
    qsizetype end = 0;
    double least = 0;
    for (qsizetype space = name.indexOf(u' '); space > 0; space = name.indexOf(u' ', space + 1)) {
        const double first = metrics.horizontalAdvance(name.left(space));
        if (first > width)
            break;
        const double longer = std::max(first, whole - first); // a space more, for each
        if (end == 0 || longer < least) {
            end = space;
            least = longer;
        }
    }
    if (end == 0) {
        label.first = prepared(metrics.elidedText(name, Qt::ElideRight, width), smallFont());
        return label;
    }
    label.two = true;
    label.first = prepared(name.left(end), smallFont());
    label.second =
        prepared(metrics.elidedText(name.mid(end + 1), Qt::ElideRight, width), smallFont());
    return label;
}

void GraphPainter::paintText(QPainter &painter, const GraphFrame &frame, const Theme &theme,
                             int node)
{
    const QRectF &rect = frame.scene.layout.nodes[at(node)];
    const NodeLook &look = frame.nodes[at(node)];
    const GraphNode &shown = frame.scene.graph.nodes[at(node)];
    const QPixmap &glyph = sign(frame, theme, look.status);
    const double middle = rect.center().y();
    const QPointF place =
        (QPointF(rect.left() + 11, middle - kSign / 2) - frame.camera.origin) * m_boxScale;
    painter.save();
    painter.resetTransform();
    painter.scale(1 / m_ratio, 1 / m_ratio);
    painter.drawPixmap(QPoint(qRound(place.x()), qRound(place.y())), glyph);
    painter.restore();

    const Label &text = label(frame, node);
    if (!text.made)
        return;
    const double left = rect.left() + kTextLeft;
    painter.setPen(theme.ink(isQuiet(look.status) && !shown.folded ? Role::Muted : Role::Text));
    if (shown.folded) {
        painter.setFont(boldFont());
        painter.drawStaticText(QPointF(left, rect.top() + 7), text.first);
        painter.setFont(smallFont());
        painter.setPen(theme.ink(look.bad > 0 ? Role::Failed : Role::Muted));
        const auto size = static_cast<int>(frame.scene.graph.groups[at(shown.group)].cases.size());
        QString counts =
            QCoreApplication::translate("Graph", "%1 of %2").arg(look.finished).arg(size);
        if (look.bad > 0)
            counts += QCoreApplication::translate("Graph", " · %1 failed").arg(look.bad);
        painter.drawText(QPointF(left, rect.top() + 37), counts);
        return;
    }
    painter.setFont(smallFont());
    const double line = text.first.size().height();
    if (!text.two) {
        painter.drawStaticText(QPointF(left, middle - line / 2), text.first);
        return;
    }
    painter.drawStaticText(QPointF(left, middle - line + 0.5), text.first);
    painter.drawStaticText(QPointF(left, middle - 0.5), text.second);
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
