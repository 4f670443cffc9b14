// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/seeder.h"

namespace assay::testdata {

/// Which rows are meant:
///
///     texts                          all of a table; `*` and `?` match parts of its name: it_*
///     texts.title like 'it-%'        those for which this holds; also ilike, =, !=, <, <=, >, >=
///     *.title like 'it-%'            of every table that has the column
///
/// The value is bound, never part of the SQL. A plain value, any thread.
struct CleanPattern
{
    QString table;  ///< with * and ?
    QString column; ///< "" is every row
    QString op;
    QJsonValue value;

    [[nodiscard]] static base::Result<CleanPattern> parse(const QString &text);
};

struct CleanReport
{
    std::vector<std::pair<QString, qint64>> tables; ///< rows that were removed, children first
    base::Nanoseconds time{};
    [[nodiscard]] qint64 rows() const;
};

struct CleanOptions
{
    std::stop_token stop = {};
    base::SteadyTime deadline = base::SteadyTime::max();
};

/// Removes the rows and all rows that refer to them, in one transaction. A pattern that names no
/// table is an error; one that no row fits is not. On Redis a pattern is one of keys: `it:*`.
/// Blocks; any thread.
[[nodiscard]] base::Result<CleanReport> cleanDatabase(const QString &pattern, const QString &url,
                                                      const CleanOptions &options = {});
/// Removes the rows that the data set wrote, by their primary keys, and what refers to them.
[[nodiscard]] base::Result<CleanReport> cleanDataSet(const DataSet &set, const QString &url,
                                                     const CleanOptions &options = {});

} // namespace assay::testdata
