// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/diagnostics.h"
#include "testdata/data_schema.h"

namespace assay::testdata {

/// Finds what columns refer to, refuses unknown names and circles, and puts parents before their
/// children. Confined to one thread.
void resolveSchema(DataSchema &schema, suite::Diagnostics &diagnostics);

/// A column that another names, as `column` of the same table or `table.column` of a parent.
/// Invalid when there is none.
[[nodiscard]] ColumnId findColumn(const DataSchema &schema, int table, const QString &text);
/// `max(table.column)`: the column; invalid when the text is not of this form.
[[nodiscard]] ColumnId aggregateOf(const DataSchema &schema, const QString &text);
/// The first column of the table that refers to `parent`; -1 when there is none.
[[nodiscard]] int referenceTo(const DataSchema &schema, int table, int parent);

/// The reference by which the rows of the table are grouped: the one with per_parent, or the one
/// that a sequence counts within. -1 when rows are free.
[[nodiscard]] int groupingColumn(const DataSchema &schema, int table);

} // namespace assay::testdata
