// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/timeline/bar_painter.h"
#include "ui/timeline/lane.h"

#include <QCoreApplication>

#include <map>

namespace assay::ui {

/// What ran when on which worker: a bar for every attempt of every case, and below it its steps
/// when one is seen that is nearly as wide as the timeline. What ran on no worker that is known
/// has a row of its own.
class WorkersLane final : public Lane
{
    Q_DECLARE_TR_FUNCTIONS(WorkersLane)
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
    bool selectNext(const RunFeed &feed, Selection &selection, int direction) const override;
    [[nodiscard]] std::size_t shapeCount() const override { return m_bars.size(); }
    [[nodiscard]] std::size_t stepCount() const { return m_stepBars.size(); }

private:
    struct Known ///< of a case
    {
        int attempts = 0;
        int worker = 0;
        bool closed = false;
        bool waits = false; ///< it runs, and its first attempt has not been told
    };
    struct StepPlace
    {
        events::CaseIndex index = -1;
        int attempt = 0; ///< place in its case
        int step = 0;
    };
    void takeCase(const events::RunState &state, events::CaseIndex index,
                  std::vector<std::pair<int, Span>> &fresh);
    [[nodiscard]] double layOutRows(const LaneFrame &frame);
    [[nodiscard]] double layOutSteps(const LaneFrame &frame, std::size_t firstBar,
                                     const BarTrack &track, double top);
    void label(const LaneFrame &frame, const Span &span, const Bar &bar);
    [[nodiscard]] events::CaseIndex selectedCase(const events::RunState &state,
                                                 const QString &caseId) const;
    [[nodiscard]] Hit hitOnStep(const RunFeed &feed, const StepPlace &place) const;
    [[nodiscard]] Hit hitOnBar(const RunFeed &feed, const Bar &bar, const BarTrack &track) const;
    [[nodiscard]] Hit hitOnMany(const RunFeed &feed, const Bar &bar, const BarTrack &track,
                                double x) const;

    TimeAxis m_axis;                  ///< as last laid out
    std::map<int, BarTrack> m_tracks; ///< by worker; 0: none
    std::vector<Known> m_known;
    std::vector<Bar> m_bars;
    std::vector<int> m_workerOf; ///< each bar's
    std::vector<Bar> m_stepBars;
    std::vector<StepPlace> m_steps;
    std::vector<BarLabel> m_labels;
    std::vector<BarLabel> m_stepLabels;
    std::vector<Row> m_rows;
    double m_height = 0;
    bool m_showsSteps = false;
    mutable QString m_selectedId;
    mutable events::CaseIndex m_selectedIndex = -1;
};

} // namespace assay::ui
