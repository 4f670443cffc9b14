// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a data set: mistakes with their places, an error, or rows.
#include "suite/memory_files.h"
#include "testdata/data_set.h"
#include "testdata/schema_loader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace assay;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    suite::test::MemoryFiles files;
    files.add(u"/w/data.yaml"_s,
              QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    const auto loaded =
        testdata::loadSchema(testdata::SchemaSource::anywhere(files), u"/w/data.yaml"_s);
    for (const suite::Diagnostic &mistake : loaded.diagnostics) {
        if (mistake.error.title.isEmpty())
            std::abort();
    }
    if (!loaded.ok())
        return 0;
    // Parents of thousands of rows are somebody's wish, and take their time.
    for (const testdata::TableSchema &table : loaded.value.tables) {
        if (table.rows.value_or(0) > 1000 || table.neighbours)
            return 0;
    }
    const auto set = testdata::dataSetOf(loaded.value, {.rows = 5}, true);
    if (!set) {
        if (set.error().title.isEmpty())
            std::abort();
        return 0;
    }
    for (const testdata::TablePointer &table : set->tables) {
        if (!table->isComputed())
            continue;
        const testdata::Block block = table->block(0, 3);
        if (block.columns != table->head().columns.size() && block.rows() > 0)
            std::abort();
        if (block.cells != table->block(0, 3).cells)
            std::abort();
    }
    return 0;
}
