// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/theme/status.h"

namespace assay::ui {

/// How a service is told of. Pure, any thread.

/// "process · :43117": its provider, and its port, since nearly all are on this machine.
[[nodiscard]] QString serviceWhere(const events::RunState::ServiceStatus &service);
/// "ready", or what its health says when that is less.
[[nodiscard]] QString serviceStateText(const events::RunState::ServiceStatus &service);
[[nodiscard]] Status serviceStatus(const events::RunState::ServiceStatus &service);
/// "42 s", "3 min", "2 h 5 min", "3 d 4 h": how long something is up.
[[nodiscard]] QString uptimeText(base::Nanoseconds time);

} // namespace assay::ui
