// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/yaml.h"

#include "base/json_text.h"
#include "testdata/schema_loader.h"
#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

QByteArray quoted(const QString &text)
{
    return base::compactJson(text);
}

} // namespace

QByteArray YamlFormat::beginSet(const DataSet &set) const
{
    return "dataset: " + quoted(set.name) + "\ntables:\n";
}

QByteArray YamlFormat::beginTable(const TableHead &head) const
{
    QByteArray out = "  " + quoted(head.name) + ":\n    columns:\n";
    for (const DataColumn &column : head.columns) {
        out += "      " + quoted(column.name) + ": { type: \"" +
               columnTypeName(column.type).toUtf8() + (column.isArray ? "[]\"" : "\"");
        if (column.primaryKey)
            out += ", key: primary";
        out += ", nullable: true";
        if (column.type == ColumnType::Vector)
            out += ", dimensions: " + QByteArray::number(std::max(1, column.dimensions));
        out += " }\n";
    }
    return out + "    data:\n";
}

QByteArray YamlFormat::rows(const TableHead &head, const Block &block) const
{
    QByteArrayList names;
    for (const DataColumn &column : head.columns)
        names.append(quoted(column.name) + ": ");
    QByteArray out;
    for (std::size_t row = 0; row < block.rows(); ++row) {
        out += "      - {";
        for (std::size_t column = 0; column < block.columns; ++column) {
            if (column > 0)
                out += ", ";
            out += names[static_cast<qsizetype>(column)];
            appendJson(out, block.at(row, column));
        }
        out += "}\n";
    }
    return out;
}

base::Result<TablePointer> YamlFormat::table(const QString &path, TableHead head) const
{
    const base::SystemFiles disk;
    const auto loaded = loadSchema(SchemaSource::anywhere(disk), path);
    if (!loaded.ok())
        return base::failure(loaded.diagnostics.front().error);
    const auto set = dataSetOf(loaded.value);
    if (!set)
        return base::failure(set.error());
    for (const TablePointer &table : set->tables) {
        if (table->head().name == head.name || set->tables.size() == 1)
            return table;
    }
    return base::failure(u"%1 has no table \"%2\""_s.arg(path, head.name));
}

} // namespace assay::testdata
