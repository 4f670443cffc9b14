// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/cells.h"
#include "testdata/counter_random.h"
#include "testdata/word_lists.h"

#include <memory>

namespace assay::testdata {

/// Makes the cells of one column: pure functions of the row. Any thread.
class ColumnMaker
{
public:
    virtual ~ColumnMaker() = default;
    [[nodiscard]] virtual Value make(qint64 row) const = 0;
    [[nodiscard]] virtual std::optional<qint64> parentRow(qint64 row) const;
    [[nodiscard]] virtual qint64 characters(qint64 row) const;
    [[nodiscard]] virtual double latent(qint64 row) const;
};

using MakerPointer = std::unique_ptr<ColumnMaker>;

/// Two or more columns that together stand once: one shuffle over all their combinations.
class JointChoice;

/// What a maker is made of. The references outlive it.
struct MakerContext
{
    const Cells &cells;
    ColumnId id;
    const ColumnSchema &column;
    quint64 key = 0;
    qint64 rows = 0;
    const WordList &words;
    std::shared_ptr<const JointChoice> joint; ///< may be null
    int jointPlace = 0;
    /// The column is distinct among the rows of one parent.
    bool distinctWithinParent = false;

    [[nodiscard]] const TableSchema &table() const
    {
        return cells.schema().tables[static_cast<std::size_t>(id.table)];
    }
    [[nodiscard]] base::SourcePosition position() const
    {
        return {table().file, column.line, column.columnNumber};
    }
    [[nodiscard]] base::Error error(const QString &title, const QString &fix) const
    {
        return {title, fix, position()};
    }
    [[nodiscard]] QString columnName() const
    {
        return table().name + QLatin1Char('.') + column.name;
    }
};

/// Another column as a row of this table sees it: of the same row, or of a parent's.
struct ColumnLink
{
    ColumnId target;
    int via = -1; ///< the column that refers to the parent; -1 is the same row
    int table = -1;

    [[nodiscard]] static ColumnLink find(const Cells &cells, int table, const QString &text);
    [[nodiscard]] bool isValid() const { return target.isValid(); }
    /// Nothing where there is no parent.
    [[nodiscard]] std::optional<qint64> rowFor(const Cells &cells, qint64 row) const;
    [[nodiscard]] Value valueFor(const Cells &cells, qint64 row) const;
};

/// The maker for the column with all that stands on it.
[[nodiscard]] base::Result<MakerPointer> makerFor(const MakerContext &context);
/// The same for the value alone: without nulls and defaults.
[[nodiscard]] base::Result<MakerPointer> valueMakerFor(const MakerContext &context);

} // namespace assay::testdata
