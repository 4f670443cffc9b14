// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/guarded.h"
#include "base/queue.h"
#include "events/event.h"

#include <memory>
#include <thread>
#include <vector>

namespace assay::events {

/// Reads a run's events, in order, in batches, on a thread of its own.
class Sink
{
public:
    virtual ~Sink() = default;
    virtual void consume(const EventBatch &batch) = 0;
    /// All events have been consumed. On the same thread, once.
    virtual void finish() {}
};

/// Carries the events of one run from its producers to its sinks (design 3).
///
///     EventBus bus(clock);
///     bus.setKeeper(history);   // sees each event first ...
///     bus.addSink(terminal);    // ... so that nothing is shown before it is kept
///     bus.start();
///     bus.post(CaseFinished{...});  // any thread, never blocks
///     bus.close();                  // every sink has consumed everything and finished
///
/// Outcomes are never dropped. Sample batches of one series that wait together are merged when more
/// than kPressure events wait; how many is counted in SampleBatch::merged.
/// Sinks outlive the bus. setKeeper, addSink, start and close: one thread.
class EventBus
{
public:
    static constexpr std::size_t kPressure = 50'000;
    static constexpr std::size_t kRoom = 2048;
    /// The keeper gets at most one batch in this time.
    static constexpr std::chrono::milliseconds kPace{5};

    explicit EventBus(const base::Clock &clock);
    ~EventBus();
    EventBus(const EventBus &) = delete;
    EventBus &operator=(const EventBus &) = delete;

    void setKeeper(Sink &keeper);
    void addSink(Sink &sink);
    void start();
    void close();

    void post(Payload payload);
    /// Since the run's start, as events are stamped. Any thread.
    [[nodiscard]] base::Nanoseconds now() const;
    /// How many events wait for the keeper. Any thread.
    [[nodiscard]] std::size_t waiting() const { return m_incoming.size(); }
    /// Waits while kRoom events or more wait for the keeper: what makes many events (a worker
    /// before its next case) slows down by it, and a slow disk bounds the memory. Returns at once
    /// when stopped or closed. Any thread but a sink's.
    void awaitRoom(const std::stop_token &stop) { m_incoming.awaitRoom(kRoom, stop); }

private:
    struct Reader
    {
        Sink *sink = nullptr;
        base::Queue<std::shared_ptr<const EventBatch>> queue; ///< what the keeper has seen
        std::thread thread;
    };
    void keep();
    static void read(Reader &reader);

    const base::Clock &m_clock;
    std::chrono::steady_clock::time_point m_start;
    base::Guarded<std::uint64_t> m_sequence;
    base::Queue<EventPointer> m_incoming;
    Sink *m_keeper = nullptr;
    std::vector<std::unique_ptr<Reader>> m_readers;
    std::stop_source m_closing;
    std::thread m_keeperThread;
    bool m_started = false;
};

} // namespace assay::events
