// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

/// What can be done with environments and services: a part of commandSpecs().
/// ui/environments/environment_commands.h binds them.
[[nodiscard]] std::vector<CommandSpec> environmentCommandSpecs();

} // namespace assay::ui
