// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/sample_merge.h"

#include <QHash>

namespace assay::events {

namespace {

void halve(SampleBatch &batch)
{
    std::vector<Sample> kept;
    const std::size_t last = batch.samples.size() - 1;
    for (std::size_t i = last % 2; i <= last; i += 2) // counted from the end: the last one stays
        kept.push_back(batch.samples[i]);
    batch.merged += static_cast<int>(batch.samples.size() - kept.size());
    batch.samples = std::move(kept);
}

} // namespace

EventBatch mergeSamples(EventBatch batch, std::size_t most)
{
    EventBatch kept;
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
        while (into.samples.size() > std::max<std::size_t>(most, 1))
            halve(into);
    }
    return kept;
}

} // namespace assay::events
