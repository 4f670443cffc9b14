// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fake_workbench.h"
#include "ui/console/console_panel.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTabWidget>
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
        for (const QString &scene : {u"empty"_s, u"running"_s, u"finished"_s, u"palette"_s}) {
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
        controller.openWorkspace(controls->content.folder);
        QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
        if (scene != u"empty") {
            window.commands().action(u"run.all").trigger();
            const int finished = scene == u"finished" ? 25 : 19;
            QTRY_COMPARE(controller.feed().state().counts().finished, finished);
            window.selectCase(sampleCaseId(u"fails fast while open"_s));
        }
        if (scene == u"finished") {
            QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
            window.findChild<QTabWidget *>(u"bottomTabs"_s)->setCurrentIndex(1);
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
        QVERIFY(image.save(u"%1/%2-%3.png"_s.arg(out, scene, dark ? u"dark"_s : u"light"_s)));

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
#include "tst_screenshots.moc"
