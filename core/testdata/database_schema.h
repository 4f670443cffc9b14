// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/catalog.h"
#include "testdata/data_schema.h"

namespace assay::testdata {

/// How a column of a database is written in a schema; nothing for types that cannot be made.
[[nodiscard]] std::optional<std::pair<ColumnType, bool>> columnTypeOf(const WireType &type);

/// A schema file for the tables of a database: columns, keys, references (also of several columns),
/// lengths, enums, and the checks that are ranges or lists of values. Columns that tell of people
/// by their names get a form. What cannot be generated is left out with a comment. loadSchema()
/// reads it. Any thread.
[[nodiscard]] QByteArray schemaFileOf(const Catalog &catalog, const QString &dataSet);

} // namespace assay::testdata
