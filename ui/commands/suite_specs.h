// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

/// What can be done with suites, beside run.selected and run.failed: a part of commandSpecs().
/// ui/suites/suite_commands.h binds them.
[[nodiscard]] std::vector<CommandSpec> suiteCommandSpecs();

} // namespace assay::ui
