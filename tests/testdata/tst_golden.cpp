// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/registry.h"
#include "testdata/schema_text.h"
#include "testdata/word_lists.h"

#include <QCryptographicHash>

using namespace assay;
using namespace assay::testdata;
using namespace Qt::StringLiterals;

namespace {

/// Every type, distribution and relation.
const QString kEverything = uR"(
dataset: everything
seed: 42
tables:
  people:
    columns:
      id: { type: uuid, key: primary }
      number: { type: integer, unique: true, range: 1..5000 }
      name: { type: text, form: name }
      email: { type: text, form: email, unique: true }
      about: { type: text, length: 0..300 }
      code: { type: text, pattern: "[A-Z]{2}[0-9]{3,5}(-x|-y)?" }
      flag: { type: boolean }
      weighted: { type: text, one_of: { a: 7, b: 2, c: 1 } }
      uniform: { type: number, range: -5..5 }
      normal: { type: number, distribution: { normal: { mean: 10, deviation: 3 } } }
      cut: { type: integer, range: 0..100, distribution: normal }
      waits: { type: number, decimals: 6, distribution: { exponential: { mean: 2 } } }
      zipf: { type: integer, range: 1..1000000, distribution: { zipf: { exponent: 1.3 } } }
      twin: { type: number, range: 0..1, correlated: { with: uniform, r: -0.6 } }
      born: { type: date, range: 1940-01-01..2005-12-31 }
      made: { type: timestamp }
      changed: { type: timestamp, not_before: made }
      words: { type: "text[]", count: 0..4 }
      doc: { type: json, fields: { a: { type: integer, range: 1..9 }, b: { type: text, form: word } } }
      raw: { type: bytes, bytes: 4..9 }
      boss: { type: uuid, reference: people.id, nullable: true }
      vector: { type: vector, dimensions: 12, clusters: 3, spread: 0.3 }
  orders:
    columns:
      person: { type: uuid, reference: people.id, per_parent: 0..4 }
      place: { type: integer, range: 1.., sequence_within: person }
      favourite: { type: uuid, reference: people.id, distribution: zipf, differs_from: person }
      part: { type: text, part_of: people.about }
    unique: [[person, place]]
  links:
    graph: { kind: scale-free, source: a, target: b, edges_per_node: 2 }
    columns:
      a: { type: uuid, reference: people.id }
      b: { type: uuid, reference: people.id }
)"_s;

QByteArray checksum(const DataSchema &schema, qint64 rows, int threads)
{
    const auto set = dataSetOf(schema, {.rows = rows});
    if (!set)
        qFatal("%s", qPrintable(set.error().toText()));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.sql"_s);
    const auto written = writeDataSet(*set, *formatNamed(u"sql"), path, {.threads = threads});
    QFile file(path);
    if (!written || !file.open(QIODevice::ReadOnly))
        qFatal("nothing was written");
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(&file);
    return hash.result().toHex().left(16);
}

} // namespace

/// The bytes of fixed seeds, for ever: a change here is a change of everybody's data.
class GoldenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everything()
    {
        QCOMPARE(checksum(test::schemaOf(kEverything), 3000, 2), QByteArray("071f581c68a15f60"));
    }

    void anyNumberOfThreads()
    {
        const DataSchema schema = test::schemaOf(kEverything);
        const QByteArray one = checksum(schema, 2500, 1);
        QCOMPARE(checksum(schema, 2500, 2), one);
        QCOMPARE(checksum(schema, 2500, 8), one);
        DataSchema other = schema;
        other.seed = 43;
        QVERIFY(checksum(other, 2500, 2) != one);
    }

    void locales_data()
    {
        QTest::addColumn<QByteArray>("golden");
        QTest::newRow("de") << QByteArray("792ea26770f46ce9");
        QTest::newRow("en") << QByteArray("5d8c4e1c69636f3d");
        QTest::newRow("es") << QByteArray("195cb97e1d910a62");
        QTest::newRow("fr") << QByteArray("4bac1eefd8a7683d");
        QTest::newRow("it") << QByteArray("691c578eabbcd6c1");
        QTest::newRow("ja") << QByteArray("da328d09f88c1f03");
    }
    void locales()
    {
        QFETCH(QByteArray, golden);
        const QString locale = QString::fromLatin1(QTest::currentDataTag());
        QVERIFY(wordListLocales().contains(locale));
        QCOMPARE(wordListLocales().size(), 6);
        QString text = u"dataset: d\nlocale: "_s + locale + u"\ntable: t\ncolumns:\n"_s;
        const QStringList forms = {u"city"_s,       u"company"_s, u"country"_s,   u"email"_s,
                                   u"first_name"_s, u"job"_s,     u"last_name"_s, u"name"_s,
                                   u"paragraph"_s,  u"phone"_s,   u"postcode"_s,  u"sentence"_s,
                                   u"street"_s,     u"url"_s,     u"user_name"_s, u"word"_s};
        for (const QString &form : forms)
            text += u"  %1: { type: text, form: %1 }\n"_s.arg(form);
        text += u"  body: { type: text, length: 0..500 }\n"_s;
        QCOMPARE(checksum(test::schemaOf(text), 500, 2), golden);
    }
};

QTEST_GUILESS_MAIN(GoldenTest)
#include "tst_golden.moc"
