// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/formats/data_format.h"

namespace assay::testdata {

/// An object a line. Null stands there as null.
class JsonLinesFormat final : public DataFormat
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("jsonl"); }
    [[nodiscard]] bool oneTableAFile() const override { return true; }

    [[nodiscard]] QByteArray rows(const TableHead &head, const Block &block) const override;
    [[nodiscard]] base::Result<TablePointer> table(const QString &path,
                                                   TableHead head) const override;
};

} // namespace assay::testdata
