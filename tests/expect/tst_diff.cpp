// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/diff.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using assay::base::parseJson;
using assay::expect::structuralDiff;

class TestDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void cutsLines();
    void largeLists();
    void deep();
};

void TestDiff::table_data()
{
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("diff");
    const auto row = [](const char *name, const char *expected, const char *actual,
                        const char *diff) {
        QTest::newRow(name) << QString::fromUtf8(expected) << QString::fromUtf8(actual)
                            << QString::fromUtf8(diff);
    };
    row("equal", "{\"a\":[1,2]}", "{\"a\":[1.0,2]}", "");
    row("scalars", "1", "2", "- $: 1\n+ $: 2");
    row("kinds", "[1]", "{\"a\":1}", "- $: [1]\n+ $: {\"a\":1}");
    row("member", "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}", "  $.a: 1\n- $.b: 2\n+ $.b: 3");
    row("missing", "{\"a\":1,\"b\":2}", "{\"a\":1}", "  $.a: 1\n- $.b: 2");
    row("added", "{\"a\":1}", "{\"a\":1,\"b\":2}", "  $.a: 1\n+ $.b: 2");
    row("nested", "{\"a\":{\"b\":[1,2]}}", "{\"a\":{\"b\":[1,3]}}",
        "  $.a.b[0]: 1\n- $.a.b[1]: 2\n+ $.a.b[1]: 3");
    row("odd name", "{\"a b\":1}", "{\"a b\":2}", "- $['a b']: 1\n+ $['a b']: 2");
    row("inserted in front", "[1,2]", "[0,1,2]", "+ $[0]: 0\n  $[1]: 1\n  $[2]: 2");
    row("removed in the middle", "[1,2,3]", "[1,3]", "  $[0]: 1\n- $[1]: 2\n  $[1]: 3");
    row("moved", "[1,2,3]", "[3,1,2]", "+ $[0]: 3\n  $[1]: 1\n  $[2]: 2\n- $[2]: 3");
    row("element changed inside", "[{\"a\":1,\"b\":1}]", "[{\"a\":1,\"b\":2}]",
        "  $[0].a: 1\n- $[0].b: 1\n+ $[0].b: 2");
    row("two the same are shown", "[1,2,9]", "[1,2,8]",
        "  $[0]: 1\n  $[1]: 2\n- $[2]: 9\n+ $[2]: 8");
    row("more are folded", "[1,2,3,9]", "[1,2,3,8]", "  ... 3 the same\n- $[3]: 9\n+ $[3]: 8");
    row("lines", "\"a\\nb\"", "\"a\\nc\"",
        "  $ line 1: \"a\"\n- $ line 2: \"b\"\n+ $ line 2: \"c\"");
    row("empty list", "[]", "[1]", "+ $[0]: 1");
    row("null", "{\"a\":null}", "{}", "- $.a: null");
}

void TestDiff::table()
{
    QFETCH(const QString, expected);
    QFETCH(const QString, actual);
    QFETCH(const QString, diff);
    QCOMPARE(structuralDiff(*parseJson(expected.toUtf8()), *parseJson(actual.toUtf8())), diff);
}

void TestDiff::cutsLines()
{
    QJsonArray many;
    for (int i = 0; i < 100; ++i)
        many.append(i);
    QCOMPARE(structuralDiff(QJsonArray(), many, 2), u"+ $[0]: 0\n+ $[1]: 1\n  ... 98 more lines"_s);
    const QString wide = structuralDiff(u"x"_s.repeated(100'000), 1);
    QVERIFY(wide.size() < 150);
}

void TestDiff::largeLists()
{
    QJsonArray a;
    QJsonArray b;
    for (int i = 0; i < 100'000; ++i) {
        a.append(i);
        b.append(i + 100'000);
    }
    const QString diff = structuralDiff(a, b);
    QCOMPARE(diff.count(u'\n'), 60);
    QVERIFY(diff.endsWith(u"  ... 199940 more lines"_s));
    b = a;
    b.insert(50'000, u"new"_s);
    QCOMPARE(structuralDiff(a, b),
             u"  ... 50000 the same\n+ $[50000]: \"new\"\n  ... 50000 the same"_s);
}

void TestDiff::deep()
{
    QJsonValue a = 1;
    QJsonValue b = 2;
    for (int i = 0; i < 10'000; ++i) {
        a = QJsonArray{a};
        b = QJsonArray{b};
    }
    const QString diff = structuralDiff(a, b);
    QCOMPARE(diff.count(u'\n'), 1);
    QVERIFY(diff.size() < 3'000);
}

QTEST_APPLESS_MAIN(TestDiff)
#include "tst_diff.moc"
