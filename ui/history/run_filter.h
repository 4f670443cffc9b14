// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run_info.h"

namespace assay::ui {

/// The one filter language of the window (ui/filter), with the words that runs have:
///
///     status:failed,interrupted branch:main env:local tag:nightly after:2026-11-01 slow:>2m text
///
/// `after:` and `before:` take a date, a date with a time, `today`, `yesterday` or a number of days
/// (`7d`: that long ago). `tag:` searches facts. Other words are searched everywhere and at the
/// start of ids. A plain value, any thread.
struct RunFilter
{
    std::vector<history::RunTerm> terms;
    QString problem; ///< the first; "" when none. A term that is not understood takes nothing away

    /// `now`: the local time that `today` and `7d` are counted from.
    [[nodiscard]] static RunFilter parse(const QString &text, const QDateTime &now);
};

} // namespace assay::ui
