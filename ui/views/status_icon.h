// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QIcon>

namespace assay::ui {

constexpr int kGapBetweenChips = 4;

/// A status as an icon, sharp at every scale.
[[nodiscard]] QIcon statusIcon(Status status, const Theme &theme, int size);

/// The signs of the toolbar, drawn: no font has them alike.
enum class Sign { Run, Abort, Again, Search, Bell };
[[nodiscard]] QIcon signIcon(Sign sign, const QColor &colour, const QColor &disabled);

} // namespace assay::ui
