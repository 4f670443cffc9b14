// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_point.h"
#include "ui/charts/log_histogram.h"
#include "ui/charts/time_grid.h"

#include <array>

namespace assay::ui {

/// How long things took over the time of a run: a histogram for each stretch of the grid in which
/// something ended. Neighbours merge, so percentiles of any wider stretch are those of all that was
/// in it. Pure; confined to one thread.
class LatencySeries
{
public:
    static constexpr std::array kShares = {0.50, 0.95, 0.99};

    void add(const TimeGrid &grid, base::Nanoseconds at, base::Nanoseconds duration);
    /// After the grid's: two stretches become one.
    void widen();
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::size_t bytes() const;

    /// A line in milliseconds for each of kShares. Lines end where nothing came for long. `end` is
    /// how far the run is.
    void query(const TimeGrid &grid, const TimeRange &range, int pixels, base::Nanoseconds end,
               std::vector<std::vector<ChartPoint>> &lines) const;

private:
    struct Stretch
    {
        std::int64_t index = 0;
        LogHistogram histogram;
    };
    std::vector<Stretch> m_stretches; ///< sorted; only those with something in
    std::uint64_t m_count = 0;
};

} // namespace assay::ui
