// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

class RunPage;
class TimeView;

/// Ties the commands "graph.*" and "timeline.*" to a page of a run, live or past: of several pages
/// the one in sight has them. `time` is the page's axis and outlives it.
void bindRunPageCommands(CommandRegistry &commands, RunPage &page, TimeView &time);

/// "run.showGraph" and its like: of the page of the live run.
void bindSectionCommands(CommandRegistry &commands, RunPage &page);

} // namespace assay::ui
