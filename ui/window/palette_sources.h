// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/palette_source.h"
#include "ui/window/panel.h"

namespace assay::ui {

/// What the palette searches, in the order of its sections; to add a kind, add a line.
/// `context` outlives them.
[[nodiscard]] std::vector<PaletteSource> paletteSources(PanelContext &context);

} // namespace assay::ui
