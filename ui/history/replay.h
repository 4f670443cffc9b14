// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_feed.h"

#include <memory>

namespace assay::ui {

/// A run that is over, ready to be shown at any time of it: its events, and its state at some of
/// them, so that no moment is far from one. A place is a number of events, from 0 to size().
///
///     ReplayBuilder builder(id);
///     builder.add(batch); ...                     // a worker
///     auto replay = builder.finish(interrupted);
///     RunMoment moment = replay->moment(replay->placeAt(3s), shownPlace);
///
/// Never changes once it is made: any thread. Holds every event in memory.
class Replay
{
public:
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] std::size_t size() const { return m_events.size(); }
    [[nodiscard]] base::Nanoseconds length() const;
    /// How many events had happened by then; the plan always had.
    [[nodiscard]] std::size_t placeAt(base::Nanoseconds at) const;
    /// Of the last event before a place.
    [[nodiscard]] base::Nanoseconds timeOf(std::size_t place) const;
    /// The state at a place: copies the nearest one kept and applies what lies between.
    [[nodiscard]] events::RunState stateAt(std::size_t place) const;
    /// For RunFeed::seek(), when `shown` is what it shows; `at` is a time at the place.
    [[nodiscard]] RunMoment moment(std::size_t place, base::Nanoseconds at,
                                   std::optional<std::size_t> shown) const;
    [[nodiscard]] events::EventBatch events(std::size_t from, std::size_t to) const;
    /// When cases ended badly, in order: for marks.
    [[nodiscard]] const std::vector<base::Nanoseconds> &failures() const { return m_failures; }
    [[nodiscard]] std::size_t checkpoints() const { return m_checkpoints.size(); }

private:
    friend class ReplayBuilder;
    struct Checkpoint
    {
        std::size_t place = 0;
        events::RunState state;
    };

    QString m_runId;
    events::EventBatch m_events;
    std::vector<base::Nanoseconds> m_times; ///< never falling
    std::vector<Checkpoint> m_checkpoints;
    std::vector<base::Nanoseconds> m_failures;
    bool m_interrupted = false;
};

/// Makes a Replay from the events of a run, in order. Confined to one thread.
class ReplayBuilder
{
public:
    /// More states than these are never kept: each holds every case.
    static constexpr std::size_t kCheckpoints = 32;

    explicit ReplayBuilder(const QString &runId);
    void add(const events::EventBatch &batch);
    /// Once, at the end.
    [[nodiscard]] std::shared_ptr<const Replay> finish(bool interrupted);

private:
    std::shared_ptr<Replay> m_replay;
    events::RunState m_state;
    std::size_t m_step = 2048; ///< events between two states that are kept
};

} // namespace assay::ui
