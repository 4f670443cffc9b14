// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// What the lanes show of a run.
class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsEveryAttempt()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).shapeCount(), std::size_t(26)); // 24 cases ran, two of them twice
        f.view.grab();
        QSet<QString> seen;
        for (int x = 104; x < 1104; x += 2) {
            for (int row = 0; row < 3; ++row)
                seen.insert(f.caseAt({double(x), f.at(0ns, row).y()}));
        }
        QVERIFY(seen.contains(sampleCaseId(u"fails fast while open"_s)));
        QCOMPARE(seen.size(), 24 + 1); // and nothing between them
    }

    void liveAndReplayedShowTheSame()
    {
        Fixture replayed;
        replayed.show(sampleScript(true));
        Fixture live;
        events::EventBatch rest = eventsOf(sampleScript(true));
        live.feed.restart(u"r"_s, [&rest] { // a few at a time, so that every state is seen
            events::EventBatch some;
            const std::size_t count = std::min<std::size_t>(7, rest.size());
            some.assign(rest.begin(), rest.begin() + std::ptrdiff_t(count));
            rest.erase(rest.begin(), rest.begin() + std::ptrdiff_t(count));
            return some;
        });
        QTRY_VERIFY(rest.empty());
        live.feed.end();
        QTRY_VERIFY(!live.feed.isLive());
        QCOMPARE(live.time.range(), replayed.time.range());
        QCOMPARE(live.view.shapeCount(), replayed.view.shapeCount());
        for (int row = 0; row < 12; ++row) {
            for (int x = 104; x < 1104; x += 5) {
                const QPointF point(x, live.at(0ns, row).y());
                QCOMPARE(live.view.hitAt(point).tip, replayed.view.hitAt(point).tip);
            }
        }
    }

    void stepsComeInSightWhenZoomedIn()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).stepCount(), std::size_t(0));
        const double small = workersOf(f).height();
        f.time.setRange({9s, 10750ms});
        f.view.ensureLaidOut();
        QVERIFY(workersOf(f).stepCount() >= 3);
        QVERIFY(workersOf(f).height() > small);
        const Lane::Hit hit = f.view.hitAt(f.at(9900ms) + QPointF(0, 18));
        QVERIFY2(hit.tip.contains(u"POST /v1/texts"_s), qPrintable(hit.tip));
        hit.select(f.selection);
        QCOMPARE(f.selection.kind(), Selection::Kind::Step);
        QCOMPARE(f.selection.attempt(), 2);
        QCOMPARE(f.selection.stepPath(), u"steps.1"_s);
    }

    void servicesTellTheirHealth()
    {
        Script script = planOf(1, 1);
        using State = model::ServiceState;
        const auto change = [&](std::chrono::milliseconds at, State state) {
            script.emplace_back(at,
                                events::EnvironmentChanged{u"api"_s, state, u"process"_s, {}, {}});
        };
        change(100ms, State::Starting);
        change(1s, State::Ready);
        script.emplace_back(
            4s, events::HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s, u"llm: slow"_s});
        script.emplace_back(5s, events::HealthChanged{u"api"_s, u"degraded"_s, u"ready"_s, {}});
        change(6s, State::Stopped);
        change(7s, State::Starting);
        change(8s, State::Ready);
        script.emplace_back(10s, events::RunFinished{});
        Fixture f;
        f.show(script);
        const double y = f.view.rulerHeight() + 24 + 2 + 12;
        const auto tip = [&](Nanoseconds at) {
            return f.view.hitAt({f.view.axis().x(at), y}).tip.section(u'\n', 1, 1);
        };
        QCOMPARE(tip(500ms), u"starting"_s);
        QCOMPARE(tip(2s), u"ready"_s);
        QCOMPARE(tip(4500ms), u"degraded: llm: slow"_s);
        QCOMPARE(tip(5500ms), u"ready"_s);
        QCOMPARE(tip(6500ms), u"stopped"_s);
        QCOMPARE(tip(7500ms), u"restart 1"_s);
        QCOMPARE(tip(9s), u"ready"_s);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {},
                          QPointF(f.view.axis().x(2s), y).toPoint());
        QCOMPARE(f.selection.service(), u"api"_s);
        f.time.setCrosshair(4500ms);
        QVERIFY2(f.view.readOutText().contains(u"api degraded: llm: slow"_s),
                 qPrintable(f.view.readOutText()));
    }

    void aLaneIsOneFileAndOneLine()
    {
        std::vector<std::unique_ptr<Lane>> lanes = makeLanes();
        lanes.push_back(std::make_unique<FaultsLane>());
        Fixture f(std::move(lanes));
        Script script = planOf(1, 1);
        addCase(script, 0, 1, 1s, 5s);
        script.emplace_back(2s, events::FaultStarted{u"f"_s, u"api -> llm"_s, u"latency"_s, {}});
        script.emplace_back(4s, events::FaultEnded{u"f"_s, 38});
        script.emplace_back(6s, events::RunFinished{});
        f.show(script);
        f.time.setCrosshair(3400ms);
        f.view.ensureLaidOut();
        QVERIFY2(f.view.readOutText().startsWith(u"3.40 s · fault + 1.4 s\n"_s),
                 qPrintable(f.view.readOutText()));
        QVERIFY(f.view.readOutText().contains(u"latency 3 s on api -> llm"_s));
        QVERIFY(f.view.readOutText().contains(u"case 0"_s));
        f.time.setCrosshair({});
        const QImage image = f.view.viewport()->grab().toImage();
        const double y = f.view.rulerHeight() + 24 + 2 + 24 + 2 + 12; // workers, events, faults
        QCOMPARE(image.pixelColor(int(f.view.axis().x(3s)), int(y)).name(),
                 f.themes.theme().fill(Role::Fault).name());
    }

    void aFrameLaysOutOnce()
    {
        auto lane = std::make_unique<FaultsLane>();
        FaultsLane *faults = lane.get();
        std::vector<std::unique_ptr<Lane>> lanes;
        lanes.push_back(std::move(lane));
        Fixture f(std::move(lanes));
        f.show(sampleScript(true));
        f.view.ensureLaidOut();
        faults->m_layouts = 0;
        for (int i = 0; i < 50; ++i)
            f.time.zoomAt(5s, 0.97);
        f.view.ensureLaidOut();
        QCOMPARE(faults->m_layouts, 1);
        f.view.viewport()->grab(); // painting only paints
        f.view.viewport()->grab();
        QCOMPARE(faults->m_layouts, 1);
        f.time.setCrosshair(5s);
        f.view.viewport()->grab();
        QCOMPARE(faults->m_layouts, 1);
        f.time.zoomAt(5s, 0.9);
        QTRY_COMPARE(faults->m_layouts, 2); // the next frame, by itself
    }

    void lanesAreHiddenAndOrdered()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        ThemeManager themes(*qApp);
        RunFeed feed;
        TimeView time;
        Selection selection;
        {
            TimelinePanel panel(feed, time, selection, themes, &settings);
            panel.view().setLaneHidden(u"services", true);
            panel.view().moveLane(u"requests", -1);
            panel.view().moveLane(u"workers", -1); // is the first already
        }
        const QStringList expected{u"workers"_s, u"-services"_s, u"markers"_s, u"requests"_s,
                                   u"latency"_s};
        QCOMPARE(settings.value(u"timeline/lanes"_s).toStringList(), expected);
        TimelinePanel panel(feed, time, selection, themes, &settings);
        QCOMPARE(panel.view().lanes().save(), expected);
        feed.show(u"r"_s, eventsOf(sampleScript(true)));
        panel.resize(1000, 500);
        panel.view().ensureLaidOut();
        const auto &entries = panel.view().lanes().entries();
        QVERIFY(entries[1].hidden);
        QVERIFY(entries[2].top < 80); // nothing of the services in between
        panel.view().setLaneHidden(u"services", false);
        panel.view().ensureLaidOut();
        QVERIFY(entries[2].top > 150); // what was hidden has taken in everything
    }

    void savedOrdersOfOtherVersions()
    {
        LaneStack stack(makeLanes());
        const QStringList original = stack.save();
        stack.restore({u"gone"_s, u"-markers"_s, u"markers"_s, u""_s, u"-"_s});
        QCOMPARE(stack.save().size(), original.size());
        QVERIFY(stack.save().contains(u"-markers"_s));
        stack.restore({u"requests"_s, u"services"_s, u"workers"_s}); // latency came later
        QCOMPARE(stack.save(), (QStringList{u"requests"_s, u"services"_s, u"markers"_s,
                                            u"latency"_s, u"workers"_s}));
        stack.restore({});
        QCOMPARE(stack.save(), original);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestTimeline)
#include "tst_timeline.moc"
