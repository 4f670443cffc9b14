// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"
#include "ui/fake_workbench.h"
#include "ui/settings/settings_page.h"
#include "ui/window/consent.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

/// Where everything stands that is seen.
QList<QRect> layoutOf(const QWidget &shown)
{
    QList<QRect> places;
    for (const QWidget *widget : shown.findChildren<QWidget *>()) {
        if (widget->isVisibleTo(&shown))
            places.append(widget->geometry());
    }
    return places;
}

/// The picture once every layout is done: nothing moves any more over some rounds of the event
/// loop. (Of a run that goes on the picture itself never stays the same.) Null when it never does.
QImage settled(QWidget &shown)
{
    QList<QRect> last;
    int same = 0;
    const bool still = QTest::qWaitFor([&] {
        QList<QRect> now = layoutOf(shown);
        same = now == last ? same + 1 : 0;
        last = std::move(now);
        return same >= 3;
    });
    return still ? shown.grab().toImage() : QImage();
}

} // namespace

/// Renders the window from a fixed run into build/<preset>/screenshots, for people to look at.
class TestScreenshots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void window_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("scene");
        for (const QString &scene :
             {u"empty"_s,           u"running"_s,       u"finished"_s,     u"palette"_s,
              u"welcome"_s,         u"help"_s,          u"settings"_s,     u"settings-appearance"_s,
              u"settings-editor"_s, u"settings-run"_s,  u"shortcuts"_s,    u"notifications"_s,
              u"split"_s,           u"author"_s,        u"review"_s,       u"tiny"_s,
              u"small-run"_s,       u"small-author"_s,  u"small-review"_s, u"small-help"_s,
              u"small-settings"_s,  u"small-history"_s, u"small-welcome"_s}) {
            QTest::newRow(qPrintable(scene + u"-dark"_s)) << true << scene;
            QTest::newRow(qPrintable(scene + u"-light"_s)) << false << scene;
        }
    }
    void window()
    {
        QFETCH(const bool, dark);
        QFETCH(const QString, scene);
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        ThemeManager themes(*qApp);
        themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        auto controls = std::make_shared<FakeControls>();
        controls->content = sampleContent();
        controls->script = sampleScript(scene == u"finished");
        controls->hold = scene != u"finished";
        Consent(settings).give(controls->content.folder);
        RunController controller(fakeOpener(controls));
        MainWindow window(controller, themes, settings);
        window.resize(1600, 1000);
        window.show();
        if (scene.startsWith(u"small-"))
            window.resize(800, 600);
        if (scene == u"welcome") {
            settings.setValue(u"workspace/recent"_s,
                              QStringList{QDir::tempPath(), u"/srv/tests/semantic-processor"_s});
            window.pages().close(window.pages().find(u"welcome"_s));
            window.commands().action(u"page.welcome").trigger();
        } else {
            controller.openWorkspace(controls->content.folder);
            QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
        }
        if (scene != u"empty" && scene != u"welcome") {
            window.commands().action(u"run.all").trigger();
            const int finished = scene == u"finished" ? 25 : 19;
            QTRY_COMPARE(controller.feed().state().counts().finished, finished);
            window.selectCase(sampleCaseId(u"fails fast while open"_s));
        }
        if (scene == u"finished") {
            QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
            window.shell().showPanel(u"problems"_s);
        }
        const QHash<QString, QString> commands = {
            {u"help"_s, u"help.index"_s},
            {u"settings"_s, u"settings.open"_s},
            {u"author"_s, u"layout.author"_s},
            {u"review"_s, u"layout.review"_s},
            {u"split"_s, u"help.index"_s},
            {u"shortcuts"_s, u"help.shortcuts"_s},
            {u"small-run"_s, u"layout.run"_s},
            {u"small-author"_s, u"layout.author"_s},
            {u"small-review"_s, u"layout.review"_s},
            {u"small-help"_s, u"help.index"_s},
            {u"small-settings"_s, u"settings.open"_s},
            {u"small-history"_s, u"page.history"_s},
            {u"small-welcome"_s, u"page.welcome"_s},
        };
        if (commands.contains(scene))
            window.commands().action(commands[scene]).trigger();
        if (scene == u"split")
            window.commands().action(u"page.split").trigger();
        if (scene.startsWith(u"settings-")) {
            window.commands().action(u"settings.open").trigger();
            window.findChild<SettingsPage *>()->open(scene.section(u'-', 1));
        }
        if (scene == u"help" || scene == u"small-help")
            window.shell().openHelp(u"suites.md"_s);
        if (scene == u"tiny")
            window.resize(800, 480);
        if (scene == u"tiny")
            window.commands().action(u"layout.original").trigger();
        if (scene == u"notifications") {
            window.notifications().post(
                {Notification::Kind::Info, u"Copying the example…"_s, {}, {}, {}, {}});
            window.notifications().post({Notification::Kind::Success,
                                         u"The run is over"_s,
                                         u"97 passed in 12 s"_s,
                                         {},
                                         {},
                                         {}});
            window.notifications().post({Notification::Kind::Error,
                                         u"The run was not started."_s,
                                         u"\"db\" is no service of the environment local"_s,
                                         u"Show problems"_s,
                                         [] {},
                                         {}});
        }
        QWidget *shown = &window;
        if (scene == u"palette") {
            window.commands().action(u"palette.open").trigger();
            shown = QApplication::activeModalWidget();
            QVERIFY(shown != nullptr);
        }
        const QImage image = settled(*shown);
        QVERIFY(!image.isNull());
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        const QString scale =
            window.devicePixelRatio() > 1 ? u"-%1x"_s.arg(window.devicePixelRatio()) : QString();
        QVERIFY(
            image.save(u"%1/%2-%3%4.png"_s.arg(out, scene, dark ? u"dark"_s : u"light"_s, scale)));

        // What can be checked without eyes: the ground's colour, and that much is drawn on it.
        const QColor ground = image.pixelColor(3, image.height() - 4);
        if (shown == &window)
            QCOMPARE(ground.name(), themes.theme().fill(Role::Window).name());
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY(colours.size() > 60);
        QVERIFY(colours.contains(themes.theme().fill(Role::Line).rgb()));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestScreenshots)
#include "tst_window.moc"
