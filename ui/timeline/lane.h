// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/time_view.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QPainter;

namespace assay::ui {

class RunFeed;
class Selection;
struct Theme;
struct RunUpdate;

/// One kind of thing on the timeline: workers with their cases, services with their health, faults,
/// metrics. A file each, a line in lanes.cpp. What it shows it computes in layOut(), as the feed
/// and the axis change; paint() only paints. Main thread; lives as long as its timeline.
class Lane
{
public:
    virtual ~Lane() = default;

    /// Takes in what a frame brought; true when it must be laid out anew.
    virtual bool take(const RunFeed &feed, const RunUpdate &update) = 0;
    virtual void reset() = 0; ///< another run
    /// Computes what paint() shows. `axis.left` is where time starts; `top` is the lane's own.
    virtual void layOut(const RunFeed &feed, const TimeAxis &axis, double top) = 0;
    /// As last laid out, in pixels; 0 hides the lane.
    [[nodiscard]] virtual double height() const = 0;

    struct Row
    {
        double top = 0;    ///< on the timeline
        QString label;     ///< "worker 1"
        QString secondary; ///< "p50 p95 p99"; may be empty
    };
    [[nodiscard]] virtual std::vector<Row> rows() const = 0;
    virtual void paint(QPainter &painter, const Theme &theme, const Selection &selection) const = 0;

    struct Hit
    {
        QString tip;                             ///< "" for nothing under the point
        std::function<void(Selection &)> select; ///< may be empty
    };
    [[nodiscard]] virtual Hit hitAt(QPointF position) const = 0;
    /// The line of the read-out at the crosshair: "2 cases running"; "" for none.
    [[nodiscard]] virtual QString readOutAt(const RunFeed &feed, base::Nanoseconds at) const = 0;
};

/// Every lane of the timeline, in its order from the top.
[[nodiscard]] std::vector<std::unique_ptr<Lane>> makeLanes();

} // namespace assay::ui
