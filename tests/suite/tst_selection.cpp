// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/selection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;

namespace {

model::Case caseWith(const QString &id, const QStringList &tags)
{
    model::Case one;
    one.id = id;
    one.tags = tags;
    return one;
}

} // namespace

class TestSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tags_data();
    void tags();
    void keywords_data();
    void keywords();
    void mistakes_data();
    void mistakes();
};

void TestSelection::tags_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("expected"); // of a case with the tags smoke and db-write
    QTest::newRow("one") << u"smoke"_s << true;
    QTest::newRow("other") << u"slow"_s << false;
    QTest::newRow("letter case") << u"SMOKE"_s << true;
    QTest::newRow("whole words") << u"smok"_s << false;
    QTest::newRow("not") << u"not slow"_s << true;
    QTest::newRow("not not") << u"not not smoke"_s << true;
    QTest::newRow("and") << u"smoke and slow"_s << false;
    QTest::newRow("or") << u"smoke or slow"_s << true;
    QTest::newRow("and before or") << u"smoke or slow and slow"_s << true;
    QTest::newRow("brackets") << u"(smoke or slow) and slow"_s << false;
    QTest::newRow("not before and") << u"not slow and smoke"_s << true;
    QTest::newRow("the issue's") << u"smoke and not (slow or db-write)"_s << false;
    QTest::newRow("star") << u"db-*"_s << true;
    QTest::newRow("star in the middle") << u"d*e"_s << true;
    QTest::newRow("dot is a dot") << u"d.*"_s << false;
    QTest::newRow("no spaces") << u"(smoke)and(not(slow))"_s << true;
    QTest::newRow("quoted") << u"\"smoke\" and 'db-write'"_s << true;
}

void TestSelection::tags()
{
    QFETCH(QString, expression);
    QFETCH(bool, expected);
    const auto selector = parseTagExpression(expression);
    QVERIFY2(selector, selector ? "" : qPrintable(selector.error().toString()));
    QCOMPARE(selector->matches(caseWith(u"a.yaml::x"_s, {u"smoke"_s, u"db-write"_s})), expected);
}

void TestSelection::keywords_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("expected"); // of api/text_api.yaml::stores a text[de]
    QTest::newRow("name") << u"stores"_s << true;
    QTest::newRow("letter case") << u"STORES"_s << true;
    QTest::newRow("file") << u"text_api"_s << true;
    QTest::newRow("key") << u"de"_s << true;
    QTest::newRow("spaces") << u"'stores a text'"_s << true;
    QTest::newRow("and not") << u"text and not slow"_s << true;
    QTest::newRow("none") << u"summary"_s << false;
}

void TestSelection::keywords()
{
    QFETCH(QString, expression);
    QFETCH(bool, expected);
    const auto selector = parseKeywordExpression(expression);
    QVERIFY(selector);
    QCOMPARE(selector->matches(caseWith(u"api/text_api.yaml::stores a text[de]"_s, {u"slow"_s})),
             expected);
}

void TestSelection::mistakes_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &expression, const QString &expected) {
        QTest::newRow(name) << expression << expected;
    };
    row("empty", u""_s,
        u"expression:1:1: the expression is empty (for example: smoke and not slow)"_s);
    row("two words", u"smoke slow"_s,
        u"expression:1:7: \"and\" or \"or\" is missing before \"slow\" (words are joined by and, or, not; put a word with spaces in quotes)"_s);
    row("two words inside", u"(smoke slow)"_s,
        u"expression:1:8: \"and\" or \"or\" is missing before \"slow\" (words are joined by and, or, not; put a word with spaces in quotes)"_s);
    row("ends with and", u"smoke and"_s,
        u"expression:1:10: a word is missing at the end (for example: smoke and not slow)"_s);
    row("starts with or", u"or smoke"_s,
        u"expression:1:1: a word is missing before \"or\" (for example: smoke and not slow)"_s);
    row("open", u"a and (b or c"_s, u"expression:1:7: \"(\" is not closed (add \")\")"_s);
    row("close", u"a)"_s,
        u"expression:1:2: \")\" closes nothing (remove it, or add \"(\" before)"_s);
    row("nothing in brackets", u"()"_s,
        u"expression:1:2: a word is missing before \")\" (for example: smoke and not slow)"_s);
    row("quote", u"a and 'b"_s, u"expression:1:7: the quote is not closed"_s);
    row("deep", QString(100'000, u'('), u"expression:1:102: the expression is nested too deep"_s);
}

void TestSelection::mistakes()
{
    QFETCH(QString, expression);
    QFETCH(QString, expected);
    const auto selector = parseTagExpression(expression);
    QVERIFY(!selector);
    QCOMPARE(selector.error().toString(), expected);
}

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_selection.moc"
