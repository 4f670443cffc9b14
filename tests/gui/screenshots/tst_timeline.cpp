// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fake_workbench.h"
#include "ui/run/selection.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// Renders the timeline of the recorded run into build/<preset>/screenshots, for people to look at.
class TestTimelineShots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shots_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("scale");
        QTest::addColumn<QString>("scene");
        for (const QString &scene : {u"whole"_s, u"zoomed"_s, u"live"_s, u"many"_s}) {
            for (const int scale : {1, 2}) {
                QTest::newRow(qPrintable(u"%1-dark-%2"_s.arg(scene).arg(scale)))
                    << true << scale << scene;
                QTest::newRow(qPrintable(u"%1-light-%2"_s.arg(scene).arg(scale)))
                    << false << scale << scene;
            }
        }
    }
    void shots()
    {
        QFETCH(const bool, dark);
        QFETCH(const int, scale);
        QFETCH(const QString, scene);
        ThemeManager themes(*qApp);
        themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        RunFeed feed;
        TimeView time;
        Selection selection;
        TimelinePanel panel(feed, time, selection, themes);
        panel.resize(956, 460);
        events::EventBatch events;
        for (const auto &[at, payload] :
             scene == u"many" ? bigScript(20'000) : sampleScript(scene != u"live"))
            events.push_back(
                std::make_shared<events::Event>(events::Event{events.size() + 1, at, payload}));
        panel.show();
        if (scene == u"live") {
            feed.restart(u"r"_s, [&events] { return std::exchange(events, {}); });
            QTRY_COMPARE(feed.state().counts().finished, 19);
        } else {
            feed.show(u"r"_s, events);
        }
        selection.selectCase(sampleCaseId(u"fails fast while open"_s));
        if (scene == u"zoomed") {
            time.setRange({8800ms, 11s});
            time.setCrosshair(10600ms);
        } else if (scene != u"many") {
            time.setCrosshair(9200ms);
            time.select(TimeRange{7414ms, 10724ms});
        }
        panel.view().ensureLaidOut();
        QVERIFY(panel.view().shapeCount() > 20);
        QImage image(panel.size() * scale, QImage::Format_RGB32);
        image.setDevicePixelRatio(scale);
        panel.render(&image);
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(image.save(u"%1/timeline-%2-%3-%4.png"_s.arg(
            out, scene, dark ? u"dark"_s : u"light"_s, QString::number(scale))));

        // What can be checked without eyes.
        const Theme &theme = themes.theme();
        QCOMPARE(image.pixelColor(2, image.height() - 4).name(), theme.fill(Role::Panel).name());
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 2) {
            for (int x = 0; x < image.width(); x += 2)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY(colours.size() > 60);
        QVERIFY(colours.contains(theme.fill(Role::Failed).rgb()));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestTimelineShots)
#include "tst_timeline.moc"
