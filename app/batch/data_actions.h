// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch/console.h"
#include "app/batch/options.h"
#include "app/batch/signals.h"
#include "base/host.h"

namespace assay::app {

/// --generate, --seed-database, --clean, --read-schema, --sample. The rows of each table go to the
/// error output, so that data can go to the standard one. A signal ends the work and leaves the
/// database, or the file, as it was. The exit code. The main thread.
[[nodiscard]] int workOnData(const Options &options, base::Host &host, Console &console,
                             Signals *signals);

} // namespace assay::app
