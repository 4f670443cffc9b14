// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "services/chunker.h"

#include <QTest>

using namespace semantic;
using namespace Qt::StringLiterals;

class ChunkerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("limit");
        QTest::newRow("one character") << u"x"_s << 800;
        QTest::newRow("no place to cut") << QString(2500, u'x') << 800;
        QTest::newRow("sentences") << u"One sentence. And another one! "_s.repeated(100) << 80;
        QTest::newRow("paragraphs") << u"First.\n\nSecond one.\n\n"_s.repeated(40) << 100;
        QTest::newRow("four bytes each") << u"😀"_s.repeated(900) << 101;
        QTest::newRow("many marks") << u"e"_s + QString(300, QChar(0x301)) << 20;
        QTest::newRow("limit of one") << u"äöü 😀"_s << 1;
    }
    void losesNothing()
    {
        QFETCH(const QString, text);
        QFETCH(const int, limit);
        QString joined;
        for (const std::string &piece : chunk(toStd(text), static_cast<std::size_t>(limit))) {
            QVERIFY(!piece.empty());
            // A character of two code units may not be halved, and so is one too long for 1.
            QVERIFY(toQt(piece).size() <= std::max(limit, 2));
            joined += toQt(piece);
        }
        QCOMPARE(joined, text);
    }

    void prefersTheEndOfASentence()
    {
        const auto pieces = chunk("The owl hunts. The bees dance. The tram waits.", 34);
        QCOMPARE(pieces.size(), std::size_t{2});
        QCOMPARE(toQt(pieces[0]), u"The owl hunts. The bees dance. "_s);
    }

    void emptyHasNone() { QVERIFY(chunk("").empty()); }
};

QTEST_APPLESS_MAIN(ChunkerTest)
#include "tst_chunker.moc"
