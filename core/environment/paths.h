// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"
#include "base/result.h"
#include "model/environment.h"

namespace assay::environment {

/// The real path of a file or folder that an environment file names. Relative paths start at its
/// folder; an error when it is not there, or lies outside of the workspace's roots. Any thread.
[[nodiscard]] base::Result<QString> pathInside(const model::EnvironmentSpec &environment,
                                               const QString &file, const base::Files &files);

} // namespace assay::environment
