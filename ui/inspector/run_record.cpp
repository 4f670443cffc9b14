// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/run_record.h"

#include <algorithm>

namespace assay::ui {

using events::EventBatch;
using events::EventPointer;
using events::LogLine;

namespace {

template <class Events>
auto firstFrom(const Events &events, std::uint64_t sequence)
{
    return std::lower_bound(
        events.begin(), events.end(), sequence,
        [](const EventPointer &event, std::uint64_t value) { return event->sequence < value; });
}

template <class Events>
EventPointer found(const Events &events, std::uint64_t sequence)
{
    const auto at = firstFrom(events, sequence);
    return at != events.end() && (*at)->sequence == sequence ? *at : nullptr;
}

template <class Events>
EventPointer besides(const Events &events, std::uint64_t sequence, bool forward)
{
    auto at = firstFrom(events, forward ? sequence + 1 : sequence);
    if (forward)
        return at == events.end() ? nullptr : *at;
    return at == events.begin() ? nullptr : *std::prev(at);
}

template <class Events>
void push(Events &events, const EventPointer &event, std::size_t most)
{
    events.push_back(event);
    if (events.size() > most)
        events.pop_front();
}

const QString *serviceOf(const events::Event &event)
{
    if (const auto *changed = std::get_if<events::EnvironmentChanged>(&event.payload))
        return &changed->service;
    if (const auto *health = std::get_if<events::HealthChanged>(&event.payload))
        return &health->service;
    return nullptr;
}

/// The last of them that fit, oldest first.
template <class Events, class Fits>
EventBatch lastOf(const Events &events, std::size_t most, Fits fits)
{
    EventBatch batch;
    for (auto at = events.rbegin(); at != events.rend() && batch.size() < most; ++at) {
        if (fits(**at))
            batch.push_back(*at);
    }
    std::reverse(batch.begin(), batch.end());
    return batch;
}

} // namespace

RunRecord::RunRecord(RunFeed &feed, QObject *parent)
    : QObject(parent)
{
    connect(&feed, &RunFeed::advanced, this, [this](const RunUpdate &update) {
        for (const EventPointer &event : update.events)
            add(event);
    });
    connect(&feed, &RunFeed::reset, this, &RunRecord::clear);
    connect(&feed, &RunFeed::rewound, this, &RunRecord::clear);
}

void RunRecord::clear()
{
    m_events.clear();
    m_lines.clear();
    m_changes.clear();
    m_snapshots.clear();
    Q_EMIT forgotten();
}

void RunRecord::add(const EventPointer &event)
{
    if (std::holds_alternative<events::SampleBatch>(event->payload))
        return;
    if (std::holds_alternative<LogLine>(event->payload)) {
        push(m_lines, event, kLines);
        return;
    }
    push(m_events, event, kEvents);
    if (serviceOf(*event) != nullptr)
        push(m_changes, event, kChanges);
    if (const auto *taken = std::get_if<events::SnapshotTaken>(&event->payload);
        taken != nullptr && m_snapshots.size() < kChanges)
        m_snapshots.push_back(*taken);
}

EventPointer RunRecord::eventAt(std::uint64_t sequence) const
{
    if (EventPointer event = found(m_events, sequence))
        return event;
    return found(m_lines, sequence);
}

EventPointer RunRecord::neighbour(std::uint64_t sequence, bool forward) const
{
    const EventPointer one = besides(m_events, sequence, forward);
    const EventPointer other = besides(m_lines, sequence, forward);
    if (!one || !other)
        return one ? one : other;
    return (one->sequence < other->sequence) == forward ? one : other;
}

EventBatch RunRecord::changesOf(const QString &service) const
{
    return lastOf(m_changes, kChanges,
                  [&](const events::Event &event) { return *serviceOf(event) == service; });
}

EventBatch RunRecord::linesOf(const QString &service, std::size_t most) const
{
    return lastOf(m_lines, most, [&](const events::Event &event) {
        const auto &line = std::get<LogLine>(event.payload);
        return line.index < 0 && line.source == service;
    });
}

EventBatch RunRecord::linesOf(events::CaseIndex index, base::Nanoseconds from, base::Nanoseconds to,
                              std::size_t most) const
{
    return lastOf(m_lines, most, [&](const events::Event &event) {
        return std::get<LogLine>(event.payload).index == index && event.at >= from &&
               event.at <= to;
    });
}

} // namespace assay::ui
