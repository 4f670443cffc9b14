// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_colours.h"
#include "ui/graph/graph_painter.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QPainterPath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kRadius = 5;
/// Texts are measured so long in one frame; the next frames make the others.
constexpr qint64 kLabelNs = 2'500'000;
constexpr double kBar = 4;
constexpr double kStack = 4; ///< how far the card behind a folded group shows
constexpr double kBleed = 6; ///< around a box in its pixmap
constexpr double kSign = 13;
constexpr double kTextLeft = 28;
constexpr double kTextRight = 8;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
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

/// For a painter of this scale: at another one Qt would lay it out again.
QStaticText prepared(const QString &text, const QFont &font, const QTransform &scale)
{
    QStaticText made;
    made.setTextFormat(Qt::PlainText);
    made.setText(text);
    made.setPerformanceHint(QStaticText::AggressiveCaching);
    made.prepare(scale, font);
    return made;
}

} // namespace

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
    if (m_labelTime > kLabelNs) {
        m_missing = true;
        return label;
    }
    QElapsedTimer clock;
    clock.start();
    make(label, frame, node);
    m_labelTime += clock.nsecsElapsed();
    return label;
}

void GraphPainter::make(Label &label, const GraphFrame &frame, int node) const
{
    label.made = true;
    const QTransform scaled = QTransform::fromScale(frame.camera.scale, frame.camera.scale);
    const GraphNode &shown = frame.scene.graph.nodes[at(node)];
    const double width = frame.scene.layout.nodes[at(node)].width() - kTextLeft - kTextRight;
    if (shown.folded) {
        const QFontMetricsF metrics(boldFont());
        label.first = prepared(metrics.elidedText(frame.scene.graph.groups[at(shown.group)].title,
                                                  Qt::ElideRight, width),
                               boldFont(), scaled);
        return;
    }
    const QFontMetricsF metrics(smallFont());
    // A name of a million letters is no reason to measure them all.
    const events::PlannedCase &planned = frame.state.planned(shown.index);
    QString name = planned.name.left(200).simplified();
    if (!planned.key.isEmpty())
        name += u" ["_s + planned.key.left(60) + u']';
    const double whole = metrics.horizontalAdvance(name);
    if (whole <= width) {
        label.first = prepared(name, smallFont(), scaled);
        return;
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
        label.first =
            prepared(metrics.elidedText(name, Qt::ElideRight, width), smallFont(), scaled);
        return;
    }
    label.two = true;
    label.first = prepared(name.left(end), smallFont(), scaled);
    label.second =
        prepared(metrics.elidedText(name.mid(end + 1), Qt::ElideRight, width), smallFont(), scaled);
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

} // namespace assay::ui
