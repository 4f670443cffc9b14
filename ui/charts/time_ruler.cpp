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
    for (const TimeAxis::Tick &tick : axis.ticks(kTick)) {
        painter.setPen(theme.fill(Role::Line));
        painter.drawLine(QPointF(tick.x, height() - 6), QPointF(tick.x, height() - 1));
        painter.setPen(theme.ink(Role::Muted));
        if (tick.x + 4 + m_figures.width(tick.label) < width())
            m_figures.paint(painter, QRectF(tick.x + 4, 0, kTick, height()), tick.label,
                            Qt::AlignLeft);
    }
    if (const auto &selected = m_time.selected()) {
        QColor ground = theme.fill(Role::Accent);
        ground.setAlphaF(0.3F);
        const double from = std::max(m_left, axis.x(selected->from));
        const double to = std::min(m_left + m_width, axis.x(selected->to));
        if (from < to) {
            painter.fillRect(QRectF(from, height() - 5, to - from, 4), ground);
            paintFlag(painter, (from + to) / 2, base::durationText(selected->length()));
        }
    } else if (const auto &at = m_time.crosshair(); at && m_time.range().contains(*at)) {
        paintFlag(painter, axis.x(*at), base::durationText(*at));
    }
}

void TimeRuler::paintFlag(QPainter &painter, double x, const QString &text) const
{
    const Theme &theme = m_themes.theme();
    const double wide = m_figures.width(text) + 2 * kPadding;
    const QRectF flag(std::clamp(x - wide / 2, m_left, std::max(m_left, width() - wide - 2.0)), 3,
                      wide, height() - 8);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.fill(Role::Selection));
    painter.drawRoundedRect(flag, 4, 4);
    painter.setPen(theme.ink(Role::Text));
    m_figures.paint(painter, flag, text, Qt::AlignHCenter);
}

} // namespace assay::ui
