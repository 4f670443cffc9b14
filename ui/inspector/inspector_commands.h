// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

class InspectorPanel;

/// Binds the commands of ui/commands/inspector_specs.h to a panel. Main thread; several panels may
/// bind them: the one with the keyboard's focus, else one in sight has them.
void bindInspectorCommands(CommandRegistry &commands, InspectorPanel &panel);

} // namespace assay::ui
