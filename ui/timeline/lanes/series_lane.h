// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/run_series.h"
#include "ui/charts/series_painter.h"
#include "ui/timeline/lane.h"

namespace assay::ui {

/// One chart of the run's requests, as in the charts of the run but small: their latency, or how
/// many were sent.
class SeriesLane final : public Lane
{
public:
    SeriesLane(QString id, RunSeries::Chart chart, double height);

    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override;
    bool take(const RunFeed &feed, const RunUpdate &update) override;
    void reset() override;
    void layOut(const LaneFrame &frame) override;
    [[nodiscard]] double height() const override;
    [[nodiscard]] const std::vector<Row> &rows() const override { return m_rows; }
    void paint(QPainter &painter, const Theme &theme) const override;
    [[nodiscard]] Hit hitAt(const RunFeed &feed, QPointF position) const override;
    [[nodiscard]] ReadOut readOutAt(const RunFeed &feed, base::Nanoseconds at,
                                    base::Nanoseconds slack) const override;
    [[nodiscard]] std::size_t shapeCount() const override;

private:
    QString m_id;
    RunSeries::Chart m_chart;
    RunSeries m_series{RunSeries::Detail::Requests};
    SeriesPainter m_painter;
    std::vector<Row> m_rows;
    QRectF m_area;
    double m_fullHeight;
};

} // namespace assay::ui
