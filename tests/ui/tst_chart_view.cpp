// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_export.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/run_charts.h"
#include "ui/charts/series_painter.h"
#include "ui/fake_workbench.h"
#include "ui/load_run.h"
#include "ui/run/run_feed.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

using base::Nanoseconds;

namespace {

/// A page of charts with everything that it stands on.
struct Page
{
    explicit Page(bool dark = true)
        : themes(*qApp)
        , settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat)
    {
        themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        open();
    }
    void open()
    {
        charts = std::make_unique<RunCharts>(feed, time, themes, settings);
        charts->resize(1000, 760);
        charts->show();
    }
    void play(const events::EventBatch &events = loadRun())
    {
        feed.show(u"run"_s, events);
        time.setEnd(feed.now(), false);
        QVERIFY(QTest::qWaitFor([&] { return !view().panes().empty(); }));
        // Shown, laid out, and drawn on the range that it has now.
        QVERIFY(settle());
    }
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([&] {
            for (const ChartPane *pane : view().panes()) {
                if (pane->lines().empty() || !(pane->timeAxis().range == time.range()))
                    return false;
            }
            return true;
        });
    }
    [[nodiscard]] ChartView &view() { return charts->view(); }
    [[nodiscard]] ChartPane *pane(const QString &id)
    {
        for (ChartPane *pane : view().panes()) {
            if (pane->info().id == id)
                return pane;
        }
        return nullptr;
    }
    [[nodiscard]] QPoint at(const ChartPane &pane, Nanoseconds moment)
    {
        return {qRound(pane.timeAxis().x(moment)), qRound(pane.plot().center().y())};
    }

    QTemporaryDir folder;
    ThemeManager themes;
    QSettings settings;
    RunFeed feed;
    TimeView time;
    std::unique_ptr<RunCharts> charts;
};

void turnWheel(QWidget &viewport, QPoint at, int delta, Qt::KeyboardModifiers keys = {})
{
    QWheelEvent event(at, viewport.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, keys,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&viewport, &event);
}

int colouredPixels(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor there = image.pixelColor(x, y);
            count += std::abs(there.red() - colour.red()) +
                         std::abs(there.green() - colour.green()) +
                         std::abs(there.blue() - colour.blue()) <
                     60;
        }
    }
    return count;
}

} // namespace

class TestChartView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void niceAxes_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("greatest");
        QTest::addColumn<QString>("axis");
        QTest::newRow("from zero") << 3.0 << 97.0 << u"0..100 by 20"_s;
        QTest::newRow("close together") << 1000.0 << 1004.0 << u"1000..1004 by 1"_s;
        QTest::newRow("one value") << 5.0 << 5.0 << u"0..5 by 1"_s;
        QTest::newRow("zero alone") << 0.0 << 0.0 << u"0..1 by 0.2"_s;
        QTest::newRow("negative") << -7.0 << 12.0 << u"-10..15 by 5"_s;
        QTest::newRow("small") << 0.0 << 3e-7 << u"0..3e-07 by 1e-07"_s;
        QTest::newRow("huge") << -1e308 << 1e308 << u"0..1 by 1"_s;
        QTest::newRow("tiny") << 0.0 << 5e-324 << u"0..1 by 1"_s;
    }
    void niceAxes()
    {
        QFETCH(const double, least);
        QFETCH(const double, greatest);
        const ValueAxis axis = niceAxis(least, greatest, 5);
        QTEST(u"%1..%2 by %3"_s.arg(axis.from).arg(axis.to).arg(axis.step), "axis");
    }
    void valuesWithUnits_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("text");
        QTest::newRow("ms") << 3010.0 << u"ms"_s << u"3.01 s"_s;
        QTest::newRow("zero") << 0.0 << u"ms"_s << u"0 ms"_s;
        QTest::newRow("rate") << 38.2 << u"1/s"_s << u"38.2 /s"_s;
        QTest::newRow("round rate") << 200.0 << u"1/s"_s << u"200 /s"_s;
        QTest::newRow("bytes") << 214e6 << u"bytes"_s << u"214 MB"_s;
        QTest::newRow("none") << 0.75 << QString() << u"0.75"_s;
        QTest::newRow("other") << 3.0 << u"rows"_s << u"3 rows"_s;
        QTest::newRow("negative") << -3.0 << QString() << u"−3"_s;
        QTest::newRow("too long") << 1e300 << u"ms"_s << u"1e+300 ms"_s;
        QTest::newRow("not a number")
            << std::numeric_limits<double>::quiet_NaN() << u"ms"_s << QString();
    }
    void valuesWithUnits()
    {
        QFETCH(const double, value);
        QFETCH(const QString, unit);
        QTEST(valueText(value, unit), "text");
    }
    void linesEndAtTheEdges()
    {
        std::vector<ChartPoint> line{{0ns, 0}, {10ns, 10}, {20ns, 20}, {30ns, 30}, {40ns, 40}};
        endAtEdges(line, {Nanoseconds(15), Nanoseconds(25)});
        QCOMPARE(line.size(), 3U);
        QCOMPARE(line[0].value, 15.0);
        QCOMPARE(line[2].value, 25.0);
        std::vector<ChartPoint> across{{0ns, 0}, {100ns, 100}};
        endAtEdges(across, {Nanoseconds(40), Nanoseconds(60)});
        QCOMPARE(across.size(), 2U);
        QCOMPARE(across[0].value, 40.0);
        QCOMPARE(across[1].value, 60.0);
        std::vector<ChartPoint> none;
        endAtEdges(none, {Nanoseconds(40), Nanoseconds(60)});
        QVERIFY(none.empty());
        std::vector<ChartPoint> alone{{10ns, 3}};
        endAtEdges(alone, {Nanoseconds(40), Nanoseconds(60)});
        QVERIFY(alone.empty());
    }
    void nearest()
    {
        const double gap = std::numeric_limits<double>::quiet_NaN();
        const std::vector<ChartPoint> line{{10ns, 1}, {20ns, 2}, {50ns, gap}, {50ns, 5}, {60ns, 6}};
        QVERIFY(!nearestPoint(line, 9ns));
        QCOMPARE(nearestPoint(line, 10ns)->value, 1.0);
        QCOMPARE(nearestPoint(line, 14ns)->value, 1.0);
        QCOMPARE(nearestPoint(line, 16ns)->value, 2.0);
        QVERIFY(!nearestPoint(line, 30ns));
        QCOMPARE(nearestPoint(line, 58ns)->value, 6.0);
        QVERIFY(!nearestPoint(line, 61ns));
    }

    void nothingYet()
    {
        Page page;
        QVERIFY(QTest::qWaitForWindowExposed(page.charts.get()));
        QVERIFY(page.view().panes().empty());
        const auto labels = page.view().findChildren<QLabel *>(u"muted"_s);
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(u"Nothing has been measured");
        }));
        QCOMPARE(page.view().csv(), csvHeading());
        page.view().zoomToSelection(); // nothing is selected
    }
    void showsWhatTheRunHas()
    {
        Page page;
        page.play();
        QStringList ids;
        for (const ChartPane *pane : page.view().panes())
            ids.append(pane->info().id);
        QCOMPARE(ids, (QStringList{u"latency.requests"_s, u"requests"_s, u"cases"_s, u"events"_s,
                                   u"samples.memory{service=\"api\"}"_s}));
        for (const ChartPane *pane : page.view().panes()) {
            QVERIFY(pane->drawnPoints() > 20);
            for (const auto &line : pane->lines())
                QVERIFY(line.size() <= 2 * static_cast<std::size_t>(pane->plot().width()) + 2);
            QVERIFY(pane->values().to > 0);
            QVERIFY(!pane->accessibleName().isEmpty());
            QTRY_VERIFY(pane->accessibleDescription().contains(u" to "_s));
        }
        // What is drawn is in the picture.
        const QImage image = page.pane(u"requests"_s)->grab().toImage();
        QVERIFY(colouredPixels(image, page.themes.theme().fill(Role::Accent)) > 300);
    }
    void anotherRun()
    {
        Page page;
        page.play();
        page.feed.clear();
        QVERIFY(page.view().panes().empty());
        page.play();
        QCOMPARE(page.view().panes().size(), 5U);
    }
    void crosshairReadsEverySeries()
    {
        Page page;
        page.play();
        ChartPane &pane = *page.pane(u"latency.requests"_s);
        QVERIFY(page.view().overlay().readOut(pane).isEmpty());
        QTest::mouseMove(pane.viewport(), page.at(pane, 12s));
        QVERIFY(page.time.crosshair());
        QVERIFY(std::abs((*page.time.crosshair() - 12s).count()) < 100'000'000);
        const QStringList lines = page.view().overlay().readOut(pane);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith(u"p50"));
        QVERIFY2(lines[2].startsWith(u"p99") && lines[2].endsWith(u" s"), qPrintable(lines[2]));
        QCOMPARE(page.view().overlay().readOut(*page.pane(u"requests"_s)).size(), 2);
        QVERIFY(page.view().overlay().readOut(*page.pane(u"requests"_s))[0].contains(u"/s"_s));
        // In a gap there is no value.
        page.time.setCrosshair(7s);
        QCOMPARE(
            page.view().overlay().readOut(*page.pane(u"samples.memory{service=\"api\"}"_s)).size(),
            1);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(pane.viewport(), &leave);
        QVERIFY(!page.time.crosshair());
    }
    void aDragSelects()
    {
        Page page;
        page.play();
        ChartPane &pane = *page.pane(u"requests"_s);
        QTest::mousePress(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 10s));
        QTest::mouseMove(pane.viewport(), page.at(pane, 8s));
        QTest::mouseMove(pane.viewport(), page.at(pane, 6s));
        QTest::mouseRelease(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 6s));
        QVERIFY(page.time.selected());
        QVERIFY(std::abs((page.time.selected()->from - 6s).count()) < 100'000'000);
        QVERIFY(std::abs((page.time.selected()->to - 10s).count()) < 100'000'000);
        page.view().zoomToSelection();
        QVERIFY(std::abs((page.time.range().length() - 4s).count()) < 200'000'000);
        QVERIFY(!page.time.selected());
        QTest::mousePress(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 8s));
        QTest::mouseRelease(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 8s));
        QVERIFY(!page.time.selected());
        QTest::mouseDClick(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 8s));
        QVERIFY(page.time.showsAll());
    }
    void theWheelZoomsAtThePointer()
    {
        Page page;
        page.play();
        ChartPane &pane = *page.pane(u"requests"_s);
        const QPoint at = page.at(pane, 12s);
        const Nanoseconds there = pane.timeAxis().at(at.x());
        turnWheel(*pane.viewport(), at, 240);
        QVERIFY(page.time.range().length() < 12s);
        QVERIFY(page.settle());
        QVERIFY(std::abs(pane.timeAxis().x(there) - at.x()) < 1.5);
        const TimeRange before = page.time.range();
        turnWheel(*pane.viewport(), at, 120, Qt::ShiftModifier);
        QCOMPARE(page.time.range().length(), before.length());
        QVERIFY(page.time.range().from < before.from);
        // The axis of values follows what is in sight: before the fault nothing was slow.
        ChartPane &latency = *page.pane(u"latency.requests"_s);
        const double all = latency.values().to;
        page.time.setRange({3s, 8s});
        QVERIFY(page.settle());
        QVERIFY(latency.values().to < all / 10);
    }
    void theMiddleButtonPans()
    {
        Page page;
        page.play();
        page.time.setRange({6s, 10s});
        QVERIFY(page.settle());
        ChartPane &pane = *page.pane(u"requests"_s);
        QTest::mousePress(pane.viewport(), Qt::MiddleButton, {}, page.at(pane, 8s));
        QTest::mouseMove(pane.viewport(), page.at(pane, 9s));
        QTest::mouseRelease(pane.viewport(), Qt::MiddleButton, {}, page.at(pane, 9s));
        QVERIFY(std::abs((page.time.range().from - 5s).count()) < 100'000'000);
        QVERIFY(!page.time.selected());
    }
    void keys()
    {
        Page page;
        page.play();
        page.charts->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.charts.get()));
        ChartPane &pane = *page.pane(u"requests"_s);
        pane.setFocus();
        QTest::keyClick(&pane, Qt::Key_Plus);
        QTest::keyClick(&pane, Qt::Key_Plus);
        const TimeRange zoomed = page.time.range();
        QVERIFY(zoomed.length() < 13s);
        QTest::keyClick(&pane, Qt::Key_Right);
        QVERIFY(page.time.range().from > zoomed.from);
        QTest::keyClick(&pane, Qt::Key_Left);
        QCOMPARE(page.time.range(), zoomed);
        QTest::keyClick(&pane, Qt::Key_Minus);
        QVERIFY(page.time.range().length() > zoomed.length());
        QTest::keyClick(&pane, Qt::Key_Home);
        QVERIFY(page.time.showsAll());
        page.time.select(TimeRange{1s, 2s});
        QTest::keyClick(&pane, Qt::Key_Escape);
        QVERIFY(!page.time.selected());
    }
    void legendHidesALine()
    {
        Page page;
        page.play();
        ChartPane *pane = page.pane(u"latency.requests"_s);
        const auto toggles = pane->parentWidget()->findChildren<QPushButton *>(u"pill"_s);
        QCOMPARE(toggles.size(), 3);
        QVERIFY(toggles[2]->focusPolicy() & Qt::TabFocus);
        const double with = pane->values().to;
        QTest::keyClick(toggles[2], Qt::Key_Space); // p99
        QTRY_VERIFY(pane->values().to != with || !pane->isSeriesVisible(2));
        QTRY_COMPARE(colouredPixels(pane->grab().toImage(), page.themes.theme().fill(Role::Failed)),
                     0);
        page.time.setCrosshair(12s);
        QCOMPARE(page.view().overlay().readOut(*pane).size(), 2);
        // It stays so.
        page.open();
        page.play();
        QVERIFY(!page.pane(u"latency.requests"_s)->isSeriesVisible(2));
    }
    void chartsAreChosen()
    {
        Page page;
        page.play();
        auto *menu = page.view().findChild<QMenu *>(u"chartMenu"_s);
        page.view().chooseCharts();
        QVERIFY(menu->isVisible());
        auto *kind = menu->findChild<QAction *>(u"latency.kind.http"_s);
        QVERIFY(kind != nullptr && !kind->isChecked());
        kind->trigger();
        menu->findChild<QAction *>(u"events"_s)->trigger();
        menu->close();
        QTRY_VERIFY(page.pane(u"latency.kind.http"_s) != nullptr);
        QTRY_VERIFY(page.pane(u"events"_s) == nullptr);
        page.open();
        page.play();
        QVERIFY(page.pane(u"latency.kind.http"_s) != nullptr);
        QVERIFY(page.pane(u"events"_s) == nullptr);
    }
    void colours()
    {
        Page page;
        page.play();
        ChartPane &pane = *page.pane(u"requests"_s);
        const QColor dark = page.themes.theme().fill(Role::Panel);
        QCOMPARE(pane.grab().toImage().pixelColor(2, 2), dark);
        page.themes.setMode(ThemeMode::Light);
        const Theme &light = page.themes.theme();
        QTRY_COMPARE(pane.grab().toImage().pixelColor(2, 2), light.fill(Role::Panel));
        QTRY_VERIFY(colouredPixels(pane.grab().toImage(), light.fill(Role::Accent)) > 300);
    }
    void csv()
    {
        Page page;
        page.play();
        page.view().copyCsv();
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.front(), u"chart,series,unit,seconds,value"_s);
        QVERIFY(lines[1].startsWith(u"latency of requests,p50,ms,"_s));
        ChartInfo hostile{u"x"_s, u"=cmd()"_s, {}, {}, false, {{u"a,\"b\""_s, Role::Accent}}};
        QCOMPARE(csvOf(hostile, {{{1500ms, 2}, {2s, std::nan("")}}}),
                 u"'=cmd(),\"a,\"\"b\"\"\",,1.500000000,2\n"
                 "'=cmd(),\"a,\"\"b\"\"\",,2.000000000,\n"_s);
    }
    void pictures()
    {
        Page page;
        page.play();
        const QString png = page.folder.filePath(u"charts.png"_s);
        const QString svg = page.folder.filePath(u"charts.svg"_s);
        QVERIFY(page.view().savePicture(png));
        QVERIFY(page.view().savePicture(svg));
        const QImage image(png);
        QCOMPARE(image.size(), page.view().size() * 2);
        QVERIFY(colouredPixels(image, page.themes.theme().fill(Role::Accent)) > 600);
        QSvgRenderer drawn(svg);
        QVERIFY(drawn.isValid());
        const auto refused = page.view().savePicture(u"/nowhere/at/all.png"_s);
        QVERIFY(!refused);
        QVERIFY(!refused.error().title.isEmpty());
    }
    void aSparseRun()
    {
        Page page;
        events::EventBatch batch;
        for (auto &[at, payload] : sampleScript(true)) {
            auto event = std::make_shared<events::Event>();
            event->at = at;
            event->payload = std::move(payload);
            batch.push_back(std::move(event));
        }
        page.play(batch);
        QVERIFY(page.pane(u"latency.requests"_s) != nullptr);
        QVERIFY(page.pane(u"latency.requests"_s)->drawnPoints() > 6);
    }
    void aLane()
    {
        RunSeries series(RunSeries::Detail::Requests);
        series.take(loadRun());
        QCOMPARE(series.charts().size(), 2U);
        SeriesPainter lane;
        const TimeAxis axis{{0ns, 18s}, 20, 800};
        lane.layOut(series, RunSeries::kLatency, axis, QRectF(20, 10, 800, 60));
        QVERIFY(lane.topText().endsWith(u" s"_s));
        const auto values = lane.valuesAt(12s);
        QCOMPARE(values.size(), std::size_t(3));
        QVERIFY2(values[0].text.startsWith(u"p50 "_s), qPrintable(values[0].text));
        QCOMPARE(values[2].role, Role::Failed);
        QVERIFY(lane.valuesAt(19s).empty());
        QImage image(840, 80, QImage::Format_RGB32);
        image.fill(Theme::darkTheme().fill(Role::Panel));
        QPainter painter(&image);
        lane.paint(painter, Theme::darkTheme());
        painter.end();
        QVERIFY(colouredPixels(image, Theme::darkTheme().fill(Role::Failed)) > 50);
        QVERIFY(colouredPixels(image, Theme::darkTheme().fill(Role::Passed)) > 50);
        RunSeries nothing;
        lane.layOut(nothing, RunSeries::kRequests, axis, QRectF(20, 10, 800, 60));
        QCOMPARE(lane.topText(), QString());
    }

    void screenshots_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("scale");
        QTest::newRow("dark") << true << 1;
        QTest::newRow("light") << false << 1;
        QTest::newRow("dark@2") << true << 2;
        QTest::newRow("light@2") << false << 2;
    }
    void screenshots()
    {
        QFETCH(const bool, dark);
        QFETCH(const int, scale);
        Page page(dark);
        page.play();
        page.time.setCrosshair(10600ms);
        page.time.select(TimeRange{3s, 6s});
        QVERIFY(page.settle());
        QImage image(page.charts->size() * scale, QImage::Format_RGB32);
        image.setDevicePixelRatio(scale);
        page.charts->render(&image);
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(image.save(
            u"%1/charts-%2-%3x.png"_s.arg(out, dark ? u"dark"_s : u"light"_s).arg(scale)));

        QImage lanes(QSize(900, 170) * scale, QImage::Format_RGB32);
        lanes.setDevicePixelRatio(scale);
        const Theme &theme = page.themes.theme();
        lanes.fill(theme.fill(Role::Panel));
        QPainter painter(&lanes);
        SeriesPainter lane;
        const TimeAxis axis{{0ns, 20s}, 90, 800};
        for (const std::size_t chart : {RunSeries::kLatency, RunSeries::kRequests}) {
            lane.layOut(page.charts->series(), chart, axis,
                        QRectF(90, 10 + 80 * static_cast<double>(chart), 800, 64));
            lane.paint(painter, theme);
        }
        painter.end();
        QVERIFY(lanes.save(
            u"%1/lanes-%2-%3x.png"_s.arg(out, dark ? u"dark"_s : u"light"_s).arg(scale)));
        QVERIFY(colouredPixels(image, theme.fill(Role::Accent)) > 300);
        QVERIFY(colouredPixels(image, theme.fill(Role::Line)) > 300);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestChartView)
#include "tst_chart_view.moc"
