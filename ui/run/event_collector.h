// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "events/event_bus.h"

namespace assay::ui {

/// Takes a run's events on the bus's thread and hands them over in one piece when the window asks,
/// once a frame: nobody is signalled for an event. Both threads.
class EventCollector final : public events::Sink
{
public:
    void consume(const events::EventBatch &batch) override;
    /// Everything since the last call, in order. Never waits for more.
    [[nodiscard]] events::EventBatch take();

private:
    base::Guarded<events::EventBatch> m_events;
};

} // namespace assay::ui
