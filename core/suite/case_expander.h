// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/load_context.h"

#include <QJsonObject>

namespace assay::suite {

/// One row of a case with `each` or `matrix`.
struct CaseRow
{
    QString key; ///< unique among the case's rows; "" for a case without data
    QJsonObject row;
    QStringList templates; ///< members written in the suite that hold ${...}; files are data
};

/// The rows of a written case; one without a key when it has no data. Mistakes are reported: a file
/// that is missing or malformed, no rows, a key column that a row does not have, too many
/// combinations.
[[nodiscard]] std::vector<CaseRow> expandCase(const model::Node &written, const QString &file,
                                              LoadContext &context);

} // namespace assay::suite
