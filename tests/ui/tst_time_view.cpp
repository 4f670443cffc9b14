// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/selection.h"
#include "ui/run/time_view.h"

#include <QSignalSpy>
#include <QtTest>

using namespace assay;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using base::Nanoseconds;
using ui::TimeAxis;
using ui::TimeRange;
using ui::TimeView;

class TestTimeView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void axisMapsBothWays();
    void ticksAreRound();
    void growsInSteps();
    void zoomKeepsTheMoment();
    void staysInsideTheRun();
    void followsTheEnd();
    void undoAndRedo();
    void anotherRunForgets();
    void selectionTellsOnce();
};

void TestTimeView::axisMapsBothWays()
{
    const TimeAxis axis{{1s, 3s}, 100, 400};
    QCOMPARE(axis.x(1s), 100.0);
    QCOMPARE(axis.x(2s), 300.0);
    QCOMPARE(axis.at(500), Nanoseconds(3s));
    QCOMPARE(axis.at(0), Nanoseconds(500ms));
}

void TestTimeView::ticksAreRound()
{
    const TimeAxis axis{{250ms, 2250ms}, 0, 1000};
    QCOMPARE(axis.tick(100), Nanoseconds(200ms));
    QCOMPARE(axis.tick(101), Nanoseconds(500ms));
    const auto ticks = axis.ticks(240);
    QCOMPARE(ticks.size(), std::size_t(4));
    QCOMPARE(ticks[0].label, u"500 ms"_s);
    QCOMPARE(ticks[0].x, 125.0);
    QCOMPARE(ticks[3].label, u"2 s"_s);
    QCOMPARE((TimeAxis{{0s, 18s}, 0, 1000}.tick(110)), Nanoseconds(2s));
    QCOMPARE((TimeAxis{{0s, 1h}, 0, 1000}.tick(110)), Nanoseconds(500s));
    QCOMPARE((TimeAxis{{0s, 90ms}, 0, 1000}.tick(110)), Nanoseconds(10ms));
    QCOMPARE((TimeAxis{{0s, 1s}, 0, 100}.ticks(100).front().label), u"0 s"_s);
}

void TestTimeView::growsInSteps()
{
    TimeView view;
    QSignalSpy changed(&view, &TimeView::changed);
    view.setEnd(900ms, true);
    QCOMPARE(view.range(), (TimeRange{0s, 1s}));
    view.setEnd(905ms, true);
    QCOMPARE(changed.count(), 0);
    view.setEnd(4s, true);
    QCOMPARE(view.range(), (TimeRange{0s, 5s}));
    QCOMPARE(changed.count(), 1);
    view.setEnd(4200ms, false);
    QCOMPARE(view.range(), (TimeRange{0s, 4200ms}));
}

void TestTimeView::zoomKeepsTheMoment()
{
    TimeView view;
    view.setEnd(10s, false);
    view.zoomAt(4s, 0.5);
    QCOMPARE(view.range(), (TimeRange{2s, 7s}));
    QVERIFY(!view.showsAll());
    view.zoomAt(4s, 4);
    QVERIFY(view.showsAll());
    QCOMPARE(view.range(), (TimeRange{0s, 10s}));
}

void TestTimeView::staysInsideTheRun()
{
    TimeView view;
    view.setEnd(10s, false);
    view.setRange({4s, 6s});
    view.pan(-5s);
    QCOMPARE(view.range(), (TimeRange{0s, 2s}));
    view.pan(100s);
    QCOMPARE(view.range(), (TimeRange{8s, 10s}));
    view.setRange({5s, 5s});
    QCOMPARE(view.range().length(), TimeView::kShortest);
    for (int i = 0; i < 100; ++i)
        view.zoomAt(5s, 0.1);
    QVERIFY(view.range().length() >= TimeView::kShortest);
    view.setRange({-3s, 99s});
    QCOMPARE(view.range(), (TimeRange{0s, 10s}));
}

void TestTimeView::followsTheEnd()
{
    TimeView view;
    view.setEnd(10s, true);
    view.setRange({8s, 10s});
    QVERIFY(view.isFollowing());
    view.setEnd(11s, true);
    QCOMPARE(view.range(), (TimeRange{9s, 11s}));
    view.pan(-4s);
    QVERIFY(!view.isFollowing());
    view.setEnd(12s, true);
    QCOMPARE(view.range(), (TimeRange{5s, 7s}));
    view.setFollowing(true);
    QCOMPARE(view.range(), (TimeRange{10s, 12s}));
}

void TestTimeView::undoAndRedo()
{
    TimeView view;
    view.setEnd(10s, false);
    QVERIFY(!view.canUndo());
    view.setRange({1s, 5s});
    view.setRange({2s, 3s});
    view.undo();
    QCOMPARE(view.range(), (TimeRange{1s, 5s}));
    view.undo();
    QVERIFY(view.showsAll());
    QCOMPARE(view.range(), (TimeRange{0s, 10s}));
    view.undo();
    view.redo();
    QCOMPARE(view.range(), (TimeRange{1s, 5s}));
    view.setRange({4s, 5s});
    QVERIFY(!view.canRedo());
}

void TestTimeView::anotherRunForgets()
{
    TimeView view;
    view.setEnd(10s, false);
    view.setRange({1s, 5s});
    view.setCrosshair(2s);
    view.select(TimeRange{1s, 2s});
    view.reset();
    QVERIFY(!view.canUndo() && view.showsAll() && view.isFollowing());
    QVERIFY(!view.crosshair() && !view.selected());
    view.setEnd(400ms, false);
    QCOMPARE(view.range(), (TimeRange{0s, 400ms}));
}

void TestTimeView::selectionTellsOnce()
{
    ui::Selection selection;
    QSignalSpy changed(&selection, &ui::Selection::changed);
    selection.selectCase(u"a.yaml::x"_s);
    selection.selectCase(u"a.yaml::x"_s);
    QCOMPARE(changed.count(), 1);
    selection.selectStep(u"a.yaml::x"_s, 2, u"steps.1"_s);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(selection.attempt(), 2);
    selection.selectService(u"api"_s);
    QVERIFY(selection.caseId().isEmpty());
    QCOMPARE(selection.kind(), ui::Selection::Kind::Service);
    selection.clear();
    QCOMPARE(selection.kind(), ui::Selection::Kind::None);
    QCOMPARE(changed.count(), 4);
}

QTEST_GUILESS_MAIN(TestTimeView)
#include "tst_time_view.moc"
