// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/formats/data_format.h"

namespace assay::testdata {

/// A data set as loadSchema() reads it, with a row a line. Reading is bounded by what a YAML file
/// may be (16 MiB): larger sets go in CSV or JSON Lines.
class YamlFormat final : public DataFormat
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("yaml"); }
    [[nodiscard]] bool oneTableAFile() const override { return false; }
    [[nodiscard]] QByteArray beginSet(const DataSet &set) const override;
    [[nodiscard]] QByteArray beginTable(const TableHead &head) const override;
    [[nodiscard]] QByteArray rows(const TableHead &head, const Block &block) const override;
    [[nodiscard]] base::Result<TablePointer> table(const QString &path,
                                                   TableHead head) const override;
};

} // namespace assay::testdata
