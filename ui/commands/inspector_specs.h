// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

/// What can be done with what is inspected: ui/inspector binds them.
[[nodiscard]] std::vector<CommandSpec> inspectorCommandSpecs();

} // namespace assay::ui
