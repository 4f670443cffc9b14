// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/run_series.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

using base::Nanoseconds;
using model::Outcome;
using Lines = std::vector<std::vector<ChartPoint>>;

namespace {

events::Event happened(Nanoseconds at, events::Payload payload)
{
    return {1, at, std::move(payload)};
}

events::Event step(Nanoseconds at, const QString &kind, const QString &title, Nanoseconds duration,
                   Outcome outcome = Outcome::Passed)
{
    events::StepFinished done;
    done.kind = kind;
    done.title = title;
    done.duration = duration;
    done.outcome = outcome;
    return happened(at, done);
}

events::Event started(Nanoseconds at, const QString &kind)
{
    events::StepStarted start;
    start.kind = kind;
    return happened(at, start);
}

std::size_t chartOf(const RunSeries &series, const QString &id)
{
    for (std::size_t i = 0; i < series.charts().size(); ++i) {
        if (series.charts()[i].id == id)
            return i;
    }
    return series.charts().size();
}

double greatest(const std::vector<ChartPoint> &line)
{
    double found = 0;
    for (const ChartPoint &point : line)
        found = std::isnan(point.value) ? found : std::max(found, point.value);
    return found;
}

bool hasGap(const std::vector<ChartPoint> &line)
{
    return std::any_of(line.begin(), line.end(),
                       [](const ChartPoint &point) { return std::isnan(point.value); });
}

/// Percentile of all, by rank: what a histogram comes near to.
Nanoseconds exact(std::vector<Nanoseconds> all, double share)
{
    std::sort(all.begin(), all.end());
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(all.size())));
    return all[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

class TestRunSeries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void histogramsComeNear_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 10; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void histogramsComeNear()
    {
        QFETCH(const quint32, seed);
        QRandomGenerator random(seed);
        std::vector<Nanoseconds> all;
        LogHistogram whole;
        LogHistogram merged;
        for (int part = 0; part < 5; ++part) {
            LogHistogram histogram;
            for (int i = random.bounded(1, 400); i > 0; --i) {
                const double log = random.bounded(20.0) + 3;
                all.push_back(Nanoseconds(static_cast<std::int64_t>(std::exp(log))));
                whole.add(all.back());
                histogram.add(all.back());
            }
            merged.merge(histogram);
        }
        QCOMPARE(merged.count(), all.size());
        for (const double share : {0.0, 0.01, 0.5, 0.95, 0.99, 1.0}) {
            const Nanoseconds wanted = exact(all, share);
            const Nanoseconds got = merged.percentile(share);
            QCOMPARE(got, whole.percentile(share)); // merging loses nothing
            QVERIFY2(
                std::abs((got - wanted).count()) <= wanted.count() * 35 / 1000,
                qPrintable(
                    u"%1: %2 is not near %3"_s.arg(share).arg(got.count()).arg(wanted.count())));
        }
        QCOMPARE(merged.percentile(1), exact(all, 1));
    }
    void histogramsAtTheEdges()
    {
        LogHistogram histogram;
        QCOMPARE(histogram.percentile(0.5), 0ns);
        histogram.add(-5ns);
        QCOMPARE(histogram.percentile(0.5), 0ns);
        histogram.clear();
        histogram.add(Nanoseconds::max());
        QCOMPARE(histogram.percentile(0.99), Nanoseconds::max());
        histogram.clear();
        histogram.add(3012ms); // one alone is exact
        QCOMPARE(histogram.percentile(0.5), 3012ms);
        histogram.merge({});
        QCOMPARE(histogram.count(), 1U);
    }

    void anEmptyRun()
    {
        RunSeries series;
        Lines lines;
        for (std::size_t chart = 0; chart < series.charts().size(); ++chart) {
            QVERIFY(series.isEmpty(chart));
            series.query(chart, {0ns, 1s}, 100, lines);
            QCOMPARE(lines.size(), series.charts()[chart].series.size());
            for (const auto &line : lines)
                QVERIFY(line.empty());
        }
    }
    void latencyByKindAndName()
    {
        RunSeries series;
        for (int i = 0; i < 1000; ++i) {
            const auto at = 10ms * i;
            series.take(step(at, u"http"_s, u"GET /a"_s, i < 980 ? 10ms : 2s));
            series.take(step(at, u"sql"_s, u"select 1"_s, 1ms));
            series.take(step(at, u"http"_s, u"GET /b"_s, 9s, Outcome::Skipped)); // never was
        }
        Lines lines;
        series.query(RunSeries::kLatency, {0ns, 10s}, 1000, lines);
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(lines[0].front().value, 10.0);
        QCOMPARE(lines[0].back().value, 2000.0);
        for (std::size_t i = 0; i < lines[0].size(); ++i) {
            QVERIFY(lines[0][i].value <= lines[1][i].value);
            QVERIFY(lines[1][i].value <= lines[2][i].value);
            QVERIFY(lines[0][i].value == 10.0 || lines[0][i].at > 9700ms);
        }
        series.query(chartOf(series, u"latency.kind.sql"_s), {0ns, 10s}, 1000, lines);
        QCOMPARE(greatest(lines[2]), 1.0);
        series.query(chartOf(series, u"latency.name.GET /a"_s), {0ns, 10s}, 1000, lines);
        QCOMPARE(greatest(lines[2]), 2000.0);
        QCOMPARE(chartOf(series, u"latency.name.GET /b"_s), series.charts().size());
    }
    void percentilesOfMergedStretchesAreThoseOfAll()
    {
        RunSeries series;
        QRandomGenerator random(7);
        std::vector<Nanoseconds> all;
        for (int i = 0; i < 4000; ++i) {
            all.push_back(Nanoseconds(random.bounded(1'000'000, 900'000'000)));
            series.take(step(1ms * i, u"http"_s, u"x"_s, all.back()));
        }
        // One drawn stretch over everything.
        Lines lines;
        series.query(RunSeries::kLatency, {0ns, 4s}, 1, lines);
        QCOMPARE(lines[1].size(), 1U);
        const double wanted = std::chrono::duration<double, std::milli>(exact(all, 0.95)).count();
        QVERIFY(std::abs(lines[1][0].value - wanted) < 0.035 * wanted);
    }
    void quietStretchesEndALine()
    {
        RunSeries series;
        for (int i = 0; i < 100; ++i)
            series.take(step(10ms * i, u"http"_s, u"x"_s, 5ms));
        for (int i = 0; i < 100; ++i)
            series.take(step(60s + 10ms * i, u"http"_s, u"x"_s, 5ms));
        Lines lines;
        series.query(RunSeries::kLatency, {0ns, 61s}, 1000, lines);
        QVERIFY(hasGap(lines[0]));
        series.query(RunSeries::kLatency, {0ns, 1s}, 1000, lines);
        QVERIFY(!hasGap({lines[0].begin(), lines[0].end() - 2})); // the last is the neighbour
    }
    void rates()
    {
        RunSeries series;
        for (int i = 0; i < 2000; ++i) { // 200/s for ten seconds, half of the last five bad
            series.take(started(5ms * i, i % 3 == 0 ? u"sse"_s : u"http"_s));
            series.take(started(5ms * i, u"exec"_s)); // no request
            series.take(step(5ms * i, u"http"_s, u"x"_s, 1ms,
                             i >= 1000 && i % 2 == 0 ? Outcome::Failed : Outcome::Passed));
        }
        Lines lines;
        series.query(RunSeries::kRequests, {0ns, 10s}, 500, lines);
        QVERIFY(lines[0].size() > 20);
        for (std::size_t i = 0; i + 1 < lines[0].size(); ++i) {
            QVERIFY(std::abs(lines[0][i].value - 200) < 12);
            QVERIFY(std::abs(lines[1][i].value - (lines[1][i].at < 4900ms ? 0 : 100)) < 12 ||
                    std::abs((lines[1][i].at - 5s).count()) < 200'000'000);
        }
        // The stretch that is not over does not look like the end of all traffic.
        QVERIFY(lines[0].back().value > 150);
        series.query(RunSeries::kEvents, {0ns, 10s}, 500, lines);
        QVERIFY(std::abs(lines[0][3].value - 600) < 30);
    }
    void activeCases()
    {
        RunSeries series;
        series.take(happened(100ms, events::CaseStarted{0, 1}));
        series.take(happened(200ms, events::CaseStarted{1, 2}));
        series.take(
            happened(250ms, events::CaseFinished{7, Outcome::Skipped})); // was never at work
        series.take(happened(900ms, events::CaseFinished{0, Outcome::Passed}));
        series.take(happened(1000ms, events::CaseFinished{1, Outcome::Passed}));
        series.take(happened(1500ms, events::RunFinished{}));
        Lines lines;
        series.query(RunSeries::kCases, {0ns, 1500ms}, 1500, lines);
        const auto at = [&](Nanoseconds wanted) {
            const auto point =
                std::lower_bound(lines[0].begin(), lines[0].end(), wanted,
                                 [](const ChartPoint &p, Nanoseconds t) { return p.at < t; });
            return point == lines[0].end() ? -1.0 : point->value;
        };
        QCOMPARE(at(50ms), 0.0);
        QCOMPARE(at(150ms), 1.0);
        QCOMPARE(at(500ms), 2.0);
        QCOMPARE(at(950ms), 1.0);
        QCOMPARE(at(1200ms), 0.0);
    }
    void samplesByNameAndUnit()
    {
        RunSeries series;
        const double gap = std::numeric_limits<double>::quiet_NaN();
        series.take(happened(
            1s, events::SampleBatch{
                    u"rss{service=\"api\"}"_s, u"bytes"_s, {{1s, 5}, {2s, gap}, {3s, 7}}, 4}));
        series.take(
            happened(1s, events::SampleBatch{u"rss{service=\"llm\"}"_s, u"bytes"_s, {{1s, 9}}, 0}));
        series.take(happened(1s, events::SampleBatch{u"rss"_s, u"ms"_s, {{1s, 1}}, 0}));
        const std::size_t chart = chartOf(series, u"samples.rss{service=\"api\"}"_s);
        QVERIFY(chart < series.charts().size());
        const ChartInfo &info = series.charts()[chart];
        QCOMPARE(info.title, u"rss"_s);
        QCOMPARE(info.unit, u"bytes"_s);
        QCOMPARE(info.series.size(), 2U);
        QCOMPARE(info.series[1].label, u"service=\"llm\""_s);
        Lines lines;
        series.query(chart, {0ns, 4s}, 400, lines);
        QCOMPARE(lines[0].size(), 3U);
        QVERIFY(hasGap(lines[0]));
        QCOMPARE(lines[1].front().value, 9.0);
        QCOMPARE(series.losses().merged, 4U);
    }
    void faultsAreBands()
    {
        RunSeries series;
        series.take(happened(2s, events::FaultStarted{u"f1"_s, u"api -> llm"_s, u"latency"_s, {}}));
        series.take(happened(3s, events::FaultStarted{u"f2"_s, u"api -> db"_s, u"reset"_s, {}}));
        series.take(happened(4s, events::FaultEnded{u"f1"_s, 3}));
        QCOMPARE(series.bands().size(), 2U);
        QCOMPARE(series.bands()[0].range.to, Nanoseconds(4s));
        QCOMPARE(series.bands()[1].range.to, Nanoseconds::max()); // goes on
        series.take(happened(9s, events::RunFinished{}));
        QCOMPARE(series.bands()[1].range.to, Nanoseconds(9s));
        series.take(happened(9s, events::FaultEnded{u"unknown"_s, 3}));
        series.reset();
        QVERIFY(series.bands().empty());
    }
    void boundsHold()
    {
        RunSeries series;
        for (int i = 0; i < 500; ++i) {
            series.take(step(1ms * i, u"http"_s, u"GET /%1"_s.arg(i), 1ms));
            series.take(
                happened(1ms * i, events::SampleBatch{u"s%1"_s.arg(i), {}, {{1ms * i, 1}}, 0}));
        }
        QVERIFY(series.charts().size() <=
                4 + 1 + RunSeries::kMostNames + 1 + RunSeries::kMostSeries);
        QCOMPARE(series.losses().series, 500 - static_cast<int>(RunSeries::kMostSeries));
        Lines lines;
        series.query(chartOf(series, u"latency.other"_s), {0ns, 500ms}, 100, lines);
        QCOMPARE(greatest(lines[0]), 1.0);
    }
    void timesFromABrokenFile()
    {
        RunSeries series;
        series.take(step(-5s, u"http"_s, u"x"_s, -1s));
        series.take(step(1s, u"http"_s, u"x"_s, 1s));
        series.take(step(Nanoseconds::max() / 4, u"http"_s, u"x"_s, Nanoseconds::max()));
        series.take(step(2s, u"http"_s, u"x"_s, 1s)); // earlier than the last
        Lines lines;
        for (std::size_t chart = 0; chart < series.charts().size(); ++chart) {
            series.query(chart, {0ns, Nanoseconds::max() / 4}, 1000, lines);
            series.query(chart, {0ns, 10us}, 1000, lines);
        }
        series.query(RunSeries::kLatency, {0ns, Nanoseconds::max() / 4}, 1000, lines);
        QVERIFY(lines[0].size() >= 2);
    }
    /// An hour at 10 000 events a second, in which only the time matters to the memory: each event
    /// stands for 500 of them.
    void anHourStaysFlat()
    {
        RunSeries series;
        QRandomGenerator random(3);
        std::size_t early = 0;
        const auto total = 72'000;
        for (int i = 0; i < total; ++i) {
            const Nanoseconds at = 50ms * i;
            const Nanoseconds took(random.bounded(100'000, 100'000'000));
            series.take(started(at, u"http"_s));
            series.take(step(at, u"http"_s, u"GET /%1"_s.arg(i % 5), took));
            events::SampleBatch batch{u"rss"_s, u"bytes"_s, {}, 0};
            for (int j = 0; j < 10; ++j)
                batch.samples.push_back({at + 5ms * j, random.bounded(100.0)});
            series.take(happened(at, batch));
            if (i == total / 6)
                early = series.bytes();
        }
        QVERIFY2(series.bytes() < 2 * early, qPrintable(QString::number(series.bytes())));
        QVERIFY(series.bytes() < 12'000'000);
        // What was merged is still all there, and the extremes of samples are exact.
        Lines lines;
        series.query(RunSeries::kRequests, {0ns, 1h}, 800, lines);
        QVERIFY(std::abs(lines[0][10].value - 20) < 1);
        series.query(chartOf(series, u"samples.rss"_s), {0ns, 1h}, 800, lines);
        QVERIFY(greatest(lines[0]) > 99.9);
        QVERIFY(lines[0].size() > 1500);
        QVERIFY(lines[0].size() <= 1602);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestRunSeries)
#include "tst_run_series.moc"
