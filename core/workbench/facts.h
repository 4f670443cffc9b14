// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"

#include <QJsonObject>

namespace assay::workbench {

/// What history can be searched by: host, and branch and commit where the folder lies in a git
/// checkout (read from its files; no program is run). Any thread.
[[nodiscard]] QJsonObject runFacts(const QString &folder, const base::Host &host);

} // namespace assay::workbench
