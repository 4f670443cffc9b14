// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace assay::ui {

/// A stretch of a run, since its start; `from` < `to`.
struct TimeRange
{
    base::Nanoseconds from{0};
    base::Nanoseconds to{std::chrono::seconds(1)};

    [[nodiscard]] base::Nanoseconds length() const { return to - from; }
    [[nodiscard]] bool contains(base::Nanoseconds at) const { return from <= at && at < to; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

/// Where a moment stands between two edges: pure, so that lanes and charts of any kind share it.
struct TimeAxis
{
    TimeRange range;
    double left = 0; ///< pixels
    double width = 1;

    [[nodiscard]] double x(base::Nanoseconds at) const
    {
        return left + width * static_cast<double>((at - range.from).count()) /
                          static_cast<double>(range.length().count());
    }
    [[nodiscard]] base::Nanoseconds at(double x) const
    {
        return range.from + base::Nanoseconds(static_cast<qint64>(
                                (x - left) / width * static_cast<double>(range.length().count())));
    }
    /// A round distance of ticks that are at least `pixels` apart: 1, 2 or 5 times a power of ten.
    [[nodiscard]] base::Nanoseconds tick(double pixels) const;
    struct Tick
    {
        double x = 0;
        QString label; ///< "4 s", "250 ms"
    };
    /// The ticks in the range, at least `pixels` apart.
    [[nodiscard]] std::vector<Tick> ticks(double pixels) const;
};

/// A moment for people, exact to `resolution`: "10.6 s", "10.6042 s", "250 ms"; with `steady` as
/// many digits for every moment ("10.60 s"), for figures that follow the pointer.
[[nodiscard]] QString momentText(base::Nanoseconds at, base::Nanoseconds resolution,
                                 bool steady = false);

/// The one time axis of a run: what its timeline and charts show of it, the crosshair and the
/// selected stretch. Every view of the run sets it and follows it. Zooms and pans can be undone.
/// Main thread.
class TimeView : public QObject
{
    Q_OBJECT
public:
    static constexpr base::Nanoseconds kShortest{std::chrono::microseconds(10)};

    using QObject::QObject;

    /// How far the run has come; while following, the range moves with it: in steps while it is
    /// `live`, so that bars do not creep with every frame.
    void setEnd(base::Nanoseconds end, bool live);
    [[nodiscard]] base::Nanoseconds end() const { return m_end; }

    [[nodiscard]] const TimeRange &range() const { return m_range; }
    /// Clamped to the run and to kShortest; can be undone.
    void setRange(const TimeRange &range);
    /// `factor` below 1 shows less; the moment `at` stays where it is.
    void zoomAt(base::Nanoseconds at, double factor);
    void pan(base::Nanoseconds by);
    void showAll();
    /// The whole run, also while it grows.
    [[nodiscard]] bool showsAll() const { return m_all; }
    /// The right edge goes with the end of a live run.
    [[nodiscard]] bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    void reset(); ///< for another run: everything is forgotten

    /// Until endGesture() all changes of the range are one to undo: a drag, turns of a wheel.
    void beginGesture();
    void endGesture() { m_gesture = Gesture::None; }
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();

    [[nodiscard]] const std::optional<base::Nanoseconds> &crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<base::Nanoseconds> at);
    [[nodiscard]] const std::optional<TimeRange> &selected() const { return m_selected; }
    void select(std::optional<TimeRange> range);

Q_SIGNALS:
    void changed(); ///< range, end or following
    void crosshairMoved();
    void selectionChanged();

private:
    enum class Gesture { None, Begun, Remembered };
    struct State
    {
        TimeRange range;
        bool all = true;
        bool following = true;
    };
    [[nodiscard]] State state() const { return {m_range, m_all, m_following}; }
    void remember();
    void take(const State &state);
    [[nodiscard]] TimeRange clamped(TimeRange range) const;

    base::Nanoseconds m_end{std::chrono::seconds(1)};
    TimeRange m_range;
    bool m_all = true;
    bool m_following = true;
    Gesture m_gesture = Gesture::None;
    std::optional<base::Nanoseconds> m_crosshair;
    std::optional<TimeRange> m_selected;
    std::vector<State> m_undo;
    std::vector<State> m_redo;
};

} // namespace assay::ui
