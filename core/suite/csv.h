// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace assay::suite {

/// A table of a CSV file; its first record has the columns' names.
struct CsvTable
{
    QStringList columns;
    std::vector<QJsonObject> rows;
    std::vector<int> lines; ///< where each row starts
};

/// CSV as in RFC 4180, also with LF alone, with a byte order mark, and with empty lines (skipped).
/// A field that is written like a JSON number, true or false becomes one unless it is quoted; all
/// others are text ("007" too). Errors have the line: a record of another length than the first, a
/// quote that is not closed, a text after a closing quote, a column without a name or named twice,
/// more than 100 000 rows. Any thread.
[[nodiscard]] base::Result<CsvTable> parseCsv(const QByteArray &text, const QString &file);

} // namespace assay::suite
