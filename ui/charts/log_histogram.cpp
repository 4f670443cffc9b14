// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/log_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace assay::ui {

using base::Nanoseconds;

namespace {

constexpr int kSubBits = 4;
constexpr std::uint32_t kSubs = 1U << kSubBits;
constexpr std::uint32_t kCountBits = 22;
constexpr std::uint32_t kMost = (1U << kCountBits) - 1;

constexpr std::uint32_t indexOf(std::uint32_t word)
{
    return word >> kCountBits;
}

constexpr std::uint32_t countOf(std::uint32_t word)
{
    return word & kMost;
}

/// Below 16 ns each has its own class; above, the four bits after the highest choose it.
std::uint32_t classOf(std::uint64_t value)
{
    if (value < kSubs)
        return static_cast<std::uint32_t>(value);
    const int octave = static_cast<int>(std::bit_width(value)) - 1 - kSubBits;
    const auto sub = static_cast<std::uint32_t>((value >> octave) & (kSubs - 1));
    return (static_cast<std::uint32_t>(octave) + 1) * kSubs + sub;
}

/// The middle of a class.
std::int64_t valueOf(std::uint32_t index)
{
    if (index < kSubs)
        return index;
    const std::uint32_t octave = index / kSubs - 1;
    const auto low = static_cast<std::int64_t>(kSubs + index % kSubs) << octave;
    return low + ((std::int64_t{1} << octave) - 1) / 2;
}

} // namespace

void LogHistogram::add(Nanoseconds duration)
{
    duration = std::max(duration, Nanoseconds::zero());
    m_least = m_count == 0 ? duration : std::min(m_least, duration);
    m_greatest = std::max(m_greatest, duration);
    ++m_count;
    const Word one = (classOf(static_cast<std::uint64_t>(duration.count())) << kCountBits) + 1;
    const auto at = std::lower_bound(m_classes.begin(), m_classes.end(), one - 1);
    if (at == m_classes.end() || indexOf(*at) != indexOf(one))
        m_classes.insert(at, one);
    else if (countOf(*at) < kMost)
        ++*at;
}

void LogHistogram::merge(const LogHistogram &other)
{
    if (other.m_count == 0)
        return;
    m_least = m_count == 0 ? other.m_least : std::min(m_least, other.m_least);
    m_greatest = std::max(m_greatest, other.m_greatest);
    m_count += other.m_count;
    // From the back into place, without another vector.
    std::size_t fresh = 0;
    for (std::size_t i = 0, j = 0; j < other.m_classes.size(); ++j) {
        while (i < m_classes.size() && indexOf(m_classes[i]) < indexOf(other.m_classes[j]))
            ++i;
        fresh += i == m_classes.size() || indexOf(m_classes[i]) != indexOf(other.m_classes[j]);
    }
    std::size_t i = m_classes.size();
    std::size_t j = other.m_classes.size();
    m_classes.resize(i + fresh);
    for (std::size_t to = m_classes.size(); j > 0;) {
        const Word theirs = other.m_classes[j - 1];
        if (i > 0 && indexOf(m_classes[i - 1]) > indexOf(theirs)) {
            m_classes[--to] = m_classes[--i];
            continue;
        }
        std::uint32_t count = countOf(theirs);
        if (i > 0 && indexOf(m_classes[i - 1]) == indexOf(theirs))
            count = std::min(kMost, count + countOf(m_classes[--i]));
        m_classes[--to] = (indexOf(theirs) << kCountBits) + count;
        --j;
    }
}

Nanoseconds LogHistogram::percentile(double share) const
{
    if (m_count == 0)
        return {};
    std::uint64_t counted = 0;
    for (const Word one : m_classes)
        counted += countOf(one);
    const auto wanted = static_cast<std::uint64_t>(
        std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(counted)));
    if (wanted >= counted)
        return m_greatest;
    std::uint64_t below = 0;
    for (const Word one : m_classes) {
        below += countOf(one);
        if (below >= std::max<std::uint64_t>(wanted, 1))
            return std::clamp(Nanoseconds(valueOf(indexOf(one))), m_least, m_greatest);
    }
    return m_greatest;
}

} // namespace assay::ui
