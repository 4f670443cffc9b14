// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/time_view.h"
#include "ui/theme/status.h"

#include <QRectF>

#include <algorithm>
#include <vector>

namespace assay::ui {

/// A stretch of time with a status; the owner knows what `key` and `part` stand for.
struct Span
{
    base::Nanoseconds from{0};
    base::Nanoseconds to{0}; ///< not before `from`; of an open one: not yet known
    std::int32_t key = -1;
    std::int32_t part = 0;
    Status status = Status::Passed;
    bool open = false; ///< still goes on

    [[nodiscard]] base::Nanoseconds end(base::Nanoseconds now) const
    {
        return open ? std::max(from, now) : to;
    }
};

/// A bar as it is painted: one span, or several that share a pixel.
struct Bar
{
    QRectF rect;
    Status status = Status::Passed; ///< of several: what needs attention most
    Status rest = Status::Passed;   ///< of several: what the others mostly are
    std::uint32_t worst = 1;        ///< how many have `status`
    std::uint32_t span = 0;         ///< its place in the track; of several: the first
    std::uint32_t count = 1;
    int depth = 0;
    bool selected = false;
};

/// Spans of one row in the order of their start, and the bars that show them. Spans that overlap
/// are laid side by side, up to kDeepest; what is shorter than a pixel shares a bar with its
/// neighbours, so there are never many more bars than pixels. Layout is linear in the spans of the
/// range, about 3 ns each. Main thread.
class BarTrack
{
public:
    static constexpr int kDeepest = 6;

    void clear();
    void add(Span span);
    /// Replaces the span of this key and part that starts at `from`; adds it when there is none.
    void set(const Span &span);
    /// Takes that span out again; nothing happens when there is none.
    void remove(const Span &span);

    [[nodiscard]] const std::vector<Span> &spans() const { return m_spans; }
    /// How many bars stand above each other where most overlap (up to kDeepest); 0 when empty.
    [[nodiscard]] int depth();
    /// Spans at a moment, the first `limit` of them in the order of their start; as last laid out.
    [[nodiscard]] std::vector<const Span *> at(base::Nanoseconds at, base::Nanoseconds now,
                                               std::size_t limit) const;

    struct Shape
    {
        double top = 0;
        double height = 17;   ///< of a bar
        double distance = 20; ///< from one depth to the next
        std::int32_t selectedKey = -1;
    };
    void layOut(const TimeAxis &axis, base::Nanoseconds now, const Shape &shape,
                std::vector<Bar> &bars);

private:
    void settle();
    [[nodiscard]] std::size_t find(const Span &span) const;
    [[nodiscard]] std::size_t firstReaching(base::Nanoseconds at) const;

    std::vector<Span> m_spans;
    std::vector<base::Nanoseconds> m_reach; ///< the latest end up to each span
    std::vector<std::int8_t> m_depths;
    std::size_t m_settled = 0; ///< of the spans before this one reach and depth are known
    int m_deepest = 0;
};

} // namespace assay::ui
