// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/workspace_view.h"
#include "suite/diagnostics.h"

#include <functional>
#include <stop_token>

namespace assay::ui {

/// What editors ask of the workspace. Both functions block and are called on workers; they may
/// outlive Editors by one call, so they own what they use.
struct EditorServices
{
    QString folder; ///< of the workspace, absolute and canonical; "" when none is open
    std::function<std::vector<suite::Diagnostic>(const QString &file, base::Files &disk,
                                                 const std::stop_token &stop)>
        check; ///< workbench::checkFile
    std::function<base::Result<suite::assist::WorkspaceView>(const base::Files &disk)>
        view; ///< workbench::workspaceView

    /// Those of a real workspace.
    [[nodiscard]] static EditorServices of(const QString &folder);
};

} // namespace assay::ui
