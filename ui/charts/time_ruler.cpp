// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_ruler.h"

#include <QPainter>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 24;
constexpr double kTick = 90;
constexpr double kPadding = 6;

} // namespace

TimeRuler::TimeRuler(TimeView &time, ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_themes(themes)
    , m_figures(smallFont())
{
    setFixedHeight(kHeight);
    connect(&time, &TimeView::changed, this, qOverload<>(&QWidget::update));
    connect(&time, &TimeView::crosshairMoved, this, qOverload<>(&QWidget::update));
    connect(&time, &TimeView::selectionChanged, this, qOverload<>(&QWidget::update));
}

void TimeRuler::setPlot(double left, double width)
{
    if (left == m_left && width == m_width)
        return;
    m_left = left;
    m_width = std::max(1.0, width);
    update();
}

void TimeRuler::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    painter.fillRect(rect(), theme.fill(Role::Panel));
    painter.setPen(theme.fill(Role::Line));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const TimeAxis axis{m_time.range(), m_left, m_width};
    QRectF flag;
    QString said;
    if (const auto &selected = m_time.selected()) {
        QColor ground = theme.fill(Role::Accent);
        ground.setAlphaF(0.3F);
        const double from = std::max(m_left, axis.x(selected->from));
        const double to = std::min(m_left + m_width, axis.x(selected->to));
        if (from < to) {
            painter.fillRect(QRectF(from, height() - 5, to - from, 4), ground);
            said = base::durationText(selected->length());
            flag = flagAt((from + to) / 2, said);
        }
    } else if (const auto &at = m_time.crosshair(); at && m_time.range().contains(*at)) {
        said = base::durationText(*at);
        flag = flagAt(axis.x(*at), said);
    }
    for (const TimeAxis::Tick &tick : axis.ticks(kTick)) {
        painter.setPen(theme.fill(Role::Line));
        painter.drawLine(QPointF(tick.x, height() - 6), QPointF(tick.x, height() - 1));
        const QRectF place(tick.x + 4, 0, m_figures.width(tick.label), height());
        painter.setPen(theme.ink(Role::Muted));
        if (place.right() < width() && !flag.intersects(place))
            m_figures.paint(painter, place, tick.label, Qt::AlignLeft);
    }
    if (flag.isNull())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.fill(Role::Selection));
    painter.drawRoundedRect(flag, 4, 4);
    painter.setPen(theme.ink(Role::Text));
    m_figures.paint(painter, flag, said, Qt::AlignHCenter);
}

QRectF TimeRuler::flagAt(double x, const QString &text) const
{
    const double wide = m_figures.width(text) + 2 * kPadding;
    const double left = std::clamp(x - wide / 2, m_left, std::max(m_left, width() - wide - 2.0));
    return {left, 3, wide, height() - 8.0};
}

} // namespace assay::ui
