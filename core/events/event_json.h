// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "events/event.h"

#include <QByteArray>

namespace assay::events {

/// The JSON Lines form of events: one object a line, `{"seq":7,"at":1203344,"event":"case
/// finished",...}`; `at` and durations are nanoseconds. The schema is
/// resources/schemas/events.schema.json. Any thread.

/// Appends the event and a line feed. Allocates little: it is on the way of every event.
void appendEventLine(QByteArray &out, const Event &event);
[[nodiscard]] QByteArray eventLine(const Event &event);

/// Reads one line. Members that are not known are passed over, so that newer files can be read;
/// an unknown `event` is an error with the name.
[[nodiscard]] base::Result<Event> parseEventLine(const QByteArray &line);

} // namespace assay::events
