// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "base/result.h"

#include <QString>

#include <optional>

class QApplication;

namespace assay::ui {

struct WindowOptions
{
    QString folder;      ///< the workspace; "" opens the last one, if any
    QString theme;       ///< "dark", "light", "system"; "" takes the saved one
    bool restore = true; ///< geometry, layout, pages, filter and last workspace
};

/// Why no window can be opened here, before QApplication ends the process over it: neither X11 nor
/// Wayland, and no other platform is asked for. Any thread.
[[nodiscard]] std::optional<base::Error> displayProblem(const base::Variables &variables,
                                                        const QStringList &arguments);

/// Stands while QApplication is made, one at a time: where no platform opens (a display that does
/// not answer, a platform that is not installed) Qt would abort the process; this says why on
/// stderr and ends it with the exit code of bad input. Main thread.
class PlatformGuard
{
public:
    PlatformGuard();
    ~PlatformGuard(); ///< what Qt had to say meanwhile is said
    PlatformGuard(const PlatformGuard &) = delete;
    PlatformGuard &operator=(const PlatformGuard &) = delete;
};

/// "de", "en": the setting, or what the desktop's languages say of those that there are.
[[nodiscard]] QString languageFor(const QString &setting, const QStringList &desktop);

/// Shows the window and runs until it is closed; returns the process's exit code. Main thread.
///
///     QApplication app(argc, argv);
///     return ui::runWindow(app, host, {folder});
int runWindow(QApplication &app, base::Host &host, const WindowOptions &options);

} // namespace assay::ui
