// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bugs.h"
#include "base/text.h"
#include "services/path_search.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace semantic;
using namespace Qt::StringLiterals;

namespace {

QJsonDocument fixture(const QString &path)
{
    QFile file(u"" ASSAY_SOURCE_DIR "/fixtures/"_s + path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())
                                          : QJsonDocument();
}

std::vector<PathEdge> edgesOf(const QString &graph)
{
    std::vector<PathEdge> edges;
    const QJsonArray rows = fixture(u"graphs/%1.json"_s.arg(graph))[u"edges"_s].toArray();
    for (const auto &row : rows)
        edges.push_back({std::to_string(edges.size()), toStd(row[u"from"_s].toString()),
                         toStd(row[u"to"_s].toString()), row[u"weight"_s].toDouble(1)});
    return edges;
}

QString described(const std::optional<Path> &path)
{
    if (!path)
        return u"none"_s;
    QStringList nodes;
    for (const std::string &node : path->nodes)
        nodes.append(toQt(node));
    return u"%1: %2"_s.arg(path->cost).arg(nodes.join(u' '));
}

} // namespace

class PathSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The scenarios that the suites ask of the running system.
    void scenarios_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        const QJsonArray rows = fixture(u"scenarios/graph_paths.json"_s).array();
        QVERIFY(!rows.isEmpty());
        for (const auto &row : rows)
            QTest::newRow(qPrintable(row[u"key"_s].toString())) << row.toObject();
    }
    void scenarios()
    {
        QFETCH(const QJsonObject, scenario);
        QStringList nodes;
        const QJsonArray expected = scenario[u"nodes"_s].toArray();
        for (const auto &node : expected)
            nodes.append(node.toString());
        const auto path = cheapestPath(
            edgesOf(scenario[u"graph"_s].toString()), toStd(scenario[u"from"_s].toString()),
            toStd(scenario[u"to"_s].toString()), scenario[u"max_depth"_s].toInt());
        QCOMPARE(described(path),
                 nodes.isEmpty()
                     ? u"none"_s
                     : u"%1: %2"_s.arg(scenario[u"cost"_s].toDouble()).arg(nodes.join(u' ')));
        if (path)
            QCOMPARE(path->edges.size() + 1, path->nodes.size());
    }

    void aTieInAllButTheLastBitsGoesToFewerEdges()
    {
        std::vector<PathEdge> edges{{"short", "a", "z", 0.8}};
        edges.push_back({"long1", "a", "b", 0.7});
        edges.push_back({"long2", "b", "z", 0.1});
        QVERIFY(0.7 + 0.1 < 0.8);
        QCOMPARE(described(cheapestPath(edges, "a", "z", 5)), u"0.8: a z"_s);
    }

    void ofTwoEqualWaysTheFirstEdgeDecides()
    {
        const std::vector<PathEdge> edges{
            {"1", "a", "b", 1}, {"2", "a", "c", 1}, {"3", "b", "z", 1}, {"4", "c", "z", 1}};
        QCOMPARE(described(cheapestPath(edges, "a", "z", 5)), u"2: a b z"_s);
    }

    void aCheaperButTooLongWayToAMiddleDoesNotHideTheOther()
    {
        // The cheap way to m has two edges; with it, z is out of reach.
        const std::vector<PathEdge> edges{
            {"1", "a", "m", 5}, {"2", "a", "x", 1}, {"3", "x", "m", 1}, {"4", "m", "z", 1}};
        QCOMPARE(described(cheapestPath(edges, "a", "z", 3)), u"3: a x m z"_s);
        QCOMPARE(described(cheapestPath(edges, "a", "z", 2)), u"6: a m z"_s);
    }

    // The last one: a defect that is on stays on.
    void ignoresWeightsOnlyAsASeededDefect()
    {
        QCOMPARE(described(cheapestPath(edgesOf(u"detours"_s), "start", "goal", 6)),
                 u"6: start valley bridge goal"_s);
        switchOn(Bug::PathIgnoresWeight);
        QCOMPARE(described(cheapestPath(edgesOf(u"detours"_s), "start", "goal", 6)),
                 u"1: start goal"_s);
    }
};

QTEST_APPLESS_MAIN(PathSearchTest)
#include "tst_path_search.moc"
