// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

namespace assay::ui {

/// A value at a moment of the run. Not a number: nothing is known here, and no line is drawn
/// across.
struct ChartPoint
{
    base::Nanoseconds at{}; ///< since the run's start
    double value = 0;
};

} // namespace assay::ui
