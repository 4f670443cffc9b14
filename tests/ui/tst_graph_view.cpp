// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// Selection, keys, camera and search of the graph.
class TestGraphView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clickSelectsAndSelectionIsFollowed();
    void keysWalkAlongEdges();
    void statesMoveNothing();
    void skippingEdgeIsMarked();
    void zoomStaysAtThePointer();
    void dragPansAndEndsFollowing();
    void followKeepsRunningInSight();
    void searchGoesAround();
};

void TestGraphView::clickSelectsAndSelectionIsFollowed()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    QSignalSpy activated(&shown.view, &GraphView::activated);
    shown.click(u"stores a text"_s);
    QCOMPARE(shown.selection.caseId(), sampleCaseId(u"stores a text"_s));
    QCOMPARE(shown.currentName(), u"stores a text"_s);
    QVERIFY(shown.view.accessibleDescription().startsWith(u"stores a text\n"));
    QVERIFY(shown.view.accessibleDescription().contains(u"needs 0, needed by 3"));
    QVERIFY(activated.isEmpty());
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {},
                       shown.view.rectOf(shown.view.current()).center().toPoint());
    QCOMPARE(activated.value(0).value(0).toString(), sampleCaseId(u"stores a text"_s));

    shown.selection.selectCase(sampleCaseId(u"closes again"_s));
    QCOMPARE(shown.currentName(), u"closes again"_s);
    // A click on nothing keeps what is selected.
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, QPoint(2, 2));
    QCOMPARE(shown.currentName(), u"closes again"_s);
}

void TestGraphView::keysWalkAlongEdges()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    shown.click(u"re-ingest keeps chunk ids"_s);
    shown.key(Qt::Key_Right);
    QCOMPARE(shown.currentName(), u"opens after five slow calls"_s);
    shown.key(Qt::Key_Right);
    const QString next = shown.currentName();
    QVERIFY(next == u"fails fast while open" || next == u"half-open lets one call through");
    shown.key(Qt::Key_Left);
    QCOMPARE(shown.currentName(), u"opens after five slow calls"_s);
    shown.key(Qt::Key_Home);
    QCOMPARE(shown.currentName(), u"ingests a document end to end"_s);
    const QRectF before = shown.view.rectOf(shown.view.current());
    shown.key(Qt::Key_Down);
    QVERIFY(shown.view.rectOf(shown.view.current()).top() > before.top());
    shown.key(Qt::Key_End);
    QCOMPARE(shown.currentName(), u"every text has an owner"_s);
    QCOMPARE(shown.selection.caseId(), sampleCaseId(u"every text has an owner"_s));
    QSignalSpy activated(&shown.view, &GraphView::activated);
    shown.key(Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
}

void TestGraphView::statesMoveNothing()
{
    Shown shown({});
    events::EventBatch pending;
    shown.feed.restart(u"0192f3aa"_s, [&] { return std::exchange(pending, {}); });
    const events::EventBatch all = graphEvents(true);
    pending.assign(all.begin(), all.begin() + 2);
    QTRY_VERIFY(shown.settled());
    const auto before = shown.view.scene()->layout.nodes;
    const auto *scene = shown.view.scene();
    QCOMPARE(shown.status(u"fails fast while open"_s), Status::Queued);
    const GraphCamera camera = shown.view.camera();
    pending.assign(all.begin() + 2, all.end());
    QTRY_COMPARE(shown.status(u"fails fast while open"_s), Status::Failed);
    QTRY_COMPARE(shown.status(u"ranks exact hits first"_s), Status::Flaky);
    QCOMPARE(shown.view.scene(), scene);
    QCOMPARE(shown.view.scene()->layout.nodes, before);
    QVERIFY(shown.view.camera() == camera);
    QVERIFY(!shown.view.isLayingOut());
    shown.feed.end();
    QTRY_VERIFY(!shown.feed.isLive());
}

void TestGraphView::skippingEdgeIsMarked()
{
    Shown shown(graphEvents(false));
    QTRY_VERIFY(shown.settled());
    const int skipped = shown.node(u"no orphan chunks"_s);
    int marked = 0;
    const auto &edges = shown.view.scene()->graph.edges;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (shown.view.edgeLooks()[i] != EdgeLook::Skipping)
            continue;
        ++marked;
        QCOMPARE(edges[i].to, skipped);
        QCOMPARE(edges[i].from, shown.node(u"fails fast while open"_s));
    }
    QCOMPARE(marked, 1);
}

void TestGraphView::zoomStaysAtThePointer()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    const QPointF pointer = shown.view.rectOf(shown.node(u"stores a text"_s)).center();
    const QPointF under = shown.view.camera().toScene(pointer);
    QWheelEvent wheel(pointer, shown.view.mapToGlobal(pointer), {}, {0, 240}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    const double scale = shown.view.camera().scale;
    QApplication::sendEvent(&shown.view, &wheel);
    QCOMPARE(shown.view.camera().scale, scale * 1.2 * 1.2);
    QVERIFY((shown.view.camera().toScene(pointer) - under).manhattanLength() < 0.01);
    shown.key(Qt::Key_Minus);
    QVERIFY(shown.view.camera().scale < scale * 1.4);
    for (int i = 0; i < 100; ++i)
        shown.key(Qt::Key_Plus);
    QCOMPARE(shown.view.camera().scale, GraphCamera::kLargest);
    shown.key(Qt::Key_0);
    QCOMPARE(shown.view.camera().scale, scale);
    // All of it is in sight.
    for (std::size_t i = 0; i < shown.view.scene()->graph.nodes.size(); ++i)
        QVERIFY(QRectF(shown.view.rect()).contains(shown.view.rectOf(static_cast<int>(i))));
}

void TestGraphView::dragPansAndEndsFollowing()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    shown.view.setFollowing(true);
    const int node = shown.node(u"stores a text"_s);
    const QPointF before = shown.view.rectOf(node).topLeft();
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, QPoint(3, 3));
    QTest::mouseMove(&shown.view, QPoint(20, 20));
    QTest::mouseMove(&shown.view, QPoint(53, 33));
    QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, QPoint(53, 33));
    QCOMPARE(shown.view.rectOf(node).topLeft(), before + QPointF(50, 30));
    QVERIFY(!shown.view.isFollowing());
    shown.key(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(shown.view.rectOf(node).topLeft(), before + QPointF(50 - 80, 30));
    // It cannot be lost out of sight.
    for (int i = 0; i < 200; ++i)
        shown.key(Qt::Key_Left, Qt::ControlModifier);
    bool seen = false;
    for (std::size_t i = 0; i < shown.view.scene()->graph.nodes.size(); ++i)
        seen |= QRectF(shown.view.rect()).intersects(shown.view.rectOf(static_cast<int>(i)));
    QVERIFY(seen);
}

void TestGraphView::followKeepsRunningInSight()
{
    Shown shown({}, {320, 200});
    events::EventBatch pending = {eventOf(1, 0ms, bigGraphPlan(500)),
                                  eventOf(2, 0ms, events::RunStarted{1})};
    shown.feed.restart(u"0192f3cc"_s, [&] { return std::exchange(pending, {}); });
    QTRY_VERIFY(shown.settled());
    shown.view.setFollowing(true);
    std::uint64_t sequence = 2;
    for (const events::CaseIndex index : {490, 3, 250}) {
        pending = {eventOf(++sequence, 5ms, events::CaseStarted{index, 1})};
        QTRY_COMPARE(shown.view.looks()[static_cast<std::size_t>(index)].status, Status::Running);
        QTRY_VERIFY(QRectF(shown.view.rect()).contains(shown.view.rectOf(index)));
        QVERIFY(shown.view.camera().scale >= 0.6);
        pending = {
            eventOf(++sequence, 9ms,
                    events::CaseFinished{index, model::Outcome::Passed, false, false, {}, 4ms, 1})};
        QTRY_COMPARE(shown.view.looks()[static_cast<std::size_t>(index)].status, Status::Passed);
    }
    shown.feed.clear();
}

void TestGraphView::searchGoesAround()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    shown.key(Qt::Key_Slash);
    auto *line = shown.panel.findChild<QLineEdit *>(u"graphSearch"_s);
    QVERIFY(line->hasFocus());
    QTest::keyClicks(line, u"chunk"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(shown.currentName(), u"re-ingest keeps chunk ids"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(shown.currentName(), u"readers see whole chunks"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(shown.currentName(), u"no orphan chunks"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(shown.currentName(), u"re-ingest keeps chunk ids"_s);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.currentName(), u"no orphan chunks"_s);
    QCOMPARE(shown.view.search(u"status:failed"_s), 1);
    QCOMPARE(shown.view.search(u"nothing is called so"_s), 0);
    shown.view.findNext(); // and nothing happens
    QCOMPARE(shown.currentName(), u"no orphan chunks"_s);
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(line->text().isEmpty());
    QVERIFY(shown.view.hasFocus());
}

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestGraphView)
#include "tst_graph_view.moc"
