// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestrator/selection.h"
#include "support/fake_suite.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using orchestrator::Selection;
using test::FakeSuite;

namespace {

QStringList namesOf(const runner::RunGraph &graph)
{
    QStringList names;
    for (const auto &node : graph.nodes)
        names << node.info->name;
    return names;
}

} // namespace

class TestSelection : public QObject
{
    Q_OBJECT

private:
    FakeSuite m_text{u"api/text.yaml"_s};
    FakeSuite m_search{u"search.yaml"_s};
    runner::RunGraph m_graph;

private Q_SLOTS:
    void initTestCase()
    {
        const auto place = [](test::FakeCase &one, int line, const QStringList &tags) {
            one.info.position = {u""_s, line, 3};
            one.info.tags = tags;
        };
        place(m_text.add(u"stores"_s), 5, {u"smoke"_s});
        place(m_text.add(u"reads"_s, {}, {u"stores"_s}), 10, {u"smoke"_s, u"slow"_s});
        place(m_text.add(u"deletes"_s, {}, {u"reads"_s}), 20, {});
        place(m_search.add(u"finds"_s), 4, {u"slow"_s});
        m_search.cases.back()->info.explicitId = u"find-it"_s;
        auto graph = runner::buildGraph({&m_text, &m_search});
        QVERIFY(graph);
        m_graph = std::move(*graph);
    }

    void selects_data()
    {
        QTest::addColumn<Selection>("selection");
        QTest::addColumn<QStringList>("names");
        const auto row = [](const char *name, const Selection &selection,
                            const QStringList &names) {
            QTest::newRow(name) << selection << names;
        };
        row("everything", {}, {u"stores"_s, u"reads"_s, u"deletes"_s, u"finds"_s});
        row("a file", {.places = {u"search.yaml"_s}}, {u"finds"_s});
        row("a folder", {.places = {u"api"_s}}, {u"stores"_s, u"reads"_s, u"deletes"_s});
        row("a line, with needs", {.places = {u"api/text.yaml:12"_s}}, {u"stores"_s, u"reads"_s});
        row("a line, without needs", {.places = {u"api/text.yaml:12"_s}, .pullNeeds = false},
            {u"reads"_s});
        row("tags", {.tags = u"smoke and not slow"_s}, {u"stores"_s});
        row("tags pull needs", {.tags = u"slow"_s}, {u"stores"_s, u"reads"_s, u"finds"_s});
        row("keyword", {.keyword = u"find or store"_s}, {u"stores"_s, u"finds"_s});
        row("keyword over the file", {.keyword = u"search"_s}, {u"finds"_s});
        row("case by name", {.cases = {u"stores"_s}}, {u"stores"_s});
        row("case by id", {.cases = {u"api/text.yaml::stores"_s}}, {u"stores"_s});
        row("case by explicit id", {.cases = {u"find-it"_s}}, {u"finds"_s});
        row("filters combine", {.places = {u"api"_s}, .tags = u"slow"_s},
            {u"stores"_s, u"reads"_s});
        row("only", {.only = QSet<QString>{u"search.yaml::finds"_s}}, {u"finds"_s});
        row("only nothing", {.only = QSet<QString>{}}, {});
        row("nothing fits", {.tags = u"none"_s}, {});
        row("repeat", {.cases = {u"reads"_s}, .repeat = 2},
            {u"stores"_s, u"reads"_s, u"stores #2"_s, u"reads #2"_s});
    }
    void selects()
    {
        QFETCH(Selection, selection);
        QFETCH(QStringList, names);
        const auto part = orchestrator::select(m_graph, selection);
        QVERIFY2(part, qPrintable(part ? QString() : part.error().toString()));
        QCOMPARE(namesOf(*part), names);
    }

    void errors_data()
    {
        QTest::addColumn<Selection>("selection");
        QTest::addColumn<QString>("message");
        QTest::newRow("place") << Selection{.places = {u"serch.yaml"_s}}
                               << u"no case is at \"serch.yaml\" (did you mean \"search.yaml\"?)"_s;
        QTest::newRow("case") << Selection{.cases = {u"store"_s}}
                              << u"no case is called \"store\" (did you mean \"stores\"?)"_s;
        QTest::newRow("shard")
            << Selection{.shard = 4, .shards = 3}
            << u"there is no shard 4 of 3 (write --shard i/n with i from 1 to n)"_s;
    }
    void errors()
    {
        QFETCH(Selection, selection);
        QFETCH(QString, message);
        const auto part = orchestrator::select(m_graph, selection);
        QVERIFY(!part);
        QCOMPARE(part.error().toString(), message);
    }

    void shardsPartitionAndKeepNeedsTogether()
    {
        FakeSuite suite(u"s.yaml"_s);
        for (int i = 0; i < 60; ++i) {
            suite.add(u"c%1"_s.arg(i), {},
                      i % 3 == 0 ? QStringList() : QStringList{u"c%1"_s.arg(i - 1)});
        }
        runner::Durations durations;
        durations.insert(u"s.yaml::c0"_s, 10s);
        const auto graph = runner::buildGraph({&suite}, durations);
        QVERIFY(graph);
        QSet<QString> seen;
        std::vector<qsizetype> sizes;
        for (int shard = 1; shard <= 3; ++shard) {
            const auto part = orchestrator::select(*graph, {.shard = shard, .shards = 3});
            QVERIFY(part);
            sizes.push_back(static_cast<qsizetype>(part->nodes.size()));
            for (const auto &node : part->nodes) {
                QVERIFY2(!seen.contains(node.info->id), qPrintable(node.info->id));
                seen.insert(node.info->id);
                QCOMPARE(node.needs.size(), node.info->needs.size()); // none was cut off
            }
        }
        QCOMPARE(seen.size(), 60);
        // The slow chain of three has a shard to itself, the others share the rest evenly.
        std::sort(sizes.begin(), sizes.end());
        QCOMPARE(sizes, (std::vector<qsizetype>{3, 27, 30}));
    }

    void hashTellsPlansApart()
    {
        const QString hash = orchestrator::planHash(m_graph);
        QCOMPARE(hash.size(), 16);
        auto again = runner::buildGraph({&m_search, &m_text}); // order of files does not matter
        QVERIFY(again);
        QCOMPARE(orchestrator::planHash(*again), hash);
        again->nodes[1].needs.push_back({0, model::NeedOn::Always});
        QVERIFY(orchestrator::planHash(*again) != hash);
    }

    void shuffleIsDeterministic()
    {
        const auto order = [&](quint64 seed) {
            std::vector<base::Nanoseconds> paths;
            const auto part = orchestrator::select(m_graph, {.shuffleSeed = seed});
            for (const auto &node : part->nodes)
                paths.push_back(node.path);
            return paths;
        };
        QCOMPARE(order(7), order(7));
        QVERIFY(order(7) != order(8));
    }
};

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_selection.moc"
