// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/retry_after.h"

#include <QTest>

using namespace semantic;

class RetryAfterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("seconds"); // -1: not one
        QTest::newRow("seconds") << QByteArray("30") << 30;
        QTest::newRow("blanks around") << QByteArray(" 7 ") << 7;
        QTest::newRow("zero") << QByteArray("0") << 0;
        QTest::newRow("a date") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << 60;
        QTest::newRow("a date that has passed") << QByteArray("Sun, 06 Nov 1994 08:40:00 GMT") << 0;
        QTest::newRow("nothing") << QByteArray() << -1;
        QTest::newRow("negative") << QByteArray("-1") << -1;
        QTest::newRow("half a second") << QByteArray("0.5") << -1;
        QTest::newRow("a word") << QByteArray("soon") << -1;
        QTest::newRow("another zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET") << -1;
        QTest::newRow("no such day") << QByteArray("Sun, 36 Nov 1994 08:49:37 GMT") << -1;
    }
    void parses()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const int, seconds);
        const std::chrono::system_clock::time_point now{std::chrono::seconds(784'111'717)};
        const auto wait = parseRetryAfter(value.toStdString(), now);
        QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, seconds);
    }
};

QTEST_APPLESS_MAIN(RetryAfterTest)
#include "tst_retry_after.moc"
