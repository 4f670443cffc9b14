// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <cmath>

namespace assay::ui {

/// Colours between those of the theme. Internal to this folder.
inline QColor mixed(const QColor &a, const QColor &b, double part)
{
    const auto channel = [part](int x, int y) {
        return static_cast<int>(std::lround(x + (y - x) * part));
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

/// Nothing has come of it yet: it is drawn back.
inline bool isQuiet(Status status)
{
    return status == Status::NotRun || status == Status::Queued;
}

} // namespace assay::ui
