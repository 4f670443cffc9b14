// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Talks over a WebSocket (RFC 6455): opens it or takes one that is open, sends, receives, closes.
///
///     - websocket: { url: "ws://127.0.0.1:4311/live", send: { json: { subscribe: 7 } }, receive: 2
///     }
///       expect: { count: 2, $.state: ready }
///     - websocket: { url: "${live}", as: feed }                 # stays open for later steps
///     - websocket: { on: feed, send: ping, until: pong, within: 2s }
///     - websocket: { on: feed, close: 1000 }
///
/// A connection without a name (`as`) is closed at the end of the step; one with a name at the
/// latest when the worker's next case uses a WebSocket. `receive: close` waits for the server to
/// close. Fields: messages ({type, text or base64, json}), last (JSON, text or base64), count,
/// closed, closeCode, closeReason, protocol, time (milliseconds).
class WebSocketStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps
