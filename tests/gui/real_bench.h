// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/consent.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace assay::ui::test {

/// The window over the real workbench, on a workspace in `root`/ws; settings, state and caches lie
/// beside it. What is in `root` outlives this: another bench there is the next start.
struct RealBench
{
    explicit RealBench(const QString &folder)
        : root(folder)
        , settings(root + QStringLiteral("/settings.ini"), QSettings::IniFormat)
        , themes(*qApp)
        , controller([this](const QString &opened) {
            workbench::Workbench::Settings places;
            places.stateFolder = root + QStringLiteral("/state");
            places.cacheFolder = root + QStringLiteral("/cache");
            return workbench::Workbench::open(opened, host, places);
        })
        , window(std::make_unique<MainWindow>(controller, themes, settings))
    {
    }
    ~RealBench()
    {
        window.reset(); // it uses the controller
    }
    void show() const
    {
        window->restore();
        window->show();
    }
    void open() { controller.openWorkspace(path()); }
    [[nodiscard]] QString path(const QString &name = {}) const
    {
        return QDir::cleanPath(root + QStringLiteral("/ws/") + name);
    }
    static void write(const QString &path, const QByteArray &content)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    [[nodiscard]] bool isIdle() const { return controller.phase() == RunController::Phase::Idle; }
    template <class T>
    [[nodiscard]] T &find(const QString &name = {}) const
    {
        T *found = window->findChild<T *>(name);
        if (found == nullptr)
            qFatal("there is no %s %s", T::staticMetaObject.className(), qPrintable(name));
        return *found;
    }

    QString root;
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    QSettings settings;
    ThemeManager themes;
    RunController controller;
    std::unique_ptr<MainWindow> window;
};

} // namespace assay::ui::test
