// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pyramid.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <new>
#include <sys/mman.h>

namespace assay::ui {

using base::Nanoseconds;

namespace {

constexpr std::size_t kCacheLine = 64;
/// Beyond this width two pixels share no part of a node that is worth mentioning, and each waits
/// for memory some twenty times, unless that was asked for while those before it were looked at.
constexpr std::uint32_t kWide = 256;
constexpr std::uint32_t kPixelsAhead = 4;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

/// The moment at which a pixel begins. Exact for every range: the product may not fit 64 bits.
Nanoseconds edge(const TimeRange &range, int pixel, int pixels)
{
    const std::int64_t length = range.length().count();
    const std::int64_t whole = length / pixels;
    const std::int64_t rest = length % pixels;
    return range.from + Nanoseconds(whole * pixel + rest * pixel / pixels);
}

} // namespace

void Pyramid::Release::operator()(void *memory) const
{
    std::free(memory);
}

Pyramid::Memory Pyramid::allocate(std::size_t bytes)
{
    Memory memory(std::aligned_alloc(bytes, bytes));
    if (!memory)
        throw std::bad_alloc();
    if (bytes == kSlab)
        (void)madvise(memory.get(), bytes, MADV_HUGEPAGE); // a wish: without it, it is only slower
    return memory;
}

Pyramid::Node Pyramid::leaf(std::uint32_t index) const
{
    const double v = value(index);
    if (std::isnan(v))
        return {time(index), 0, 0, kNone, kNone};
    return {time(index), v, v, index, index};
}

void Pyramid::widen(Node &extremes, const Node &by)
{
    if (by.leastAt == kNone)
        return;
    if (extremes.leastAt == kNone || by.least < extremes.least) {
        extremes.least = by.least;
        extremes.leastAt = by.leastAt;
    }
    if (extremes.greatestAt == kNone || by.greatest > extremes.greatest) {
        extremes.greatest = by.greatest;
        extremes.greatestAt = by.greatestAt;
    }
}

void Pyramid::build(std::size_t level, std::uint32_t position)
{
    const std::uint32_t first = position * kFan;
    Node node = level == 1 ? leaf(first) : m_levels[level - 1][first];
    for (std::uint32_t i = first + 1; i < first + kFan; ++i)
        widen(node, level == 1 ? leaf(i) : m_levels[level - 1][i]);
    m_levels[level].makeRoom(position);
    m_levels[level][position] = node;
}

bool Pyramid::append(Nanoseconds at, double value)
{
    const bool late = m_size > 0 && at < time(m_size - 1);
    const bool tooLate = late && m_size > kLate && at < time(m_size - 1 - kLate);
    if (tooLate || m_size == kNone) {
        ++m_refused;
        return false;
    }
    const double kept = std::isfinite(value) ? value : kGap;
    m_times.makeRoom(m_size);
    m_values.makeRoom(m_size);
    if (late) {
        sortIn(at, kept);
        return true;
    }
    m_times[m_size] = at;
    m_values[m_size] = kept;
    ++m_size;
    for (std::size_t level = 1; level < kLevels; ++level) {
        if (m_size & ((1U << (kFanBits * level)) - 1))
            break;
        build(level, nodes(level) - 1);
    }
    return true;
}

void Pyramid::sortIn(Nanoseconds at, double value)
{
    std::uint32_t place = m_size++;
    for (; place > 0 && time(place - 1) > at; --place) {
        m_times[place] = m_times[place - 1];
        m_values[place] = m_values[place - 1];
    }
    m_times[place] = at;
    m_values[place] = value;
    for (std::size_t level = 1; level < kLevels; ++level) {
        for (std::uint32_t i = place >> (kFanBits * level); i < nodes(level); ++i)
            build(level, i);
    }
}

void Pyramid::clear()
{
    *this = Pyramid();
}

void Pyramid::thin(int stretches)
{
    if (isEmpty())
        return;
    const ChartPoint last = at(m_size - 1);
    std::vector<ChartPoint> kept;
    query({time(0), last.at + Nanoseconds(1)}, stretches, kept);
    if (std::isnan(last.value))
        kept.push_back(last);
    Pyramid thinned;
    for (const ChartPoint &point : kept)
        thinned.append(point.at, point.value);
    thinned.m_refused = m_refused;
    *this = std::move(thinned);
}

std::size_t Pyramid::bytes() const
{
    std::size_t sum = m_times.bytes() + m_values.bytes();
    for (const Blocks<Node> &level : m_levels)
        sum += level.bytes();
    return sum;
}

std::uint32_t Pyramid::lowerBound(Nanoseconds at) const
{
    // What is looked for is in [low, high]; each level makes that 16 times smaller.
    std::uint32_t low = 0;
    std::uint32_t high = m_size;
    for (std::size_t level = kLevels - 1; level > 0; --level) {
        const auto shift = kFanBits * level;
        std::uint32_t from = low >> shift;
        std::uint32_t to = std::min(nodes(level), high >> shift);
        const std::uint32_t first = from;
        const std::uint32_t last = to;
        while (from < to) {
            const std::uint32_t middle = from + (to - from) / 2;
            if (m_levels[level][middle].first < at)
                from = middle + 1;
            else
                to = middle;
        }
        if (from < last)
            high = from << shift;
        if (from > first)
            low = (from - 1) << shift;
    }
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (time(middle) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::uint32_t Pyramid::lowerBoundNear(Nanoseconds at, std::uint32_t from, std::uint32_t guess) const
{
    // Away from the guess in growing steps until it is enclosed in [low, high].
    std::uint32_t low = from;
    std::uint32_t high = m_size;
    std::uint32_t step = 1;
    if (guess = std::min(guess, m_size); guess < m_size && time(guess) < at) {
        low = guess + 1;
        while (high - low > step && time(low + step) < at) {
            low += step + 1;
            step *= 2;
        }
        high = std::min(high - low, step) + low;
    } else {
        high = guess;
        while (high > low && high - low > step && time(high - step) >= at) {
            high -= step;
            step *= 2;
        }
        low = high - std::min(high - low, step);
    }
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (time(middle) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Pyramid::Node Pyramid::extremes(std::uint32_t from, std::uint32_t to) const
{
    Node found;
    while (from < to) {
        std::size_t level = 0;
        std::uint32_t width = 1;
        while (level + 1 < kLevels && (from & (width * kFan - 1)) == 0 &&
               to - from >= width * kFan) {
            ++level;
            width *= kFan;
        }
        if (level > 0)
            widen(found, m_levels[level][from >> (kFanBits * level)]);
        else if (const double v = value(from); !std::isnan(v))
            widen(found, {{}, v, v, from, from}); // its time is not looked at: a fetch less
        from += width;
    }
    return found;
}

void Pyramid::prefetch(std::uint32_t index) const
{
    if (index >= m_size)
        return;
    const auto fetch = [](const auto &first, std::size_t bytes) {
        const char *at = reinterpret_cast<const char *>(&first);
        for (std::size_t i = 0; i < bytes; i += kCacheLine)
            __builtin_prefetch(at + i);
    };
    fetch(m_times[index], 1);
    fetch(m_values[index & ~(kFan - 1)], kFan * sizeof(double));
    for (std::size_t level = 1; level <= 2; ++level) {
        const std::uint32_t group = (index >> (kFanBits * level)) & ~(kFan - 1);
        if (group < nodes(level))
            fetch(m_levels[level][group], kFan * sizeof(Node));
    }
}

void Pyramid::query(const TimeRange &range, int pixels, std::vector<ChartPoint> &points) const
{
    points.clear();
    if (isEmpty() || pixels <= 0 || range.from >= range.to)
        return;
    bool broken = false;
    const auto add = [&](std::uint32_t index) {
        if (broken && !points.empty())
            points.push_back({time(index), kGap});
        broken = false;
        points.push_back(at(index));
    };
    std::uint32_t from = lowerBound(range.from);
    if (from > 0 && !std::isnan(value(from - 1)))
        add(from - 1);
    std::uint32_t width = (lowerBound(range.to) - from) / static_cast<std::uint32_t>(pixels);
    for (int pixel = 0; pixel < pixels && from < m_size; ++pixel) {
        const Nanoseconds end = edge(range, pixel + 1, pixels);
        if (time(from) >= end)
            continue;
        // Most series are regular: a pixel has about as many samples as the one before.
        const std::uint32_t to = lowerBoundNear(end, from, from + std::min(width, m_size - from));
        width = to - from;
        if (width >= kWide && width < m_size / kPixelsAhead)
            prefetch(to + std::min(width * kPixelsAhead, m_size - to));
        broken = broken || std::isnan(value(from));
        const Node found = extremes(from, to);
        if (found.leastAt != kNone) {
            add(std::min(found.leastAt, found.greatestAt));
            if (found.leastAt != found.greatestAt)
                add(std::max(found.leastAt, found.greatestAt));
        }
        broken = broken || std::isnan(value(to - 1));
        from = to;
    }
    if (from < m_size && !std::isnan(value(from)))
        add(from);
}

} // namespace assay::ui
