// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/time_view.h"
#include "ui/theme/theme.h"

#include <optional>
#include <vector>

namespace assay::ui {

class RunFeed;
struct RunUpdate;

/// The least and the most of a series in a short stretch that begins at `at`; of one sample both
/// are the same.
struct SeriesPoint
{
    base::Nanoseconds at{0};
    double low = 0;
    double high = 0;
};

/// A series of the run as a lane draws it: whatever holds it, it gives at most two points a pixel.
/// Main thread; take() and query() must stay far below a frame.
class SeriesSource
{
public:
    virtual ~SeriesSource() = default;

    [[nodiscard]] virtual QString name() const = 0;               ///< "p95": for the read-out
    [[nodiscard]] virtual QString unit() const = 0;               ///< "ms", "1/s", "bytes"
    [[nodiscard]] virtual Role role() const = 0;                  ///< its colour
    [[nodiscard]] virtual bool isFilled() const { return false; } ///< shaded down to zero

    virtual bool take(const RunFeed &feed, const RunUpdate &update) = 0; ///< true: changed
    virtual void reset() = 0;
    /// In the order of time, at most `pixels`, with one point beyond each end where there is one.
    [[nodiscard]] virtual std::vector<SeriesPoint> query(const TimeRange &range,
                                                         int pixels) const = 0;
    [[nodiscard]] virtual std::optional<double> valueAt(base::Nanoseconds at) const = 0;
};

/// For people: "3.06 s" of 3060 ms, "38 /s", "214 MB".
[[nodiscard]] QString seriesValueText(double value, const QString &unit);

} // namespace assay::ui
