// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "suite/csv.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tables_data();
    void tables();
    void mistakes_data();
    void mistakes();
    void lines();
};

void TestCsv::tables_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *csv, const char *json) {
        QTest::newRow(name) << QByteArray(csv) << QByteArray(json);
    };
    row("plain", "a,b\n1,x\n", R"([{"a":1,"b":"x"}])");
    row("CRLF, no end", "a,b\r\n1,x\r\n2,y", R"([{"a":1,"b":"x"},{"a":2,"b":"y"}])");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a\n1\n",
        R"([{"a":1}])");
    row("quotes", "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", R"([{"a":"x, y","b":"say \"hi\""}])");
    row("line in quotes", "a,b\n\"x\r\ny\",1\n", R"([{"a":"x\r\ny","b":1}])");
    row("types", "a\n1\n-2.5\n1e3\ntrue\nfalse\nnull\n",
        R"([{"a":1},{"a":-2.5},{"a":1000},{"a":true},{"a":false},{"a":"null"}])");
    row("quoted stays text", "a,b\n\"1\",\"true\"\n", R"([{"a":"1","b":"true"}])");
    row("not JSON numbers", "a\n007\n+1\n.5\n1.\n0x10\n1 2\n",
        R"([{"a":"007"},{"a":"+1"},{"a":".5"},{"a":"1."},{"a":"0x10"},{"a":"1 2"}])");
    row("large integer", "a\n9007199254740993\n", R"([{"a":9007199254740993}])");
    row("empty fields", "a,b,c\n,,\n1,,\n", R"([{"a":"","b":"","c":""},{"a":1,"b":"","c":""}])");
    row("empty last field at the end", "a,b\n1,", R"([{"a":1,"b":""}])");
    row("empty lines", "\n\na\n\n1\n\n\n2\n", R"([{"a":1},{"a":2}])");
    row("spaces stay", "a\n x \n", R"([{"a":" x "}])");
    row("header only", "a,b\n", "[]");
    row("UTF-8", "\xC3\xA4\n\xC3\xB6\n", "[{\"\xC3\xA4\":\"\xC3\xB6\"}]");
}

void TestCsv::tables()
{
    QFETCH(QByteArray, csv);
    QFETCH(QByteArray, json);
    const auto table = parseCsv(csv, u"t.csv"_s);
    QVERIFY2(table, table ? "" : qPrintable(table.error().toString()));
    QJsonArray rows;
    for (const QJsonObject &row : table->rows)
        rows.append(row);
    QCOMPARE(base::compactJson(rows), json);
}

void TestCsv::mistakes_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *csv, const QString &expected) {
        QTest::newRow(name) << QByteArray(csv) << expected;
    };
    row("empty", "",
        u"t.csv:1:1: the file is empty (write the columns' names in its first line)"_s);
    row("too few", "a,b\n1,2\n3\n",
        u"t.csv:3:1: the fields of this row are 1, but there are 2 columns (add what is missing, or put a field that holds a comma in quotes)"_s);
    row("too many", "a,b\n\"x\ny\",2\n1,2,3\n",
        u"t.csv:4:1: the fields of this row are 3, but there are 2 columns (add what is missing, or put a field that holds a comma in quotes)"_s);
    row("open quote", "a\n1\n\"x\ny\n",
        u"t.csv:3:1: a quoted field is not closed (close it with a quote)"_s);
    row("text after a quote", "a\n\"x\"y\n",
        u"t.csv:2:1: a text stands after the closing quote (double the quotes inside a quoted field)"_s);
    row("quote inside", "a\nx\"y\n",
        u"t.csv:2:1: a quote stands inside a field (put the whole field in quotes and double the quote)"_s);
    row("no name", "a,,c\n",
        u"t.csv:1:1: a column has no name (the first line gives each column a name of its own)"_s);
    row("same name", "a,b,a\n",
        u"t.csv:1:1: two columns are called \"a\" (the first line gives each column a name of its own)"_s);
}

void TestCsv::mistakes()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, expected);
    const auto table = parseCsv(csv, u"t.csv"_s);
    QVERIFY(!table);
    QCOMPARE(table.error().toString(), expected);
}

void TestCsv::lines()
{
    const auto table = parseCsv("a\n\n1\n\"x\ny\"\n2\n", u"t.csv"_s);
    QVERIFY(table);
    QCOMPARE(table->lines, (std::vector<int>{3, 4, 6}));
    const auto large = parseCsv("a\n" + QByteArray("1\n").repeated(100'001), u"t.csv"_s);
    QVERIFY(!large);
    QCOMPARE(large.error().toString(),
             u"t.csv:100002:1: the file has more than 100000 rows (split it)"_s);
}

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
