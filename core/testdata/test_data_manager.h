// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/cleaner.h"
#include "testdata/schema_loader.h"
#include "testdata/seeder.h"

namespace assay::testdata {

/// Snapshots of a whole environment; the workbench gives one where there is an environment.
class SnapshotKeeper
{
public:
    virtual ~SnapshotKeeper() = default;
    [[nodiscard]] virtual base::Result<> createSnapshot(const QString &name,
                                                        const WorkOptions &options) = 0;
    [[nodiscard]] virtual base::Result<> restoreSnapshot(const QString &name,
                                                         const WorkOptions &options) = 0;
};

/// Test data by name (seed 2.4): load, generate, seed, clean, snapshot.
///
///     TestDataManager data({.source = source, .database = url});
///     const auto set = data.loadDataSet(u"small-corpus"_s);
///     data.seedDatabase(*set);
///     data.cleanData(u"texts.title like 'it-%'"_s);
///
/// A data set's name is that of its file, without .yaml, in `datasets/`, in `../fixtures/datasets/`
/// or beside the naming file, from there and from the workspace; or the file's path. Everything
/// blocks, tells its progress, and ends when its token is triggered. Any thread; what settings
/// refer to outlives it.
class TestDataManager
{
public:
    struct Settings
    {
        SchemaSource source;
        QString fromFile; ///< who names data sets; "" is the workspace
        QString database; ///< postgres:// or redis://; needed for seeding and cleaning
        WorkOptions work = {};
        base::SteadyTime deadline = base::SteadyTime::max();
        SnapshotKeeper *snapshots = nullptr; ///< may be null
    };
    explicit TestDataManager(Settings settings)
        : m_settings(std::move(settings))
    {
    }

    /// The schema of a data set; an error with all mistakes of its files.
    [[nodiscard]] base::Result<DataSchema> loadSchema(const QString &name) const;
    [[nodiscard]] base::Result<DataSet> loadDataSet(const QString &name,
                                                    const GenerateOptions &options = {},
                                                    bool withReferences = false) const;
    [[nodiscard]] base::Result<DataSet> generateData(const DataSchema &schema,
                                                     const GenerateOptions &options = {}) const;
    [[nodiscard]] base::Result<SeedReport>
    seedDatabase(const DataSet &set, SeedOptions::Mode mode = SeedOptions::Mode::Insert) const;
    [[nodiscard]] base::Result<CleanReport> cleanData(const QString &pattern) const;
    /// Removes what the data set seeded.
    [[nodiscard]] base::Result<CleanReport> cleanData(const DataSet &set) const;
    [[nodiscard]] base::Result<> createSnapshot(const QString &name) const;
    [[nodiscard]] base::Result<> restoreSnapshot(const QString &name) const;

private:
    [[nodiscard]] base::Result<QString> fileOf(const QString &name) const;

    Settings m_settings;
};

/// All mistakes as one error: the first, with the others as its causes.
[[nodiscard]] base::Error errorOf(const std::vector<suite::Diagnostic> &mistakes);

} // namespace assay::testdata
