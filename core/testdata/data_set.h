// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/generator.h"

#include <functional>
#include <stop_token>

namespace assay::testdata {

struct DataColumn
{
    QString name;
    ColumnType type = ColumnType::Text;
    bool isArray = false;
    bool primaryKey = false;
    bool generated = false;
    QString reference; ///< "texts.id"; "" is none
    int dimensions = 0;
};

/// What a table of a data set is called and made of.
struct TableHead
{
    QString name;
    std::vector<DataColumn> columns;
};

/// Rows one block after the other. Confined to one thread.
class RowReader
{
public:
    virtual ~RowReader() = default;
    /// The next rows; a block without cells at the end.
    [[nodiscard]] virtual base::Result<Block> next() = 0;
};

/// A table of a data set: generated, read from a file, or held. Any thread.
class DataTable
{
public:
    static constexpr qint64 kBlockRows = 512;

    virtual ~DataTable() = default;
    [[nodiscard]] virtual const TableHead &head() const = 0;
    [[nodiscard]] virtual qint64 rows() const = 0; ///< -1 when nobody has counted them
    /// Whether blocks can be made in any order, on any thread.
    [[nodiscard]] virtual bool isComputed() const { return false; }
    [[nodiscard]] virtual Block block(qint64 firstRow, qint64 count) const;
    [[nodiscard]] virtual base::Result<std::unique_ptr<RowReader>> open() const = 0;
};

using TablePointer = std::shared_ptr<const DataTable>;

/// The seed's DataSet (2.4): texts, chunks, embeddings, templates, tags, graph_nodes, graph_edges,
/// and any tables of a user's own; parents before children. Rows are not held but made or read when
/// they are needed. A cheap value, any thread.
struct DataSet
{
    QString name;
    std::vector<TablePointer> tables;

    [[nodiscard]] const DataTable *table(QStringView name) const; ///< null when there is none
    [[nodiscard]] const DataTable *texts() const { return table(u"texts"); }
    [[nodiscard]] const DataTable *chunks() const { return table(u"chunks"); }
    [[nodiscard]] const DataTable *embeddings() const { return table(u"embeddings"); }
    [[nodiscard]] const DataTable *templates() const { return table(u"templates"); }
    [[nodiscard]] const DataTable *tags() const { return table(u"tags"); }
    [[nodiscard]] const DataTable *graphNodes() const { return table(u"graph_nodes"); }
    [[nodiscard]] const DataTable *graphEdges() const { return table(u"graph_edges"); }
};

/// How far a long work is. Called from the thread that does it.
struct Progress
{
    QString table;
    qint64 rows = 0; ///< of the table, done
    qint64 of = -1;  ///< -1 when unknown
};
using ProgressCallback = std::function<void(const Progress &)>;

/// What every long work takes.
struct WorkOptions
{
    int threads = 2;
    std::stop_token stop = {};
    ProgressCallback progress = {};
};

/// The data set of a schema: its own tables; those that are only referred to on wish. An error says
/// what cannot be generated, or which file cannot be read.
[[nodiscard]] base::Result<DataSet>
dataSetOf(const DataSchema &schema, const GenerateOptions &options = {}, bool withContext = false);
/// A table whose rows are held.
[[nodiscard]] TablePointer heldTable(TableHead head, std::vector<Value> cells);

/// The rows of a table, block by block and encoded; computed tables are encoded on other threads
/// while the taker works. Confined to one thread; the table outlives it.
using Encode = std::function<base::Result<QByteArray>(const Block &)>;
class EncodedRows
{
public:
    EncodedRows(const DataTable &table, Encode encode, WorkOptions options);
    ~EncodedRows();
    /// Empty at the end.
    [[nodiscard]] base::Result<QByteArray> next();
    [[nodiscard]] qint64 rows() const; ///< of the blocks given so far

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Gives each encoded block to `sink`, in order. The number of rows.
using Sink = std::function<base::Result<>(const QByteArray &)>;
[[nodiscard]] base::Result<qint64> encodeTable(const DataTable &table, const Encode &encode,
                                               const Sink &sink, const WorkOptions &options);

} // namespace assay::testdata
