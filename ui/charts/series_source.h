// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_point.h"
#include "ui/run/time_view.h"
#include "ui/theme/theme.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace assay::ui {

/// One line of a chart.
struct SeriesInfo
{
    QString label; ///< "p95"
    Role role = Role::Accent;
    bool area = false; ///< filled down to the axis
    int dash = 0;      ///< 0 solid, 1 dashed, 2 dotted: when there are more lines than colours
};

/// One chart: lines that share an axis of values.
struct ChartInfo
{
    QString id;     ///< "latency.requests": stable, for settings and tests
    QString title;  ///< "latency"
    QString detail; ///< what it is of: "http, sse, websocket"; may be empty
    QString unit;   ///< of its values, as in events: "ms", "1/s", "bytes"; "" for a plain number
    bool shown = false; ///< before anybody chose
    std::vector<SeriesInfo> series;
};

/// A stretch of the run that concerns every chart: a fault.
struct ChartBand
{
    TimeRange range;
    QString label;
    Role role = Role::Fault;
};

/// What charts and lanes draw, wherever it comes from. Main thread.
///
///     std::vector<std::vector<ChartPoint>> lines;
///     source.query(chart, timeView.range(), plotWidth, lines);   // one for each of its series
class SeriesSource
{
public:
    virtual ~SeriesSource() = default;

    /// In the order in which they are offered. Only ever longer, until it starts anew.
    [[nodiscard]] virtual const std::vector<ChartInfo> &charts() const = 0;
    [[nodiscard]] virtual bool isEmpty(std::size_t chart) const = 0;
    /// For each series of the chart what to draw of `range`, in order of time: at most two points a
    /// pixel and the neighbours of the range; one that is not a number ends a line. `lines` is
    /// replaced; its memory is used again.
    virtual void query(std::size_t chart, const TimeRange &range, int pixels,
                       std::vector<std::vector<ChartPoint>> &lines) const = 0;
    [[nodiscard]] virtual const std::vector<ChartBand> &bands() const = 0;
    /// Another number whenever anything changed.
    [[nodiscard]] virtual std::uint64_t revision() const = 0;
};

} // namespace assay::ui
