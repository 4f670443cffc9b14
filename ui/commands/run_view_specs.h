// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

/// What can be done with the views of a run, live or past: graph, timeline, replay. A part of
/// commandSpecs(); ui/window/run_view_makers.cpp binds them.
[[nodiscard]] std::vector<CommandSpec> runViewCommandSpecs();

} // namespace assay::ui
