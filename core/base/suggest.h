// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace assay::base {

/// The candidate nearest to `word` by edit distance (with transpositions), or "" when none is near
/// enough to be what was meant (more than a third of the word's letters differ). Any thread.
[[nodiscard]] QString nearestWord(const QString &word, const QStringList &candidates);

/// `did you mean "x"?`, or `known: a, b, c` when nothing is near; "" without candidates.
[[nodiscard]] QString didYouMean(const QString &word, const QStringList &candidates);

} // namespace assay::base
