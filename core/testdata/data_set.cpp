// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/data_set.h"

#include "base/ordered_work.h"
#include "testdata/formats/registry.h"
#include "testdata/neighbours.h"
#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

class BlockReader final : public RowReader
{
public:
    explicit BlockReader(const DataTable &table)
        : m_table(table)
    {
    }
    base::Result<Block> next() override
    {
        Block block = m_table.block(m_at, DataTable::kBlockRows);
        m_at += static_cast<qint64>(block.rows());
        return block;
    }

private:
    const DataTable &m_table;
    qint64 m_at = 0;
};

class GeneratedTable final : public DataTable
{
public:
    GeneratedTable(std::shared_ptr<const Generator> generator, int index, TableHead head)
        : m_generator(std::move(generator))
        , m_index(index)
        , m_head(std::move(head))
    {
    }
    [[nodiscard]] const TableHead &head() const override { return m_head; }
    [[nodiscard]] qint64 rows() const override { return m_generator->rows(m_index); }
    [[nodiscard]] bool isComputed() const override { return true; }
    [[nodiscard]] Block block(qint64 firstRow, qint64 count) const override
    {
        return m_generator->block(m_index, firstRow, count);
    }
    [[nodiscard]] base::Result<std::unique_ptr<RowReader>> open() const override
    {
        return std::make_unique<BlockReader>(*this);
    }

private:
    std::shared_ptr<const Generator> m_generator;
    int m_index;
    TableHead m_head;
};

class HeldTable final : public DataTable
{
public:
    HeldTable(TableHead head, std::vector<Value> cells)
        : m_head(std::move(head))
        , m_cells(std::move(cells))
    {
    }
    [[nodiscard]] const TableHead &head() const override { return m_head; }
    [[nodiscard]] qint64 rows() const override
    {
        return m_head.columns.empty() ? 0
                                      : static_cast<qint64>(m_cells.size() / m_head.columns.size());
    }
    [[nodiscard]] bool isComputed() const override { return true; }
    [[nodiscard]] Block block(qint64 firstRow, qint64 count) const override
    {
        Block block;
        block.firstRow = firstRow;
        block.columns = m_head.columns.size();
        const qint64 last = std::min(rows(), firstRow + count);
        const auto width = static_cast<qint64>(block.columns);
        if (last > firstRow)
            block.cells.assign(m_cells.begin() + firstRow * width, m_cells.begin() + last * width);
        return block;
    }
    [[nodiscard]] base::Result<std::unique_ptr<RowReader>> open() const override
    {
        return std::make_unique<BlockReader>(*this);
    }

private:
    TableHead m_head;
    std::vector<Value> m_cells;
};

DataColumn dataColumn(const ColumnSchema &column)
{
    return {column.name,      column.type,          column.isArray,   column.primaryKey,
            column.generated, column.referenceText, column.dimensions};
}

/// The type that the JSON values of a column that is not described have.
ColumnType inferredType(const std::vector<QJsonObject> &rows, const QString &name, bool &isArray)
{
    std::optional<ColumnType> type;
    isArray = false;
    for (const QJsonObject &row : rows) {
        const QJsonValue value = row[name];
        if (value.isNull() || value.isUndefined())
            continue;
        const ColumnType one =
            value.isBool()     ? ColumnType::Boolean
            : value.isString() ? ColumnType::Text
            : value.isDouble() ? (value.toInteger(-1) == value.toInteger(-2) ? ColumnType::Integer
                                                                             : ColumnType::Number)
                               : ColumnType::Json;
        if (!type)
            type = one;
        const bool bothNumbers = (*type == ColumnType::Integer || *type == ColumnType::Number) &&
                                 (one == ColumnType::Integer || one == ColumnType::Number);
        if (*type != one)
            type = bothNumbers ? ColumnType::Number : ColumnType::Json;
    }
    return type.value_or(ColumnType::Text);
}

base::Result<TablePointer> inlineTable(const TableSchema &table)
{
    TableHead head{table.name, {}};
    const base::SourcePosition at{table.file, table.line, table.columnNumber};
    for (const ColumnSchema &column : table.columns) {
        if (!column.generated || column.primaryKey)
            head.columns.push_back(dataColumn(column));
    }
    QStringList known;
    for (const DataColumn &column : head.columns)
        known.append(column.name);
    for (const QJsonObject &row : table.data) {
        for (const QString &name : row.keys()) {
            if (known.contains(name))
                continue;
            if (!table.columns.empty())
                return base::failure(
                    u"a row of \"%1\" has a value for \"%2\", which is no column"_s.arg(table.name,
                                                                                        name),
                    u"its columns are %1"_s.arg(known.join(u", "_s)), at);
            known.append(name);
            DataColumn column{name};
            column.type = inferredType(table.data, name, column.isArray);
            head.columns.push_back(column);
        }
    }
    std::vector<Value> cells;
    for (const QJsonObject &row : table.data) {
        for (const DataColumn &column : head.columns) {
            auto value = valueOfJson(row[column.name], column.type, column.isArray);
            if (!value)
                return base::failure(
                    base::Error{u"row %1 of \"%2\", column \"%3\": %4"_s
                                    .arg(cells.size() / head.columns.size() + 1)
                                    .arg(table.name, column.name, value.error().title),
                                value.error().fix, at});
            cells.push_back(std::move(*value));
        }
    }
    return heldTable(std::move(head), std::move(cells));
}

base::Result<TablePointer> generatedTable(const std::shared_ptr<const Generator> &generator,
                                          int index)
{
    const TableSchema &table = generator->schema().tables[static_cast<std::size_t>(index)];
    TableHead head{table.name, {}};
    for (const int column : generator->outputColumns(index))
        head.columns.push_back(dataColumn(table.columns[static_cast<std::size_t>(column)]));
    return std::make_shared<const GeneratedTable>(generator, index, std::move(head));
}

base::Result<TablePointer> fileTable(const TableSchema &table)
{
    const DataFormat *format = formatNamed(table.dataFormat);
    TableHead head{table.name, {}};
    for (const ColumnSchema &column : table.columns)
        head.columns.push_back(dataColumn(column));
    return format->table(table.dataFile, std::move(head));
}

} // namespace

Block DataTable::block(qint64, qint64) const
{
    return {};
}

const DataTable *DataSet::table(QStringView wanted) const
{
    for (const TablePointer &table : tables) {
        if (table->head().name == wanted)
            return table.get();
    }
    return nullptr;
}

TablePointer heldTable(TableHead head, std::vector<Value> cells)
{
    return std::make_shared<const HeldTable>(std::move(head), std::move(cells));
}

base::Result<DataSet> dataSetOf(const DataSchema &schema, const GenerateOptions &options,
                                bool withContext)
{
    const auto generator = Generator::make(schema, options);
    if (!generator)
        return base::failure(generator.error());
    DataSet set{schema.name, {}};
    for (int t = 0; t < static_cast<int>(schema.tables.size()); ++t) {
        const TableSchema &table = schema.tables[static_cast<std::size_t>(t)];
        if (table.isContext && !withContext)
            continue;
        auto made = table.neighbours            ? neighboursTable(*generator, t)
                    : table.hasData             ? inlineTable(table)
                    : !table.dataFile.isEmpty() ? fileTable(table)
                                                : generatedTable(*generator, t);
        if (!made)
            return base::failure(made.error());
        set.tables.push_back(std::move(*made));
    }
    return set;
}

struct EncodedRows::Private
{
    const DataTable &table;
    Encode encode;
    WorkOptions options;
    qint64 rows = 0;
    std::unique_ptr<base::OrderedWork> work = {}; ///< of a computed table
    std::unique_ptr<RowReader> reader = {};       ///< of any other

    void report() const
    {
        if (options.progress)
            options.progress({table.head().name, rows, table.rows()});
    }

    base::Result<QByteArray> nextRead()
    {
        if (!reader) {
            auto opened = table.open();
            if (!opened)
                return base::failure(opened.error());
            reader = std::move(*opened);
        }
        const auto block = reader->next();
        if (!block)
            return base::failure(block.error());
        if (block->rows() == 0)
            return QByteArray();
        rows += static_cast<qint64>(block->rows());
        return encode(*block);
    }
};

EncodedRows::EncodedRows(const DataTable &table, Encode encode, WorkOptions options)
    : d(new Private{table, std::move(encode), std::move(options)})
{
    if (!table.isComputed())
        return;
    constexpr qint64 kRows = DataTable::kBlockRows;
    const int threads = std::max(1, d->options.threads);
    d->work = std::make_unique<base::OrderedWork>(
        (table.rows() + kRows - 1) / kRows,
        base::OrderedWork::Options{.threads = threads, .ahead = 2 * threads + 2},
        [priv = d.get()](qint64 piece) {
            return priv->encode(priv->table.block(piece * kRows, kRows));
        });
}

EncodedRows::~EncodedRows() = default;

qint64 EncodedRows::rows() const
{
    return d->rows;
}

base::Result<QByteArray> EncodedRows::next()
{
    if (d->options.stop.stop_requested())
        return base::failure(u"it was stopped"_s);
    auto block = d->work ? d->work->next(d->options.stop) : d->nextRead();
    if (!block || block->isEmpty())
        return block;
    if (d->work)
        d->rows = std::min(d->table.rows(), d->rows + DataTable::kBlockRows);
    d->report();
    return block;
}

base::Result<qint64> encodeTable(const DataTable &table, const Encode &encode, const Sink &sink,
                                 const WorkOptions &options)
{
    EncodedRows rows(table, encode, options);
    while (true) {
        const auto block = rows.next();
        if (!block)
            return base::failure(block.error());
        if (block->isEmpty())
            return rows.rows();
        if (auto taken = sink(*block); !taken)
            return base::failure(taken.error());
    }
}

} // namespace assay::testdata
