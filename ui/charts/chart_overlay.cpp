// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_overlay.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kLineHeight = 16;
constexpr double kPadding = 7;
constexpr double kDistance = 8; ///< of the read-out from the crosshair

} // namespace

ChartOverlay::ChartOverlay(TimeView &time, ThemeManager &themes, QWidget *stack)
    : QWidget(stack)
    , m_time(time)
    , m_themes(themes)
    , m_figures(smallFont())
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    connect(&time, &TimeView::crosshairMoved, this, &ChartOverlay::refresh);
    connect(&time, &TimeView::selectionChanged, this, &ChartOverlay::refresh);
}

void ChartOverlay::setPanes(std::vector<ChartPane *> panes)
{
    m_panes = std::move(panes);
    refresh();
}

QRectF ChartOverlay::placeOf(const ChartPane &pane) const
{
    return pane.plot().translated(pane.mapTo(parentWidget(), QPoint()));
}

std::vector<ChartOverlay::Note> ChartOverlay::notesOf(const ChartPane &pane) const
{
    std::vector<Note> notes;
    const auto &at = m_time.crosshair();
    if (!at || !m_time.range().contains(*at))
        return notes;
    const ChartInfo &info = pane.info();
    for (std::size_t i = 0; i < pane.lines().size(); ++i) {
        if (!pane.isSeriesVisible(i))
            continue;
        if (const auto point = nearestPoint(pane.lines()[i], *at))
            notes.push_back(
                {u"%1  %2"_s.arg(info.series[i].label, valueText(point->value, info.unit)),
                 info.series[i].role});
    }
    return notes;
}

QStringList ChartOverlay::readOut(const ChartPane &pane) const
{
    QStringList lines;
    for (const Note &note : notesOf(pane))
        lines.append(note.text);
    return lines;
}

QRectF ChartOverlay::boxOf(const QRectF &place, double x, const std::vector<Note> &notes) const
{
    double width = 0;
    for (const Note &note : notes)
        width = std::max(width, m_figures.width(note.text));
    const QSizeF size(width + 2 * kPadding,
                      static_cast<double>(notes.size()) * kLineHeight + kPadding);
    const bool right = x + kDistance + size.width() < place.right();
    const double top = std::max(place.top(), std::min(place.top() + 4, height() - size.height()));
    return {QPointF(right ? x + kDistance : x - kDistance - size.width(), top), size};
}

QRegion ChartOverlay::covered() const
{
    QRegion region;
    for (const ChartPane *pane : m_panes) {
        const QRectF place = placeOf(*pane);
        const TimeAxis axis{m_time.range(), place.left(), place.width()};
        if (const auto &at = m_time.crosshair()) {
            const double x = axis.x(*at);
            if (x < place.left() || x > place.right())
                continue;
            region += QRectF(x - 1, place.top(), 3, place.height()).toAlignedRect();
            const std::vector<Note> notes = notesOf(*pane);
            if (!notes.empty())
                region += boxOf(place, x, notes).adjusted(-1, -1, 1, 1).toAlignedRect();
        }
        if (const auto &selected = m_time.selected())
            region += QRectF(axis.x(selected->from), place.top(),
                             axis.x(selected->to) - axis.x(selected->from), place.height())
                          .intersected(place)
                          .adjusted(-1, 0, 1, 0)
                          .toAlignedRect();
    }
    return region;
}

void ChartOverlay::refresh()
{
    const QRegion now = covered();
    update(now + m_covered);
    m_covered = now;
}

void ChartOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    for (const ChartPane *pane : m_panes) {
        const QRectF place = placeOf(*pane);
        const TimeAxis axis{m_time.range(), place.left(), place.width()};
        if (const auto &selected = m_time.selected()) {
            QColor ground = theme.fill(Role::Accent);
            ground.setAlphaF(0.14F);
            const QRectF band(axis.x(selected->from), place.top(),
                              axis.x(selected->to) - axis.x(selected->from), place.height());
            painter.fillRect(band.intersected(place), ground);
        }
        const auto &at = m_time.crosshair();
        if (!at || !m_time.range().contains(*at))
            continue;
        const double x = axis.x(*at);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(theme.fill(Role::Muted));
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()));
        const std::vector<Note> notes = notesOf(*pane);
        if (notes.empty())
            continue;
        const QRectF box = boxOf(place, x, notes);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme.fill(Role::Line));
        QColor ground = theme.fill(Role::Raised);
        ground.setAlphaF(0.94F);
        painter.setBrush(ground);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        double y = box.top() + kPadding / 2;
        for (const Note &note : notes) {
            painter.setPen(theme.ink(note.role));
            m_figures.paint(painter, QRectF(box.left() + kPadding, y, box.width(), kLineHeight),
                            note.text, Qt::AlignLeft);
            y += kLineHeight;
        }
    }
}

} // namespace assay::ui
