// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/formats/data_format.h"

namespace assay::testdata {

/// RFC 4180: a line with the columns' names, then a line a row. An empty field is null, `""` an
/// empty text; lists and vectors are JSON texts.
class CsvFormat final : public DataFormat
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("csv"); }
    [[nodiscard]] bool oneTableAFile() const override { return true; }
    [[nodiscard]] QByteArray beginTable(const TableHead &head) const override;
    [[nodiscard]] QByteArray rows(const TableHead &head, const Block &block) const override;
    [[nodiscard]] base::Result<TablePointer> table(const QString &path,
                                                   TableHead head) const override;
};

} // namespace assay::testdata
