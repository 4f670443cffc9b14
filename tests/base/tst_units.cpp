// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <QTest>

using namespace assay::base;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class UnitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds"); // -1: not a duration
        const auto row = [](const char *text, std::chrono::nanoseconds time) {
            QTest::newRow(text) << QString::fromUtf8(text) << qint64(time.count());
        };
        row("200ms", 200ms);
        row("1.5s", 1500ms);
        row("2m", 2min);
        row("2min", 2min);
        row("1h", 1h);
        row("1d", 24h);
        row("10us", 10us);
        row("5ns", 5ns);
        row("1m30s", 90s);
        row(" 3s ", 3s);
        row("0", 0s);
        for (const char *bad : {"", "5", "s", "-1s", "1x", "1s2", "1e9h", "99999d", "1..2s", "1 s"})
            row(bad, -1ns);
    }
    void durations()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, nanoseconds);
        const auto parsed = parseDuration(text);
        QCOMPARE(parsed ? parsed->count() : -1, nanoseconds);
        if (!parsed) {
            QCOMPARE(
                parsed.error().toString(),
                u"\"%1\" is not a duration (write a number and a unit, for example 200ms, 1.5s, "
                "2m or 1h)"_s.arg(text));
        }
    }

    void sizes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("bytes"); // -1: not a size
        QTest::newRow("B") << u"12B"_s << qint64(12);
        QTest::newRow("KiB") << u"64KiB"_s << qint64(65536);
        QTest::newRow("kB") << u"64kB"_s << qint64(64000);
        QTest::newRow("MB") << u"1.5MB"_s << qint64(1'500'000);
        QTest::newRow("GiB") << u"2GiB"_s << qint64(2) * 1024 * 1024 * 1024;
        for (const char *bad : {"", "5", "MB", "-1B", "5TB", "1MB2", "99999999999999GB"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << qint64(-1);
    }
    void sizes()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, bytes);
        const auto parsed = parseByteCount(text);
        QCOMPARE(parsed ? parsed->value : -1, bytes);
    }

    void rates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("perSecond"); // -1: not a rate
        QTest::newRow("second") << u"50/s"_s << 50.0;
        QTest::newRow("minute") << u"3/m"_s << 0.05;
        QTest::newRow("hour") << u"36/h"_s << 0.01;
        for (const char *bad : {"", "50", "50/d", "/s", "50/s/s", "-1/s"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << -1.0;
    }
    void rates()
    {
        QFETCH(const QString, text);
        QFETCH(const double, perSecond);
        const auto parsed = parseRate(text);
        QCOMPARE(parsed ? parsed->perSecond : -1.0, perSecond);
    }

    void texts_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("text");
        const auto row = [](std::chrono::nanoseconds time, const char *text) {
            QTest::newRow(text) << qint64(time.count()) << QString::fromUtf8(text);
        };
        row(0ns, "0 ns");
        row(999ns, "999 ns");
        row(1500ns, "1.5 µs");
        row(412ms, "412 ms");
        row(3012ms, "3.01 s");
        row(59940ms, "59.9 s");
        row(125s, "2 min 5 s");
        row(3h + 7min, "3 h 7 min");
    }
    void texts()
    {
        QFETCH(const qint64, nanoseconds);
        QFETCH(const QString, text);
        QCOMPARE(durationText(Nanoseconds(nanoseconds)), text);
    }

    void byteTexts()
    {
        QCOMPARE(byteCountText({999}), u"999 B"_s);
        QCOMPARE(byteCountText({1200}), u"1.2 kB"_s);
        QCOMPARE(byteCountText({214'300'000}), u"214 MB"_s);
        QCOMPARE(byteCountText({3'000'000'000}), u"3 GB"_s);
    }
};

QTEST_APPLESS_MAIN(UnitsTest)
#include "tst_units.moc"
