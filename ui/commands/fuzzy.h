// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace assay::ui {

/// How well `pattern` stands in `text` as a subsequence: 0 when it does not, more is better. Starts
/// of words, runs of letters and early places count; letter case does not; spaces in the pattern
/// are skipped. An empty pattern matches all alike with 1. Pure, any thread.
[[nodiscard]] int fuzzyScore(QStringView pattern, QStringView text);

} // namespace assay::ui
