// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a CSV file: rows of the header's columns or an error with its line.
#include "suite/csv.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto table = assay::suite::parseCsv(text, u"rows.csv"_s);
    if (!table) {
        if (table.error().title.isEmpty() || table.error().position.line < 1)
            std::abort();
        return 0;
    }
    if (table->lines.size() != table->rows.size())
        std::abort();
    int last = 0;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        if (table->rows[i].size() != table->columns.size() || table->lines[i] <= last)
            std::abort();
        last = table->lines[i];
    }
    return 0;
}
