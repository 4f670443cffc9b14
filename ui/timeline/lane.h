// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/time_view.h"
#include "ui/theme/status.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QPainter;

namespace assay::ui {

class Labels;
class RunFeed;
class Selection;
struct RunUpdate;

/// What a lane lays itself out in. Pixels are those of the timeline's content: x as the axis says,
/// y from the content's top, which is scrolled under the ruler.
struct LaneFrame
{
    const RunFeed &feed;
    const Selection &selection;
    Labels &labels;
    TimeAxis axis;
    base::Nanoseconds now{0}; ///< what still goes on reaches up to here
    double top = 0;           ///< of this lane
    double seenTop = 0;       ///< rows outside these two need not be laid out
    double seenBottom = 0;

    [[nodiscard]] double right() const { return axis.left + axis.width; }
    [[nodiscard]] bool sees(double from, double height) const
    {
        return from < seenBottom && from + height > seenTop;
    }
};

/// One kind of thing on the timeline: workers with their cases, services with their health, faults,
/// metrics. A file each in lanes/, a line in lanes.cpp. What it shows it computes in layOut(), at
/// most once a frame; paint() only paints and allocates nothing. Main thread; lives as long as its
/// timeline.
///
///     class FaultsLane : public Lane { ... };                   // lanes/faults_lane.h
///     lanes.push_back(std::make_unique<FaultsLane>());          // lanes.cpp
class Lane
{
public:
    Lane() = default;
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;
    virtual ~Lane() = default;

    /// "workers": stable, for settings and tests.
    [[nodiscard]] virtual QString id() const = 0;
    /// For people, in the menu of lanes: "Workers".
    [[nodiscard]] virtual QString title() const = 0;

    /// Takes in what a frame brought; true when it must be laid out anew.
    virtual bool take(const RunFeed &feed, const RunUpdate &update) = 0;
    virtual void reset() = 0; ///< another run
    virtual void layOut(const LaneFrame &frame) = 0;
    /// As last laid out, in pixels; 0 when there is nothing to show of this run.
    [[nodiscard]] virtual double height() const = 0;

    struct Row
    {
        double top = 0; ///< of the content
        double height = 0;
        QString label;     ///< "worker 1"
        QString secondary; ///< "p50 p95 p99", below the label; may be empty
    };
    /// As last laid out; may leave out what is not seen.
    [[nodiscard]] virtual const std::vector<Row> &rows() const = 0;
    /// In content pixels; clipped to the right of the gutter.
    virtual void paint(QPainter &painter, const Theme &theme) const = 0;

    struct Hit
    {
        QString tip;                             ///< "" for nothing under the point
        TimeRange range;                         ///< what a double click zooms to
        std::function<void(Selection &)> select; ///< may be empty
    };
    [[nodiscard]] virtual Hit hitAt(const RunFeed &feed, QPointF position) const = 0;

    struct ReadOutLine
    {
        QString text; ///< "worker 1: stores a text"
        Role role = Role::Muted;
        std::optional<Status> status{}; ///< its glyph stands before the text
    };
    struct ReadOut
    {
        QString head; ///< added to the moment: "fault + 1.40 s"; mostly empty
        std::vector<ReadOutLine> lines;
    };
    /// What was at a moment, for the box at the crosshair. `slack` is how long three pixels are.
    [[nodiscard]] virtual ReadOut readOutAt(const RunFeed &feed, base::Nanoseconds at,
                                            base::Nanoseconds slack) const = 0;
    /// Selects what comes after (1) or before (-1) the selected; false when the lane has no order
    /// of its own or nothing comes.
    virtual bool selectNext(const RunFeed &feed, Selection &selection, int direction) const
    {
        Q_UNUSED(feed)
        Q_UNUSED(selection)
        Q_UNUSED(direction)
        return false;
    }
    /// What is laid out, for tests and benchmarks.
    [[nodiscard]] virtual std::size_t shapeCount() const = 0;
};

/// Every lane of the timeline, in its order from the top.
[[nodiscard]] std::vector<std::unique_ptr<Lane>> makeLanes();

} // namespace assay::ui
