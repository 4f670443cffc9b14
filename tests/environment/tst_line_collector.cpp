// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/line_collector.h"

#include <QTest>

using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList textsOf(const std::vector<LineCollector::Line> &lines)
{
    QStringList texts;
    for (const LineCollector::Line &line : lines)
        texts.append(line.text);
    return texts;
}

constexpr assay::base::SteadyTime kStart{};

} // namespace

class TestLineCollector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesOutputPrintable_data();
    void makesOutputPrintable();
    void cutsLinesOutOfAnyPieces();
    void cutsEndlessLines();
    void dropsAFloodAndSaysSo();
    void remembersTheLastLines();
    void findsTheLineThatIsWatchedFor();
};

void TestLineCollector::makesOutputPrintable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("ready") << u"ready"_s;
    QTest::newRow("empty") << QByteArray() << u""_s;
    QTest::newRow("tab") << QByteArray("a\tb") << u"a\tb"_s;
    QTest::newRow("carriage return") << QByteArray("a\r") << u"a"_s;
    QTest::newRow("progress") << QByteArray("1%\r2%") << u"1%\\x0d2%"_s;
    QTest::newRow("utf-8") << QByteArray("gr\xc3\xbc\xc3\x9f") << u"grüß"_s;
    QTest::newRow("not utf-8") << QByteArray("a\xff\xfe") << u"a\uFFFD\uFFFD"_s;
    QTest::newRow("nul") << QByteArray("a\0b", 3) << u"a\\x00b"_s;
    QTest::newRow("colour") << QByteArray("\x1b[1;31mred\x1b[0m!") << u"red!"_s;
    QTest::newRow("half a colour") << QByteArray("red\x1b[1;3") << u"red"_s;
    QTest::newRow("bell and escape") << QByteArray("\x07\x1b") << u"\\x07\\x1b"_s;
    QTest::newRow("c1 control") << QByteArray("\xc2\x9b") << u"\\x9b"_s;
}

void TestLineCollector::makesOutputPrintable()
{
    QFETCH(const QByteArray, bytes);
    QTEST(LineCollector::printable(bytes), "text");
}

void TestLineCollector::cutsLinesOutOfAnyPieces()
{
    const QByteArray all = "one\n\ntwo three\nfour";
    for (qsizetype piece = 1; piece <= all.size(); ++piece) {
        LineCollector collector;
        std::vector<LineCollector::Line> lines;
        for (qsizetype at = 0; at < all.size(); at += piece) {
            for (const auto &line : collector.add(all.mid(at, piece), kStart))
                lines.push_back(line);
        }
        for (const auto &line : collector.finish())
            lines.push_back(line);
        QCOMPARE(textsOf(lines), (QStringList{u"one"_s, u""_s, u"two three"_s, u"four"_s}));
    }
}

void TestLineCollector::cutsEndlessLines()
{
    LineCollector collector({.lineBytes = 10});
    for (int i = 0; i < 1000; ++i)
        QVERIFY(collector.add("abcdefg", kStart).empty());
    QCOMPARE(textsOf(collector.add("\nnext\n", kStart)),
             (QStringList{u"abcdefgabc ... (line cut)"_s, u"next"_s}));
}

void TestLineCollector::dropsAFloodAndSaysSo()
{
    LineCollector collector({.linesPerSecond = 3});
    QCOMPARE(textsOf(collector.add("1\n2\n3\n4\n5\n", kStart)),
             (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(collector.nextTick(), std::optional(kStart + 1s));
    const auto due = collector.tick(kStart + 1s);
    QCOMPARE(textsOf(due), QStringList{u"2 lines dropped (more than 3 in a second)"_s});
    QVERIFY(due.front().isNote);
    QVERIFY(!collector.nextTick());
    QCOMPARE(textsOf(collector.add("6\n7\n8\n9\n", kStart + 2s)),
             (QStringList{u"6"_s, u"7"_s, u"8"_s}));
    QCOMPARE(textsOf(collector.finish()),
             QStringList{u"1 lines dropped (more than 3 in a second)"_s});
}

void TestLineCollector::remembersTheLastLines()
{
    LineCollector collector({.linesPerSecond = 1, .remembered = 3});
    (void)collector.add("1\n2\n3\n4\n5\n", kStart);
    QCOMPARE(collector.lastLines(2), (QStringList{u"4"_s, u"5"_s}));
    QCOMPARE(collector.lastLines(20), (QStringList{u"3"_s, u"4"_s, u"5"_s}));
}

void TestLineCollector::findsTheLineThatIsWatchedFor()
{
    LineCollector collector({.linesPerSecond = 1});
    collector.watchFor(QRegularExpression(u"listening on \\d+"_s));
    (void)collector.add("starting\nlistening on", kStart);
    QVERIFY(!collector.wasSeen());
    (void)collector.add(" 80\n", kStart); // a dropped line counts
    QVERIFY(collector.wasSeen());
}

QTEST_APPLESS_MAIN(TestLineCollector)
#include "tst_line_collector.moc"
