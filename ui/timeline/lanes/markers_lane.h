// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"
#include "ui/theme/status.h"
#include "ui/timeline/bar_painter.h"
#include "ui/timeline/lane.h"

#include <QCoreApplication>
#include <QSet>

namespace assay::ui {

/// Moments of the run: phases, environment up, errors in logs, snapshots, the end.
class MarkersLane final : public Lane
{
    Q_DECLARE_TR_FUNCTIONS(MarkersLane)
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
    [[nodiscard]] std::size_t shapeCount() const override { return m_signs.size(); }

private:
    enum class Kind { Notice, Stage, Warning, Error }; ///< what matters more comes later
    struct Marker
    {
        base::Nanoseconds at{0};
        Kind kind = Kind::Notice;
        std::uint64_t sequence = 0;
        events::CaseIndex index = -1;
        QString text;
    };
    struct Sign ///< as it is painted: one marker, or those that would cover each other
    {
        double x = 0;
        Kind kind = Kind::Notice;
        std::size_t marker = 0; ///< of several: the first that matters most
        int count = 1;
    };
    void add(const events::Event &event, Kind kind, QString text, events::CaseIndex index = -1);
    [[nodiscard]] static Role roleOf(Kind kind);

    std::vector<Marker> m_markers; ///< in the order of time
    std::vector<Sign> m_signs;
    std::vector<BarLabel> m_labels;
    std::vector<Row> m_rows;
    QSet<QString> m_phases;
    qint64 m_dropped = 0;
    double m_top = 0;
    double m_height = 0;
};

} // namespace assay::ui
