// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <vector>

namespace assay::ui {

/// Why a case was skipped because of what it needs: from the need that it waited for down to the
/// case that is the root: the one that failed, or that was skipped for a reason of its own. Empty
/// for a case that was not skipped because of a need. Follows the first need of each case that does
/// not hold, as the runner does (semantics: "Need edges"). Pure.
[[nodiscard]] std::vector<events::CaseIndex> skipChain(const events::RunState &state,
                                                       events::CaseIndex index);

/// The next case that is bad, in plan order, round the end; -1 when there is none. `from` may be -1
/// (nothing is selected). Pure.
[[nodiscard]] events::CaseIndex nextBadCase(const events::RunState &state, events::CaseIndex from,
                                            bool forward);

/// The case of this id; -1 when it is not of the run.
[[nodiscard]] events::CaseIndex caseOf(const events::RunState &state, const QString &id);

} // namespace assay::ui
