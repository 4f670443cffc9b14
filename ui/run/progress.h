// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <QString>

#include <optional>

namespace assay::ui {

/// The time that is left when the rest goes as fast as what is finished; nothing while fewer than
/// three cases are, or when all are. Pure.
[[nodiscard]] std::optional<base::Nanoseconds> timeLeft(const events::RunState::Counts &counts,
                                                        base::Nanoseconds elapsed);

/// "65 of 97 · 2 failed · about 41 s left"; "97 passed in 12 s" when it is over.
[[nodiscard]] QString progressText(const events::RunState &state, base::Nanoseconds elapsed,
                                   bool running);

/// "12 884": thousands with a thin gap.
[[nodiscard]] QString countText(quint64 count);

} // namespace assay::ui
