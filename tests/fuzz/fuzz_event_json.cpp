// SPDX-License-Identifier: GPL-3.0-or-later
// Any lines as a run's events, which reports and history replay. What can be read is written so
// that it reads the same.
#include "events/event_json.h"
#include "events/run_state.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace assay::events;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    RunState state;
    for (const QByteArray &line : text.split('\n')) {
        const auto event = parseEventLine(line);
        if (!event)
            continue;
        const QByteArray written = eventLine(*event);
        const auto again = parseEventLine(written);
        if (!again || eventLine(*again) != written)
            std::abort();
        state.apply(*event);
    }
    state.markInterrupted();
    if (state.worstFirst().size() != state.cases().size())
        std::abort();
    return 0;
}
