// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lanes/series_lane.h"

#include "ui/run/run_feed.h"

#include <QPainter>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kAbove = 8;
constexpr double kBelow = 6;
constexpr double kMostWidth = 70;
/// Where time is clamped to for drawing, in widths of the lane.
constexpr double kOutside = 2;

} // namespace

QString seriesValueText(double value, const QString &unit)
{
    if (!std::isfinite(value))
        return u"–"_s;
    if (unit == u"ms")
        return base::durationText(base::Nanoseconds(std::llround(std::min(value, 1e12) * 1e6)));
    if (unit == u"bytes")
        return base::byteCountText({std::llround(std::min(value, 1e18))});
    const QString number = QString::number(value, 'g', 3);
    return unit == u"1/s" ? number + u" /s"_s : unit.isEmpty() ? number : number + u' ' + unit;
}

SeriesLane::SeriesLane(QString id, QString title,
                       std::vector<std::unique_ptr<SeriesSource>> sources, double height)
    : m_id(std::move(id))
    , m_title(std::move(title))
    , m_sources(std::move(sources))
    , m_lines(m_sources.size())
    , m_fullHeight(height)
{
}

bool SeriesLane::take(const RunFeed &feed, const RunUpdate &update)
{
    bool changed = false;
    for (const auto &source : m_sources)
        changed = source->take(feed, update) || changed;
    m_any = m_any || changed;
    return changed;
}

void SeriesLane::reset()
{
    for (const auto &source : m_sources)
        source->reset();
    m_any = false;
}

void SeriesLane::layOut(const LaneFrame &frame)
{
    m_rows.clear();
    for (QPolygonF &line : m_lines)
        line.clear();
    m_mostText.clear();
    if (!m_any || !frame.sees(frame.top, m_fullHeight))
        return;
    QStringList names;
    for (const auto &source : m_sources)
        names.append(source->name());
    m_rows.push_back({frame.top, m_fullHeight, m_title, names.join(u" · "_s)});
    m_area = QRectF(frame.axis.left, frame.top + kAbove, frame.axis.width,
                    m_fullHeight - kAbove - kBelow);

    std::vector<std::vector<SeriesPoint>> points;
    double most = 0;
    for (const auto &source : m_sources) {
        points.push_back(source->query(frame.axis.range, std::max(1, int(frame.axis.width))));
        for (const SeriesPoint &point : points.back()) {
            if (std::isfinite(point.high))
                most = std::max(most, point.high);
        }
    }
    if (most <= 0)
        most = 1;
    else
        m_mostText = seriesValueText(most, m_sources.front()->unit());
    const double reach = kOutside * frame.axis.width;
    for (std::size_t s = 0; s < points.size(); ++s) {
        m_lines[s].reserve(static_cast<qsizetype>(points[s].size()) * 2);
        for (const SeriesPoint &point : points[s]) {
            const double x =
                std::clamp(frame.axis.x(point.at), m_area.left() - reach, m_area.right() + reach);
            const auto y = [&](double value) {
                return m_area.bottom() -
                       m_area.height() *
                           (std::isfinite(value) ? std::clamp(value / most, 0.0, 1.0) : 0);
            };
            m_lines[s].append({x, y(point.low)});
            if (point.high > point.low)
                m_lines[s].append({x, y(point.high)});
        }
        if (m_sources[s]->isFilled() && !m_lines[s].isEmpty()) {
            m_lines[s].prepend({m_lines[s].front().x(), m_area.bottom()});
            m_lines[s].append({m_lines[s].back().x(), m_area.bottom()});
        }
    }
}

void SeriesLane::paint(QPainter &painter, const Theme &theme) const
{
    if (m_rows.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme.fill(Role::Line));
    painter.drawLine(m_area.bottomLeft(), m_area.bottomRight());
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t s = 0; s < m_lines.size(); ++s) {
        const QColor &colour = theme.fill(m_sources[s]->role());
        if (m_sources[s]->isFilled()) {
            QColor shade = colour;
            shade.setAlphaF(0.22F);
            painter.setPen(Qt::NoPen);
            painter.setBrush(shade);
            painter.drawPolygon(m_lines[s]);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.2));
        painter.drawPolyline(m_lines[s]);
    }
    painter.setPen(theme.ink(Role::Muted));
    painter.drawText(QRectF(m_area.right() - kMostWidth - 4, m_area.top() - 6, kMostWidth, 14),
                     Qt::AlignRight | Qt::AlignTop | Qt::TextSingleLine, m_mostText);
}

Lane::Hit SeriesLane::hitAt(const RunFeed &, QPointF) const
{
    return {}; // the read-out at the crosshair says the values
}

Lane::ReadOut SeriesLane::readOutAt(const RunFeed &, base::Nanoseconds at, base::Nanoseconds) const
{
    ReadOut out;
    if (!m_any)
        return out;
    for (const auto &source : m_sources) {
        if (const auto value = source->valueAt(at))
            out.lines.push_back({u"%1 · %2 %3"_s.arg(m_title, source->name(),
                                                     seriesValueText(*value, source->unit())),
                                 source->role()});
    }
    return out;
}

std::size_t SeriesLane::shapeCount() const
{
    std::size_t count = 0;
    for (const QPolygonF &line : m_lines)
        count += static_cast<std::size_t>(line.size());
    return count;
}

} // namespace assay::ui
