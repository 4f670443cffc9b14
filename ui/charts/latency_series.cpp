// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/latency_series.h"

#include <algorithm>
#include <limits>

namespace assay::ui {

using base::Nanoseconds;

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
/// A line goes on over so many empty stretches, as drawn.
constexpr std::int64_t kQuiet = 12;
/// What makes percentiles of one stretch worth a point of their own.
constexpr double kEnough = 3;

double milliseconds(Nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace

void LatencySeries::add(const TimeGrid &grid, Nanoseconds at, Nanoseconds duration)
{
    const std::int64_t index = grid.stretchOf(at);
    auto place = m_stretches.end();
    if (!m_stretches.empty() && m_stretches.back().index >= index)
        place = std::lower_bound(
            m_stretches.begin(), m_stretches.end(), index,
            [](const Stretch &stretch, std::int64_t wanted) { return stretch.index < wanted; });
    if (place == m_stretches.end() || place->index != index)
        place = m_stretches.insert(place, {index, {}});
    place->histogram.add(duration);
    ++m_count;
}

void LatencySeries::widen()
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_stretches.size(); ++i) {
        m_stretches[i].index /= 2;
        if (kept > 0 && m_stretches[kept - 1].index == m_stretches[i].index)
            m_stretches[kept - 1].histogram.merge(m_stretches[i].histogram);
        else if (kept++ != i)
            m_stretches[kept - 1] = std::move(m_stretches[i]);
    }
    m_stretches.resize(kept);
}

std::size_t LatencySeries::bytes() const
{
    std::size_t sum = m_stretches.capacity() * sizeof(Stretch);
    for (const Stretch &stretch : m_stretches)
        sum += stretch.histogram.bytes();
    return sum;
}

void LatencySeries::query(const TimeGrid &grid, const TimeRange &range, int pixels, Nanoseconds end,
                          std::vector<std::vector<ChartPoint>> &lines) const
{
    lines.resize(kShares.size());
    for (std::vector<ChartPoint> &line : lines)
        line.clear();
    if (m_stretches.empty())
        return;
    const double seconds = std::max(1e-3, std::chrono::duration<double>(end).count());
    const std::int64_t together =
        grid.drawnTogether(range, pixels, static_cast<double>(m_count) / seconds, kEnough);
    const auto before = [](const Stretch &stretch, std::int64_t wanted) {
        return stretch.index < wanted;
    };
    // From the neighbour before the range, as drawn, to the one after it.
    const std::int64_t first = grid.stretchOf(range.from) / together * together;
    const std::int64_t beyond = (grid.stretchOf(range.to) / together + 1) * together;
    auto from = std::lower_bound(m_stretches.begin(), m_stretches.end(), first, before);
    if (from != m_stretches.begin()) {
        const std::int64_t neighbour = std::prev(from)->index / together * together;
        from = std::lower_bound(m_stretches.begin(), m_stretches.end(), neighbour, before);
    }
    LogHistogram sum;
    std::int64_t previous = -1;
    while (from != m_stretches.end()) {
        const std::int64_t drawn = from->index / together;
        const bool last = from->index >= beyond;
        sum.clear();
        for (; from != m_stretches.end() && from->index / together == drawn; ++from)
            sum.merge(from->histogram);
        const Nanoseconds start = grid.width() * (drawn * together);
        const Nanoseconds at = std::min(start + grid.width() * together / 2, std::max(start, end));
        for (std::size_t i = 0; i < kShares.size(); ++i) {
            if (previous >= 0 && drawn - previous > kQuiet)
                lines[i].push_back({at, kGap});
            lines[i].push_back({at, milliseconds(sum.percentile(kShares[i]))});
        }
        previous = drawn;
        if (last)
            break;
    }
}

} // namespace assay::ui
