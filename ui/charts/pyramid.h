// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_point.h"
#include "ui/run/time_view.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace assay::ui {

/// Any number of samples over time, of which any stretch is drawn with at most two points a pixel:
/// the least and the greatest of each pixel, which is what a line through all of them would show.
///
///     Pyramid pyramid;
///     pyramid.append(3s, 0.25);
///     std::vector<ChartPoint> points;
///     pyramid.query(range, 1600, points);
///
/// Over every 16 samples stands a node with their extremes, over every 16 nodes another, and so on:
/// append() is O(1) amortised and never moves what it holds, query() is O(pixels · log samples).
/// Memory: 16 bytes a sample and 32/15 of the nodes, 18.2 in all: 182 MB for 10 million, and of a
/// series of more than 262 144 samples up to 2 MiB more for each of its arrays.
///
/// A value that is not finite is a gap. Equal times stand in the order in which they came. A sample
/// that is late is sorted in while at most kLate samples are newer; an older one is refused and
/// counted. At most 2^32 - 1 samples. Pure; confined to one thread.
class Pyramid
{
public:
    static constexpr std::uint32_t kLate = 256;

    /// False when it was refused: too late, or full.
    bool append(base::Nanoseconds at, double value);
    void clear();
    /// Keeps the least and the greatest of each of so many equal stretches of time, and the gaps:
    /// at most three samples each. For series that must not grow.
    void thin(int stretches);

    [[nodiscard]] std::uint32_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] ChartPoint at(std::uint32_t index) const { return {time(index), value(index)}; }
    [[nodiscard]] std::uint64_t refused() const { return m_refused; }
    [[nodiscard]] std::size_t bytes() const; ///< that it holds

    /// The index of the first sample at `at` or later; size() when there is none.
    [[nodiscard]] std::uint32_t lowerBound(base::Nanoseconds at) const;

    /// The same where it is not before `from`, and quicker the nearer it is to `guess`.
    [[nodiscard]] std::uint32_t lowerBoundNear(base::Nanoseconds at, std::uint32_t from,
                                               std::uint32_t guess) const;

    /// What to draw of `range` on so many pixels, in order of time: samples as they were appended,
    /// at most two for each pixel, the neighbours of the range, so that lines reach its edges, and
    /// between them one that is not a number wherever a gap is at least as wide as its pixel.
    /// Replaces what is in `points`.
    void query(const TimeRange &range, int pixels, std::vector<ChartPoint> &points) const;

private:
    static constexpr std::uint32_t kFan = 16;
    static constexpr std::size_t kFanBits = 4;
    static constexpr std::size_t kLevels = 8; ///< 16^8 = 2^32
    static constexpr std::uint32_t kNone = 0xffffffff;

    static constexpr std::size_t kSlab = 2 * 1024 * 1024; ///< a large page of the processor's
    struct Release
    {
        void operator()(void *memory) const;
    };
    using Memory = std::unique_ptr<void, Release>;
    /// So many bytes, a power of two from 4096 on; a slab is one large page where there are such.
    [[nodiscard]] static Memory allocate(std::size_t bytes);

    /// Blocks of a fixed size: growing copies nothing, so no append() is slow. Those of a long
    /// series lie in slabs of one large page each: a query jumps through them, and most of what it
    /// would wait for is the search for small pages.
    template <class T>
    class Blocks
    {
    public:
        static constexpr std::uint32_t kBits = 12;
        static constexpr std::uint32_t kBlock = 1U << kBits;

        [[nodiscard]] T &operator[](std::uint32_t i)
        {
            return m_blocks[i >> kBits][i & (kBlock - 1)];
        }
        [[nodiscard]] const T &operator[](std::uint32_t i) const
        {
            return m_blocks[i >> kBits][i & (kBlock - 1)];
        }
        void makeRoom(std::uint32_t i)
        {
            if ((i >> kBits) < m_blocks.size())
                return;
            if (m_room == 0) {
                const bool isLong = m_blocks.size() >= kSlab / kBytes;
                const std::size_t bytes = isLong ? kSlab : kBytes;
                m_memory.push_back(allocate(bytes));
                m_room = bytes / kBytes;
                m_next = m_memory.back().get();
                m_bytes += bytes;
            }
            m_blocks.push_back(static_cast<T *>(m_next));
            std::uninitialized_value_construct_n(m_blocks.back(), kBlock);
            m_next = static_cast<std::byte *>(m_next) + kBytes;
            --m_room;
        }
        void clear() { *this = Blocks(); }
        [[nodiscard]] std::size_t bytes() const { return m_bytes; }

    private:
        static constexpr std::size_t kBytes = kBlock * sizeof(T);
        static_assert(std::is_trivially_destructible_v<T> && kSlab % kBytes == 0);

        std::vector<T *> m_blocks;
        std::vector<Memory> m_memory;
        void *m_next = nullptr; ///< in the last of m_memory
        std::size_t m_room = 0; ///< so many blocks more are in it
        std::size_t m_bytes = 0;
    };

    struct Node
    {
        base::Nanoseconds first{}; ///< the time of its first sample
        double least = 0;
        double greatest = 0;
        std::uint32_t leastAt = kNone; ///< the sample's index; none when all are gaps
        std::uint32_t greatestAt = kNone;
    };

    [[nodiscard]] base::Nanoseconds time(std::uint32_t i) const { return m_times[i]; }
    [[nodiscard]] double value(std::uint32_t i) const { return m_values[i]; }
    static void widen(Node &extremes, const Node &by);
    [[nodiscard]] Node leaf(std::uint32_t index) const;
    /// The node of `level` (1 and up) over the samples from `position` << 4·level.
    void build(std::size_t level, std::uint32_t position);
    [[nodiscard]] std::uint32_t nodes(std::size_t level) const
    {
        return m_size >> (kFanBits * level);
    }
    [[nodiscard]] Node extremes(std::uint32_t from, std::uint32_t to) const;
    void sortIn(base::Nanoseconds at, double value);
    /// Asks for the memory that a pixel's edge at this sample looks at.
    void prefetch(std::uint32_t index) const;

    std::uint32_t m_size = 0;
    std::uint64_t m_refused = 0;
    Blocks<base::Nanoseconds> m_times;
    Blocks<double> m_values;
    std::array<Blocks<Node>, kLevels> m_levels; ///< [0] is not used: it is the samples
};

} // namespace assay::ui
