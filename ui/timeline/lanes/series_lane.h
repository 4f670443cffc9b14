// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/lane.h"
#include "ui/timeline/series_source.h"

#include <QCoreApplication>
#include <QPolygonF>

namespace assay::ui {

/// Series of one unit over each other, on a scale from zero to the most that is seen. Takes any
/// SeriesSource.
///
///     std::vector<std::unique_ptr<SeriesSource>> sources;
///     sources.push_back(std::make_unique<RequestSeries>(RequestSeries::Kind::Rate));
///     SeriesLane lane(u"requests"_s, tr("requests/s"), std::move(sources), 56);
class SeriesLane final : public Lane
{
    Q_DECLARE_TR_FUNCTIONS(SeriesLane)
public:
    SeriesLane(QString id, QString title, std::vector<std::unique_ptr<SeriesSource>> sources,
               double height);

    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_title; }
    bool take(const RunFeed &feed, const RunUpdate &update) override;
    void reset() override;
    void layOut(const LaneFrame &frame) override;
    [[nodiscard]] double height() const override { return m_any ? m_fullHeight : 0; }
    [[nodiscard]] const std::vector<Row> &rows() const override { return m_rows; }
    void paint(QPainter &painter, const Theme &theme) const override;
    [[nodiscard]] Hit hitAt(const RunFeed &feed, QPointF position) const override;
    [[nodiscard]] ReadOut readOutAt(const RunFeed &feed, base::Nanoseconds at,
                                    base::Nanoseconds slack) const override;
    [[nodiscard]] std::size_t shapeCount() const override;

private:
    QString m_id;
    QString m_title;
    std::vector<std::unique_ptr<SeriesSource>> m_sources;
    std::vector<QPolygonF> m_lines; ///< one a source
    std::vector<Row> m_rows;
    QString m_mostText;
    QRectF m_area;
    double m_fullHeight;
    bool m_any = false; ///< there has been a value in this run
};

} // namespace assay::ui
