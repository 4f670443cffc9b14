// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_query.h"
#include "ui/console/log_text.h"
#include "ui/console_lines.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

constexpr auto kWhole = std::numeric_limits<qsizetype>::max();

QString clean(const QString &text)
{
    QByteArray out;
    std::vector<qsizetype> ends;
    appendClean(out, text, ends);
    return QString::fromUtf8(out);
}

QString textOf(const LogStore &store, LineNumber line)
{
    return QString::fromUtf8(store.line(line, kWhole, true).text);
}

std::vector<LineNumber> find(const LogStore &store, const LogFilter &filter)
{
    std::vector<LineNumber> found;
    LogMatcher matcher(filter);
    if (!matcher.match(store, 0, store.extent().end, {}, found))
        qFatal("nobody stopped it");
    return found;
}

LogFilter wanted(const QString &text, bool caseSensitive = false, bool pattern = false)
{
    LogFilter filter;
    filter.text = {text, caseSensitive, pattern};
    return filter;
}

std::vector<ConsoleLine> saying(const QStringList &texts)
{
    std::vector<ConsoleLine> made;
    for (const QString &text : texts) {
        ConsoleLine line;
        line.source = u"api"_s;
        line.text = text;
        made.push_back(line);
    }
    return made;
}

/// What the process may write to one file, as a full disk would have it.
class FileLimit
{
public:
    explicit FileLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestLogStore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void whatReachesTheScreen_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("cleaned");
        const auto row = [](const char *name, const QString &raw, const QString &cleaned) {
            QTest::newRow(name) << raw << cleaned;
        };
        row("plain", u"ready in 4 ms"_s, u"ready in 4 ms\n"_s);
        row("empty", {}, u"\n"_s);
        row("colours", u"\x1b[1;31mERROR\x1b[0m: no"_s, u"ERROR: no\n"_s);
        row("title", u"\x1b]0;owned\x07ok\x1b]8;;http://x\x1b\\link"_s, u"oklink\n"_s);
        row("cursor", u"\x1b[2J\x1b[10;5Hat"_s, u"at\n"_s);
        row("character set", u"\x1b(0qqq"_s, u"qqq\n"_s);
        row("open escape", u"a\x1b["_s, u"a␛[\n"_s);
        row("open title", u"a\x1b]0;never ends"_s, u"a␛]0;never ends\n"_s);
        row("lone escape", u"a\x1b"_s, u"a␛\n"_s);
        row("controls", QString(QChar(0)) + u"\a\b\x7f"_s, u"␀␇␈␡\n"_s);
        row("eight-bit escape", u"\u009b31m"_s, u"\ufffd31m\n"_s);
        row("tab", u"a\tb"_s, u"a\tb\n"_s);
        row("lines", u"a\nb\r\nc"_s, u"a\nb\nc\n"_s);
        row("line ends at the end", u"a\r\n\n"_s, u"a\n"_s);
        row("returns", u"10 %\r20 %"_s, u"10 %␍20 %\n"_s);
        row("direction", u"\u202egnp.exe\u2066"_s, u"\ufffdgnp.exe\ufffd\n"_s);
        row("separators", u"a\u2028b\ufeff"_s, u"a\ufffdb\ufffd\n"_s);
        row("lone surrogate", u"a"_s + QChar(0xd800) + u"b"_s, u"a\ufffdb\n"_s);
        row("surrogate at the end", u"a"_s + QChar(0xdbff), u"a\ufffd\n"_s);
        row("letters", u"żółw → 日本 👍"_s, u"żółw → 日本 👍\n"_s);
    }
    void whatReachesTheScreen()
    {
        QFETCH(const QString, raw);
        QTEST(clean(raw), "cleaned");
        // Whatever it was: nothing that controls a screen is left.
        for (const QChar c : clean(raw)) {
            QVERIFY(c == u'\n' || c == u'\t' || c.unicode() >= 0x20);
            QVERIFY(c != QChar(0x7f) && (c.unicode() < 0x80 || c.unicode() >= 0xa0));
        }
    }

    void aTextOfManyLinesIsCutInSoMany()
    {
        QByteArray out;
        std::vector<qsizetype> ends;
        appendClean(out, QString(5000, u'\n') + u'x', ends);
        QCOMPARE(ends.size(), kMostRows);
        QCOMPARE(ends.back(), out.size());
        QVERIFY(QString::fromUtf8(out).endsWith(u"␊␊x\n"));
    }

    void shownText()
    {
        QCOMPARE(shownLine("a\tb\tc", 100), u"a       b       c"_s);
        QCOMPARE(shownLine("", 100), QString());
        QCOMPARE(shownLine("a long line with one ␀ in żółw", 100),
                 u"a long line with one · in żółw"_s);
        QCOMPARE(shownLine("\ufffdż日\ufffdab👍␀", 100), u"····ab···"_s); // binary
        QCOMPARE(shownLine(QByteArray(500, 'x'), 100), QString(100, u'x'));
        QCOMPARE(shownLine("ab\xf0\x9f\x91\x8d", 3), u"ab"_s); // no half of a character
    }

    void linesComeBack()
    {
        LogStore store(m_folder.path());
        std::vector<ConsoleLine> lines = consoleLines(3);
        lines[1].level = events::LogLevel::Warning;
        lines[1].kind = LogKind::Step;
        lines[1].role = Role::Failed;
        lines[1].source = u"step"_s;
        lines[1].text = u"fails:\n  expected 1\n  got 2"_s;
        lines[1].caseIndex = 17;
        lines[1].attempt = 2;
        lines[1].stepPath = u"steps.2.1"_s;
        lines[1].at = -5ms;
        lines[2].event = std::numeric_limits<std::uint64_t>::max(); // too much is none
        lines[2].caseIndex = std::numeric_limits<events::CaseIndex>::max();
        store.append(lines);
        QTRY_VERIFY(store.isIdle());
        QCOMPARE(store.extent(), (LogExtent{5, 5, 5}));
        QCOMPARE(textOf(store, 0), u"line 0"_s);
        QCOMPARE(textOf(store, 2), u"  expected 1"_s);
        QCOMPARE(textOf(store, 4), u"line 2"_s);
        const StoredLine first = store.line(1, 4, true);
        QCOMPARE(first.text, QByteArray("fail"));
        QCOMPARE(first.size, 6);
        QCOMPARE(first.level, events::LogLevel::Warning);
        QCOMPARE(first.kind, LogKind::Step);
        QCOMPARE(first.role, Role::Failed);
        QCOMPARE(first.source, u"step"_s);
        QCOMPARE(first.event, 2ULL);
        QCOMPARE(first.caseIndex, 17);
        QCOMPARE(first.attempt, 2);
        QCOMPARE(first.stepPath, u"steps.2.1"_s);
        QCOMPARE(first.at, base::Nanoseconds(-5ms));
        QVERIFY(!first.continued && store.line(2, 4, true).continued);
        QCOMPARE(store.line(3, 4, true).stepPath, u"steps.2.1"_s);
        QCOMPARE(store.line(4, 4, true).event, 0ULL);
        QCOMPARE(store.line(4, 4, true).caseIndex, -1);
        QCOMPARE(store.line(99, 4, true).text, QByteArray());
        QVERIFY(store.problem().isEmpty());
    }

    void nothingStaysOnDisk()
    {
        QTemporaryDir folder;
        LogStore store(folder.path() + u"/made/when/missing"_s);
        store.append(consoleLines(1000));
        QTRY_VERIFY(store.isIdle());
        QCOMPARE(store.extent().end, 1000ULL);
        QVERIFY(QDir(folder.path() + u"/made/when/missing"_s).isEmpty());
    }

    void manyNamesFindRoom()
    {
        LogStore store(m_folder.path());
        std::vector<ConsoleLine> lines = consoleLines(6000);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            lines[i].source = u"s%1"_s.arg(i);
            lines[i].stepPath = u"steps.%1"_s.arg(i);
        }
        store.append(lines);
        QTRY_VERIFY(store.isIdle());
        QCOMPARE(store.line(100, 0, true).source, u"s100"_s);
        QCOMPARE(store.line(100, 0, true).stepPath, u"steps.100"_s);
        QCOMPARE(store.line(5999, 0, true).source, u"s4095"_s);
        QCOMPARE(store.line(5999, 0, true).stepPath, QString());
        QCOMPARE(textOf(store, 5999), u"line 5999"_s);
    }

    void aHugeLineIsWhole()
    {
        LogStore store(m_folder.path());
        QString huge(10 * 1024 * 1024, u'x');
        huge += u"needle"_s;
        store.append(saying({u"before"_s, huge, u"after"_s}));
        QTRY_VERIFY(store.isIdle());
        QCOMPARE(store.line(1, 100, true).text.size(), 100);
        QCOMPARE(store.line(1, 100, true).size, huge.size());
        QCOMPARE(textOf(store, 1), huge);
        QCOMPARE(textOf(store, 2), u"after"_s);
        QCOMPARE(find(store, wanted(u"NEEDLE"_s)), (std::vector<LineNumber>{1}));
        QCOMPARE(find(store, wanted(u"xn.*le$"_s, true, true)), (std::vector<LineNumber>{1}));
    }

    void whatComesTooFastIsCountedAndTold()
    {
        LogLimits limits;
        limits.queueLines = 100;
        LogStore store(m_folder.path(), limits);
        quint64 sent = 0;
        QElapsedTimer timer;
        timer.start();
        while (store.dropped() == 0) { // dropped at the latest when the worker sleeps
            QVERIFY(timer.elapsed() < 20'000);
            store.append(consoleLines(2000));
            sent += 2000;
        }
        QTRY_VERIFY(store.isIdle());
        // The last is told once the flood is over, if need be a second later.
        quint64 told = 0;
        quint64 kept = 0;
        const auto count = [&] {
            told = kept = 0;
            for (LineNumber i = 0; i < store.extent().end; ++i) {
                const StoredLine line = store.line(i, kWhole, true);
                const bool gap = line.source == u"assay";
                kept += gap ? 0 : 1;
                if (gap) {
                    told += QString::fromUtf8(line.text).section(u' ', 0, 0).toULongLong();
                    if (line.level != events::LogLevel::Warning)
                        return false;
                }
            }
            return told == store.dropped();
        };
        QTRY_VERIFY(count());
        QVERIFY(told > 0);
        QCOMPARE(kept + told, sent);
    }

    void aFullDiskKeepsTheNewestInMemory_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"limit of the process", "limit of bytes", "limit of lines",
                                "nearly full", "no folder"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void aFullDiskKeepsTheNewestInMemory()
    {
        QFETCH(const QString, how);
        LogLimits limits;
        limits.tailLines = 500;
        limits.queueLines = 1'000'000;
        std::optional<FileLimit> limit;
        QString folder = m_folder.path();
        quint64 most = 0;
        if (how == u"limit of the process") {
            limit.emplace(128 * 1024);
            most = 128 * 1024 / 8;
        } else if (how == u"limit of bytes") {
            limits.fileBytes = 128 * 1024;
            most = 128 * 1024 / 8;
        } else if (how == u"limit of lines") {
            most = limits.fileLines = 5000;
        } else if (how == u"nearly full") {
            limits.freeBytes = std::numeric_limits<qint64>::max();
        } else {
            folder = u"/proc/nowhere"_s;
        }
        LogStore store(folder, limits);
        for (int i = 0; i < 8; ++i) {
            store.append(consoleLines(3000, u"line %1"_s, i * 3000));
            QTRY_VERIFY(store.isIdle()); // so many batches
        }
        QVERIFY(!store.problem().isEmpty());
        const LogExtent extent = store.extent();
        const LineNumber inFile = store.fileLines();
        QVERIFY(inFile <= most);
        QCOMPARE(extent.head, inFile + 1);
        QCOMPARE(extent.end - extent.tail, 500ULL);
        QCOMPARE(extent.count() - 1 + store.dropped(), 24'000ULL);
        if (inFile > 0) {
            QCOMPARE(textOf(store, 0), u"line 0"_s);
            QCOMPARE(textOf(store, inFile - 1), u"line %1"_s.arg(inFile - 1));
        }
        const StoredLine seam = store.line(inFile, kWhole, true);
        QVERIFY(QString::fromUtf8(seam.text).contains(store.problem()));
        QVERIFY(QString::fromUtf8(seam.text).contains(QString::number(store.dropped())));
        QCOMPARE(textOf(store, extent.end - 1), u"line 23999"_s);
        QCOMPARE(textOf(store, extent.tail), u"line 23500"_s);
        QCOMPARE(textOf(store, extent.tail - 1), QString()); // gone
        QCOMPARE(find(store, wanted(u"line 23998"_s)), (std::vector<LineNumber>{extent.end - 2}));
        LogFilter warnings;
        warnings.level = events::LogLevel::Warning;
        QCOMPARE(find(store, warnings).size(), (inFile + 9) / 10 + 1 + 50);
        // A flood that is larger than the tail at once.
        store.append(consoleLines(2000, u"more %1"_s));
        QTRY_VERIFY(store.isIdle());
        QCOMPARE(store.extent().end - store.extent().tail, 500ULL);
        QCOMPARE(textOf(store, store.extent().end - 1), u"more 1999"_s);
        QCOMPARE(textOf(store, store.extent().tail), u"more 1500"_s);
        QCOMPARE(store.extent().count() - 1 + store.dropped(), 26'000ULL);
    }

    void theTailIsBoundedInBytes()
    {
        LogLimits limits;
        limits.fileBytes = 0;
        limits.tailBytes = 1024 * 1024;
        LogStore store(m_folder.path(), limits);
        for (int i = 0; i < 20; ++i)
            store.append(saying({QString(3 * 1024 * 1024, u'y'), QString(200'000, u'z')}));
        QTRY_VERIFY(store.isIdle());
        qsizetype held = 0;
        const LogExtent extent = store.extent();
        for (LineNumber i = extent.tail; i < extent.end; ++i)
            held += store.line(i, kWhole, true).text.size();
        QVERIFY(held > 0 && held <= limits.tailBytes);
    }

    void itGoesInTheMiddleOfItsWork()
    {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 8; ++i) {
            auto store = std::make_shared<LogStore>(m_folder.path());
            store->append(consoleLines(50'000));
            std::vector<LineNumber> found;
            std::stop_source stop;
            std::jthread reader([store, &found, token = stop.get_token()] {
                LogMatcher matcher(wanted(u"(a|b)+x"_s, true, true));
                while (matcher.match(*store, 0, store->extent().end, token, found))
                    ;
            });
            stop.request_stop();
            reader.join();
            store.reset();
        }
        QVERIFY(timer.elapsed() < 20'000);
    }

    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("caseSensitive");
        QTest::addColumn<bool>("pattern");
        QTest::addColumn<QList<int>>("found");
        const auto row = [](const char *name, const QString &text, bool sensitive, bool pattern,
                            const QList<int> &found) {
            QTest::newRow(name) << text << sensitive << pattern << found;
        };
        row("all", {}, false, false, {0, 1, 2, 3, 4, 5, 6, 7});
        row("plain", u"error"_s, false, false, {0, 1, 6});
        row("sensitive", u"Error"_s, true, false, {1});
        row("none", u"nowhere"_s, false, false, {});
        row("twice in a line", u"aa"_s, true, false, {2, 4});
        row("not over the line's end", u"timeouterror"_s, false, false, {});
        row("dots are dots", u"4.2"_s, false, false, {3});
        row("other scripts", u"ŻÓŁW"_s, false, false, {5});
        row("other scripts, sensitive", u"ŻÓŁW"_s, true, false, {});
        row("pattern", u"^error \\d+$"_s, false, true, {0, 6});
        row("pattern with a literal", u"\\w+ after [0-9.]+ s"_s, true, true, {3});
        row("choice", u"timeout|żółw"_s, false, true, {3, 5});
        row("no literal", u"^\\d+$"_s, false, true, {7});
        row("optional end", u"errors?"_s, false, true, {0, 1, 6});
        row("optional group", u"(timeout )?after"_s, false, true, {3});
        row("class with a bracket", u"[]7]$"_s, false, true, {6, 7});
        row("counted", u"a{2} a"_s, false, true, {2});
        row("end of line", u"s$"_s, true, true, {3});
        row("other scripts in a pattern", u"żó.W"_s, false, true, {5});
        row("no pattern", u"(open"_s, false, true, {});
    }
    void texts()
    {
        LogStore store(m_folder.path());
        store.append(saying({u"error 42"_s, u"an Error"_s, u"aa aa"_s, u"timeout after 4.2 s"_s,
                             u"aaa"_s, u"ein żółw"_s, u"ERROR 7"_s, u"1234567"_s}));
        QTRY_VERIFY(store.isIdle());
        QFETCH(const QString, text);
        QFETCH(const bool, caseSensitive);
        QFETCH(const bool, pattern);
        QFETCH(const QList<int>, found);
        QList<int> got;
        for (const LineNumber line : find(store, wanted(text, caseSensitive, pattern)))
            got.append(static_cast<int>(line));
        QCOMPARE(got, found);
        QCOMPARE(wanted(text, caseSensitive, pattern).text.problem().isEmpty(), text != u"(open");
    }

    // The quick ways agree with the plain one, over blocks and whatever the bytes are.
    void quickAndPlainAgree()
    {
        LogStore store(m_folder.path());
        QStringList texts;
        quint32 random = 7;
        for (int i = 0; i < 40'000; ++i) {
            QString text;
            for (quint32 length = (random >> 8) % 60; length > 0; --length) {
                random = random * 1664525 + 1013904223;
                text += QChar(random >> 24 < 250 ? u'a' + (random >> 20) % 6 : 0x17c);
            }
            texts.append(text);
            random = random * 1664525 + 1013904223;
        }
        store.append(saying(texts));
        QTRY_VERIFY(store.isIdle());
        for (const auto &[text, pattern] : {std::pair(u"abca"_s, false),
                                            {u"ABcA"_s, false},
                                            {u"a"_s, false},
                                            {u"aż"_s, false},
                                            {u"abc+[de]f"_s, true},
                                            {u"^fe"_s, true},
                                            {u"(ab|ba)c"_s, true}}) {
            for (const bool sensitive : {true, false}) {
                const LogFilter filter = wanted(text, sensitive, pattern);
                std::vector<LineNumber> expected;
                QRegularExpression expression = filter.text.expression();
                if (!pattern)
                    expression.setPattern(QRegularExpression::escape(text));
                for (qsizetype i = 0; i < texts.size(); ++i) {
                    if (expression.match(texts[i]).hasMatch())
                        expected.push_back(static_cast<LineNumber>(i));
                }
                QCOMPARE(find(store, filter), expected);
            }
        }
    }

    void kindsAndSources()
    {
        LogStore store(m_folder.path());
        std::vector<ConsoleLine> lines = consoleLines(6);
        const std::array kinds = {LogKind::Case,   LogKind::Step, LogKind::Service,
                                  LogKind::Health, LogKind::Data, LogKind::Assay};
        for (std::size_t i = 0; i < 6; ++i) {
            lines[i].kind = kinds[i];
            lines[i].level = events::LogLevel::Info;
            lines[i].source = i % 2 == 0 ? u"even"_s : u"odd"_s;
        }
        store.append(lines);
        QTRY_VERIFY(store.isIdle());
        LogFilter filter;
        filter.cases = false;
        QCOMPARE(find(store, filter), (std::vector<LineNumber>{2, 3, 4, 5}));
        filter.services = filter.health = false;
        QCOMPARE(find(store, filter), (std::vector<LineNumber>{4, 5}));
        filter = {};
        filter.source = u"odd"_s;
        QCOMPARE(find(store, filter), (std::vector<LineNumber>{1, 3, 5}));
        filter.text.text = u"5"_s;
        QCOMPARE(find(store, filter), (std::vector<LineNumber>{5}));
        filter.source = u"nobody"_s;
        QCOMPARE(find(store, filter), (std::vector<LineNumber>{}));
    }

    void placesForMarks()
    {
        using Places = std::vector<std::pair<qsizetype, qsizetype>>;
        const auto places = [](const QString &text, bool pattern, const QString &line) {
            return LogText{text, false, pattern}.placesIn(line);
        };
        QCOMPARE(places(u"ab"_s, false, u"abxAB"_s), (Places{{0, 2}, {3, 2}}));
        QCOMPARE(places(u"\\d+"_s, true, u"a12b3"_s), (Places{{1, 2}, {4, 1}}));
        QCOMPARE(places({}, true, u"a"_s), Places());
        QCOMPARE(places(u"x*"_s, true, u"aaa"_s), Places()); // nothing to mark
        QCOMPARE(places(u"a"_s, false, QString(2000, u'a')).size(), 100U);
        // A pattern that would take ages gives up.
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 50; ++i)
            QVERIFY(places(u"(a+)+$"_s, true, QString(1999, u'a') + u'b').empty());
        QVERIFY(timer.elapsed() < 5000);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestLogStore)
#include "tst_log_store.moc"
