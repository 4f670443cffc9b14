// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run_info.h"
#include "ui/theme/status.h"

namespace assay::ui {

/// A run of history in the words that people use. Pure, any thread.

/// Running while its process lives; Aborted when it did not come to its end.
[[nodiscard]] Status statusOfRun(const history::RunInfo &run);
/// Branch, short commit and the `--fact`s.
[[nodiscard]] QString runTags(const history::RunInfo &run);
/// "2 failed, 95 passed": what there is, bad first; "live" or "interrupted" before it.
[[nodiscard]] QString runResult(const history::RunInfo &run);
/// The start of its id that tells runs a sixteenth of a second apart.
[[nodiscard]] QString shortRunId(const QString &id);
/// "Today 14:02", "Yesterday 22:00", "20 Nov 22:00", with the year when it is another.
[[nodiscard]] QString runTime(const QDateTime &started, const QDateTime &now);
/// All of it, a line each.
[[nodiscard]] QString runToolTip(const history::RunInfo &run);

} // namespace assay::ui
