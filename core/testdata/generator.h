// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/cells.h"
#include "testdata/makers/column_maker.h"

#include <QHash>

namespace assay::testdata {

struct GenerateOptions
{
    std::optional<quint64> seed;        ///< instead of the schema's
    std::optional<qint64> rows;         ///< of every table that does not say how many it has
    QHash<QString, qint64> tableRows{}; ///< of these tables, whatever they say
};

/// Computes the rows of a schema: value = f(seed, table, column, row).
///
///     auto generator = Generator::make(schema, {.seed = 7, .rows = 1'000'000});
///     Block rows = (*generator)->block(0, 500'000, 100);       // any rows, in any order
///
/// The same seed gives the same bytes on every machine and with any number of threads; another
/// column later changes no value of the others. Nothing is kept but the schema (and eight bytes for
/// each 1024 parents of grouped tables). Tables whose rows stand in the schema or in files are not
/// generated; their rows() is 0.
///
/// Errors: what the schema asks for and cannot be, at its place in the file. Any thread.
class Generator final : public Cells
{
public:
    [[nodiscard]] static base::Result<std::shared_ptr<const Generator>>
    make(DataSchema schema, const GenerateOptions &options = {});

    [[nodiscard]] const DataSchema &schema() const override { return m_schema; }
    [[nodiscard]] qint64 rows(int table) const override;
    [[nodiscard]] Value value(ColumnId column, qint64 row) const override;
    [[nodiscard]] std::optional<qint64> parentRow(ColumnId column, qint64 row) const override;
    [[nodiscard]] qint64 characters(ColumnId column, qint64 row) const override;
    [[nodiscard]] double latent(ColumnId column, qint64 row) const override;
    [[nodiscard]] const ParentMap *parentMap(int table) const override;

    /// The columns that a data set has: all but those that the database makes and nobody refers to.
    [[nodiscard]] const std::vector<int> &outputColumns(int table) const;
    [[nodiscard]] Block block(int table, qint64 firstRow, qint64 count) const;

private:
    struct Table
    {
        qint64 rows = -1;
        std::optional<ParentMap> map;
        std::vector<MakerPointer> makers;
        std::vector<int> output;
    };
    explicit Generator(DataSchema schema)
        : m_schema(std::move(schema))
    {
    }
    [[nodiscard]] base::Result<> compile(const GenerateOptions &options);
    [[nodiscard]] base::Result<> countRows(int table, const GenerateOptions &options);
    [[nodiscard]] base::Result<> makeColumns(int table);
    void chooseOutput();
    [[nodiscard]] ParentMap mapFor(int table, int grouping, qint64 wanted) const;
    [[nodiscard]] const ColumnMaker &maker(ColumnId id) const
    {
        return *m_tables[static_cast<std::size_t>(id.table)]
                    .makers[static_cast<std::size_t>(id.column)];
    }

    DataSchema m_schema;
    std::vector<Table> m_tables;
};

} // namespace assay::testdata
