// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run_info.h"

#include <QVariantList>

namespace assay::history {

/// A condition of SQL on the table `runs`, with the values that it binds. Internal to this folder.
struct RunCondition
{
    QString where;
    QVariantList values;
};

/// Pure, any thread.
[[nodiscard]] RunCondition runCondition(const RunQuery &query);
/// `%` and `_` are letters like others in what a person searches for.
[[nodiscard]] QString likePattern(QString text, bool anywhere);

} // namespace assay::history
