// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lanes/series_lane.h"

#include "ui/run/run_feed.h"

#include <QPainter>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kAbove = 8;
constexpr double kBelow = 6;
constexpr double kMostWidth = 70;

} // namespace

SeriesLane::SeriesLane(QString id, RunSeries::Chart chart, double height)
    : m_id(std::move(id))
    , m_chart(chart)
    , m_fullHeight(height)
{
}

QString SeriesLane::title() const
{
    return m_series.charts()[m_chart].title;
}

bool SeriesLane::take(const RunFeed &, const RunUpdate &update)
{
    const std::uint64_t before = m_series.revision();
    m_series.take(update.events);
    return m_series.revision() != before;
}

void SeriesLane::reset()
{
    m_series.reset();
}

double SeriesLane::height() const
{
    return m_series.isEmpty(m_chart) ? 0 : m_fullHeight;
}

void SeriesLane::layOut(const LaneFrame &frame)
{
    m_rows.clear();
    if (m_series.isEmpty(m_chart) || !frame.sees(frame.top, m_fullHeight))
        return;
    QStringList names;
    for (const SeriesInfo &series : m_series.charts()[m_chart].series)
        names.append(series.label);
    m_rows.push_back({frame.top, m_fullHeight, title(), names.join(u" · "_s)});
    m_area = QRectF(frame.axis.left, frame.top + kAbove, frame.axis.width,
                    m_fullHeight - kAbove - kBelow);
    m_painter.layOut(m_series, m_chart, frame.axis, m_area);
}

void SeriesLane::paint(QPainter &painter, const Theme &theme) const
{
    if (m_rows.empty())
        return;
    m_painter.paint(painter, theme);
    painter.setPen(theme.ink(Role::Muted));
    painter.drawText(QRectF(m_area.right() - kMostWidth - 4, m_area.top() - 6, kMostWidth, 14),
                     Qt::AlignRight | Qt::AlignTop | Qt::TextSingleLine, m_painter.topText());
}

Lane::Hit SeriesLane::hitAt(const RunFeed &, QPointF) const
{
    return {}; // the read-out at the crosshair says the values
}

Lane::ReadOut SeriesLane::readOutAt(const RunFeed &, base::Nanoseconds at, base::Nanoseconds) const
{
    ReadOut out;
    if (m_rows.empty())
        return out;
    for (const SeriesPainter::Value &value : m_painter.valuesAt(at))
        out.lines.push_back({u"%1 · %2"_s.arg(title(), value.text), value.role});
    return out;
}

std::size_t SeriesLane::shapeCount() const
{
    return m_rows.empty() ? 0 : m_painter.pointCount();
}

} // namespace assay::ui
