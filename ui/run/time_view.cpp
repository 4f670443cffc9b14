// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/time_view.h"

#include <algorithm>
#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;
using base::Nanoseconds;

namespace {

constexpr std::size_t kRemembered = 200;

/// 1, 2 or 5 times a power of ten, at least `wanted`.
Nanoseconds roundUp(double wanted)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(wanted, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= wanted)
            return Nanoseconds(std::llround(factor * power));
    }
    return Nanoseconds(std::llround(10 * power));
}

} // namespace

QString momentText(Nanoseconds at, Nanoseconds resolution, bool steady)
{
    const auto ns = static_cast<double>(at.count());
    const double size = std::abs(ns);
    if (size >= 60e9 && resolution >= std::chrono::seconds(1))
        return base::durationText(at);
    struct Unit
    {
        double length;
        const char16_t *name;
    };
    Unit unit{1e9, u" s"};
    if (size > 0 && size < 1e9)
        unit = size >= 1e6 ? Unit{1e6, u" ms"} : size >= 1e3 ? Unit{1e3, u" µs"} : Unit{1, u" ns"};
    const double finest = static_cast<double>(std::max<qint64>(1, resolution.count()));
    const int decimals =
        std::clamp(static_cast<int>(std::ceil(std::log10(unit.length / finest) - 1e-9)), 0, 9);
    QString number = QString::number(ns / unit.length, 'f', decimals);
    if (decimals > 0 && !steady) {
        while (number.endsWith(u'0'))
            number.chop(1);
        if (number.endsWith(u'.'))
            number.chop(1);
    }
    return number + QStringView(unit.name).toString();
}

Nanoseconds TimeAxis::tick(double pixels) const
{
    return roundUp(static_cast<double>(range.length().count()) * pixels / std::max(width, 1.0));
}

std::vector<TimeAxis::Tick> TimeAxis::ticks(double pixels) const
{
    std::vector<Tick> ticks;
    const Nanoseconds step = tick(pixels);
    const auto first = (range.from + step - Nanoseconds(1)) / step;
    for (Nanoseconds at = step * first; at <= range.to; at += step)
        ticks.push_back({x(at), momentText(at, step)});
    return ticks;
}

TimeRange TimeView::clamped(TimeRange range) const
{
    const Nanoseconds end = std::max(m_end, kShortest);
    Nanoseconds length = std::clamp(range.length(), kShortest, std::max(end, m_range.to));
    // What is shown while the run grows may reach a little beyond its end.
    const Nanoseconds last = std::max(end, m_all ? m_range.to : end);
    length = std::min(length, last);
    const Nanoseconds from =
        std::clamp<Nanoseconds>(range.from, Nanoseconds::zero(), last - length);
    return {from, from + length};
}

void TimeView::setEnd(Nanoseconds end, bool live)
{
    m_end = end;
    TimeRange range = m_range;
    if (m_all) {
        Nanoseconds length = std::max<Nanoseconds>(end, std::chrono::milliseconds(100));
        if (live) {
            length += length / 10;
            const Nanoseconds step = roundUp(static_cast<double>(length.count()) / 8);
            length = step * (length / step + 1);
        }
        range = {Nanoseconds::zero(), length};
    } else if (m_following && live && end > range.to) {
        range = {end - range.length(), end};
    }
    if (range == m_range)
        return;
    m_range = range;
    Q_EMIT changed();
}

void TimeView::beginGesture()
{
    if (m_gesture == Gesture::None)
        m_gesture = Gesture::Begun;
}

void TimeView::remember()
{
    if (m_gesture == Gesture::Remembered)
        return;
    if (m_gesture == Gesture::Begun)
        m_gesture = Gesture::Remembered;
    m_undo.push_back(state());
    if (m_undo.size() > kRemembered)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
}

void TimeView::take(const State &state)
{
    m_range = state.range;
    m_all = state.all;
    m_following = state.following;
    Q_EMIT changed();
}

void TimeView::setRange(const TimeRange &range)
{
    const TimeRange fitting = clamped(range);
    if (fitting == m_range)
        return;
    remember();
    m_all = false;
    m_following = fitting.to >= m_end;
    m_range = fitting;
    Q_EMIT changed();
}

void TimeView::zoomAt(Nanoseconds at, double factor)
{
    const auto scaled = [&](Nanoseconds part) {
        return Nanoseconds(std::llround(static_cast<double>(part.count()) * factor));
    };
    if (factor > 1 && scaled(m_range.length()) >= std::max(m_end, kShortest)) {
        showAll();
        return;
    }
    TimeRange range{at - scaled(at - m_range.from), at + scaled(m_range.to - at)};
    if (range.length() < kShortest)
        return;
    setRange(range);
}

void TimeView::pan(Nanoseconds by)
{
    setRange({m_range.from + by, m_range.to + by});
}

void TimeView::showAll()
{
    if (m_all)
        return;
    remember();
    m_all = true;
    m_following = true;
    m_range = {Nanoseconds::zero(), std::max<Nanoseconds>(m_end, std::chrono::milliseconds(100))};
    Q_EMIT changed();
}

void TimeView::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    if (following && !m_all && m_end > m_range.to)
        m_range = {m_end - m_range.length(), m_end};
    Q_EMIT changed();
}

void TimeView::reset()
{
    endGesture();
    m_undo.clear();
    m_redo.clear();
    m_end = Nanoseconds(std::chrono::seconds(1));
    take({});
    setCrosshair({});
    select({});
}

void TimeView::undo()
{
    endGesture();
    if (m_undo.empty())
        return;
    m_redo.push_back(state());
    const State earlier = m_undo.back();
    m_undo.pop_back();
    take(earlier);
}

void TimeView::redo()
{
    endGesture();
    if (m_redo.empty())
        return;
    m_undo.push_back(state());
    const State later = m_redo.back();
    m_redo.pop_back();
    take(later);
}

void TimeView::setCrosshair(std::optional<Nanoseconds> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    Q_EMIT crosshairMoved();
}

void TimeView::select(std::optional<TimeRange> range)
{
    if (range == m_selected)
        return;
    m_selected = range;
    Q_EMIT selectionChanged();
}

} // namespace assay::ui
