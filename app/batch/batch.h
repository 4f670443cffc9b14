// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch/console.h"
#include "app/batch/signals.h"
#include "base/host.h"

namespace assay::app {

/// Everything `assay` does without a window. Returns the exit code (workbench::ExitCode).
/// `signals` may be null in tests. Blocks; the main thread.
[[nodiscard]] int runBatch(const Options &options, base::Host &host, Console &console,
                           Signals *signals);

} // namespace assay::app
