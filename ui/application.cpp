// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/application.h"

#include "ui/window/main_window.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>

namespace assay::ui {

using namespace Qt::StringLiterals;

int runWindow(QApplication &app, base::Host &host, const WindowOptions &options)
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"assay"_s, u"assay"_s);
    ThemeManager themes(app);
    const QString saved = settings.value(u"window/theme"_s).toString();
    themes.setMode(themeModeFromName(options.theme.isEmpty() ? saved : options.theme));
    QApplication::setWindowIcon(QIcon(u":/assay/icons/assay.svg"_s));

    RunController controller(
        [&host](const QString &folder) { return workbench::Workbench::open(folder, host, {}); });
    MainWindow window(controller, themes, settings);
    if (options.restore)
        window.restore();
    window.show();
    QString folder = options.folder;
    if (folder.isEmpty() && options.restore)
        folder = settings.value(u"workspace/last"_s).toString();
    if (!folder.isEmpty())
        controller.openWorkspace(folder);
    return QApplication::exec();
}

} // namespace assay::ui
