// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/data_set.h"
#include "testdata/graph_edges.h"
#include "testdata/portable_math.h"
#include "testdata/schema_text.h"
#include "testdata/value_text.h"

#include <QRegularExpression>

#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

using namespace assay;
using namespace assay::testdata;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const Generator> generatorOf(const QString &text,
                                             const GenerateOptions &options = {})
{
    auto made = Generator::make(test::schemaOf(text), options);
    if (!made)
        qFatal("%s", qPrintable(made.error().toText()));
    return *made;
}

/// A table "t" of these columns.
std::shared_ptr<const Generator> tableOf(const QString &columns, qint64 rows)
{
    return generatorOf(u"dataset: d\ntable: t\ncolumns:\n"_s + columns, {.rows = rows});
}

QByteArray textOf(const Value &value)
{
    QByteArray text;
    appendText(text, value);
    return text;
}

double numberOf(const Value &value)
{
    const auto *whole = value.as<qint64>();
    return whole != nullptr ? static_cast<double>(*whole) : *value.as<double>();
}

constexpr qint64 kMillion = 1'000'000;

} // namespace

/// What the generator promises, at sizes where chance would break it.
class GeneratorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uniqueAtAMillion_data()
    {
        QTest::addColumn<QString>("column");
        QTest::newRow("uuid") << u"{ type: uuid, key: primary }"_s;
        QTest::newRow("integer") << u"{ type: integer, unique: true, range: 5..1000004 }"_s;
        QTest::newRow("number") << u"{ type: number, unique: true, range: 0..1000, decimals: 3 }"_s;
        QTest::newRow("pattern")
            << u"{ type: text, unique: true, pattern: \"[a-z]{2}-\\\\d{4}[xyz]?\" }"_s;
        QTest::newRow("email") << u"{ type: text, unique: true, form: email }"_s;
        QTest::newRow("words") << u"{ type: text, unique: true, vocabulary: [a, b, c] }"_s;
        QTest::newRow("sentences") << u"{ type: text, unique: true, length: 10..30 }"_s;
        QTest::newRow("timestamp") << u"{ type: timestamp, unique: true }"_s;
    }
    void uniqueAtAMillion()
    {
        QFETCH(QString, column);
        const auto generator = tableOf(u"  a: "_s + column + u'\n', kMillion);
        std::unordered_set<std::string> seen;
        seen.reserve(kMillion);
        for (qint64 row = 0; row < kMillion; ++row)
            seen.insert(textOf(generator->value({0, 0}, row)).toStdString());
        QCOMPARE(seen.size(), std::size_t(kMillion));
    }

    void referencesAtAMillion()
    {
        const auto generator = generatorOf(uR"(
dataset: d
tables:
  p: { rows: 300000, columns: { id: { type: uuid, key: primary } } }
  c:
    columns:
      p_id: { type: uuid, reference: p.id, per_parent: 1..6 }
      place: { type: integer, range: 1.., sequence_within: p_id }
      any: { type: uuid, reference: p.id, distribution: zipf }
      one: { type: uuid, reference: p.id, unique: true, nullable: true }
    unique: [[p_id, place]]
)"_s);
        std::unordered_set<std::string> parents;
        for (qint64 row = 0; row < generator->rows(0); ++row)
            parents.insert(textOf(generator->value({0, 0}, row)).toStdString());
        const qint64 rows = generator->rows(1);
        QVERIFY(rows > 900'000 && rows < 1'200'000);
        QByteArray last;
        qint64 place = 0;
        std::unordered_set<std::string> withRows;
        std::unordered_set<std::string> once;
        qint64 ones = 0;
        for (qint64 row = 0; row < rows; ++row) {
            const QByteArray parent = textOf(generator->value({1, 0}, row));
            place = parent == last ? place + 1 : 1;
            QVERIFY(place <= 6);
            QCOMPARE(generator->value({1, 1}, row), Value(place)); // without gaps
            if (parent != last)
                QVERIFY(withRows.insert(parent.toStdString()).second);
            last = parent;
            QVERIFY(parents.count(textOf(generator->value({1, 2}, row)).toStdString()) == 1);
            const Value one = generator->value({1, 3}, row);
            if (!one.isNull()) {
                ++ones;
                QVERIFY(parents.count(textOf(one).toStdString()) == 1);
                QVERIFY(once.insert(textOf(one).toStdString()).second);
            }
        }
        QCOMPARE(withRows.size(), parents.size()); // everyone has at least one
        QCOMPARE(ones, 300'000);
    }

    void combinationsStandOnce()
    {
        const auto generator = generatorOf(uR"(
dataset: d
tables:
  n: { rows: 700, columns: { id: { type: integer, key: primary } } }
  e:
    rows: 400000
    columns:
      a: { type: integer, reference: n.id }
      b: { type: integer, reference: n.id, differs_from: a }
      kind: { type: text, one_of: { x: 9, y: 1 } }
    unique: [[a, b, kind]]
  m:
    columns:
      a: { type: integer, reference: n.id, per_parent: 0..40 }
      b: { type: integer, reference: n.id }
    unique: [[a, b]]
)"_s);
        for (const int table : {1, 2}) {
            std::set<std::pair<double, double>> seen;
            for (qint64 row = 0; row < generator->rows(table); ++row) {
                const double a = numberOf(generator->value({table, 0}, row));
                const double b = numberOf(generator->value({table, 1}, row));
                QVERIFY(table == 2 || a != b);
                QVERIFY(a >= 1 && a <= 700 && b >= 1 && b <= 700);
                QVERIFY(seen.insert({a, b}).second);
            }
        }
    }

    void distributions()
    {
        constexpr qint64 kRows = 200'000;
        const auto generator = tableOf(uR"(
  uniform: { type: integer, range: 1..6 }
  normal: { type: number, distribution: { normal: { mean: 50, deviation: 10 } } }
  cut: { type: number, range: 0..10, distribution: normal }
  exponential: { type: number, distribution: { exponential: { mean: 4 } } }
  zipf: { type: integer, range: 1..1000, distribution: { zipf: { exponent: 1.2 } } }
  weighted: { type: text, one_of: { a: 70, b: 20, c: 10 } }
  twin: { type: number, range: 0..1, decimals: 6, correlated: { with: uniform2, r: 0.8 } }
  uniform2: { type: number, range: 0..1, decimals: 6 }
  some: { type: integer, nullable: true, nulls: 0.25 }
  usual: { type: integer, range: 1..9, default: 0, default_share: 0.9 }
)"_s,
                                       kRows);
        std::map<QByteArray, qint64> counts;
        double sum = 0, squares = 0, waits = 0, xy = 0, x = 0, y = 0, xx = 0, yy = 0;
        qint64 firsts = 0, nulls = 0, usual = 0;
        std::array<qint64, 7> faces{};
        for (qint64 row = 0; row < kRows; ++row) {
            ++faces[static_cast<std::size_t>(numberOf(generator->value({0, 0}, row)))];
            const double normal = numberOf(generator->value({0, 1}, row));
            sum += normal;
            squares += normal * normal;
            const double cut = numberOf(generator->value({0, 2}, row));
            QVERIFY(cut >= 0 && cut <= 10);
            waits += numberOf(generator->value({0, 3}, row));
            firsts += numberOf(generator->value({0, 4}, row)) == 1 ? 1 : 0;
            ++counts[textOf(generator->value({0, 5}, row))];
            const double a = numberOf(generator->value({0, 6}, row));
            const double b = numberOf(generator->value({0, 7}, row));
            x += a, y += b, xy += a * b, xx += a * a, yy += b * b;
            nulls += generator->value({0, 8}, row).isNull() ? 1 : 0;
            usual += numberOf(generator->value({0, 9}, row)) == 0 ? 1 : 0;
        }
        const double n = kRows;
        for (std::size_t face = 1; face <= 6; ++face)
            QVERIFY(std::fabs(static_cast<double>(faces[face]) / n - 1.0 / 6) < 0.005);
        QVERIFY(std::fabs(sum / n - 50) < 0.1);
        QVERIFY(std::fabs(std::sqrt(squares / n - sum / n * sum / n) - 10) < 0.1);
        QVERIFY(std::fabs(waits / n - 4) < 0.05);
        double weight = 0;
        for (int k = 1; k <= 1000; ++k)
            weight += std::pow(k, -1.2);
        QVERIFY(std::fabs(static_cast<double>(firsts) / n - 1 / weight) < 0.005);
        QVERIFY(std::fabs(static_cast<double>(counts["a"]) / n - 0.7) < 0.005);
        QVERIFY(std::fabs(static_cast<double>(counts["c"]) / n - 0.1) < 0.005);
        const double r = (xy / n - x / n * y / n) /
                         std::sqrt((xx / n - x / n * x / n) * (yy / n - y / n * y / n));
        // Of the uniform values; a little below that of the normal ones that they are made of.
        QVERIFY2(std::fabs(r - 0.785) < 0.01, qPrintable(QString::number(r)));
        QVERIFY(std::fabs(static_cast<double>(nulls) / n - 0.25) < 0.005);
        QVERIFY(std::fabs(static_cast<double>(usual) / n - 0.9) < 0.005);
    }

    void relationsOfColumns()
    {
        const auto generator = generatorOf(uR"(
dataset: d
tables:
  texts:
    rows: 500
    columns:
      id: { type: uuid, key: primary }
      title: { type: text, length: 1..40, vocabulary: [sea, bread, lamp] }
      body: { type: text, length: 1..4000 }
      status: { type: text, one_of: { ready: 5, failed: 5 } }
      error: { type: text, null_unless: status = 'failed' }
      made: { type: timestamp }
      changed: { type: timestamp, not_before: made, within: 2d }
      version: { type: integer, equals: max(chunks.place) }
  chunks:
    columns:
      text_id: { type: uuid, reference: texts.id }
      place: { type: integer, sequence_within: text_id }
      content: { type: text, length: 1..800, part_of: texts.body }
      title: { type: text, equals: texts.title }
      vector: { type: vector, dimensions: 8, null_unless: texts.status = 'ready' }
)"_s);
        std::map<QByteArray, QByteArray> joined;
        std::map<QByteArray, qint64> highest;
        std::map<QByteArray, std::pair<QByteArray, QByteArray>> ofText; // title, status
        for (qint64 row = 0; row < 500; ++row) {
            const QByteArray id = textOf(generator->value({0, 0}, row));
            ofText[id] = {textOf(generator->value({0, 1}, row)),
                          textOf(generator->value({0, 3}, row))};
            QCOMPARE(generator->value({0, 4}, row).isNull(), ofText[id].second != "failed");
            const auto made = *generator->value({0, 5}, row).as<Timestamp>();
            const auto changed = *generator->value({0, 6}, row).as<Timestamp>();
            QVERIFY(changed.microseconds >= made.microseconds);
            QVERIFY(changed.microseconds - made.microseconds <= 2LL * 86400 * 1'000'000);
            const QByteArray body = textOf(generator->value({0, 2}, row));
            const qint64 length = characterCount(body.toStdString());
            QVERIFY(length >= 1 && length <= 4000);
            QCOMPARE(generator->characters({0, 2}, row), length);
        }
        for (qint64 row = 0; row < generator->rows(1); ++row) {
            const QByteArray id = textOf(generator->value({1, 0}, row));
            const QByteArray content = textOf(generator->value({1, 2}, row));
            const qint64 length = characterCount(content.toStdString());
            QVERIFY(length >= 1 && length <= 800);
            joined[id] += content;
            highest[id] = *generator->value({1, 1}, row).as<qint64>();
            QCOMPARE(textOf(generator->value({1, 3}, row)), ofText[id].first);
            QCOMPARE(generator->value({1, 4}, row).isNull(), ofText[id].second != "ready");
        }
        for (qint64 row = 0; row < 500; ++row) {
            const QByteArray id = textOf(generator->value({0, 0}, row));
            QCOMPARE(joined[id], textOf(generator->value({0, 2}, row)));
            QCOMPARE(generator->value({0, 7}, row), Value(highest[id]));
        }
    }

    void vectorsHaveLengthOneAndClusters()
    {
        const auto generator = tableOf(
            u"  v: { type: vector, dimensions: 64, norm: 1, clusters: 4, spread: 0.2 }\n"_s, 300);
        double nearest = 0;
        std::vector<Vector> vectors;
        for (qint64 row = 0; row < 300; ++row) {
            vectors.push_back(*generator->value({0, 0}, row).as<Vector>());
            double length = 0;
            for (const float part : vectors.back())
                length += double(part) * double(part);
            QVERIFY(std::fabs(length - 1) < 1e-6);
        }
        int near = 0, between = 0;
        for (std::size_t a = 0; a < vectors.size(); ++a) {
            for (std::size_t b = a + 1; b < vectors.size(); ++b) {
                double dot = 0;
                for (std::size_t i = 0; i < 64; ++i)
                    dot += double(vectors[a][i]) * double(vectors[b][i]);
                near += dot > 0.85 ? 1 : 0;
                between += dot > 0.7 && dot <= 0.85 ? 1 : 0;
                nearest = std::max(nearest, dot);
            }
        }
        // A quarter of the pairs share their cluster; nothing lies between near and far.
        QVERIFY(near > 300 * 299 / 2 / 6 && near < 300 * 299 / 2 / 3);
        QCOMPARE(between, 0);
        QVERIFY(nearest < 1);
    }

    void exactNeighbours()
    {
        const DataSchema schema = test::schemaOf(uR"(
dataset: d
tables:
  v:
    rows: 700
    columns:
      id: { type: integer, key: primary }
      v: { type: vector, dimensions: 18, clusters: 5, spread: 0.5, nullable: true, nulls: 0.2 }
  truth:
    neighbours: { of: v.v, queries: 40, k: 7 }
)"_s);
        const auto set = dataSetOf(schema);
        const Block all = set->table(u"v")->block(0, 700);
        const auto reader = set->table(u"truth")->open();
        std::map<qint64, std::vector<std::pair<double, qint64>>> truth;
        while (true) {
            const auto block = (*reader)->next();
            QVERIFY(block.has_value());
            if (block->rows() == 0)
                break;
            for (std::size_t row = 0; row < block->rows(); ++row) {
                auto &list = truth[*block->at(row, 0).as<qint64>()];
                list.emplace_back(*block->at(row, 3).as<double>(), *block->at(row, 2).as<qint64>());
                QCOMPARE(block->at(row, 1), Value(qint64(list.size())));
            }
        }
        QVERIFY(truth.size() > 25 && truth.size() <= 40); // some queries are null
        for (const auto &[query, found] : truth) {
            const auto &vector = *all.at(static_cast<std::size_t>(query - 1), 1).as<Vector>();
            std::vector<std::pair<double, qint64>> expected;
            for (std::size_t row = 0; row < 700; ++row) {
                const auto *other = all.at(row, 1).as<Vector>();
                if (other == nullptr || static_cast<qint64>(row) == query - 1)
                    continue;
                double sum = 0;
                for (std::size_t i = 0; i < 18; ++i)
                    sum += double(vector[i]) * double((*other)[i]);
                expected.emplace_back(-sum, static_cast<qint64>(row) + 1);
            }
            std::sort(expected.begin(), expected.end());
            QCOMPARE(found.size(), std::size_t(7));
            for (std::size_t i = 0; i < 7; ++i) {
                QCOMPARE(found[i].second, expected[i].second);
                QVERIFY(std::fabs(found[i].first + expected[i].first) < 1e-6);
            }
        }
    }

    void graphs_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("nodes");
        for (const qint64 nodes : {1, 2, 3, 5, 50, 20000}) {
            QTest::addRow("scale-free %lld", static_cast<long long>(nodes)) << 0 << nodes;
            QTest::addRow("tree %lld", static_cast<long long>(nodes)) << 1 << nodes;
            QTest::addRow("grid %lld", static_cast<long long>(nodes)) << 2 << nodes;
        }
    }
    void graphs()
    {
        QFETCH(int, kind);
        QFETCH(qint64, nodes);
        GraphSchema graph;
        graph.kind = static_cast<GraphSchema::Kind>(kind);
        graph.edgesPerNode = 3;
        const GraphEdges edges(graph, 7, nodes);
        std::set<std::pair<qint64, qint64>> seen;
        std::vector<int> degree(static_cast<std::size_t>(nodes));
        for (qint64 i = 0; i < edges.count(); ++i) {
            const GraphEdges::Edge edge = edges.at(i);
            QVERIFY(edge.source >= 0 && edge.source < nodes);
            QVERIFY(edge.target >= 0 && edge.target < nodes);
            QVERIFY(edge.source != edge.target);
            QVERIFY(seen.insert({edge.source, edge.target}).second);
            ++degree[static_cast<std::size_t>(edge.source)];
            ++degree[static_cast<std::size_t>(edge.target)];
        }
        if (kind == 1)
            QCOMPARE(edges.count(), nodes - 1);
        if (kind == 2 && nodes == 20000)
            QCOMPARE(*std::max_element(degree.begin(), degree.end()), 4);
        if (kind == 0 && nodes == 20000) // far above the 6 of an even graph
            QVERIFY(*std::max_element(degree.begin(), degree.end()) > 150);
    }

    void anotherColumnChangesNothing()
    {
        const auto before = tableOf(u"  a: { type: text }\n  b: { type: integer }\n"_s, 50);
        const auto after = tableOf(
            u"  new: { type: text }\n  a: { type: text }\n  c: { type: uuid }\n  b: { type: integer }\n"_s,
            50);
        for (qint64 row = 0; row < 50; ++row) {
            QCOMPARE(before->value({0, 0}, row), after->value({0, 1}, row));
            QCOMPARE(before->value({0, 1}, row), after->value({0, 3}, row));
        }
    }

    void anyRowAlone()
    {
        const auto generator = tableOf(u"  a: { type: text }\n  b: { type: uuid }\n"_s, 10000);
        const Block all = generator->block(0, 0, 10000);
        const Block one = generator->block(0, 7321, 1);
        QCOMPARE(one.rows(), std::size_t(1));
        QCOMPARE(one.at(0, 0), all.at(7321, 0));
        QCOMPARE(one.at(0, 1), all.at(7321, 1));
        QCOMPARE(generator->block(0, 9999, 512).rows(), std::size_t(1));
        QCOMPARE(generator->block(0, 10000, 512).rows(), std::size_t(0));
    }

    void mathIsAccurate()
    {
        for (double x = -40; x < 40; x += 0.0371) {
            QVERIFY(std::fabs(portableExp(x) / std::exp(x) - 1) < 1e-15);
            QVERIFY(std::fabs(normalShare(x) - 0.5 * std::erfc(-x / std::sqrt(2.0))) < 1e-14);
            if (x > 0)
                QVERIFY(std::fabs(portableLog(x) - std::log(x)) <
                        1e-15 * std::max(1.0, std::fabs(std::log(x))));
        }
        QCOMPARE(normalQuantile(0.975), 1.9599639845400536);
    }
};

QTEST_GUILESS_MAIN(GeneratorTest)
#include "tst_generator.moc"
