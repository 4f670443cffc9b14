// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/formats/data_format.h"

namespace assay::testdata {

/// INSERT statements, 100 rows each, in one transaction. Read back are statements of the same kind;
/// comments, begin, commit and set are skipped.
class SqlFormat final : public DataFormat
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("sql"); }
    [[nodiscard]] bool oneTableAFile() const override { return false; }
    [[nodiscard]] QByteArray beginSet(const DataSet &set) const override;
    [[nodiscard]] QByteArray endSet(const DataSet &set) const override;
    [[nodiscard]] QByteArray rows(const TableHead &head, const Block &block) const override;
    [[nodiscard]] base::Result<TablePointer> table(const QString &path,
                                                   TableHead head) const override;
};

} // namespace assay::testdata
