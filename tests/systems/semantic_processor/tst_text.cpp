// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QTest>

using namespace semantic;

class TstText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("a heron");
        QTest::newRow("zero") << QByteArray("a\0b", 3);
        QTest::newRow("beyond the BMP") << QByteArray("\xf0\x9f\x98\x80");
        QTest::newRow("U+FEFF alone") << QByteArray("\xef\xbb\xbf");
        QTest::newRow("U+FEFF twice before words") << QByteArray("\xef\xbb\xbf\xef\xbb\xbf"
                                                                 "a");
        QTest::newRow("U+FEFF within") << QByteArray("a\xef\xbb\xbf");
    }
    void thereAndBack()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(toStd(toQt(text.toStdString()))), text);
    }
};

QTEST_GUILESS_MAIN(TstText)
#include "tst_text.moc"
