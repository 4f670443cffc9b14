// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/event_collector.h"

namespace assay::ui {

void EventCollector::consume(const events::EventBatch &batch)
{
    m_events.with([&](events::EventBatch &events) {
        events.insert(events.end(), batch.begin(), batch.end());
    });
}

events::EventBatch EventCollector::take()
{
    return m_events.with([](events::EventBatch &events) { return std::exchange(events, {}); });
}

} // namespace assay::ui
