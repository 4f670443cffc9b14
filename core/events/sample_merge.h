// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"

#include <limits>

namespace assay::events {

/// Joins the sample batches of one series into the first of them: of each later batch its last
/// sample stays, and SampleBatch::merged counts those that are gone. Everything else stays, in
/// order. Of a series at most `most` samples stay (every second one goes when there are more, never
/// the last). Pure; any thread.
[[nodiscard]] EventBatch mergeSamples(EventBatch batch,
                                      std::size_t most = std::numeric_limits<std::size_t>::max());

} // namespace assay::events
