// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/bar_track.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay::ui {

using base::Nanoseconds;

namespace {

/// Below this a span shares its pixel with its neighbours.
constexpr double kMergedBelow = 1.5;
constexpr double kNarrowest = 2;
constexpr Nanoseconds kLeastSlack = std::chrono::microseconds(50);
constexpr Nanoseconds kMostSlack = std::chrono::milliseconds(5);
/// Painting far outside the picture costs and overflows.
constexpr double kOutside = 16;

bool startsBefore(const Span &a, const Span &b)
{
    return a.from < b.from;
}

/// One more that shares the bar's pixel.
void takeIn(Bar &bar, Status status)
{
    ++bar.count;
    if (status == bar.status) {
        ++bar.worst;
    } else if (statusRank(status) < statusRank(bar.status)) {
        bar.rest = bar.status;
        bar.status = status;
        bar.worst = 1;
    } else if (bar.rest == bar.status) {
        bar.rest = status;
    }
}

Nanoseconds endOf(const Span &span)
{
    return span.open ? Nanoseconds::max() : span.to;
}

} // namespace

void BarTrack::clear()
{
    m_spans.clear();
    m_settled = 0;
}

void BarTrack::add(Span span)
{
    span.to = std::max(span.from, span.to);
    // Nearly always the end.
    const auto place = std::upper_bound(m_spans.begin(), m_spans.end(), span, startsBefore);
    m_settled = std::min(m_settled, static_cast<std::size_t>(place - m_spans.begin()));
    m_spans.insert(place, span);
}

std::size_t BarTrack::find(const Span &span) const
{
    const auto [first, last] = std::equal_range(m_spans.begin(), m_spans.end(), span, startsBefore);
    const auto it = std::find_if(first, last, [&](const Span &known) {
        return known.key == span.key && known.part == span.part;
    });
    return it == last ? m_spans.size() : static_cast<std::size_t>(it - m_spans.begin());
}

void BarTrack::set(const Span &span)
{
    const std::size_t index = find(span);
    if (index == m_spans.size()) {
        add(span);
        return;
    }
    m_spans[index] = span;
    m_spans[index].to = std::max(span.from, span.to);
    m_settled = std::min(m_settled, index);
}

void BarTrack::remove(const Span &span)
{
    const std::size_t index = find(span);
    if (index == m_spans.size())
        return;
    m_spans.erase(m_spans.begin() + static_cast<std::ptrdiff_t>(index));
    m_settled = std::min(m_settled, index);
}

void BarTrack::settle()
{
    if (m_settled == m_spans.size() && m_reach.size() == m_spans.size())
        return;
    const std::size_t from = m_settled;
    m_reach.resize(m_spans.size());
    m_depths.resize(m_spans.size());
    std::array<Nanoseconds, kDeepest> ends;
    ends.fill(Nanoseconds::min());
    if (from < m_spans.size() && from > 0) {
        // Only what reaches into the new spans decides where they stand.
        const auto reaching =
            std::lower_bound(m_reach.begin(), m_reach.begin() + static_cast<std::ptrdiff_t>(from),
                             m_spans[from].from);
        for (auto i = static_cast<std::size_t>(reaching - m_reach.begin()); i < from; ++i) {
            Nanoseconds &end = ends[static_cast<std::size_t>(m_depths[i])];
            end = std::max(end, endOf(m_spans[i]));
        }
    }
    for (std::size_t i = from; i < m_spans.size(); ++i) {
        const Span &span = m_spans[i];
        const Nanoseconds end = endOf(span);
        m_reach[i] = i == 0 ? end : std::max(m_reach[i - 1], end);
        // Starts come from events and lengths from stopwatches: they overlap a little.
        const Nanoseconds slack =
            span.open ? kMostSlack : std::clamp((span.to - span.from) / 4, kLeastSlack, kMostSlack);
        const auto free = std::find_if(ends.begin(), ends.end(), [&](Nanoseconds taken) {
            return taken <= span.from || taken - slack <= span.from;
        });
        const auto depth = free == ends.end() ? kDeepest - 1 : free - ends.begin();
        m_depths[i] = static_cast<std::int8_t>(depth);
        Nanoseconds &taken = ends[static_cast<std::size_t>(depth)];
        taken = std::max(taken, end);
    }
    m_deepest = m_depths.empty() ? 0 : *std::max_element(m_depths.begin(), m_depths.end()) + 1;
    m_settled = m_spans.size();
}

int BarTrack::depth()
{
    settle();
    return m_deepest;
}

std::size_t BarTrack::firstReaching(Nanoseconds at) const
{
    return static_cast<std::size_t>(std::lower_bound(m_reach.begin(), m_reach.end(), at) -
                                    m_reach.begin());
}

std::vector<const Span *> BarTrack::at(Nanoseconds at, Nanoseconds now, std::size_t limit) const
{
    std::vector<const Span *> found;
    const std::size_t known = std::min(m_reach.size(), m_spans.size());
    for (std::size_t i = firstReaching(at); i < known && found.size() < limit; ++i) {
        if (m_spans[i].from > at)
            break;
        if (m_spans[i].end(now) > at || m_spans[i].from == at)
            found.push_back(&m_spans[i]);
    }
    return found;
}

void BarTrack::layOut(const TimeAxis &axis, Nanoseconds now, const Shape &shape,
                      std::vector<Bar> &bars)
{
    settle();
    const double perNanosecond =
        axis.width / static_cast<double>(std::max<qint64>(1, axis.range.length().count()));
    const double leftmost = axis.left - kOutside;
    const double rightmost = axis.left + axis.width + kOutside;
    const auto x = [&](Nanoseconds at) {
        return axis.left +
               (static_cast<double>(at.count()) - static_cast<double>(axis.range.from.count())) *
                   perNanosecond;
    };
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::array<std::size_t, kDeepest> open{}; // the bar that takes in what is too short, by depth
    open.fill(kNone);
    std::size_t selected = kNone;

    for (std::size_t i = firstReaching(axis.range.from); i < m_spans.size(); ++i) {
        const Span &span = m_spans[i];
        if (span.from > axis.range.to)
            break;
        const double x1 = x(span.from);
        const double x2 = x(span.end(now));
        if (x2 < axis.left - kNarrowest)
            continue;
        const bool isSelected = shape.selectedKey >= 0 && span.key == shape.selectedKey;
        const auto depth = static_cast<std::size_t>(m_depths[i]);
        if (x2 - x1 < kMergedBelow && !isSelected) {
            const double column = std::floor(x1);
            if (open[depth] != kNone && column < bars[open[depth]].rect.right()) {
                Bar &last = bars[open[depth]];
                if (span.status == last.status || last.rect.width() <= 1) {
                    takeIn(last, span.status);
                    continue;
                }
                last.rect.setRight(column); // what differs gets a pixel of its own
            } else if (open[depth] != kNone) {
                Bar &last = bars[open[depth]];
                const bool pure = last.worst == last.count && last.status == span.status;
                if (pure && column <= last.rect.right() + 0.5) {
                    last.rect.setRight(column + 1);
                    takeIn(last, span.status);
                    continue;
                }
            }
            open[depth] = bars.size();
        } else {
            open[depth] = kNone;
        }
        Bar bar;
        const double from = std::max(leftmost, x2 - x1 < kMergedBelow ? std::floor(x1) : x1);
        // A pixel between neighbours tells them apart.
        const double to = std::min(rightmost, x2 - x1 < kMergedBelow ? from + 1 : x2 - 1);
        bar.rect =
            QRectF(from, shape.top + static_cast<double>(depth) * shape.distance,
                   std::max(x2 - x1 < kMergedBelow ? 1 : kNarrowest, to - from), shape.height);
        bar.status = span.status;
        bar.rest = span.status;
        bar.span = static_cast<std::uint32_t>(i);
        bar.depth = static_cast<int>(depth);
        bar.selected = isSelected;
        if (isSelected) {
            bar.rect.setWidth(std::max(3.0, bar.rect.width()));
            selected = bars.size();
        }
        bars.push_back(bar);
    }
    // Over its neighbours, also when they share its pixels.
    if (selected != kNone)
        bars.push_back(bars[selected]);
}

} // namespace assay::ui
