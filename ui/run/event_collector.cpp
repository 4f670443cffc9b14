// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/event_collector.h"

#include "events/sample_merge.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

bool isLine(const events::EventPointer &event)
{
    return std::holds_alternative<events::LogLine>(event->payload);
}

/// Stands where the first of them stood.
events::EventPointer noteOf(const events::Event &first, std::size_t left)
{
    auto note = std::make_shared<events::Event>();
    note->sequence = first.sequence;
    note->at = first.at;
    const auto count =
        static_cast<int>(std::min<std::size_t>(left, std::numeric_limits<int>::max()));
    const QString text = QCoreApplication::translate(
        "assay::ui",
        "%n line(s) are left out here: they came faster than they could be shown. History has all "
        "of them.",
        nullptr, count);
    note->payload = events::LogLine{u"assay"_s, events::LogLevel::Warning, text, -1};
    return note;
}

} // namespace

void EventCollector::consume(const events::EventBatch &batch)
{
    m_waiting.with([&](Waiting &waiting) {
        waiting.events.insert(waiting.events.end(), batch.begin(), batch.end());
        if (waiting.events.size() > waiting.roomFor)
            makeRoom(waiting);
    });
}

void EventCollector::makeRoom(Waiting &waiting)
{
    waiting.events = events::mergeSamples(std::move(waiting.events), kSamplesKept);
    // To half of it, so that this is done once in a while and not for each batch.
    const std::size_t wanted = kRoom / 2;
    std::size_t surplus =
        waiting.events.size() > wanted ? waiting.events.size() - wanted : std::size_t(0);
    std::erase_if(waiting.events, [&](const events::EventPointer &event) {
        if (surplus == 0 || !isLine(event))
            return false;
        --surplus;
        ++waiting.left;
        if (!waiting.firstLeft)
            waiting.firstLeft = *event;
        return true;
    });
    // Outcomes alone may be more than the room: looked at again when they are twice as many.
    waiting.roomFor = std::max(kRoom, waiting.events.size() * 2);
}

events::EventBatch EventCollector::take()
{
    Waiting taken = m_waiting.with([](Waiting &waiting) { return std::exchange(waiting, {}); });
    if (taken.firstLeft) {
        const auto place =
            std::lower_bound(taken.events.begin(), taken.events.end(), taken.firstLeft->sequence,
                             [](const events::EventPointer &event, std::uint64_t sequence) {
                                 return event->sequence < sequence;
                             });
        taken.events.insert(place, noteOf(*taken.firstLeft, taken.left));
    }
    return std::move(taken.events);
}

std::size_t EventCollector::waiting() const
{
    return m_waiting.with([](const Waiting &waiting) { return waiting.events.size(); });
}

} // namespace assay::ui
