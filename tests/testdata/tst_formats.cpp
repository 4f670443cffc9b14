// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/registry.h"
#include "testdata/schema_text.h"
#include "testdata/value_text.h"

#include <QFileInfo>

using namespace assay;
using namespace assay::testdata;
using namespace Qt::StringLiterals;

namespace {

/// Values that formats stumble over.
DataSchema everyType()
{
    const base::SystemFiles disk;
    const auto loaded =
        loadSchema(SchemaSource::anywhere(disk),
                   QStringLiteral(ASSAY_SOURCE_DIR "/tests/testdata/every_type.yaml"));
    if (!loaded.ok())
        qFatal("%s", qPrintable(loaded.diagnostics.front().error.toText()));
    return loaded.value;
}

std::vector<Value> allCells(const DataTable &table)
{
    std::vector<Value> cells;
    const auto reader = table.open();
    if (!reader)
        qFatal("%s", qPrintable(reader.error().toText()));
    while (true) {
        auto block = (*reader)->next();
        if (!block)
            qFatal("%s", qPrintable(block.error().toText()));
        if (block->rows() == 0)
            return cells;
        cells.insert(cells.end(), block->cells.begin(), block->cells.end());
    }
}

} // namespace

/// Every format gives back what it was given, and refuses what it cannot read with its line.
class FormatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : formatNamesOfData())
            QTest::newRow(qPrintable(name)) << name;
    }
    void roundTrip()
    {
        QFETCH(QString, name);
        const DataFormat &format = *formatNamed(name);
        const auto set = dataSetOf(everyType(), {.rows = 1500});
        QVERIFY(set.has_value());
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"rows."_s + name);
        const auto written = writeDataSet(*set, format, path);
        QVERIFY2(written.has_value(), qPrintable(written ? QString() : written.error().toText()));
        QCOMPARE(written->front().second, 1500);
        const auto back = format.table(path, set->tables.front()->head());
        QVERIFY2(back.has_value(), qPrintable(back ? QString() : back.error().toText()));
        const std::vector<Value> before = allCells(*set->tables.front());
        const std::vector<Value> after = allCells(**back);
        QCOMPARE(after.size(), before.size());
        const std::size_t width = set->tables.front()->head().columns.size();
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (after[i] == before[i])
                continue;
            QByteArray was, is;
            appendJson(was, before[i]);
            appendJson(is, after[i]);
            QFAIL(qPrintable(u"row %1, column %2: %3 came back as %4"_s.arg(i / width).arg(
                set->tables.front()->head().columns[i % width].name, QString::fromUtf8(was),
                QString::fromUtf8(is))));
        }
    }

    void severalTables()
    {
        const auto set = dataSetOf(test::schemaOf(
            u"dataset: d\ntables:\n  a: { columns: { id: { type: integer, key: primary } } }\n"
            "  b: { columns: { a: { type: integer, reference: a.id } } }\n"_s));
        const QTemporaryDir folder;
        QVERIFY(writeDataSet(*set, *formatNamed(u"csv"), folder.filePath(u"x"_s)).has_value());
        QVERIFY(QFile::exists(folder.filePath(u"x/a.csv"_s)));
        QVERIFY(QFile::exists(folder.filePath(u"x/b.csv"_s)));
        for (const QString &name : {u"yaml"_s, u"sql"_s}) {
            const QString path = folder.filePath(u"all."_s + name);
            QVERIFY(writeDataSet(*set, *formatNamed(name), path).has_value());
            const auto table = formatNamed(name)->table(path, set->tables[1]->head());
            QVERIFY(table.has_value());
            QCOMPARE(allCells(**table), allCells(*set->tables[1]));
        }
    }

    void cannotWrite()
    {
        const auto set = dataSetOf(
            test::schemaOf(u"dataset: d\ntable: t\ncolumns: { a: { type: integer } }\n"_s));
        QVERIFY(!writeDataSet(*set, *formatNamed(u"csv"), u"/proc/none/x.csv"_s));
        if (QFile::exists(u"/dev/full"_s)) {
            const auto full = writeDataSet(*set, *formatNamed(u"csv"), u"/dev/full"_s);
            QVERIFY(!full); // no space is told
            QVERIFY(!QFileInfo(u"/dev/full"_s).isFile());
        }
    }

    void stopped()
    {
        const auto set = dataSetOf(test::schemaOf(
            u"dataset: d\ntable: t\nrows: 10000000\ncolumns: { a: { type: integer } }\n"_s));
        const QTemporaryDir folder;
        std::stop_source stop;
        const auto written = writeDataSet(
            *set, *formatNamed(u"csv"), folder.filePath(u"x.csv"_s),
            {.threads = 2, .stop = stop.get_token(), .progress = [&](const Progress &progress) {
                 if (progress.rows > 5000)
                     stop.request_stop();
             }});
        QVERIFY(!written);
        QVERIFY(!QFile::exists(folder.filePath(u"x.csv"_s))); // nothing half
    }

    void refused_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("csv quote") << u"csv"_s << QByteArray("a,b\n1,\"x\n\n") << 2;
        QTest::newRow("csv fields") << u"csv"_s << QByteArray("a,b\n1,2\n3\n") << 3;
        QTest::newRow("csv empty") << u"csv"_s << QByteArray() << 1;
        QTest::newRow("csv twice") << u"csv"_s << QByteArray("a,a\n") << 1;
        QTest::newRow("csv type") << u"csv"_s << QByteArray("a,b\n1,2\nx,y\n") << 3;
        QTest::newRow("csv column") << u"csv"_s << QByteArray("a,c\n1,2\n") << 2;
        QTest::newRow("jsonl list") << u"jsonl"_s << QByteArray("{\"a\":1}\n[]\n") << 2;
        QTest::newRow("jsonl cut") << u"jsonl"_s << QByteArray("{\"a\":1}\n{\"a\":") << 2;
        QTest::newRow("jsonl type") << u"jsonl"_s << QByteArray("{\"a\":{}}\n") << 1;
        QTest::newRow("sql drop") << u"sql"_s << QByteArray("-- x\ndrop table t;\n") << 2;
        QTest::newRow("sql cut") << u"sql"_s << QByteArray("insert into t (a) values (1") << 1;
        QTest::newRow("sql function")
            << u"sql"_s << QByteArray("insert into t (a) values (now());") << 1;
        QTest::newRow("sql values")
            << u"sql"_s << QByteArray("insert into t (a, b) values\n(1, 2),\n(1);") << 3;
        QTest::newRow("sql quote") << u"sql"_s << QByteArray("insert into t (a) values ('") << 1;
    }
    void refused()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"t."_s + format);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        const TableHead head{u"t"_s,
                             {{u"a"_s, ColumnType::Integer}, {u"b"_s, ColumnType::Integer}}};
        const auto table = formatNamed(format)->table(path, head);
        base::Error error;
        if (!table) {
            error = table.error();
        } else {
            const auto reader = (*table)->open();
            QVERIFY(reader.has_value());
            const auto block = (*reader)->next();
            QVERIFY(!block);
            error = block.error();
        }
        QVERIFY2(error.position.line == line, qPrintable(error.toText()));
    }

    void typesAreFound()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"t.csv"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\xEF\xBB\xBFi,x,b,t,zip,none\r\n1,1.5,true,a,007,\r\n2,3,false,\"5\",123,\r\n");
        file.close();
        const auto table = formatNamed(u"csv")->table(path, {u"t"_s, {}});
        QVERIFY(table.has_value());
        QList<ColumnType> types;
        for (const DataColumn &column : (*table)->head().columns)
            types.append(column.type);
        QCOMPARE(types,
                 (QList<ColumnType>{ColumnType::Integer, ColumnType::Number, ColumnType::Boolean,
                                    ColumnType::Text, ColumnType::Text, ColumnType::Text}));
        QCOMPARE(allCells(**table).size(), std::size_t(12));
    }
};

QTEST_GUILESS_MAIN(FormatsTest)
#include "tst_formats.moc"
