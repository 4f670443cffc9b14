// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/data_set.h"
#include "testdata/schema_text.h"

#include <QDir>

using namespace assay;
using namespace assay::testdata;
using namespace Qt::StringLiterals;

/// What the files of data sets may say, and what is refused with its place and the nearest word.
class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFixtureLoadsAndGenerates_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(ASSAY_SOURCE_DIR "/fixtures/datasets"));
        const QStringList names = folder.entryList({u"*.yaml"_s});
        QVERIFY(names.size() >= 7);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void everyFixtureLoadsAndGenerates()
    {
        QFETCH(QString, file);
        const base::SystemFiles disk;
        const auto loaded = loadSchema(SchemaSource::anywhere(disk), file);
        for (const suite::Diagnostic &mistake : loaded.diagnostics)
            qCritical("%s", qPrintable(mistake.error.toText()));
        QVERIFY(loaded.ok());
        for (const qint64 rows : {0, 2, 7, 1000}) {
            const auto set = dataSetOf(loaded.value, {.rows = rows});
            QVERIFY2(set.has_value(), qPrintable(set ? QString() : set.error().toText()));
            QVERIFY(!set->tables.empty());
            for (const TablePointer &table : set->tables) {
                const auto made = encodeTable(
                    *table, [](const Block &) { return QByteArray("x"); },
                    [](const QByteArray &) { return base::Result<>(); }, {});
                QVERIFY(made.has_value());
                QVERIFY(rows == 0 || *made > 0);
            }
        }
    }

    void mistakes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("fix");
        const auto row = [](const char *name, const QString &text, int line, const QString &said,
                            const QString &fix = {}) {
            QTest::newRow(name) << text << line << said << fix;
        };
        const QString head = u"dataset: d\ntable: t\ncolumns:\n"_s;
        row("unknown key", head + u"  a: { type: text, lenght: 1..2 }\n"_s, 4, u"lenght"_s,
            u"did you mean \"length\"?"_s);
        row("unknown type", head + u"  a: { type: interger }\n"_s, 4, u"type"_s,
            u"did you mean \"integer\"?"_s);
        row("no range", head + u"  a: { type: integer, range: 5..1 }\n"_s, 4, u"empty"_s);
        row("letters in a range", head + u"  a: { type: integer, range: a..b }\n"_s, 4,
            u"no range of the type integer"_s);
        row("unknown table", head + u"  a: { type: uuid, reference: txts.id }\n"_s, 4,
            u"no table is called \"txts\""_s);
        row("unknown column of a table",
            u"dataset: d\ntables:\n  p: { columns: { ident: { type: uuid, key: primary } } }\n"
            "  c: { columns: { a: { type: uuid, reference: p.idnt } } }\n"_s,
            4, u"no other column \"idnt\""_s, u"did you mean \"ident\"?"_s);
        row("unknown column", head + u"  a: { type: text }\n  b: { type: text, equals: aa }\n"_s, 5,
            u"no column here"_s);
        row("types of a reference",
            u"dataset: d\ntables:\n  p: { columns: { id: { type: uuid, key: primary } } }\n"
            "  c: { columns: { a: { type: integer, reference: p.id } } }\n"_s,
            4, u"of the type"_s);
        row("circle", head + u"  a: { type: text, equals: b }\n  b: { type: text, equals: a }\n"_s,
            4, u"in a circle"_s);
        row("bad pattern", head + u"  a: { type: text, pattern: \"(a\" }\n"_s, 4,
            u"a bracket is not closed"_s);
        row("bad condition", head + u"  a: { type: text, null_unless: \"x like y\" }\n"_s, 4,
            u"is no condition"_s);
        row("vector without size", head + u"  a: { type: vector }\n"_s, 4, u"its size"_s);
        row("unknown locale", head + u"  a: { type: text, form: name, locale: dee }\n"_s, 4,
            u"locale"_s);
        row("two tables at once", u"dataset: d\ntable: t\ntables: {}\n"_s, 1,
            u"only one of them"_s);
        row("rows twice",
            u"dataset: d\ntables:\n  p: { columns: { id: { type: uuid, key: primary } } }\n"
            "  c:\n    rows: 5\n    columns: { a: { type: uuid, reference: p.id, per_parent: 1..2 } }\n"_s,
            5, u"both rows and per_parent"_s);
        row("unique of nothing", head + u"  a: { type: text }\nunique: [[b]]\n"_s, 1,
            u"unique names \"b\""_s);
        row("pattern of a number", head + u"  a: { type: integer, pattern: \"1\" }\n"_s, 4,
            u"is for texts"_s);
        row("no weights", head + u"  a: { type: text, one_of: { x: 0 } }\n"_s, 4,
            u"has a weight"_s);
        row("pattern without end",
            head + u"  a: { type: text, pattern: \"((a{900}){900}){900}\" }\n"_s, 4,
            u"longer than"_s);
        row("no number", head + u"  a: { type: number, range: nan..1 }\n"_s, 4, u"no range"_s);
        row("millions of children",
            u"dataset: d\ntables:\n  p: { columns: { id: { type: uuid, key: primary } } }\n"
            "  c: { columns: { a: { type: uuid, reference: p.id, per_parent: 1..9000000000000000000 } } }\n"_s,
            4, u"more than 1000000 rows"_s);
        row("neighbours of nothing",
            u"dataset: d\ntables:\n  n: { neighbours: { of: v.v } }\n  v: { columns: { v: { type: text } } }\n"_s,
            3, u"no generated vector"_s);
        row("missing file", u"dataset: d\ntable: t\ncsv: none.csv\n"_s, 3, u"none.csv"_s);
    }
    void mistakes()
    {
        QFETCH(QString, text);
        QFETCH(int, line);
        QFETCH(QString, said);
        QFETCH(QString, fix);
        const QTemporaryDir folder;
        const auto loaded = test::loadText(text, folder);
        QVERIFY(!loaded.ok());
        const base::Error &error = loaded.diagnostics.front().error;
        QVERIFY2(error.title.contains(said), qPrintable(error.toText()));
        QVERIFY2(error.fix.contains(fix), qPrintable(error.toText()));
        QCOMPARE(error.position.line, line);
    }

    void whatCannotBeMade_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QString &columns, const QString &said) {
            QTest::newRow(name) << columns << said;
        };
        row("range too small", u"  a: { type: integer, unique: true, range: 1..99 }\n"_s,
            u"99 values for 100 rows"_s);
        row("pattern too small", u"  a: { type: text, unique: true, pattern: \"[a-c]\" }\n"_s,
            u"3 texts"_s);
        row("few values", u"  a: { type: text, unique: true, one_of: [x, y] }\n"_s, u"2 values"_s);
        row("nothing to combine", u"  a: { type: text }\n  b: { type: text }\nunique: [[a, b]]\n"_s,
            u"cannot be kept"_s);
        row("zipf of a real number", u"  a: { type: number, distribution: zipf }\n"_s, u"zipf"_s);
        row("sequence of a free column",
            u"  a: { type: integer }\n"
            "  b: { type: integer, sequence_within: a }\n"_s,
            u"grouped"_s);
        row("short unique text", u"  a: { type: text, unique: true, length: 0..1 }\n"_s,
            u"too short"_s);
        row("lists of long texts",
            u"  a: { type: \"text[]\", count: 0..90000, items: { length: 1..900000 } }\n"_s,
            u"characters"_s);
        row("list of millions", u"  a: { type: \"integer[]\", count: 1..9999999 }\n"_s, u"items"_s);
    }
    void whatCannotBeMade()
    {
        QFETCH(QString, columns);
        QFETCH(QString, said);
        const DataSchema schema = test::schemaOf(u"dataset: d\ntable: t\ncolumns:\n"_s + columns);
        const auto made = Generator::make(schema);
        QVERIFY(!made);
        QVERIFY2(made.error().title.contains(said), qPrintable(made.error().toText()));
        QVERIFY(made.error().position.isValid());
    }

    void tooManyRows()
    {
        const DataSchema schema = test::schemaOf(
            u"dataset: d\ntables:\n  a: { rows: 900000, columns: { id: { type: uuid, key: primary "
            u"} } }\n"
            "  b: { columns: { id: { type: uuid, key: primary }, a: { type: uuid, reference: a.id, per_parent: 999999 } } }\n"_s);
        const auto made = Generator::make(schema);
        QVERIFY(!made);
        QVERIFY2(made.error().title.contains(u"are the most"_s), qPrintable(made.error().toText()));
        QVERIFY(!Generator::make(schema, {.tableRows = {{u"a"_s, 9'000'000'000'000'000'000}}}));
    }

    void hugeLengthsAreCut()
    {
        const DataSchema schema =
            test::schemaOf(u"dataset: d\ntable: t\nrows: 1\ncolumns:\n"
                           "  a: { type: text, length: 9000000000000000000.. }\n"
                           "  b: { type: bytes, bytes: 9000000000000000000 }\n"_s);
        const auto made = Generator::make(schema);
        QVERIFY(made.has_value());
        const Block block = (*made)->block(0, 0, 1);
        QCOMPARE(block.at(0, 0).as<std::string>()->size(), std::size_t(1'000'000));
        QCOMPARE(block.at(0, 1).as<Bytes>()->bytes.size(), std::size_t(16 * 1024 * 1024));
    }

    void tablesOfOtherFiles()
    {
        const QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write(u"rows.csv"_s, "id,name\n1,Ada\n2,\"Bo, b\"\n3,\n"));
        QVERIFY(write(u"people.yaml"_s, "dataset: people\ntable: people\ncsv: rows.csv\n"));
        QVERIFY(write(u"own.yaml"_s,
                      "dataset: own\ntable: own\ndata: [{ n: 1, s: x }, { n: 2.5, s: null }]\n"));
        const auto loaded =
            test::loadText(u"dataset: all\ntables: [people.yaml, own.yaml]\n"_s, folder);
        QVERIFY(loaded.ok());
        const auto set = dataSetOf(loaded.value);
        QVERIFY(set.has_value());
        QCOMPARE(set->tables.size(), std::size_t(2));
        const auto reader = set->table(u"people")->open();
        const auto rows = (*reader)->next();
        QCOMPARE(rows->rows(), std::size_t(3));
        QCOMPARE(rows->at(1, 0), Value(qint64(2)));
        QCOMPARE(rows->at(1, 1), Value(std::string("Bo, b")));
        QVERIFY(rows->at(2, 1).isNull());
        const Block own = set->table(u"own")->block(0, 10);
        QCOMPARE(own.at(1, 0), Value(2.5));
        QVERIFY(own.at(1, 1).isNull());
    }

    void manyFilesAndLoops()
    {
        const QTemporaryDir folder;
        const auto loaded = test::loadText(u"dataset: d\ntables: [data.yaml]\n"_s, folder);
        QVERIFY(loaded.value.tables.empty()); // a file that names itself is read once
    }
};

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
