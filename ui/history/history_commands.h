// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

class ComparePage;
class PastRunPage;
class RunsPage;

/// Tie the commands of history_specs.h and "replay.*" to the pages that carry them out. Of several
/// pages the one in sight has them.
void bindRunsCommands(CommandRegistry &commands, RunsPage &page);
void bindReplayCommands(CommandRegistry &commands, PastRunPage &page);
void bindCompareCommands(CommandRegistry &commands, ComparePage &page);

} // namespace assay::ui
