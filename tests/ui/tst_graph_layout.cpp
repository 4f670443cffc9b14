// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layered_layout.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <span>

using namespace Qt::StringLiterals;
using namespace assay::ui;

namespace {

using EdgeList = QList<QPair<int, int>>;

LayoutInput inputOf(int nodes, std::vector<LayoutEdge> edges, QSizeF size = {100, 40})
{
    LayoutInput input;
    for (int i = 0; i < nodes; ++i)
        input.nodes.push_back({size, -1, i, 0});
    input.edges = std::move(edges);
    return input;
}

/// "0,0 128,28 ...": the left top of each node.
QString placesOf(const GraphLayout &layout)
{
    QStringList places;
    for (const QRectF &node : layout.nodes)
        places += u"%1,%2"_s.arg(node.left()).arg(node.top());
    return places.join(u' ');
}

std::span<const QPointF> routeOf(const GraphLayout &layout, std::size_t edge)
{
    const auto &route = layout.routes[edge];
    return {layout.points.data() + route.begin, layout.points.data() + route.end};
}

/// What is wrong with a layout, in a word; "" when nothing is.
QString problemOf(const LayoutInput &input, const GraphLayout &layout, bool forward = true)
{
    const QRectF all(QPointF(0, 0), layout.size);
    // A sweep over the left edges finds overlaps without comparing all pairs.
    std::vector<std::size_t> byLeft(layout.nodes.size());
    std::iota(byLeft.begin(), byLeft.end(), std::size_t(0));
    std::ranges::sort(byLeft, {}, [&](std::size_t i) { return layout.nodes[i].left(); });
    std::set<std::pair<double, std::size_t>> open; // by top
    std::set<std::pair<double, std::size_t>> ends;
    for (const std::size_t i : byLeft) {
        const QRectF &node = layout.nodes[i];
        if (node.size() != input.nodes[i].size)
            return u"size of %1"_s.arg(i);
        if (!all.contains(node))
            return u"%1 outside"_s.arg(i);
        while (!ends.empty() && ends.begin()->first <= node.left()) {
            open.erase({layout.nodes[ends.begin()->second].top(), ends.begin()->second});
            ends.erase(ends.begin());
        }
        const auto next = open.lower_bound({node.top(), 0});
        if (next != open.end() && layout.nodes[next->second].top() < node.bottom())
            return u"%1 over %2"_s.arg(i).arg(next->second);
        if (next != open.begin() && layout.nodes[std::prev(next)->second].bottom() > node.top())
            return u"%1 over %2"_s.arg(i).arg(std::prev(next)->second);
        open.emplace(node.top(), i);
        ends.emplace(node.right(), i);
        if (const int group = input.nodes[i].group;
            group >= 0 && !layout.groups[static_cast<std::size_t>(group)].contains(node))
            return u"%1 outside of its group"_s.arg(i);
    }
    for (std::size_t a = 0; a < layout.groups.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            if (layout.groups[a].intersects(layout.groups[b]))
                return u"group %1 over %2"_s.arg(a).arg(b);
        }
    }
    for (std::size_t e = 0; e < input.edges.size(); ++e) {
        const auto route = routeOf(layout, e);
        const QRectF &from = layout.nodes[static_cast<std::size_t>(input.edges[e].from)];
        const QRectF &to = layout.nodes[static_cast<std::size_t>(input.edges[e].to)];
        if (route.size() < 3)
            return u"edge %1 has no route"_s.arg(e);
        if (!forward)
            continue;
        if (from.right() >= to.left())
            return u"edge %1 leads back"_s.arg(e);
        if (route.front() != QPointF(from.right(), from.center().y()) ||
            route.back() != QPointF(to.left(), to.center().y()))
            return u"edge %1 does not end at its nodes"_s.arg(e);
        if (!std::ranges::is_sorted(route, {}, &QPointF::x))
            return u"edge %1 turns back"_s.arg(e);
        for (std::size_t i = 0; i + 1 < route.size(); i += 2) {
            if (route[i].y() != route[i + 1].y())
                return u"edge %1 is not level at %2"_s.arg(e).arg(i);
        }
    }
    return {};
}

LayoutInput randomInput(unsigned seed, int nodes, int groups)
{
    std::mt19937 random(seed);
    const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    LayoutInput input = inputOf(nodes, {});
    input.groups = groups;
    for (int i = 0; i < nodes; ++i) {
        LayoutNode &node = input.nodes[static_cast<std::size_t>(i)];
        node.size = {60.0 + 20 * upTo(5), 20.0 + 10 * upTo(6)};
        // Groups follow each other, so that no two need each other.
        node.group = groups == 0 ? -1 : i * (groups + 1) / nodes - 1;
        for (int needs = upTo(3); needs > 0 && i > 0; --needs)
            input.edges.push_back({upTo(i), i});
    }
    return input;
}

} // namespace

class TestGraphLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden_data();
    void golden();
    void longEdgesPassBetweenNodes();
    void edgesOfOneNodeShareTheirWay();
    void crossingsAreTakenAway();
    void circlesAreBrokenTheSameWay();
    void refusedEdgesHaveNoRoute();
    void wideFan();
    void longChainWithLongEdges();
    void properties_data();
    void properties();
    void listingNodesOtherwiseMeansNothing();
    void groupsStandForThemselves();
    void groupsThatNeedEachOther();
    void groupEdgesOrderGroups();
    void keptOrderSurvives();
    void stops();
};

void TestGraphLayout::golden_data()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<EdgeList>("edges");
    QTest::addColumn<QString>("places");
    using List = EdgeList;
    QTest::newRow("empty") << 0 << List{} << u""_s;
    QTest::newRow("one node") << 1 << List{} << u"0,0"_s;
    QTest::newRow("an edge") << 2 << List{{0, 1}} << u"0,0 128,0"_s;
    QTest::newRow("the same edge twice") << 2 << List{{0, 1}, {0, 1}} << u"0,0 128,0"_s;
    QTest::newRow("diamond") << 4 << List{{0, 1}, {0, 2}, {1, 3}, {2, 3}}
                             << u"0,28 128,0 128,56 256,28"_s;
    QTest::newRow("two components") << 4 << List{{0, 2}, {1, 3}} << u"0,0 0,64 128,0 128,64"_s;
    QTest::newRow("no edges") << 5 << List{} << u"0,0 124,0 0,64 124,64 0,128"_s;
    QTest::newRow("skip edge") << 3 << List{{0, 1}, {1, 2}, {0, 2}} << u"0,0 128,19 256,0"_s;
    QTest::newRow("two into one") << 3 << List{{0, 2}, {1, 2}} << u"0,0 0,56 128,28"_s;
}

void TestGraphLayout::golden()
{
    QFETCH(const int, nodes);
    QFETCH(const EdgeList, edges);
    QFETCH(const QString, places);
    LayoutInput input = inputOf(nodes, {});
    for (const auto &[from, to] : edges)
        input.edges.push_back({from, to});
    const auto layout = layOut(input);
    QVERIFY(layout);
    QCOMPARE(placesOf(*layout), places);
    QCOMPARE(problemOf(input, *layout), QString());
}

void TestGraphLayout::longEdgesPassBetweenNodes()
{
    const LayoutInput input = inputOf(4, {{0, 1}, {1, 2}, {2, 3}, {0, 3}});
    const auto layout = layOut(input);
    QVERIFY(layout);
    for (const QPointF point : routeOf(*layout, 3).subspan(2, 4)) {
        for (const std::size_t passed : {1U, 2U})
            QVERIFY(!layout->nodes[passed].adjusted(0, -4, 0, 4).contains(point));
    }
    QCOMPARE(problemOf(input, *layout), QString());
}

void TestGraphLayout::edgesOfOneNodeShareTheirWay()
{
    const LayoutInput input = inputOf(5, {{0, 1}, {1, 2}, {2, 3}, {2, 4}, {0, 3}, {0, 4}});
    const auto layout = layOut(input);
    QVERIFY(layout);
    const auto first = routeOf(*layout, 4);
    const auto second = routeOf(*layout, 5);
    QCOMPARE(first.size(), second.size());
    QVERIFY(std::equal(first.begin(), first.end() - 1, second.begin()));
    QVERIFY(first.back() != second.back());
}

void TestGraphLayout::crossingsAreTakenAway()
{
    // As listed, 0-5, 1-4, 2-3 all cross; drawn, none does.
    LayoutInput input =
        inputOf(8, {{0, 5}, {1, 4}, {2, 3}, {6, 0}, {6, 1}, {6, 2}, {3, 7}, {4, 7}});
    const auto layout = layOut(input);
    QVERIFY(layout);
    const auto y = [&](std::size_t node) { return layout->nodes[node].top(); };
    QCOMPARE(y(0) < y(1), y(5) < y(4));
    QCOMPARE(y(1) < y(2), y(4) < y(3));
    QCOMPARE(y(0) < y(2), y(5) < y(3));
}

void TestGraphLayout::circlesAreBrokenTheSameWay()
{
    const LayoutInput input = inputOf(3, {{0, 1}, {1, 2}, {2, 0}});
    const auto layout = layOut(input);
    QVERIFY(layout);
    QCOMPARE(placesOf(*layout), u"0,0 128,19 256,0"_s);
    const auto back = routeOf(*layout, 2);
    QCOMPARE(back.front(), QPointF(256, 20));
    QCOMPARE(back.back(), QPointF(100, 20));
    QVERIFY(std::ranges::is_sorted(back, std::greater(), &QPointF::x));
    QCOMPARE(problemOf(input, *layout, false), QString());
}

void TestGraphLayout::refusedEdgesHaveNoRoute()
{
    const auto layout = layOut(inputOf(2, {{0, 0}, {0, 7}, {-1, 1}, {0, 1}}));
    QVERIFY(layout);
    for (const std::size_t refused : {0U, 1U, 2U})
        QVERIFY(routeOf(*layout, refused).empty());
    QVERIFY(!routeOf(*layout, 3).empty());
}

void TestGraphLayout::wideFan()
{
    LayoutInput input = inputOf(5001, {});
    for (int i = 1; i <= 5000; ++i)
        input.edges.push_back({0, i});
    const auto layout = layOut(input);
    QVERIFY(layout);
    QCOMPARE(problemOf(input, *layout), QString());
    QCOMPARE(layout->size, QSizeF(350, 5000 * 40 + 4999 * 16));
    QCOMPARE(layout->nodes[0].center().y(), layout->size.height() / 2);
}

void TestGraphLayout::longChainWithLongEdges()
{
    // With a point in each layer for each edge this would need a hundred million of them.
    constexpr int kNodes = 10'000;
    LayoutInput input = inputOf(kNodes, {});
    for (int i = 1; i < kNodes; ++i) {
        input.edges.push_back({i - 1, i});
        if (i < kNodes / 2)
            input.edges.push_back({i, kNodes - i});
    }
    const auto layout = layOut(input);
    QVERIFY(layout);
    QCOMPARE(problemOf(input, *layout), QString());
    QVERIFY(layout->points.size() < 40 * static_cast<std::size_t>(kNodes));
}

void TestGraphLayout::properties_data()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("groups");
    for (const int nodes : {2, 7, 30, 200, 1500}) {
        for (const int groups : {0, 1, 5})
            QTest::addRow("%d nodes, %d groups", nodes, groups) << nodes << groups;
    }
}

void TestGraphLayout::properties()
{
    QFETCH(const int, nodes);
    QFETCH(const int, groups);
    for (unsigned seed = 1; seed <= (nodes > 1000 ? 2U : 10U); ++seed) {
        const LayoutInput input = randomInput(seed, nodes, groups);
        const auto layout = layOut(input);
        QVERIFY(layout);
        QCOMPARE(problemOf(input, *layout), QString());
    }
}

void TestGraphLayout::listingNodesOtherwiseMeansNothing()
{
    for (const int groups : {0, 4}) {
        const LayoutInput input = randomInput(3, 120, groups);
        const auto expected = layOut(input);
        QVERIFY(expected);
        std::mt19937 random(7);
        std::vector<std::size_t> places(input.nodes.size());
        std::iota(places.begin(), places.end(), std::size_t(0));
        std::ranges::shuffle(places, random);
        LayoutInput shuffled = input;
        for (std::size_t i = 0; i < places.size(); ++i)
            shuffled.nodes[places[i]] = input.nodes[i];
        for (LayoutEdge &edge : shuffled.edges) {
            edge.from = static_cast<int>(places[static_cast<std::size_t>(edge.from)]);
            edge.to = static_cast<int>(places[static_cast<std::size_t>(edge.to)]);
        }
        std::ranges::shuffle(shuffled.edges, random);
        const auto got = layOut(shuffled);
        QVERIFY(got);
        QCOMPARE(got->size, expected->size);
        for (std::size_t i = 0; i < places.size(); ++i)
            QCOMPARE(got->nodes[places[i]], expected->nodes[i]);
    }
}

void TestGraphLayout::groupsStandForThemselves()
{
    LayoutInput input = inputOf(5, {{0, 1}, {1, 2}, {2, 3}});
    input.groups = 3;
    for (const int i : {0, 1})
        input.nodes[static_cast<std::size_t>(i)].group = 0;
    for (const int i : {2, 3})
        input.nodes[static_cast<std::size_t>(i)].group = 1;
    const auto layout = layOut(input);
    QVERIFY(layout);
    QCOMPARE(problemOf(input, *layout), QString());
    QCOMPARE(layout->groups[0], QRectF(0, 0, 252, 82));
    QCOMPARE(layout->groups[1], QRectF(280, 0, 252, 82));
    QVERIFY(layout->groups[2].isNull()); // no node is in it
    QCOMPARE(layout->nodes[0].topLeft(), QPointF(kGroupPadding, kGroupTitle));
}

void TestGraphLayout::groupsThatNeedEachOther()
{
    LayoutInput input = inputOf(4, {{0, 2}, {3, 1}});
    input.groups = 2;
    for (std::size_t i = 0; i < 4; ++i)
        input.nodes[i].group = i < 2 ? 0 : 1;
    const auto layout = layOut(input);
    QVERIFY(layout);
    QCOMPARE(problemOf(input, *layout, false), QString());
    const auto back = routeOf(*layout, 1);
    QCOMPARE(back.front(), QPointF(layout->nodes[3].left(), layout->nodes[3].center().y()));
    QCOMPARE(back.back(), QPointF(layout->nodes[1].right(), layout->nodes[1].center().y()));
}

void TestGraphLayout::groupEdgesOrderGroups()
{
    LayoutInput input = inputOf(3, {});
    input.groups = 3;
    for (int i = 0; i < 3; ++i)
        input.nodes[static_cast<std::size_t>(i)].group = 2 - i;
    input.groupEdges = {{0, 1}, {1, 2}};
    const auto layout = layOut(input);
    QVERIFY(layout);
    QVERIFY(layout->groups[0].right() < layout->groups[1].left());
    QVERIFY(layout->groups[1].right() < layout->groups[2].left());
}

void TestGraphLayout::keptOrderSurvives()
{
    const LayoutInput whole = randomInput(11, 150, 0);
    const auto before = layOut(whole);
    QVERIFY(before);
    LayoutInput part;
    std::vector<int> indexOf(whole.nodes.size(), -1);
    for (std::size_t i = 0; i < whole.nodes.size(); ++i) {
        if (i % 3 == 0)
            continue;
        indexOf[i] = static_cast<int>(part.nodes.size());
        part.nodes.push_back(whole.nodes[i]);
        part.nodes.back().place = before->nodes[i].center().y();
    }
    for (const LayoutEdge &edge : whole.edges) {
        const int from = indexOf[static_cast<std::size_t>(edge.from)];
        const int to = indexOf[static_cast<std::size_t>(edge.to)];
        if (from >= 0 && to >= 0)
            part.edges.push_back({from, to});
    }
    part.keepOrder = true;
    const auto after = layOut(part);
    QVERIFY(after);
    QCOMPARE(problemOf(part, *after), QString());
    // Nodes that an edge path joins to one part and that stand in one column keep their order.
    std::vector<int> partOf(part.nodes.size());
    std::iota(partOf.begin(), partOf.end(), 0);
    for (bool changed = true; changed;) {
        changed = false;
        for (const LayoutEdge &edge : part.edges) {
            int &a = partOf[static_cast<std::size_t>(edge.from)];
            int &b = partOf[static_cast<std::size_t>(edge.to)];
            changed |= a != b;
            a = b = std::min(a, b);
        }
    }
    int compared = 0;
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (partOf[i] != partOf[j] || after->nodes[i].left() != after->nodes[j].left() ||
                part.nodes[i].place == part.nodes[j].place)
                continue;
            ++compared;
            QCOMPARE(after->nodes[i].top() < after->nodes[j].top(),
                     part.nodes[i].place < part.nodes[j].place);
        }
    }
    QVERIFY(compared > 50);
}

void TestGraphLayout::stops()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!layOut(randomInput(1, 50, 0), source.get_token()));
    QVERIFY(!layOut(randomInput(1, 50, 3), source.get_token()));
}

QTEST_GUILESS_MAIN(TestGraphLayout)
#include "tst_graph_layout.moc"
