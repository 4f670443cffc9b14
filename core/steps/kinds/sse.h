// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Reads a stream of server-sent events (WHATWG HTML 9.2) for a while, then hangs up.
///
///     - sse: { GET: "${base}/events", take: 3, within: 5s }
///       expect: { events: { length: 3 }, $.type: ready }
///     - sse: { POST: "${base}/chat", json: { stream: true }, until: "[DONE]" }
///
/// `take` and `until` must be reached within `within` (10s); without them, whatever comes in that
/// time is the result. The connection is not made again when the server ends it.
/// Fields: events ({event, data, id, json}), last (its JSON or data), count, ended, status,
/// headers, lastEventId, retry (milliseconds), time.
class SseStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps
