// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_words.h"

namespace assay::ui {

std::vector<FilterWord> filterWords(const QString &text)
{
    std::vector<FilterWord> words;
    bool quoted = false;
    qsizetype begin = -1;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        const bool atEnd = at == text.size();
        if (!atEnd && text[at] == u'"')
            quoted = !quoted;
        if (atEnd || (text[at].isSpace() && !quoted)) {
            if (begin >= 0)
                words.push_back({begin, at - begin});
            begin = -1;
        } else if (begin < 0) {
            begin = at;
        }
    }
    return words;
}

qsizetype keyColon(QStringView word)
{
    const qsizetype colon = word.startsWith(u'"') ? -1 : word.indexOf(u':');
    return colon > 0 && !word.sliced(colon).startsWith(u"::") ? colon : -1;
}

} // namespace assay::ui
