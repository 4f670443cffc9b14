// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/workspace_view.h"
#include "suite/diagnostics.h"

#include <stop_token>

namespace assay::workbench {

/// The mistakes of one file, as the loader of its kind finds them when a run starts: those of
/// suites, includes (in every suite that includes them), environments, plans, mocks and
/// workspace.yaml. `disk` may be an OverlayFiles, so that what is typed is checked before it is
/// saved. `file` is relative to the workspace, or absolute. Positions name it as given. Blocks for
/// as long as the file's suites take to load; between two of them it looks at `stop`, and then
/// gives what it has. Any thread.
[[nodiscard]] std::vector<suite::Diagnostic> checkFile(const QString &folder, const QString &file,
                                                       base::Files &disk,
                                                       const std::stop_token &stop);

/// What editors need to know of the workspace's files. Blocks while it reads them. Any thread.
[[nodiscard]] base::Result<suite::assist::WorkspaceView> workspaceView(const QString &folder,
                                                                       const base::Files &disk);

} // namespace assay::workbench
