// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/suggest.h"

#include <algorithm>
#include <vector>

namespace assay::base {

using namespace Qt::StringLiterals;

namespace {

/// Damerau-Levenshtein (optimal string alignment), case folded.
int editDistance(const QString &left, const QString &right)
{
    const QString a = left.toCaseFolded();
    const QString b = right.toCaseFolded();
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(width);
    std::vector<int> previous(width);
    std::vector<int> current(width);
    for (std::size_t j = 0; j < width; ++j)
        previous[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto k = static_cast<std::size_t>(j);
            const int cost = a[i - 1] == b[j - 1] ? 0 : 1;
            current[k] = std::min({previous[k] + 1, current[k - 1] + 1, previous[k - 1] + cost});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[k] = std::min(current[k], before[k - 2] + 1);
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[width - 1];
}

} // namespace

QString nearestWord(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype kLongest = 64; // longer words are data, not typing mistakes
    if (word.isEmpty() || word.size() > kLongest)
        return {};
    QString best;
    int bestDistance = std::max(1, static_cast<int>(word.size()) / 3) + 1;
    for (const QString &candidate : candidates) {
        if (candidate.size() > kLongest)
            continue;
        const int distance = editDistance(word, candidate);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

QString didYouMean(const QString &word, const QStringList &candidates)
{
    if (candidates.isEmpty())
        return {};
    const QString nearest = nearestWord(word, candidates);
    if (!nearest.isEmpty())
        return u"did you mean \"%1\"?"_s.arg(nearest);
    constexpr qsizetype kShown = 20;
    QString known = u"known: "_s + candidates.first(std::min(kShown, candidates.size())).join(u", "_s);
    if (candidates.size() > kShown)
        known += u", ..."_s;
    return known;
}

} // namespace assay::base
