// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// Groups, focus, other runs and large ones; pictures.
class TestGraphGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsFold();
    void phasesStandOneAfterTheOther();
    void focusShowsWhatIsNear();
    void headTellsPhaseAndControls();
    void emptyAndHostile();
    void anotherRunReplacesIt();
    void largeGraphDoesNotBlock();
    void pictures_data();
    void pictures();
};

void TestGraphGroups::groupsFold()
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

void TestGraphGroups::phasesStandOneAfterTheOther()
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

void TestGraphGroups::focusShowsWhatIsNear()
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

void TestGraphGroups::headTellsPhaseAndControls()
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

void TestGraphGroups::emptyAndHostile()
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

void TestGraphGroups::anotherRunReplacesIt()
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

void TestGraphGroups::largeGraphDoesNotBlock()
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

void TestGraphGroups::pictures_data()
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

void TestGraphGroups::pictures()
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

QTEST_MAIN(assay::ui::test::TestGraphGroups)
#include "tst_graph_groups.moc"
