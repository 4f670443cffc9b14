// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/fuzzy.h"

#include <algorithm>

namespace assay::ui {

namespace {

constexpr int kLetter = 4;
constexpr int kRun = 6;
constexpr int kWordStart = 8;
constexpr int kWhole = 60;
constexpr int kFirst = 20;

bool startsWord(QStringView text, qsizetype i)
{
    return i == 0 || !text[i - 1].isLetterOrNumber() ||
           (text[i].isUpper() && text[i - 1].isLower());
}

} // namespace

int fuzzyScore(QStringView pattern, QStringView text)
{
    pattern = pattern.trimmed();
    if (pattern.isEmpty())
        return 1;
    const qsizetype whole = text.indexOf(pattern, 0, Qt::CaseInsensitive);
    int score = 1;
    if (whole >= 0)
        score += kWhole + (startsWord(text, whole) ? kFirst : 0) + (whole == 0 ? kFirst : 0);
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        // The start of a word is worth a look ahead; else the next place will do.
        qsizetype found = -1;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (text[i].toCaseFolded() != wanted.toCaseFolded())
                continue;
            if (found < 0)
                found = i;
            if (i == previous + 1 || startsWord(text, i)) {
                found = i;
                break;
            }
        }
        if (found < 0)
            return whole >= 0 ? score : 0;
        score += kLetter + (found == previous + 1 ? kRun : 0) +
                 (startsWord(text, found) ? kWordStart : 0);
        previous = found;
        at = found + 1;
    }
    // Of two that match alike the shorter is meant.
    return std::max(1, score - static_cast<int>(std::min<qsizetype>(text.size(), 200)) / 12);
}

} // namespace assay::ui
