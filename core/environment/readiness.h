// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/provider.h"

namespace assay::environment {

/// Waits until the service is ready as `ready:` says, looking every 1 to 20 ms. The error says what
/// was last seen: "it was not ready within 30 s: GET http://127.0.0.1:4711/ready answered 503".
/// `ready` has its `${...}` evaluated; `folder` is where relative paths start. Ends early when the
/// service ends, or when the token is triggered. Any thread.
[[nodiscard]] base::Result<> waitUntilReady(RunningService &service, const model::Readiness &ready,
                                            const QString &folder, const std::stop_token &stop);

} // namespace assay::environment
