// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "testdata/cleaner.h"
#include "testdata/sampler.h"
#include "testdata/seeder.h"

namespace assay::workbench {

/// What window and command line do with test data outside of a run. Files are those that a person
/// names: nothing keeps them inside of a workspace. Everything blocks; any thread.

/// The first rows of each table of a data set, as texts: what a window shows of it.
struct DataPreview
{
    struct Table
    {
        QString name;
        qint64 rows = 0; ///< how many there would be; -1 when a file is not counted
        QStringList columns;
        std::vector<QStringList> cells; ///< null is a null QString
        bool isContext = false;         ///< only there because others refer to it
    };
    QString name;
    std::vector<Table> tables;
};
[[nodiscard]] base::Result<DataPreview>
previewDataSet(base::Host &host, const QString &file, const testdata::GenerateOptions &options = {},
               qint64 rows = 20);

using RowsOfTables = std::vector<std::pair<QString, qint64>>;

/// `format` is csv, jsonl, yaml or sql; "" takes the path's suffix, and csv for "-".
[[nodiscard]] base::Result<RowsOfTables> generateFile(base::Host &host, const QString &file,
                                                      const testdata::GenerateOptions &options,
                                                      const QString &format, const QString &path,
                                                      const testdata::WorkOptions &work = {});
/// Also writes the tables that the data set's refer to when `withReferences`.
[[nodiscard]] base::Result<testdata::SeedReport>
seedFile(base::Host &host, const QString &file, const testdata::GenerateOptions &options,
         const QString &database, bool withReferences, const testdata::SeedOptions &seed = {});
/// The schema file of a database, see testdata::schemaFileOf().
[[nodiscard]] base::Result<QByteArray> readDatabaseSchema(const QString &database,
                                                          const testdata::WorkOptions &work = {});
/// A masked sample, written as generateFile() does.
[[nodiscard]] base::Result<RowsOfTables> sampleToFile(const QString &database,
                                                      const testdata::SampleOptions &options,
                                                      const QString &format, const QString &path);

} // namespace assay::workbench
