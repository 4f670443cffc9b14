// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

/// What can be done with the file that is edited. A part of commandSpecs().
[[nodiscard]] std::vector<CommandSpec> editorCommandSpecs();

} // namespace assay::ui
