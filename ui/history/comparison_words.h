// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run_comparison.h"
#include "ui/theme/theme.h"

#include <QJsonValue>

namespace assay::ui {

/// A comparison in the words and colours of the window. Pure, any thread.

[[nodiscard]] QString verdictLabel(history::CaseVerdict verdict); ///< translated
[[nodiscard]] Role verdictRole(history::CaseVerdict verdict);
/// "94 unchanged · environment local → ci · all of it 1.4 times as slow"
[[nodiscard]] QString comparisonDetail(const history::RunComparison &comparison);
/// Outcome, attempts and failures of a side, for people.
[[nodiscard]] QString comparedSideDetail(const history::ComparedSide &side);
/// How the sides differ: the bodies of what failed when both have JSON, else outcomes and failures.
/// May take a while with large bodies.
[[nodiscard]] QString comparedDiff(const history::ComparedCase &compared);

} // namespace assay::ui
