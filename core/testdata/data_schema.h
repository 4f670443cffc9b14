// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/condition.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace assay::testdata {

enum class ColumnType {
    Boolean,
    Integer,
    Number,
    Text,
    Uuid,
    Date,
    Timestamp,
    Json,
    Bytes,
    Vector,
};

[[nodiscard]] QString columnTypeName(ColumnType type); ///< "integer"
[[nodiscard]] std::optional<ColumnType> columnTypeNamed(QStringView name);
[[nodiscard]] QStringList columnTypeNames();

/// A column by its place in DataSchema::tables; table -1 is nothing.
struct ColumnId
{
    int table = -1;
    int column = -1;
    [[nodiscard]] bool isValid() const { return table >= 0; }
    friend auto operator<=>(const ColumnId &, const ColumnId &) = default;
};

/// Both ends included; an end that is not there has no bound. Integers as they are, dates in days,
/// timestamps in microseconds since 1970; `number` ends of type Number.
struct ValueRange
{
    std::optional<qint64> low, high;
    std::optional<double> lowNumber, highNumber;
};

struct Distribution
{
    enum class Kind { Uniform, Normal, Exponential, Zipf };
    Kind kind = Kind::Uniform;
    std::optional<double> mean, deviation; ///< of Normal; mean also of Exponential
    double exponent = 1.1;                 ///< of Zipf
};

/// What a column's values are; see resources/help/test-data.md for every word.
struct ColumnSchema
{
    QString name;
    ColumnType type = ColumnType::Text;
    bool isArray = false;
    bool primaryKey = false;
    bool unique = false;
    bool nullable = false;
    bool generated = false; ///< the database makes it
    double nulls = 0;       ///< the share of rows that have none
    double defaultShare = 0;
    std::optional<QJsonValue> defaultValue;
    ValueRange range;
    int decimals = 3;
    ValueRange length, count, bytes;
    std::vector<std::pair<QJsonValue, double>> oneOf; ///< value, weight
    QString pattern;
    QStringList vocabulary;
    bool wholeTexts = false; ///< the vocabulary is sentences, not words
    QString form;            ///< "name", "email", ...
    QString locale;          ///< "" is the schema's
    QStringList placeholders;
    QString personal; ///< how a sample masks it; "" is not personal

    QString referenceText; ///< "texts.id"
    ColumnId reference;
    QString onDelete;
    ValueRange perParent;
    QString withColumn; ///< the same parent row as this column's
    Distribution distribution;
    bool hasDistribution = false;

    QString sequenceWithin;
    Condition nullUnless;
    QString equalsText, partOfText; ///< as written
    QString notBefore, differsFrom;
    qint64 withinMicroseconds = 30LL * 24 * 3600 * 1'000'000; ///< with notBefore
    QString correlatedWith;
    double correlation = 0;

    std::shared_ptr<ColumnSchema> items; ///< of an array
    std::vector<ColumnSchema> fields;    ///< of JSON
    int dimensions = 0;
    bool unitNorm = true;
    int clusters = 8;
    double spread = 0.2;

    int line = 0;
    int columnNumber = 0;
};

/// The edges of a graph: which two columns of the table are its ends.
struct GraphSchema
{
    enum class Kind { ScaleFree, Tree, Grid };
    Kind kind = Kind::ScaleFree;
    QString source, target;
    int edgesPerNode = 2; ///< of ScaleFree
    int branches = 0;     ///< of Tree; 0 grows at random
    qint64 width = 0;     ///< of Grid; 0 is as square as can be
};

/// The rows are the nearest neighbours of some vectors, found by comparing them with all others.
struct NeighboursSchema
{
    QString ofText; ///< "chunks.embedding"
    ColumnId of;
    qint64 queries = 100;
    int k = 10;
};

struct TableSchema
{
    QString name;
    QString file; ///< where it is described
    std::vector<ColumnSchema> columns;
    std::vector<QStringList> unique;
    std::optional<qint64> rows; ///< as the schema says
    std::optional<GraphSchema> graph;
    std::optional<NeighboursSchema> neighbours;
    bool isContext = false; ///< only there because others refer to it
    /// Rows that stand in the schema, or in a file beside it, instead of being generated.
    std::vector<QJsonObject> data;
    bool hasData = false;
    QString dataFile;   ///< absolute
    QString dataFormat; ///< "csv", "jsonl", "sql"
    int line = 0;
    int columnNumber = 0;

    [[nodiscard]] int columnIndex(QStringView name) const; ///< -1 when there is none
    /// Whether its cells are functions of their place.
    [[nodiscard]] bool isGenerated() const
    {
        return !hasData && dataFormat.isEmpty() && !neighbours;
    }
};

/// The tables of one data set: what `fixtures/datasets/*.yaml` say. A plain value, any thread.
struct DataSchema
{
    QString name;
    QString file;
    quint64 seed = 1;
    QString locale = QStringLiteral("en");
    std::vector<TableSchema> tables; ///< parents before children, where that is possible

    [[nodiscard]] const ColumnSchema &column(ColumnId id) const
    {
        return tables[static_cast<std::size_t>(id.table)]
            .columns[static_cast<std::size_t>(id.column)];
    }
    [[nodiscard]] int tableIndex(QStringView name) const; ///< -1; the data set's own before others
};

} // namespace assay::testdata
