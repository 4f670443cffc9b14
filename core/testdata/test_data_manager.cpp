// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/test_data_manager.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

base::Error noDatabase()
{
    return {u"no database is named"_s, u"give its address"_s};
}

} // namespace

base::Error errorOf(const std::vector<suite::Diagnostic> &mistakes)
{
    if (mistakes.empty())
        return {};
    base::Error error = mistakes.back().error;
    for (auto it = mistakes.rbegin() + 1; it != mistakes.rend(); ++it)
        error = it->error.because(error);
    return error;
}

base::Result<QString> TestDataManager::fileOf(const QString &name) const
{
    // A suite may have the data set's name: the folders of data sets come first.
    for (const QString &form :
         {u"datasets/%1.yaml"_s, u"../fixtures/datasets/%1.yaml"_s, u"%1.yaml"_s, u"%1"_s}) {
        const auto found = m_settings.source.resolve(form.arg(name), m_settings.fromFile);
        if (found && m_settings.source.disk.isFile(*found))
            return *found;
    }
    return base::failure(u"there is no data set \"%1\""_s.arg(name),
                         u"it is looked for as %1.yaml in datasets/, in ../fixtures/datasets/ and "
                         "beside, and as the file %1"_s.arg(name));
}

base::Result<DataSchema> TestDataManager::loadSchema(const QString &name) const
{
    const auto file = fileOf(name);
    if (!file)
        return base::failure(file.error());
    auto loaded = testdata::loadSchema(m_settings.source, *file);
    if (!loaded.ok())
        return base::failure(errorOf(loaded.diagnostics));
    return std::move(loaded.value);
}

base::Result<DataSet> TestDataManager::loadDataSet(const QString &name,
                                                   const GenerateOptions &options,
                                                   bool withReferences) const
{
    const auto schema = loadSchema(name);
    if (!schema)
        return base::failure(schema.error());
    return dataSetOf(*schema, options, withReferences);
}

base::Result<DataSet> TestDataManager::generateData(const DataSchema &schema,
                                                    const GenerateOptions &options) const
{
    return dataSetOf(schema, options);
}

base::Result<SeedReport> TestDataManager::seedDatabase(const DataSet &set,
                                                       SeedOptions::Mode mode) const
{
    if (m_settings.database.isEmpty())
        return base::failure(noDatabase());
    return testdata::seedDatabase(
        set, m_settings.database,
        {.mode = mode, .work = m_settings.work, .deadline = m_settings.deadline});
}

base::Result<CleanReport> TestDataManager::cleanData(const QString &pattern) const
{
    if (m_settings.database.isEmpty())
        return base::failure(noDatabase());
    return cleanDatabase(pattern, m_settings.database,
                         {.stop = m_settings.work.stop, .deadline = m_settings.deadline});
}

base::Result<CleanReport> TestDataManager::cleanData(const DataSet &set) const
{
    if (m_settings.database.isEmpty())
        return base::failure(noDatabase());
    return cleanDataSet(set, m_settings.database,
                        {.stop = m_settings.work.stop, .deadline = m_settings.deadline});
}

base::Result<> TestDataManager::createSnapshot(const QString &name) const
{
    if (m_settings.snapshots == nullptr)
        return base::failure(u"nothing here can keep a snapshot"_s,
                             u"bring an environment up before"_s);
    return m_settings.snapshots->createSnapshot(name, m_settings.work);
}

base::Result<> TestDataManager::restoreSnapshot(const QString &name) const
{
    if (m_settings.snapshots == nullptr)
        return base::failure(u"nothing here can restore a snapshot"_s,
                             u"bring an environment up before"_s);
    return m_settings.snapshots->restoreSnapshot(name, m_settings.work);
}

} // namespace assay::testdata
