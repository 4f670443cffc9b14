// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// Bars and ticks, also of runs that nobody wishes for.
class TestTimelineBars : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsAreSeenAsLines()
    {
        RunFeed feed;
        TimeView time;
        Selection selection;
        const ThemeManager themes(*qApp);
        TimelineView view(feed, time, selection, themes);
        view.resize(900, 600);
        feed.show(u"r"_s, loadRun());
        view.ensureLaidOut();
        for (const QString &id : {u"latency"_s, u"requests"_s}) {
            const Lane &lane = *view.lanes().find(id);
            QVERIFY(lane.height() > 0);
            QCOMPARE(lane.rows().size(), std::size_t(1));
            QVERIFY(lane.shapeCount() > 20);
            QVERIFY(lane.shapeCount() < 2 * 3 * 900); // two points a pixel of each line
        }
        const Lane::ReadOut slow = view.lanes().find(u"latency")->readOutAt(feed, 12s, 10ms);
        QCOMPARE(slow.lines.size(), std::size_t(3));
        QVERIFY2(slow.lines[2].text.startsWith(u"latency · p99 "_s),
                 qPrintable(slow.lines[2].text));
        QCOMPARE(slow.lines[2].role, Role::Failed);
        const Lane::ReadOut sent = view.lanes().find(u"requests")->readOutAt(feed, 12s, 10ms);
        QCOMPARE(sent.lines.size(), std::size_t(2));
        feed.clear();
        view.ensureLaidOut();
        QCOMPARE(view.lanes().find(u"latency")->height(), 0.0);
    }

    void barsBelowAPixelAreMerged()
    {
        BarTrack track;
        constexpr int kCount = 100'000;
        for (int i = 0; i < kCount; ++i) {
            Span span;
            span.from = std::chrono::milliseconds(i);
            span.to = span.from + 900us;
            span.key = i;
            span.status = i == 51'234 ? Status::Failed : Status::Passed;
            track.add(span);
        }
        QCOMPARE(track.depth(), 1);
        std::vector<Bar> bars;
        const auto layOut = [&](const TimeRange &range) {
            bars.clear();
            track.layOut({range, 0, 1000}, 100s, {}, bars);
        };
        layOut({0s, 100s});
        std::uint64_t spans = 0;
        int failed = 0;
        double failedWidth = 0;
        for (const Bar &bar : bars) {
            spans += bar.count;
            failed += bar.status == Status::Failed ? 1 : 0;
            if (bar.status == Status::Failed)
                failedWidth = bar.rect.width();
        }
        QCOMPARE(spans, std::uint64_t(kCount)); // none is lost
        QVERIFY(bars.size() <= 1000);
        QCOMPARE(failed, 1); // one bad pixel, in sight however many passed around it
        QCOMPARE(failedWidth, 1.0);
        layOut({51'230ms, 51'240ms});
        QVERIFY(bars.size() >= 10 && bars.size() <= 12);
        QCOMPARE(bars[4].status, Status::Failed);
        QCOMPARE(bars[4].count, 1U);
        layOut({200s, 300s});
        QVERIFY(bars.empty());
    }

    void whatOverlapsStandsBelow()
    {
        BarTrack track;
        const auto add = [&](std::chrono::milliseconds from, std::chrono::milliseconds to) {
            Span span;
            span.from = from;
            span.to = to;
            span.key = int(track.spans().size());
            track.add(span);
        };
        add(0ms, 1000ms);
        add(999ms, 2000ms); // by a millisecond: the stopwatch's, not real
        QCOMPARE(track.depth(), 1);
        add(500ms, 1500ms);
        QCOMPARE(track.depth(), 2);
        for (int i = 0; i < 50; ++i)
            add(500ms, 1500ms);
        QCOMPARE(track.depth(), BarTrack::kDeepest);
        std::vector<Bar> bars;
        track.layOut({{0s, 2s}, 0, 1000}, 2s, {}, bars);
        QCOMPARE(bars.size(), std::size_t(53));
    }

    void hostileRuns()
    {
        Script script = planOf(12, 2);
        addCase(script, 0, 0, 100ms, 200ms);  // no worker
        addCase(script, 1, -7, 100ms, 200ms); // no such worker
        addCase(script, 2, 1, 1s, 0ms);       // nothing long
        addCase(script, 3, 1, 2s, 4s);
        addCase(script, 4, 1, 3s, 1s);                         // over the other
        addCase(script, 5, 1, 500ms, 100ms);                   // the clock ran back
        addCase(script, 6, 2, 9s, -3s);                        // shorter than nothing
        addCase(script, 7, 2'000'000'000, 1s, 1s);             // a worker far away
        addCase(script, 99, 1, 1s, 1s);                        // nobody's
        script.emplace_back(2s, events::CaseStarted{8, 1});    // without an attempt
        script.emplace_back(3s, events::AttemptStarted{9, 1}); // without a start
        script.emplace_back(4s, events::StepStarted{9, 1, u"steps.0"_s, u"http"_s, {}, {}});
        script.emplace_back(2s, events::CaseStarted{10, 1});
        script.emplace_back(
            4s, events::CaseFinished{
                    10, model::Outcome::Error, false, false, {}, 2s, 0}); // never had an attempt
        script.emplace_back(5s, events::HealthChanged{u"nobody"_s, {}, u"strange"_s, {}});
        Fixture f;
        f.show(script);
        f.view.resize(1118, 800);
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).shapeCount(), std::size_t(11));
        QSet<QString> seen;
        for (int y = 22; y < 300; y += 4) {
            for (int x = 104; x < 1104; ++x)
                seen.insert(f.caseAt({double(x), double(y)}));
        }
        seen.remove({});
        QCOMPARE(seen.size(), 11);
        f.view.grab();
        f.time.zoomAt(3s, 1e-9);
        f.view.grab();
        f.time.setRange({Nanoseconds(3s), Nanoseconds(3s) + TimeView::kShortest});
        f.view.grab();
        f.view.resize(30, 10);
        f.view.grab();
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, {5, 5});
        f.feed.clear();
        f.view.grab();
        QCOMPARE(f.view.shapeCount(), std::size_t(0));
    }

    void aClockThatJumpsByYears()
    {
        Script script = planOf(3, 1);
        addCase(script, 0, 1, 1s, 1s);
        addCase(script, 1, 1, 3s, 1s);
        script.emplace_back(std::chrono::hours(24 * 365 * 50), events::CaseStarted{2, 1});
        script.emplace_back(std::chrono::hours(24 * 365 * 50), events::AttemptStarted{2, 1});
        Fixture f;
        f.show(script);
        f.view.grab();
        QVERIFY(f.time.range().to > std::chrono::hours(24 * 365 * 49));
        f.time.setRange({0s, 5s});
        f.view.ensureLaidOut();
        QCOMPARE(f.caseAt(f.at(3500ms)), u"s.yaml::case 1"_s);
    }

    void aRerunCaseLeavesItsFirstBar()
    {
        Script script = planOf(1, 2);
        addCase(script, 0, 1, 1s, 1s, model::Outcome::Failed);
        addCase(script, 0, 2, 3s, 1s);
        Fixture f;
        f.show(script);
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).shapeCount(), std::size_t(2));
    }

    void hundredThousandBars()
    {
        Fixture f;
        Script script = planOf(100'000, 4);
        for (int i = 0; i < 100'000; ++i)
            addCase(script, i, i % 4 + 1, std::chrono::milliseconds(i / 4), 1ms,
                    i == 77'777 ? model::Outcome::Failed : model::Outcome::Passed);
        f.show(script);
        f.view.ensureLaidOut();
        QVERIFY(workersOf(f).shapeCount() <= 4 * 1100);
        const Nanoseconds moment = std::chrono::milliseconds(77'777 / 4);
        const QPointF pixel = f.at(moment, 77'777 % 4);
        const QPointF point(std::floor(pixel.x()) + 0.5, pixel.y());
        const Lane::Hit hit = f.view.hitAt(point);
        QVERIFY2(hit.tip.contains(u"case 77777"_s), qPrintable(hit.tip));
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, point.toPoint());
        QCOMPARE(f.selection.caseId(), u"s.yaml::case 77777"_s);
        QVERIFY(f.time.range().length() < 1s);
        QVERIFY(f.time.range().contains(moment));
    }

    void ticksAreRound_data()
    {
        QTest::addColumn<int>("lengthMs");
        QTest::addColumn<int>("tickMs");
        QTest::newRow("18 s") << 18000 << 2000;
        QTest::newRow("1 s") << 1000 << 200;
        QTest::newRow("1 h") << 3600000 << 500000;
        QTest::newRow("90 ms") << 90 << 10;
    }

    void ticksAreRound()
    {
        QFETCH(const int, lengthMs);
        QFETCH(const int, tickMs);
        TimeAxis axis;
        axis.range = {{}, std::chrono::milliseconds(lengthMs)};
        axis.width = 1000;
        QCOMPARE(axis.tick(110).count(),
                 std::chrono::nanoseconds(std::chrono::milliseconds(tickMs)).count());
        QCOMPARE(axis.x(axis.range.to), 1000.0);
    }

    void ticksTellMomentsApart()
    {
        const TimeAxis axis{{10s, Nanoseconds(10s) + 3ms}, 0, 1000};
        QSet<QString> labels;
        const auto ticks = axis.ticks(110);
        for (const TimeAxis::Tick &tick : ticks)
            labels.insert(tick.label);
        QCOMPARE(labels.size(), qsizetype(ticks.size()));
        QCOMPARE(momentText(10'600'400us, 100us), u"10.6004 s"_s);
        QCOMPARE(momentText(10'600'400us, 10ms), u"10.6 s"_s);
        QCOMPARE(momentText(-250ms, 10ms), u"-250 ms"_s);
        QCOMPARE(momentText(65'250ms, 10ms), u"65.25 s"_s);
        QCOMPARE(momentText(65s, 5s), u"1 min 5 s"_s);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestTimelineBars)
#include "tst_timeline_bars.moc"
