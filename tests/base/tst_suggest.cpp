// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/suggest.h"

#include <QTest>

using namespace assay::base;
using namespace Qt::StringLiterals;

class SuggestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearest_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("letter missing") << u"databse"_s << u"database"_s;
        QTest::newRow("swapped") << u"stauts"_s << u"status"_s;
        QTest::newRow("case") << u"STATUS"_s << u"status"_s;
        QTest::newRow("same") << u"status"_s << u"status"_s;
        QTest::newRow("short") << u"of"_s << u"on"_s;
        QTest::newRow("far") << u"elephant"_s << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("huge") << QString(100'000, u'x') << QString();
    }
    void nearest()
    {
        QFETCH(const QString, word);
        QFETCH(const QString, nearest);
        QCOMPARE(nearestWord(word, {u"database"_s, u"status"_s, u"on"_s}), nearest);
    }

    void hints()
    {
        QCOMPARE(didYouMean(u"stauts"_s, {u"status"_s}), u"did you mean \"status\"?"_s);
        QCOMPARE(didYouMean(u"elephant"_s, {u"a"_s, u"b"_s}), u"known: a, b"_s);
        QCOMPARE(didYouMean(u"elephant"_s, {}), QString());
    }
};

QTEST_APPLESS_MAIN(SuggestTest)
#include "tst_suggest.moc"
