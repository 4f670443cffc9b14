// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

class EnvironmentPanel;

/// Binds the commands of ui/commands/environment_specs.h to the panel, which makes its buttons and
/// its context menu of them. Main thread; both live as long as their window.
void bindEnvironmentCommands(CommandRegistry &commands, EnvironmentPanel &panel);

} // namespace assay::ui
