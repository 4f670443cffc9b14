// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"

namespace assay::ui::test {

/// Eighteen seconds of a run as in the drawing of the look: 200 requests a second after a ramp,
/// three cases at a time, a fault from 9.2 s to 15.6 s that makes a part of them slow and some
/// fail, and the memory of two services, one of which cannot be read for two seconds.
[[nodiscard]] events::EventBatch loadRun();

} // namespace assay::ui::test
