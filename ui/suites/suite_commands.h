// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

class SuitesPanel;

/// Binds the commands of ui/commands/suite_specs.h to the panel and makes its context menu of them
/// and of run.selected and run.failed. Main thread; both live as long as their window.
void bindSuiteCommands(CommandRegistry &commands, SuitesPanel &panel);

} // namespace assay::ui
