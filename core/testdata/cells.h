// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/data_schema.h"
#include "testdata/parent_map.h"
#include "testdata/value.h"

namespace assay::testdata {

/// Every cell of a schema's tables, computed when it is asked for. Any thread.
class Cells
{
public:
    virtual ~Cells() = default;
    [[nodiscard]] virtual const DataSchema &schema() const = 0;
    [[nodiscard]] virtual qint64 rows(int table) const = 0;
    [[nodiscard]] virtual Value value(ColumnId column, qint64 row) const = 0;
    /// Of a column with a reference: the parent's row; nothing where the cell is null.
    [[nodiscard]] virtual std::optional<qint64> parentRow(ColumnId column, qint64 row) const = 0;
    /// Of a text; cheaper than making it where that is possible.
    [[nodiscard]] virtual qint64 characters(ColumnId column, qint64 row) const = 0;
    /// Of a number: where in (0, 1) it lies in its distribution.
    [[nodiscard]] virtual double latent(ColumnId column, qint64 row) const = 0;
    /// Which parent each row has, where rows are grouped by one; else null.
    [[nodiscard]] virtual const ParentMap *parentMap(int table) const = 0;
};

} // namespace assay::testdata
