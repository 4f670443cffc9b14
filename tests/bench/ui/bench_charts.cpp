// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets of the charts, offscreen: ten million samples are appended, asked for at any zoom, and
// zoomed through in one chart of two lines, and in four; a frame is everything that the main thread
// does at once: asking, handing to Qt Charts, painting. The floor is a painter that draws as many
// points as plain polylines.
#include "bench/measure.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/pyramid.h"
#include "ui/charts/run_series.h"
#include "ui/charts/series_painter.h"
#include "ui/load_run.h"

#include <QApplication>
#include <QPainter>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace assay;
using namespace assay::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t kSamples = 10'000'000;
constexpr double kFrameMs = 16;

class Stopwatch
{
public:
    [[nodiscard]] double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start)
            .count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// The same ten million in every line of every chart.
class Samples : public SeriesSource
{
public:
    Samples(const Pyramid &pyramid, int charts)
        : m_pyramid(pyramid)
    {
        for (int i = 0; i < charts; ++i) {
            m_charts.push_back({u"samples.%1"_s.arg(i),
                                u"series %1"_s.arg(i),
                                {},
                                u"ms"_s,
                                true,
                                {{u"a"_s, Role::Accent}, {u"b"_s, Role::Passed}}});
        }
    }
    [[nodiscard]] const std::vector<ChartInfo> &charts() const override { return m_charts; }
    [[nodiscard]] bool isEmpty(std::size_t) const override { return false; }
    void query(std::size_t, const TimeRange &range, int pixels,
               std::vector<std::vector<ChartPoint>> &lines) const override
    {
        lines.resize(2);
        m_pyramid.query(range, pixels, lines[0]);
        m_pyramid.query(range, pixels, lines[1]);
        for (ChartPoint &point : lines[1])
            point.value += 30;
    }
    [[nodiscard]] const std::vector<ChartBand> &bands() const override { return m_bands; }
    [[nodiscard]] std::uint64_t revision() const override { return 0; }

private:
    const Pyramid &m_pyramid;
    std::vector<ChartInfo> m_charts;
    std::vector<ChartBand> m_bands;
};

std::vector<TimeRange> zooms(base::Nanoseconds end)
{
    std::vector<TimeRange> ranges;
    QRandomGenerator random(5);
    for (int i = 0; i < 300; ++i) {
        // In and out again, from all to 20 µs, somewhere else each time.
        const double depth = std::abs(std::sin(i * 0.07));
        const double length = static_cast<double>(end.count()) * std::pow(10, -5.5 * depth);
        const double from = random.bounded(1.0) * (static_cast<double>(end.count()) - length);
        ranges.push_back({base::Nanoseconds(std::llround(from)),
                          base::Nanoseconds(std::llround(from + std::max(20e3, length)))});
    }
    return ranges;
}

void benchPyramid(Pyramid &pyramid)
{
    QRandomGenerator random(1);
    std::vector<double> noise(4096);
    for (double &value : noise)
        value = random.bounded(20.0);
    double worst = 0;
    const Stopwatch all;
    for (std::uint32_t i = 0; i < kSamples;) {
        const Stopwatch thousand;
        for (int j = 0; j < 1000; ++j, ++i)
            pyramid.append(base::Nanoseconds(std::int64_t{i} * 1000),
                           noise[i % 4096] + 40 * std::sin(i * 1e-5));
        worst = std::max(worst, thousand.ms());
    }
    const double appended = all.ms();
    std::printf("append: %.1f million a second; %.1f bytes a sample\n", kSamples / appended / 1000,
                static_cast<double>(pyramid.bytes()) / kSamples);
    bench::reportBound(u"append: the slowest thousand"_s, worst, u"ms"_s, 4);

    std::vector<ChartPoint> points;
    std::vector<double> queries;
    for (const TimeRange &range : zooms(base::Nanoseconds(std::int64_t{kSamples} * 1000))) {
        const Stopwatch query;
        pyramid.query(range, 1600, points);
        queries.push_back(query.ms());
    }
    std::vector<double> plain(kSamples);
    for (std::uint32_t i = 0; i < kSamples; ++i)
        plain[i] = pyramid.at(i).value;
    const Stopwatch scan;
    const auto [least, greatest] = std::minmax_element(plain.begin(), plain.end());
    std::printf(
        "query of 1600 pixels: p50 %.3f p99 %.3f ms; one scan of all values: %.1f ms (%g)\n",
        percentile(queries, 0.5), percentile(queries, 0.99), scan.ms(), *greatest - *least);
    bench::reportBound(u"query p99"_s, percentile(queries, 0.99), u"ms"_s, 1);
}

void benchFrames(const Pyramid &pyramid, ThemeManager &themes, int charts)
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    const Samples source(pyramid, charts);
    TimeView time;
    ChartView view(source, time, themes, settings);
    view.resize(1600, 1000);
    view.show();
    QApplication::processEvents();
    const base::Nanoseconds end(std::int64_t{kSamples} * 1000);
    time.setEnd(end, false);
    std::vector<double> frames;
    std::vector<double> until;
    std::vector<double> floors;
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    for (const TimeRange &range : zooms(end)) {
        time.setRange(range);
        const Stopwatch whole;
        double longest = 0;
        do {
            const Stopwatch once;
            QApplication::processEvents();
            longest = std::max(longest, once.ms());
        } while (!view.isSettled());
        QApplication::processEvents(); // the last picture
        frames.push_back(longest);
        until.push_back(whole.ms());

        const Stopwatch floor;
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(image.rect(), themes.theme().fill(Role::Panel));
        for (const ChartPane *pane : view.panes()) {
            const TimeAxis axis = pane->timeAxis();
            for (std::size_t i = 0; i < pane->lines().size(); ++i) {
                QPolygonF line;
                line.reserve(static_cast<qsizetype>(pane->lines()[i].size()));
                for (const ChartPoint &point : pane->lines()[i])
                    line.append({axis.x(point.at), 200 - point.value});
                painter.setPen(penOf(pane->info().series[i], themes.theme()));
                painter.drawPolyline(line);
            }
        }
        painter.end();
        floors.push_back(floor.ms());
    }
    std::printf("%d chart(s), %d lines: frame p50 %.1f ms; until all show the zoom p50 %.1f p99 "
                "%.1f ms; floor p50 %.1f p99 %.1f ms\n",
                charts, 2 * charts, percentile(frames, 0.5), percentile(until, 0.5),
                percentile(until, 0.99), percentile(floors, 0.5), percentile(floors, 0.99));
    bench::reportBound(u"zoom frame p99, %1 chart(s)"_s.arg(charts), percentile(frames, 0.99),
                       u"ms"_s, kFrameMs);

    std::vector<double> crosshairs;
    for (int i = 0; i < 200; ++i) {
        const Stopwatch moved;
        time.setCrosshair(time.range().from + time.range().length() / 200 * i);
        view.repaint();
        crosshairs.push_back(moved.ms());
    }
    bench::reportBound(u"crosshair p99, all painted anew, %1 chart(s)"_s.arg(charts),
                       percentile(crosshairs, 0.99), u"ms"_s, kFrameMs);
}

void benchRun()
{
    RunSeries series;
    const events::EventBatch events = test::loadRun();
    const Stopwatch taking;
    constexpr int kTimes = 20;
    for (int i = 0; i < kTimes; ++i) {
        series.reset();
        series.take(events);
    }
    std::printf("events of a run: %.2f million a second\n",
                static_cast<double>(events.size()) * kTimes / taking.ms() / 1000);
    std::vector<std::vector<ChartPoint>> lines;
    std::vector<double> queries;
    for (const TimeRange &range : zooms(std::chrono::seconds(18))) {
        const Stopwatch query;
        for (std::size_t chart = 0; chart < series.charts().size(); ++chart)
            series.query(chart, range, 1600, lines);
        queries.push_back(query.ms() / static_cast<double>(series.charts().size()));
    }
    bench::reportBound(u"query of a chart of a run p99"_s, percentile(queries, 0.99), u"ms"_s, 1);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    ThemeManager themes(*qApp);
    themes.setMode(ThemeMode::Dark);
    Pyramid pyramid;
    benchPyramid(pyramid);
    for (const int charts : {1, 4})
        benchFrames(pyramid, themes, charts);
    benchRun();
    return bench::verdict();
}
