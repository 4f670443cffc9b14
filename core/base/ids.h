// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

namespace assay::base {

/// A new run id: 16 lower-case hex digits, the first 10 the wall clock in 1/16 s so that ids sort by
/// start and a short prefix names a run; the rest random. Any thread.
[[nodiscard]] QString newRunId(const Clock &clock);

/// A short random id of `digits` lower-case hex digits, for names of temporary things. Any thread.
[[nodiscard]] QString randomId(int digits = 8);

} // namespace assay::base
