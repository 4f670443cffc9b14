// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_painter.h"

#include <QPainter>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kDot = 1.6; ///< of a point that has no neighbours

} // namespace

QPen penOf(const SeriesInfo &series, const Theme &theme)
{
    static constexpr std::array kDashes = {Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    // A cosmetic pen of up to one pixel is drawn many times faster than a wider one.
    QPen pen(theme.fill(series.role), 1.0, kDashes[static_cast<std::size_t>(series.dash) % 3]);
    pen.setCosmetic(true);
    return pen;
}

QColor areaOf(const SeriesInfo &series, const Theme &theme)
{
    QColor colour = theme.fill(series.role);
    colour.setAlphaF(theme.dark ? 0.22F : 0.16F);
    return colour;
}

void SeriesPainter::layOut(const SeriesSource &source, std::size_t chart, const TimeAxis &axis,
                           const QRectF &place)
{
    m_place = place;
    const ChartInfo &info = source.charts()[chart];
    m_unit = info.unit;
    source.query(chart, axis.range, static_cast<int>(std::ceil(axis.width)), m_points);
    std::optional<Extent> extent;
    for (std::vector<ChartPoint> &line : m_points) {
        endAtEdges(line, axis.range);
        widen(extent, line);
    }
    m_empty = !extent;
    m_values = extent ? niceAxis(extent->least, extent->greatest, 3) : ValueAxis();
    m_strokes.resize(info.series.size());
    for (std::size_t i = 0; i < m_strokes.size(); ++i)
        m_strokes[i].info = info.series[i];
    scale(axis);
}

void SeriesPainter::scale(const TimeAxis &axis)
{
    const double base = m_place.bottom() - m_place.height() * m_values.share(0);
    for (std::size_t i = 0; i < m_strokes.size(); ++i) {
        Stroke &stroke = m_strokes[i];
        stroke.lines.clear();
        stroke.areas.clear();
        QPolygonF line;
        const auto end = [&] {
            if (line.isEmpty())
                return;
            if (stroke.info.area) {
                QPolygonF area = line;
                area.append(QPointF(line.last().x(), base));
                area.append(QPointF(line.first().x(), base));
                stroke.areas.push_back(area);
            }
            stroke.lines.push_back(line);
            line.clear();
        };
        for (const ChartPoint &point : m_points[i]) {
            if (std::isnan(point.value))
                end();
            else
                line.append(
                    QPointF(axis.x(point.at),
                            m_place.bottom() - m_place.height() * m_values.share(point.value)));
        }
        end();
    }
}

void SeriesPainter::paint(QPainter &painter, const Theme &theme) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme.fill(Role::Line));
    painter.drawLine(m_place.bottomLeft(), m_place.bottomRight());
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Stroke &stroke : m_strokes) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(areaOf(stroke.info, theme));
        for (const QPolygonF &area : stroke.areas)
            painter.drawPolygon(area);
        painter.setBrush(theme.fill(stroke.info.role));
        for (const QPolygonF &line : stroke.lines) {
            if (line.size() == 1)
                painter.drawEllipse(line.first(), kDot, kDot);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(penOf(stroke.info, theme));
        for (const QPolygonF &line : stroke.lines)
            painter.drawPolyline(line);
    }
    painter.restore();
}

QString SeriesPainter::topText() const
{
    return m_empty ? QString() : valueText(m_values.to, m_unit);
}

std::vector<SeriesPainter::Value> SeriesPainter::valuesAt(base::Nanoseconds at) const
{
    std::vector<Value> values;
    for (std::size_t i = 0; i < m_strokes.size(); ++i) {
        if (const auto point = nearestPoint(m_points[i], at)) {
            values.push_back(
                {u"%1 %2"_s.arg(m_strokes[i].info.label, valueText(point->value, m_unit)),
                 m_strokes[i].info.role});
        }
    }
    return values;
}

std::size_t SeriesPainter::pointCount() const
{
    std::size_t count = 0;
    for (const std::vector<ChartPoint> &line : m_points)
        count += line.size();
    return count;
}

} // namespace assay::ui
