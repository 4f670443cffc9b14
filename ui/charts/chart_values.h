// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_point.h"
#include "ui/run/time_view.h"

#include <optional>
#include <vector>

namespace assay::ui {

/// The axis of a chart's values: its ends are ticks.
struct ValueAxis
{
    double from = 0;
    double to = 1;
    double step = 1;

    [[nodiscard]] double share(double value) const { return (value - from) / (to - from); }
    [[nodiscard]] int ticks() const; ///< both ends included
    friend bool operator==(const ValueAxis &, const ValueAxis &) = default;
};

/// A round axis with at most `ticks` steps around what is shown: 1, 2 or 5 times a power of ten. It
/// starts at 0 when nothing is below, unless all that is shown lies in a fifth of that. Pure.
[[nodiscard]] ValueAxis niceAxis(double least, double greatest, int ticks);

/// "3.01 s" of 3010 "ms", "38 /s" of "1/s", "214 MB" of "bytes", "0.75" without a unit. Pure.
[[nodiscard]] QString valueText(double value, const QString &unit);

/// The least and the greatest of the lines; nothing when they have no value.
struct Extent
{
    double least = 0;
    double greatest = 0;
};
void widen(std::optional<Extent> &extent, const std::vector<ChartPoint> &line);

/// Where a line leaves the range it ends on its edge, so that nothing is drawn far outside.
void endAtEdges(std::vector<ChartPoint> &line, const TimeRange &range);

/// The point of a line that is nearest in time; nothing in a gap, and before and after the line.
[[nodiscard]] std::optional<ChartPoint> nearestPoint(const std::vector<ChartPoint> &line,
                                                     base::Nanoseconds at);

} // namespace assay::ui
