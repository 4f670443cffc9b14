// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

/// What can be done with past runs: a part of commandSpecs(). ui/window/history_makers.cpp binds
/// them.
[[nodiscard]] std::vector<CommandSpec> historyCommandSpecs();

} // namespace assay::ui
