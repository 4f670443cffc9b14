// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"

#include <QString>

class QApplication;

namespace assay::ui {

struct WindowOptions
{
    QString folder;      ///< the workspace; "" opens the last one, if any
    QString theme;       ///< "dark", "light", "system"; "" takes the saved one
    bool restore = true; ///< geometry, docks, filter and last workspace
};

/// Shows the window and runs until it is closed; returns the process's exit code. Main thread.
///
///     QApplication app(argc, argv);
///     return ui::runWindow(app, host, {folder});
int runWindow(QApplication &app, base::Host &host, const WindowOptions &options);

} // namespace assay::ui
