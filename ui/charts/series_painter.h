// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_values.h"
#include "ui/charts/series_source.h"

#include <QPolygonF>
#include <QRectF>

class QPainter;

namespace assay::ui {

/// Draws one chart of a source as a lane of a timeline: lines, areas and a base line, without axes.
/// layOut() asks the source and scales; paint() only paints. Main thread.
///
///     SeriesPainter lane;
///     lane.layOut(series, RunSeries::kLatency, axis, QRectF(axis.left, top, axis.width, 56));
///     lane.paint(painter, theme);
class SeriesPainter
{
public:
    void layOut(const SeriesSource &source, std::size_t chart, const TimeAxis &axis,
                const QRectF &place);
    void paint(QPainter &painter, const Theme &theme) const;

    [[nodiscard]] const ValueAxis &values() const { return m_values; }
    /// What the upper edge stands for: "5 s"; "" when nothing is drawn.
    [[nodiscard]] QString topText() const;
    struct Value
    {
        QString text; ///< "p99 3.06 s"
        Role role = Role::Muted;
    };
    /// Of each line at a moment; those that have none there are left out.
    [[nodiscard]] std::vector<Value> valuesAt(base::Nanoseconds at) const;
    [[nodiscard]] std::size_t pointCount() const; ///< that are drawn

private:
    struct Stroke
    {
        SeriesInfo info;
        std::vector<QPolygonF> lines; ///< one for each stretch without a gap
        std::vector<QPolygonF> areas;
    };
    void scale(const TimeAxis &axis);

    QRectF m_place;
    QString m_unit;
    ValueAxis m_values;
    bool m_empty = true;
    std::vector<std::vector<ChartPoint>> m_points;
    std::vector<Stroke> m_strokes;
};

/// How a line of a chart is drawn, in charts and lanes alike.
[[nodiscard]] QPen penOf(const SeriesInfo &series, const Theme &theme);
[[nodiscard]] QColor areaOf(const SeriesInfo &series, const Theme &theme);

} // namespace assay::ui
