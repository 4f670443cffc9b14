// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/event_bus.h"

#include "base/cancellation.h"
#include "events/sample_merge.h"

namespace assay::events {

EventBus::EventBus(const base::Clock &clock)
    : m_clock(clock)
    , m_start(clock.steadyNow())
{
}

EventBus::~EventBus()
{
    close();
}

void EventBus::setKeeper(Sink &keeper)
{
    m_keeper = &keeper;
}

void EventBus::addSink(Sink &sink)
{
    m_readers.push_back(std::make_unique<Reader>());
    m_readers.back()->sink = &sink;
}

void EventBus::start()
{
    m_started = true;
    for (const auto &reader : m_readers)
        reader->thread = std::thread([&reader = *reader] { read(reader); });
    m_keeperThread = std::thread([this] { keep(); });
}

void EventBus::close()
{
    if (!std::exchange(m_started, false))
        return;
    m_incoming.close();
    m_closing.request_stop();
    m_keeperThread.join();
    for (const auto &reader : m_readers) {
        reader->queue.close();
        reader->thread.join();
    }
}

void EventBus::post(Payload payload)
{
    auto event = std::make_shared<Event>();
    event->payload = std::move(payload);
    // Stamped and queued under one lock, so that sequence, time and order agree.
    m_sequence.with([&](std::uint64_t &sequence) {
        event->sequence = ++sequence;
        event->at = now();
        m_incoming.push(std::move(event));
    });
}

base::Nanoseconds EventBus::now() const
{
    return m_clock.steadyNow() - m_start;
}

void EventBus::keep()
{
    // A commit costs the keeper about the same for one event as for hundreds, so batches that come
    // sooner than kPace after the last one are gathered; a lone event is never delayed.
    auto last = std::chrono::steady_clock::now() - kPace;
    while (true) {
        const auto left = last + kPace - std::chrono::steady_clock::now();
        if (left > left.zero())
            base::waitFor(left, m_closing.get_token());
        auto batch = m_incoming.popAll();
        if (!batch)
            break;
        last = std::chrono::steady_clock::now();
        if (batch->size() > kPressure)
            *batch = mergeSamples(std::move(*batch));
        if (m_keeper != nullptr)
            m_keeper->consume(*batch);
        const auto seen = std::make_shared<const EventBatch>(std::move(*batch));
        for (const auto &reader : m_readers)
            reader->queue.push(seen);
    }
    if (m_keeper != nullptr)
        m_keeper->finish();
}

void EventBus::read(Reader &reader)
{
    while (const auto batches = reader.queue.popAll()) {
        for (const auto &batch : *batches)
            reader.sink->consume(*batch);
    }
    reader.sink->finish();
}

} // namespace assay::events
