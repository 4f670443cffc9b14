// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QString>

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace assay::ui {

/// One thing that the palette can do.
struct PaletteEntry
{
    QString key; ///< "command:run.all": the same in the next window, for what was used last
    QString text;
    QString note;
    QString keys; ///< the shortcut
    std::optional<Status> status;
    bool enabled = true;
    std::function<void()> run; ///< on the main thread, after the palette has closed
};

/// One kind of things that the palette finds: a section of it. Functions are called when the
/// palette opens, on the main thread.
struct PaletteSource
{
    QString id;
    QString title;
    QChar prefix; ///< typed first, it restricts the search to this source: ">run"
    std::function<std::vector<PaletteEntry>()> now;
    using Job = std::function<std::vector<PaletteEntry>(const std::stop_token &)>;
    /// What takes longer: gives a job for a worker, which touches nothing of the window; what it
    /// finds appears when it is done. May be empty.
    std::function<Job()> later;
};

} // namespace assay::ui
