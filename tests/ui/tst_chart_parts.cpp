// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// Axes, values and points; what leaves a chart.
class TestChartParts : public QObject
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

QTEST_MAIN(assay::ui::test::TestChartParts)
#include "tst_chart_parts.moc"
