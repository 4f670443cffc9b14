// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/time_view.h"

namespace assay::ui {

/// Equal stretches of a run's time in which things are counted, at most kMost: when the run
/// outgrows them, two become one. So a run of an hour costs what a run of two seconds does, at two
/// seconds a stretch. Pure, any thread.
class TimeGrid
{
public:
    static constexpr std::int64_t kMost = 2048;
    static constexpr base::Nanoseconds kFinest{std::chrono::milliseconds(1)};

    [[nodiscard]] base::Nanoseconds width() const { return m_width; }
    [[nodiscard]] std::int64_t stretchOf(base::Nanoseconds at) const
    {
        return std::max(at, base::Nanoseconds::zero()) / m_width;
    }
    [[nodiscard]] bool holds(base::Nanoseconds at) const { return stretchOf(at) < kMost; }
    void widen() { m_width *= 2; }

    /// How many stretches are drawn as one: a power of two, so that `range` on `pixels` has one at
    /// most every kPixels, and one holds `enough` of what comes `perSecond` over the whole run; but
    /// the range has kFewest of them whenever the grid is fine enough for it.
    [[nodiscard]] std::int64_t drawnTogether(const TimeRange &range, int pixels, double perSecond,
                                             double enough) const
    {
        const double stretch = static_cast<double>(m_width.count());
        const double visible = static_cast<double>(range.length().count());
        const double crowded = visible * kPixels / std::max(pixels, 1);
        const double sparse = perSecond > 0 ? enough * 1e9 / perSecond : 0;
        const double wanted = std::max(crowded, std::min(sparse, visible / kFewest));
        std::int64_t together = 1;
        while (stretch * static_cast<double>(together) < wanted && together < kMost)
            together *= 2;
        return together;
    }

private:
    static constexpr double kPixels = 5;
    static constexpr double kFewest = 24;

    base::Nanoseconds m_width = kFinest;
};

} // namespace assay::ui
