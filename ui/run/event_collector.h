// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "events/event_bus.h"

#include <optional>

namespace assay::ui {

/// Takes a run's events on the bus's thread and hands them over in one piece when the window asks,
/// once a frame: nobody is signalled for an event. Both threads.
///
/// What waits is bounded while the window is slow: above kRoom events, sample batches of a series
/// are merged (SampleBatch::merged counts them) and the oldest log lines are left out; a line in
/// their place says how many. Everything else, outcomes above all, always arrives. History and
/// reports have all of it: they read the bus themselves.
class EventCollector final : public events::Sink
{
public:
    static constexpr std::size_t kRoom = 50'000;
    /// Of one batch of a series that was merged; more would let it grow for ever.
    static constexpr std::size_t kSamplesKept = 1000;

    void consume(const events::EventBatch &batch) override;
    /// Everything since the last call, in order. Never waits for more.
    [[nodiscard]] events::EventBatch take();
    [[nodiscard]] std::size_t waiting() const;

private:
    struct Waiting
    {
        events::EventBatch events;
        std::size_t roomFor = kRoom; ///< events; more are made fewer
        std::size_t left = 0;        ///< log lines that were left out
        std::optional<events::Event> firstLeft;
    };
    static void makeRoom(Waiting &waiting);

    mutable base::Guarded<Waiting> m_waiting;
};

} // namespace assay::ui
