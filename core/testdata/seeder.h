// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/units.h"
#include "testdata/data_set.h"

namespace assay::testdata {

struct SeedOptions
{
    enum class Mode {
        Insert,
        Replace, ///< the tables are emptied before, in the same transaction
        Update,  ///< rows with the same primary key get these values
    };
    Mode mode = Mode::Insert;
    WorkOptions work;
    base::SteadyTime deadline = base::SteadyTime::max();
};

struct SeedReport
{
    std::vector<std::pair<QString, qint64>> tables; ///< rows of each
    base::Nanoseconds time{};
    [[nodiscard]] qint64 rows() const;
};

/// Writes a data set to PostgreSQL: binary COPY, one transaction, parents before children;
/// sequences go on after the rows. What stops it, and who kills us, leaves the database as it was.
///
/// Errors: a table or column that the database has not (with the nearest), a value that does not
/// fit its column, and what the server refuses. Blocks; any thread.
[[nodiscard]] base::Result<SeedReport> seedPostgres(const DataSet &set, const QString &url,
                                                    const SeedOptions &options = {});

/// Writes each row to Redis as a hash called `table:key`; the key is the primary key's value, or
/// the row's number. Null is left out. Not one transaction.
[[nodiscard]] base::Result<SeedReport> seedRedis(const DataSet &set, const QString &url,
                                                 const SeedOptions &options = {});

/// By the address: postgres:// and libpq's form, or redis://.
[[nodiscard]] base::Result<SeedReport> seedDatabase(const DataSet &set, const QString &url,
                                                    const SeedOptions &options = {});

} // namespace assay::testdata
