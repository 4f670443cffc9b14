// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <cstdint>
#include <vector>

namespace assay::ui {

/// Durations counted in classes of equal ratio: sixteen to an octave, so that a percentile is right
/// within 3 %; the least and the greatest are exact. Histograms of neighbouring stretches of time
/// merge into that of both. Four bytes for each class that is in use, and 48 for itself. Negative
/// durations count as 0. A class counts up to 4 million, then stands. Pure, any thread.
/// (Classes as HdrHistogram's, hdrhistogram.org, with a radix of 16.)
class LogHistogram
{
public:
    void add(base::Nanoseconds duration);
    void merge(const LogHistogram &other);
    void clear() { *this = LogHistogram(); }

    [[nodiscard]] std::size_t bytes() const { return m_classes.capacity() * sizeof(Word); }
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// `share` from 0 to 1: 0.95 gives p95, the duration that this share does not exceed. Zero when
    /// nothing was counted.
    [[nodiscard]] base::Nanoseconds percentile(double share) const;

private:
    /// The class above, 22 bits of count below: sorting words sorts classes.
    using Word = std::uint32_t;

    std::vector<Word> m_classes; ///< sorted
    std::uint64_t m_count = 0;
    base::Nanoseconds m_least{};
    base::Nanoseconds m_greatest{};
};

} // namespace assay::ui
