// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"
#include "ui/timeline/bar_painter.h"
#include "ui/timeline/lane.h"

#include <QCoreApplication>
#include <QHash>

namespace assay::ui {

/// How each service was: starting, ready, degraded, stopped, and each time it started again.
class ServicesLane final : public Lane
{
    Q_DECLARE_TR_FUNCTIONS(ServicesLane)
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    bool take(const RunFeed &feed, const RunUpdate &update) override;
    void reset() override;
    void layOut(const LaneFrame &frame) override;
    [[nodiscard]] double height() const override { return m_height; }
    [[nodiscard]] const std::vector<Row> &rows() const override { return m_rows; }
    void paint(QPainter &painter, const Theme &theme) const override;
    [[nodiscard]] Hit hitAt(const RunFeed &feed, QPointF position) const override;
    [[nodiscard]] ReadOut readOutAt(const RunFeed &feed, base::Nanoseconds at,
                                    base::Nanoseconds slack) const override;
    [[nodiscard]] std::size_t shapeCount() const override { return m_bars.size(); }

private:
    struct Service
    {
        QString name;
        model::ServiceState state = model::ServiceState::Waiting;
        QString health;
        QString detail;
        bool wasUp = false;
        int restarts = 0;
        BarTrack track;
        std::vector<QString> texts; ///< by the spans' part
        Span open;
    };
    [[nodiscard]] Service &serviceOf(const QString &name);
    void enter(Service &service, base::Nanoseconds at);

    std::vector<Service> m_services; ///< in the order they were first told of
    QHash<QString, std::size_t> m_places;
    std::vector<Bar> m_bars;
    std::vector<std::size_t> m_serviceOf; ///< each bar's
    std::vector<BarLabel> m_labels;
    std::vector<Row> m_rows;
    double m_height = 0;
};

} // namespace assay::ui
