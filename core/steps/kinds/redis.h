// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Sends commands to Redis.
///
///     - redis: { on: cache, command: [GET, "user:${id}"] }
///       expect: { value: Ada }
///     - redis: { on: cache, commands: [[MULTI], [INCR, n], [EXEC]] }   # in one go
///
/// `on` is a service with the property `url`; or `url: redis://host:port/0`. An argument that is
/// { base64: ... } is sent as these bytes. An error reply is an Error.
/// Fields: value (of the last command; the default), values (of all), time (milliseconds).
class RedisStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps
