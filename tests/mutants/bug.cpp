// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/bug.h"

#include <QList>

namespace assay::mutants {

std::vector<Bug> parseBugs(const QByteArray &output)
{
    std::vector<Bug> bugs;
    for (const QByteArray &line : output.split('\n')) {
        const qsizetype tab = line.indexOf('\t');
        if (tab > 0)
            bugs.push_back({QString::fromUtf8(line.first(tab)),
                            QString::fromUtf8(line.sliced(tab + 1)).trimmed()});
    }
    return bugs;
}

} // namespace assay::mutants
