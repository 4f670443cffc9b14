// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/database.h"

#include <QStringList>

#include <vector>

namespace assay::history {

/// "ASSY": in the file's header, so that `file` and we know what it is.
constexpr qint64 kApplicationId = 0x41535359;

/// What brings a file from one version to the next. Internal to this folder.
struct Migration
{
    QStringList statements;
};

/// All of them: version n is reached by the n-th. Never change one that was released; add one.
[[nodiscard]] const std::vector<Migration> &migrations();

/// Brings the file to the newest version, each step in a transaction of its own. Refuses a file of
/// a newer version and one that is not ours. Safe when several processes do it at once.
[[nodiscard]] base::Result<> migrate(const Database &database,
                                     const std::vector<Migration> &steps = migrations());
/// As migrate, but only looks.
[[nodiscard]] base::Result<> checkVersion(const Database &database,
                                          const std::vector<Migration> &steps = migrations());

/// Sets the counts of the runs for which `where` holds from their cases.
[[nodiscard]] QString updateCountsSql(const QString &where);

} // namespace assay::history
