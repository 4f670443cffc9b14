// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_panel.h"
#include "ui/graph_sample.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

/// A view over a run that tests drive.
struct Shown
{
    explicit Shown(events::EventBatch events, QSize size = {1000, 420})
        : themes(*qApp)
        , panel(feed, selection, themes)
        , view(panel.view())
    {
        themes.setMode(ThemeMode::Dark);
        panel.resize(size);
        panel.show();
        if (!events.empty())
            feed.show(u"0192f3aa"_s, std::move(events));
    }
    [[nodiscard]] int node(const QString &name) const
    {
        const auto &cases = feed.state().plan().cases;
        for (qsizetype i = 0; i < cases.size(); ++i) {
            if (cases[i].name == name)
                return view.scene()->nodeOf(static_cast<events::CaseIndex>(i));
        }
        return -1;
    }
    [[nodiscard]] QString currentName() const
    {
        const int node = view.current();
        if (node < 0)
            return {};
        const GraphNode &shown = view.scene()->graph.nodes[static_cast<std::size_t>(node)];
        return feed.state().planned(shown.index).name;
    }
    [[nodiscard]] Status status(const QString &name) const
    {
        return view.looks()[static_cast<std::size_t>(node(name))].status;
    }
    void click(const QString &name)
    {
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.rectOf(node(name)).center().toPoint());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&view, key, modifiers);
    }
    [[nodiscard]] bool settled() const { return view.scene() != nullptr && !view.isLayingOut(); }

    RunFeed feed;
    Selection selection;
    ThemeManager themes;
    GraphPanel panel;
    GraphView &view;
};

int foldedNodes(const GraphView &view)
{
    return static_cast<int>(std::ranges::count_if(view.scene()->graph.nodes, &GraphNode::folded));
}

} // namespace

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
    void groupsFold();
    void phasesStandOneAfterTheOther();
    void focusShowsWhatIsNear();
    void searchGoesAround();
    void headTellsPhaseAndControls();
    void emptyAndHostile();
    void anotherRunReplacesIt();
    void largeGraphDoesNotBlock();
    void pictures_data();
    void pictures();
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

void TestGraphView::groupsFold()
{
    Shown shown(graphEvents(false));
    QTRY_VERIFY(shown.settled());
    shown.view.setGrouping(Grouping::BySuite);
    QVERIFY(shown.view.scene() != nullptr); // the old one stays meanwhile
    QTRY_VERIFY(shown.settled());
    const auto &groups = shown.view.scene()->graph.groups;
    QCOMPARE(groups.size(), std::size_t(9));
    const QRectF title =
        GraphPainter::titleOf(shown.view.scene()->layout.groups[0], shown.view.camera());
    QCOMPARE(shown.view.groupAt(title.center()), 0);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {},
                      QPoint(int(title.left()) + 6, int(title.center().y())));
    QTRY_VERIFY(shown.settled());
    QCOMPARE(foldedNodes(shown.view), 1);
    QCOMPARE(shown.view.scene()->graph.nodes.size(), std::size_t(23));
    const int node = shown.node(u"ingests a document end to end"_s);
    QCOMPARE(node, shown.node(u"re-ingest keeps chunk ids"_s));
    QVERIFY(shown.view.describe(node).contains(u"3 of 3 finished"));
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, shown.view.rectOf(node).center().toPoint());
    QTRY_VERIFY(shown.settled());
    QCOMPARE(foldedNodes(shown.view), 0);

    shown.view.foldAll();
    QTRY_VERIFY(shown.settled());
    QCOMPARE(foldedNodes(shown.view), 9);
    const int breaker = shown.node(u"closes again"_s);
    QCOMPARE(shown.view.looks()[static_cast<std::size_t>(breaker)].status, Status::Failed);
    shown.selection.selectCase(sampleCaseId(u"closes again"_s));
    QCOMPARE(shown.view.current(), breaker);
    shown.key(Qt::Key_Space);
    QTRY_VERIFY(shown.settled());
    QCOMPARE(foldedNodes(shown.view), 8);
    QCOMPARE(shown.currentName(), u"closes again"_s);
    shown.view.unfoldAll();
    QTRY_VERIFY(shown.settled());
    QCOMPARE(foldedNodes(shown.view), 0);
}

void TestGraphView::phasesStandOneAfterTheOther()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    shown.view.setGrouping(Grouping::ByPhase);
    QTRY_VERIFY(shown.settled());
    const auto &groups = shown.view.scene()->layout.groups;
    QCOMPARE(groups.size(), std::size_t(3));
    QVERIFY(groups[0].right() < groups[1].left());
    QVERIFY(groups[1].right() < groups[2].left());
}

void TestGraphView::focusShowsWhatIsNear()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    shown.click(u"opens after five slow calls"_s);
    shown.view.focusCurrent(1);
    QTRY_VERIFY(shown.settled());
    QCOMPARE(shown.view.scene()->graph.nodes.size(), std::size_t(5));
    QCOMPARE(shown.currentName(), u"opens after five slow calls"_s);
    QCOMPARE(shown.node(u"closes again"_s), -1);
    shown.view.focusCurrent(2);
    QTRY_VERIFY(shown.settled());
    QVERIFY(shown.node(u"closes again"_s) >= 0);
    // What is selected elsewhere may not be there.
    shown.selection.selectCase(sampleCaseId(u"renders a template"_s));
    QCOMPARE(shown.view.current(), -1);
    shown.key(Qt::Key_Escape);
    QTRY_VERIFY(shown.settled());
    QCOMPARE(shown.view.scene()->graph.nodes.size(), std::size_t(25));
    QCOMPARE(shown.currentName(), u"renders a template"_s);
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

void TestGraphView::headTellsPhaseAndControls()
{
    Shown shown(graphEvents(false));
    QTRY_VERIFY(shown.settled());
    const auto text = [&] {
        QStringList texts;
        for (const QLabel *label : shown.panel.findChildren<QLabel *>())
            texts += label->text();
        return texts.join(u'|');
    };
    QVERIFY(text().contains(u"phase 2 of 3 · resilience"));
    const auto buttons = shown.panel.findChildren<QPushButton *>();
    const auto button = [&](const QString &name) {
        return *std::ranges::find_if(buttons,
                                     [&](const QPushButton *b) { return b->text() == name; });
    };
    button(u"group by suite"_s)->click();
    QCOMPARE(shown.view.grouping(), Grouping::BySuite);
    button(u"by phase"_s)->click();
    QCOMPARE(shown.view.grouping(), Grouping::ByPhase);
    QVERIFY(!button(u"group by suite"_s)->isChecked());
    button(u"by phase"_s)->click();
    QCOMPARE(shown.view.grouping(), Grouping::None);
    button(u"follow running"_s)->click();
    QVERIFY(shown.view.isFollowing());
    QVERIFY(!button(u"show everything"_s)->isVisible());
    QTRY_VERIFY(shown.settled());
    shown.click(u"stores a text"_s);
    shown.view.focusCurrent(1);
    QVERIFY(button(u"show everything"_s)->isVisible());
    button(u"show everything"_s)->click();
    QCOMPARE(shown.view.hops(), 0);
}

void TestGraphView::emptyAndHostile()
{
    Shown shown({});
    shown.view.grab();
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_0, Qt::Key_Space, Qt::Key_Return, Qt::Key_F3})
        shown.key(key);
    shown.view.search(u"x"_s);
    shown.view.foldAll();
    shown.view.focusCurrent(3);
    QVERIFY(shown.view.scene() == nullptr);

    events::RunPlanned plan = bigGraphPlan(4);
    plan.cases[0].name = QString(2'000'000, u'a');
    plan.cases[1].name = u"\u202e\u0000 \n\n\t x"_s;
    plan.cases[2].name.clear();
    plan.cases[1].needs = {0, 0, 1, 77, -5};
    plan.cases[0].needs = {1}; // a circle
    plan.cases[3].needsOn = std::vector<model::NeedOn>(9, model::NeedOn::Failure);
    shown.feed.show(u"x"_s, {eventOf(1, 0ms, plan)});
    QTRY_VERIFY(shown.settled());
    QCOMPARE(shown.view.scene()->graph.nodes.size(), std::size_t(4));
    QVERIFY(!shown.view.grab().isNull());
    QVERIFY(shown.view.describe(0).size() < 1000);
    shown.view.setGrouping(Grouping::BySuite);
    shown.view.setGrouping(Grouping::ByPhase);
    shown.view.setGrouping(Grouping::None);
    QTRY_VERIFY(shown.settled());
    // A run without a case.
    shown.feed.show(u"y"_s, {eventOf(1, 0ms, events::RunPlanned{})});
    QTRY_VERIFY(shown.settled());
    QVERIFY(!shown.view.grab().isNull());
    shown.key(Qt::Key_Right);
}

void TestGraphView::anotherRunReplacesIt()
{
    Shown shown(graphEvents(true));
    QTRY_VERIFY(shown.settled());
    shown.click(u"stores a text"_s);
    shown.view.search(u"text"_s);
    shown.feed.show(u"z"_s, {eventOf(1, 0ms, bigGraphPlan(3))});
    QVERIFY(shown.view.scene() == nullptr);
    QTRY_VERIFY(shown.settled());
    QCOMPARE(shown.view.scene()->graph.nodes.size(), std::size_t(3));
    shown.view.findNext();
    shown.feed.clear();
    QVERIFY(shown.view.scene() == nullptr);
    QVERIFY(!shown.view.isLayingOut());
}

void TestGraphView::largeGraphDoesNotBlock()
{
    Shown shown({});
    const events::RunPlanned plan = bigGraphPlan(10'000);
    shown.feed.show(u"big"_s, {eventOf(1, 0ms, plan)});
    // Nothing of the layout happened in the call: it is still going on, and can be given up.
    QVERIFY(shown.view.isLayingOut());
    QVERIFY(shown.view.scene() == nullptr);
    shown.view.grab();
    shown.view.setGrouping(Grouping::BySuite);
    QVERIFY(shown.view.isLayingOut());
    QTRY_VERIFY_WITH_TIMEOUT(shown.settled(), 60'000);
    QCOMPARE(shown.view.scene()->graph.groups.size(), std::size_t(200));
    QVERIFY(!shown.view.grab().isNull());
    shown.view.setGrouping(Grouping::None); // destroyed while this goes on
}

void TestGraphView::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("scale");
    QTest::addColumn<QString>("scene");
    for (const QString &scene :
         {u"running"_s, u"suites"_s, u"phases"_s, u"folded"_s, u"focus"_s, u"large"_s}) {
        for (const bool dark : {true, false}) {
            for (const int scale : {1, 2}) {
                QTest::newRow(
                    qPrintable(u"%1-%2-%3x"_s.arg(scene, dark ? u"dark"_s : u"light"_s).arg(scale)))
                    << dark << scale << scene;
            }
        }
    }
}

void TestGraphView::pictures()
{
    QFETCH(const bool, dark);
    QFETCH(const int, scale);
    QFETCH(const QString, scene);
    events::EventBatch events = graphEvents(false);
    if (scene == u"large") {
        events = {eventOf(1, 0ms, bigGraphPlan(2000)), eventOf(2, 0ms, events::RunStarted{2})};
        for (int i = 0; i < 1300; ++i) {
            const auto outcome = i % 41 == 7 ? model::Outcome::Failed : model::Outcome::Passed;
            events.push_back(eventOf(events.size() + 1, std::chrono::milliseconds(i),
                                     events::CaseStarted{i, 1}));
            if (i < 1290)
                events.push_back(
                    eventOf(events.size() + 1, std::chrono::milliseconds(i),
                            events::CaseFinished{i, outcome, false, false, {}, 1ms, 1}));
        }
    }
    Shown shown(std::move(events), {960, scene == u"running" || scene == u"focus" ? 360 : 520});
    shown.themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    if (scene == u"suites" || scene == u"folded" || scene == u"large")
        shown.view.setGrouping(Grouping::BySuite);
    if (scene == u"phases")
        shown.view.setGrouping(Grouping::ByPhase);
    QTRY_VERIFY(shown.settled());
    if (scene == u"folded") {
        shown.view.foldAll();
        QTRY_VERIFY(shown.settled());
        shown.view.setFolded(shown.view.scene()->graph.groups[4].key, false);
    }
    shown.selection.selectCase(sampleCaseId(u"fails fast while open"_s));
    if (scene == u"focus") {
        shown.view.focusCurrent(2);
        shown.view.search(u"chunk"_s);
    }
    QTRY_VERIFY(shown.settled());
    QImage image(shown.panel.size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    shown.panel.render(&image);
    const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
    QVERIFY(QDir().mkpath(out));
    QVERIFY(image.save(
        u"%1/graph-%2-%3-%4x.png"_s.arg(out, scene, dark ? u"dark"_s : u"light"_s).arg(scale)));
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY(colours.contains(shown.themes.theme().fill(Role::Panel).rgb()));
    QVERIFY(colours.size() > 40);
}

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestGraphView)
#include "tst_graph_view.moc"
