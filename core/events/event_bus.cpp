// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/event_bus.h"

#include "base/cancellation.h"

#include <QHash>

namespace assay::events {

namespace {

/// Joins sample batches of the same series; everything else stays, in order.
std::vector<EventPointer> mergeSamples(std::vector<EventPointer> batch)
{
    std::vector<EventPointer> kept;
    QHash<QString, std::size_t> last;
    QHash<std::size_t, std::shared_ptr<Event>> joined; // copied once however many join: they grow
    for (EventPointer &event : batch) {
        const auto *samples = std::get_if<SampleBatch>(&event->payload);
        if (samples == nullptr) {
            kept.push_back(std::move(event));
            continue;
        }
        const auto it = last.constFind(samples->series);
        if (it == last.constEnd()) {
            last.insert(samples->series, kept.size());
            kept.push_back(std::move(event));
            continue;
        }
        std::shared_ptr<Event> &target = joined[*it];
        if (!target) {
            target = std::make_shared<Event>(*kept[*it]);
            kept[*it] = target;
        }
        // One sample stays for each merged batch: its last. The counts say what is missing.
        auto &into = std::get<SampleBatch>(target->payload);
        if (!samples->samples.empty())
            into.samples.push_back(samples->samples.back());
        into.merged += samples->merged + std::max(0, static_cast<int>(samples->samples.size()) - 1);
    }
    return kept;
}

} // namespace

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
