// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run_comparison.h"

#include <QByteArray>

namespace assay::reporting {

/// A comparison of two runs for people and machines; the same comparison gives the same bytes.
/// Pure, any thread.

/// "1 new failure, 1 slower, 1 fixed"; "nothing changed".
[[nodiscard]] QString comparisonSummary(const history::RunComparison &comparison);
/// For a terminal: the summary, what changed around it, and every case that is not unchanged.
[[nodiscard]] QString comparisonText(const history::RunComparison &comparison);
/// Every case; durations in milliseconds.
[[nodiscard]] QByteArray comparisonJson(const history::RunComparison &comparison);
/// A summary and a table of what changed, at most 500 rows.
[[nodiscard]] QByteArray comparisonMarkdown(const history::RunComparison &comparison);

/// "212 ms", "failed", "skipped", "" when the run has it not: a side in one cell.
[[nodiscard]] QString comparedSideText(const history::ComparedSide &side);
/// "+49 %", "×14" from tenfold on, "" when there is none.
[[nodiscard]] QString comparedChangeText(const history::ComparedCase &compared);

} // namespace assay::reporting
