// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fake_workbench.h"
#include "ui/window/consent.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace assay::ui::test {

/// A window over a fake workbench, with settings of its own that outlive the window: start()
/// again is the next start of the program.
struct WindowBench
{
    explicit WindowBench(bool trusted = true, bool opens = true)
        : settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , themes(*qApp)
    {
        controls->content = sampleContent();
        controls->script = sampleScript(false);
        controls->hold = true;
        if (trusted)
            Consent(settings).give(controls->content.folder);
        start(opens);
    }
    ~WindowBench()
    {
        window.reset(); // it uses the controller
    }
    void start(bool opens = true)
    {
        window.reset();
        controller = std::make_unique<RunController>(fakeOpener(controls));
        window = std::make_unique<MainWindow>(*controller, themes, settings);
        window->restore();
        window->show();
        if (opens)
            controller->openWorkspace(controls->content.folder);
    }
    template <class T>
    [[nodiscard]] T &find(const QString &name = {}) const
    {
        T *found = window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return *found;
    }
    [[nodiscard]] bool isIdle() const { return controller->phase() == RunController::Phase::Idle; }
    [[nodiscard]] QAction &action(QStringView id) const { return window->commands().action(id); }
    void trigger(QStringView id) const { action(id).trigger(); }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(window.get(), Qt::Key(key), modifiers);
    }

    QTemporaryDir folder;
    QSettings settings;
    ThemeManager themes;
    std::shared_ptr<FakeControls> controls = std::make_shared<FakeControls>();
    std::unique_ptr<RunController> controller;
    std::unique_ptr<MainWindow> window;
};

} // namespace assay::ui::test
