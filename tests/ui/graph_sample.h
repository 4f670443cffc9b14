// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fake_workbench.h"

namespace assay::ui::test {

/// The sample run as a feed shows it, with three phases and needs between its cases: a failed one
/// skips another.
[[nodiscard]] events::EventBatch graphEvents(bool finished);

/// A plan of `count` cases in suites of 50, in two phases of half each, with about 1.5 needs a
/// case: most in the suite, some across.
[[nodiscard]] events::RunPlanned bigGraphPlan(int count);

[[nodiscard]] events::EventPointer eventOf(std::uint64_t sequence, std::chrono::milliseconds at,
                                           events::Payload payload);

} // namespace assay::ui::test
