// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/spawn.h"

namespace assay::environment {

/// The user of that name, for a child to run as. Nothing when it is our own; an error when there
/// is none, or when only root may do that. Any thread.
[[nodiscard]] base::Result<std::optional<base::SpawnRequest::Identity>>
identityOf(const QString &user);

/// Who PostgreSQL runs as when we are root, whom it refuses: "postgres", else "nobody". Nothing
/// when we are not root. Any thread.
[[nodiscard]] std::optional<base::SpawnRequest::Identity> databaseIdentity();

} // namespace assay::environment
