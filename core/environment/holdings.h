// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/leases.h"

namespace assay::environment {

/// Takes away what an Assay that was killed had another program keep. True when there was
/// something. Only what carries the lease's id in its name is touched; see Leases::newName().
/// Blocks for at most about half a minute; any thread.
[[nodiscard]] base::Result<bool> takeAway(const Holding &holding, const QString &leaseId);

/// How it stands in the journal; nothing for a kind that is not known.
[[nodiscard]] QString holdingKindName(Holding::Kind kind);
[[nodiscard]] std::optional<Holding::Kind> holdingKindFromName(QStringView name);

} // namespace assay::environment
