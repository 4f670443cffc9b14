// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_metrics.h"
#include "ui/timeline/timeline_view.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace assay::ui {

using namespace timeline;

namespace {

QColor withAlpha(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

/// In the middle of a pixel, so that a line of one pixel is one pixel.
double crisp(double x)
{
    return std::floor(x) + 0.5;
}

void verticalLine(QPainter &painter, double x, double top, double bottom)
{
    painter.drawLine(QPointF(crisp(x), top), QPointF(crisp(x), bottom));
}

} // namespace

void TimelineView::paintEvent(QPaintEvent *)
{
    ensureLaidOut(); // mostly done already by the frame
    const Theme &theme = m_themes.theme();
    QPainter painter(viewport());
    painter.setFont(m_labels.font());
    paintGround(painter, theme);
    paintRange(painter, theme);
    paintLanes(painter, theme);
    paintRuler(painter, theme);
    paintLines(painter, theme);
    m_readOut.paint(painter, theme);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(withAlpha(theme.fill(Role::Accent), 0.7F));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineView::paintGround(QPainter &painter, const Theme &theme) const
{
    painter.fillRect(viewport()->rect(), theme.fill(Role::Panel));
    painter.setPen(theme.fill(Role::Line));
    for (const RulerTick &tick : m_ticks)
        verticalLine(painter, tick.x, kRulerHeight - 4, viewport()->height());
}

void TimelineView::paintLanes(QPainter &painter, const Theme &theme) const
{
    const double scroll = verticalScrollBar()->value();
    painter.save();
    painter.setClipRect(QRectF(0, kRulerHeight, viewport()->width(), viewport()->height()));
    painter.translate(0, kRulerHeight - scroll);
    painter.setPen(withAlpha(theme.fill(Role::Line), 0.6F));
    for (const double y : m_rules)
        painter.drawLine(QPointF(0, crisp(y)), QPointF(viewport()->width(), crisp(y)));
    for (const GutterText &text : m_gutter) {
        painter.setPen(theme.ink(text.role));
        painter.drawStaticText(text.at, text.text);
    }
    painter.setClipRect(QRectF(kGutter, scroll, m_axis.width + kRightMargin, viewport()->height()));
    for (const LaneStack::Entry &entry : m_lanes.entries()) {
        if (entry.hidden || entry.lane->height() <= 0 ||
            entry.top > scroll + viewport()->height() || entry.top + entry.lane->height() < scroll)
            continue;
        entry.lane->paint(painter, theme);
    }
    painter.restore();
}

void TimelineView::paintRuler(QPainter &painter, const Theme &theme) const
{
    painter.setPen(theme.ink(Role::Muted));
    const double right = viewport()->width();
    for (const RulerTick &tick : m_ticks) {
        const double width = tick.label.size().width();
        if (tick.x + 3 + width <= right)
            painter.drawStaticText(
                QPointF(tick.x + 3, (kRulerHeight - m_labels.lineHeight()) / 2 - 1), tick.label);
    }
}

void TimelineView::paintRange(QPainter &painter, const Theme &theme) const
{
    if (!m_time.selected())
        return;
    const double left = std::max(m_axis.left, m_axis.x(m_time.selected()->from));
    const double right = std::min(m_axis.left + m_axis.width, m_axis.x(m_time.selected()->to));
    if (right < m_axis.left || left > m_axis.left + m_axis.width)
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(left, kRulerHeight - 4, right - left, viewport()->height()),
                     withAlpha(theme.fill(Role::Accent), theme.dark ? 0.16F : 0.12F));
}

void TimelineView::paintLines(QPainter &painter, const Theme &theme) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double bottom = viewport()->height();
    const auto isSeen = [this](double x) {
        return x >= m_axis.left && x <= m_axis.left + m_axis.width;
    };
    if (m_time.selected()) {
        QPen edge(theme.fill(Role::Accent), 1, Qt::CustomDashLine);
        edge.setDashPattern({3, 3});
        painter.setPen(edge);
        const double left = m_axis.x(m_time.selected()->from);
        const double right = m_axis.x(m_time.selected()->to);
        for (const double x : {left, right}) {
            if (isSeen(x))
                verticalLine(painter, x, kRulerHeight - 4, bottom);
        }
        // How long it is stands on the ruler, over the ticks.
        const QRectF room(std::max(left, m_axis.left), 2,
                          std::min(right, m_axis.left + m_axis.width) - std::max(left, m_axis.left),
                          kRulerHeight - 7);
        if (room.width() > 44) {
            painter.fillRect(room, theme.fill(Role::Selection));
            painter.setPen(theme.ink(Role::Text));
            painter.drawText(room, Qt::AlignCenter | Qt::TextSingleLine, m_rangeText);
        }
    }
    if (m_nowX >= 0 && isSeen(m_nowX)) {
        painter.setPen(theme.fill(Role::Accent));
        verticalLine(painter, m_nowX, kRulerHeight - 4, bottom);
        painter.fillRect(QRectF(std::floor(m_nowX) - 2, kRulerHeight - 6, 5, 4),
                         theme.fill(Role::Accent));
    }
    const auto &crosshair = m_time.crosshair();
    if (crosshair && isSeen(m_axis.x(*crosshair))) {
        painter.setPen(withAlpha(theme.fill(Role::Text), 0.75F));
        verticalLine(painter, m_axis.x(*crosshair), kRulerHeight - 4, bottom);
    }
}

} // namespace assay::ui
