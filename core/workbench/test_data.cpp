// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/test_data.h"

#include "base/suggest.h"
#include "testdata/database_schema.h"
#include "testdata/formats/registry.h"
#include "testdata/test_data_manager.h"
#include "testdata/value_text.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace assay::workbench {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestCell = 2000;

base::Result<testdata::DataSchema> schemaOf(base::Host &host, const QString &file)
{
    const testdata::TestDataManager manager({.source = testdata::SchemaSource::anywhere(host.files),
                                             .fromFile = QDir::current().filePath(u"naming"_s)});
    return manager.loadSchema(file);
}

base::Result<const testdata::DataFormat *> formatFor(const QString &name, const QString &path)
{
    const QString wanted = !name.isEmpty()  ? name
                           : path == u"-"_s ? u"csv"_s
                                            : QFileInfo(path).suffix().toLower();
    const testdata::DataFormat *format = testdata::formatNamed(wanted);
    if (format == nullptr)
        return base::failure(u"\"%1\" is no format of data"_s.arg(wanted),
                             base::didYouMean(wanted, testdata::formatNamesOfData()));
    return format;
}

/// The last part of an address: the database's name, without a password beside it.
QString databaseName(const QString &address)
{
    const QString name = QUrl(address).path().section(u'/', -1);
    return name.isEmpty() ? u"database"_s : name;
}

base::Result<DataPreview::Table> previewOf(const testdata::DataTable &table, qint64 rows)
{
    DataPreview::Table shown;
    shown.name = table.head().name;
    shown.rows = table.rows();
    for (const testdata::DataColumn &column : table.head().columns)
        shown.columns.append(column.name);
    testdata::Block block;
    if (table.isComputed()) {
        block = table.block(0, rows);
    } else {
        const auto reader = table.open();
        if (!reader)
            return base::failure(reader.error());
        auto first = (*reader)->next();
        if (!first)
            return base::failure(first.error());
        block = std::move(*first);
    }
    for (std::size_t row = 0; row < block.rows() && static_cast<qint64>(row) < rows; ++row) {
        QStringList cells;
        for (std::size_t column = 0; column < block.columns; ++column) {
            const testdata::Value &value = block.at(row, column);
            QByteArray text;
            testdata::appendText(text, value);
            QString cell = QString::fromUtf8(text).left(kLongestCell);
            if (cell.isNull() && !value.isNull())
                cell = u""_s;
            cells.append(cell);
        }
        shown.cells.push_back(std::move(cells));
    }
    return shown;
}

} // namespace

base::Result<DataPreview> previewDataSet(base::Host &host, const QString &file,
                                         const testdata::GenerateOptions &options, qint64 rows)
{
    const auto schema = schemaOf(host, file);
    if (!schema)
        return base::failure(schema.error());
    const auto set = testdata::dataSetOf(*schema, options, true);
    if (!set)
        return base::failure(set.error());
    DataPreview preview{set->name, {}};
    // With its context a set has a table for each of the schema's, in the same order.
    for (std::size_t t = 0; t < set->tables.size(); ++t) {
        auto table = previewOf(*set->tables[t], rows);
        if (!table)
            return base::failure(table.error());
        table->isContext = schema->tables[t].isContext;
        preview.tables.push_back(std::move(*table));
    }
    return preview;
}

base::Result<RowsOfTables> generateFile(base::Host &host, const QString &file,
                                        const testdata::GenerateOptions &options,
                                        const QString &formatName, const QString &path,
                                        const testdata::WorkOptions &work)
{
    const auto format = formatFor(formatName, path);
    if (!format)
        return base::failure(format.error());
    const auto schema = schemaOf(host, file);
    if (!schema)
        return base::failure(schema.error());
    const auto set = testdata::dataSetOf(*schema, options);
    if (!set)
        return base::failure(set.error());
    return testdata::writeDataSet(*set, **format, path, work);
}

base::Result<testdata::SeedReport> seedFile(base::Host &host, const QString &file,
                                            const testdata::GenerateOptions &options,
                                            const QString &database, bool withReferences,
                                            const testdata::SeedOptions &seed)
{
    const auto schema = schemaOf(host, file);
    if (!schema)
        return base::failure(schema.error());
    const auto set = testdata::dataSetOf(*schema, options, withReferences);
    if (!set)
        return base::failure(set.error());
    return testdata::seedDatabase(*set, database, seed);
}

base::Result<QByteArray> readDatabaseSchema(const QString &database,
                                            const testdata::WorkOptions &work)
{
    const base::QueryOptions query{.stop = work.stop};
    const auto connection = base::PostgresConnection::open(database, query);
    if (!connection)
        return base::failure(connection.error());
    const auto catalog = testdata::Catalog::read(**connection, query);
    if (!catalog)
        return base::failure(catalog.error());
    return testdata::schemaFileOf(*catalog, databaseName(database));
}

base::Result<RowsOfTables> sampleToFile(const QString &database,
                                        const testdata::SampleOptions &options,
                                        const QString &formatName, const QString &path)
{
    const auto format = formatFor(formatName, path);
    if (!format)
        return base::failure(format.error());
    const auto sample = testdata::sampleDatabase(database, databaseName(database), options);
    if (!sample)
        return base::failure(sample.error());
    return testdata::writeDataSet(*sample, **format, path, {.stop = options.stop});
}

} // namespace assay::workbench
