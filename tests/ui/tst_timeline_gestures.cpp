// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// Mouse, wheel and keys on the timeline.
class TestTimelineGestures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clickSelectsAndDoubleClickZooms()
    {
        Fixture f;
        f.show(sampleScript(true));
        const QPointF bar = f.at(10s);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, bar.toPoint());
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"fails fast while open"_s));
        QVERIFY(f.time.showsAll());
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, bar.toPoint());
        QVERIFY(f.time.selected().has_value());
        QVERIFY(f.time.selected()->contains(10s));
        QVERIFY(f.time.range().length() < 3s);
        QVERIFY(f.time.range().from < f.time.selected()->from);
        QVERIFY(f.time.range().to > f.time.selected()->to);
    }

    void wheelKeepsTheMomentAndPans()
    {
        Fixture f;
        f.show(sampleScript(true));
        const Nanoseconds moment = 6s;
        const QPointF pointer = f.at(moment);
        for (int i = 0; i < 5; ++i)
            f.wheel(pointer, {0, 120});
        QVERIFY(f.time.range().length() < 5s);
        QVERIFY(std::abs(f.view.axis().x(moment) - pointer.x()) < 1);
        const TimeRange zoomed = f.time.range();
        f.wheel(pointer, {0, -120}, Qt::ShiftModifier);
        QCOMPARE(f.time.range().length(), zoomed.length());
        QVERIFY(f.time.range().from > zoomed.from);
        f.wheel(pointer, {120, 0});
        QVERIFY(std::abs((f.time.range().from - zoomed.from).count()) < 1000);
        for (int i = 0; i < 30; ++i)
            f.wheel(pointer, {0, -120});
        QVERIFY(f.time.showsAll());
    }

    void aTurnOfTheWheelIsOneToUndo()
    {
        Fixture f;
        f.show(sampleScript(true));
        const TimeRange whole = f.time.range();
        for (int i = 0; i < 5; ++i)
            f.wheel(f.at(6s), {0, 120});
        const TimeRange zoomed = f.time.range();
        f.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.time.range(), whole);
        QVERIFY(!f.time.canUndo());
        f.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.time.range(), zoomed);
        f.key(Qt::Key_0);
        f.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.time.range(), zoomed);
    }

    void dragSelectsARange()
    {
        Fixture f;
        f.show(sampleScript(true));
        QWidget *port = f.view.viewport();
        QTest::mousePress(port, Qt::LeftButton, {}, f.at(8s, 1).toPoint());
        QTest::mouseMove(port, f.at(6s, 1).toPoint());
        QTest::mouseMove(port, f.at(4s, 1).toPoint());
        QTest::mouseRelease(port, Qt::LeftButton, {}, f.at(4s, 1).toPoint());
        QVERIFY(f.time.selected().has_value());
        QVERIFY(std::chrono::abs(f.time.selected()->from - 4s) < 20ms);
        QVERIFY(std::chrono::abs(f.time.selected()->to - 8s) < 20ms);
        QVERIFY(f.selection.caseId().isEmpty()); // a drag is no click
        f.key(Qt::Key_Return);
        QCOMPARE(f.time.range(), *f.time.selected());
        f.key(Qt::Key_Escape);
        QVERIFY(!f.time.selected().has_value());
    }

    void middleAndSpaceDragPan()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.time.setRange({4s, 8s});
        QWidget *port = f.view.viewport();
        const auto drag = [&](Qt::MouseButton button) {
            QTest::mousePress(port, button, {}, {600, 60});
            QMouseEvent move(QEvent::MouseMove, QPointF(350, 60),
                             port->mapToGlobal(QPoint(350, 60)), Qt::NoButton, button, {});
            QApplication::sendEvent(port, &move);
            QTest::mouseRelease(port, button, {}, {350, 60});
        };
        drag(Qt::MiddleButton);
        QCOMPARE(f.time.range(), (TimeRange{5s, 9s}));
        QTest::keyPress(&f.view, Qt::Key_Space);
        drag(Qt::LeftButton);
        QTest::keyRelease(&f.view, Qt::Key_Space);
        QCOMPARE(f.time.range(), (TimeRange{6s, 10s}));
        QVERIFY(!f.time.selected().has_value());
        f.time.undo();
        QCOMPARE(f.time.range(), (TimeRange{5s, 9s}));
    }

    void everythingByKeyboard()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.key(Qt::Key_Plus, Qt::ShiftModifier);
        f.key(Qt::Key_Equal);
        QCOMPARE(f.time.range(), (TimeRange{5100ms, 8500ms}));
        f.key(Qt::Key_Right);
        QCOMPARE(f.time.range().from, Nanoseconds(5440ms));
        f.key(Qt::Key_Left);
        QCOMPARE(f.time.range().from, Nanoseconds(5100ms));
        f.key(Qt::Key_Home);
        QCOMPARE(f.time.range().from, Nanoseconds(0));
        f.key(Qt::Key_End);
        QCOMPARE(f.time.range().to, Nanoseconds(13600ms));
        f.key(Qt::Key_Minus);
        QCOMPARE(f.time.range().length(), Nanoseconds(6800ms));
        f.key(Qt::Key_0);
        QVERIFY(f.time.showsAll());

        f.key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(f.time.crosshair().has_value());
        QVERIFY(f.view.accessibleDescription().contains(u"worker 1"_s));
        const Nanoseconds before = *f.time.crosshair();
        f.key(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(*f.time.crosshair() < before);

        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"ingests a document end to end"_s));
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"finds by meaning"_s));
        f.key(Qt::Key_Left, Qt::ControlModifier);
        f.key(Qt::Key_Left, Qt::ControlModifier); // nothing before it
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"ingests a document end to end"_s));
        f.key(Qt::Key_Return);
        QVERIFY(f.time.range().length() < 3s);
        QVERIFY(f.time.range().contains(900ms) && f.time.range().contains(2700ms));
    }

    void followsTheEndOfALiveRun()
    {
        ThemeManager themes(*qApp);
        RunFeed feed;
        TimeView time;
        Selection selection;
        TimelinePanel panel(feed, time, selection, themes);
        panel.resize(1000, 400);
        panel.show();
        QPushButton *chip = nullptr;
        for (QPushButton *pill : panel.findChildren<QPushButton *>(u"pill"_s)) {
            if (pill->property("part") == u"follow"_s)
                chip = pill;
        }
        QVERIFY(chip != nullptr && chip->isHidden());
        events::EventBatch events = eventsOf(sampleScript(false));
        feed.restart(u"r"_s, [&events] { return std::exchange(events, {}); });
        QTRY_COMPARE(feed.state().counts().finished, 19);
        QVERIFY(!chip->isHidden() && chip->isChecked());
        QVERIFY2(chip->text().endsWith(u"s live"_s), qPrintable(chip->text()));
        time.setRange({2s, 4s});
        QTRY_VERIFY(!chip->isChecked());
        const TimeRange still = time.range();
        const Nanoseconds then = time.end();
        QTRY_VERIFY(time.end() > then); // the run goes on, the range stays
        QCOMPARE(time.range(), still);
        chip->click();
        QVERIFY(time.isFollowing());
        QTRY_VERIFY(time.range().to > 12600ms);
        QCOMPARE(time.range().length(), Nanoseconds(2s));
        QTest::keyClick(&panel.view(), Qt::Key_0);
        QVERIFY(time.showsAll() && time.isFollowing());
        feed.end();
        QTRY_VERIFY(!chip->isEnabled());
    }

    void manyWorkersScroll()
    {
        Fixture f;
        Script script = planOf(500, 500);
        for (int i = 0; i < 500; ++i)
            addCase(script, i, i + 1, 0ms, 1s);
        f.show(script);
        f.view.ensureLaidOut();
        QVERIFY(workersOf(f).shapeCount() < 30); // only what is seen is laid out
        QVERIFY(f.view.verticalScrollBar()->maximum() > 11'000);
        f.view.verticalScrollBar()->setValue(24 * 100);
        f.view.ensureLaidOut();
        QCOMPARE(f.caseAt(f.at(500ms)), u"s.yaml::case 100"_s);
        f.key(Qt::Key_Down);
        f.view.ensureLaidOut();
        QCOMPARE(f.caseAt(f.at(500ms)), u"s.yaml::case 101"_s);
        f.wheel({20, 60}, {0, -120}); // over the labels
        QCOMPARE(f.view.verticalScrollBar()->value(), 24 * 104);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestTimelineGestures)
#include "tst_timeline_gestures.moc"
