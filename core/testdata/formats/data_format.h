// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/data_set.h"

namespace assay::testdata {

/// A form of rows in files: csv, jsonl, yaml, sql. Stateless; any thread.
class DataFormat
{
public:
    virtual ~DataFormat() = default;
    [[nodiscard]] virtual QString name() const = 0; ///< also the files' suffix
    /// Whether a file holds one table, so that a data set of several is a folder.
    [[nodiscard]] virtual bool oneTableAFile() const = 0;

    [[nodiscard]] virtual QByteArray beginSet(const DataSet &) const { return {}; }
    [[nodiscard]] virtual QByteArray beginTable(const TableHead &) const { return {}; }
    [[nodiscard]] virtual QByteArray rows(const TableHead &head, const Block &block) const = 0;
    [[nodiscard]] virtual QByteArray endTable(const TableHead &) const { return {}; }
    [[nodiscard]] virtual QByteArray endSet(const DataSet &) const { return {}; }

    /// A table that is read from the file whenever it is opened, block by block. Without columns in
    /// `head` they are those of the file, their types found in its first rows. Errors have the
    /// file's line.
    [[nodiscard]] virtual base::Result<TablePointer> table(const QString &path,
                                                           TableHead head) const = 0;
};

} // namespace assay::testdata
