// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/catalog.h"
#include "testdata/data_set.h"

#include <QMap>

namespace assay::testdata {

struct SampleOptions
{
    qint64 rows = 100;  ///< of each of the tables
    QStringList tables; ///< to start from; none is all
    /// How columns are masked: "people.note" -> "sentence"; "none" leaves one as it is. Columns
    /// whose names tell of people (personalForm()) are masked without being named here.
    QMap<QString, QString> masks;
    QString locale = QStringLiteral("en");
    quint64 seed = 1; ///< of the choice and of the masks
    std::stop_token stop = {};
    base::SteadyTime deadline = base::SteadyTime::max();
};

/// Some rows of a database and every row that they refer to, through any number of tables and
/// circles, so that all references hold; from one moment (repeatable read), always the same for a
/// seed. People are masked, see Mask; a column that refers to a masked one is masked the same way.
/// The rows are held in memory. Nothing is written but temporary tables. Blocks; any thread.
///
/// Errors: an unknown table or column in the options, and what the server refuses.
[[nodiscard]] base::Result<DataSet> sampleDatabase(const QString &url, const QString &name,
                                                   const SampleOptions &options = {});

} // namespace assay::testdata
