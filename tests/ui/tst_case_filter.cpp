// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/fuzzy.h"
#include "ui/filter/filter_edit.h"
#include "ui/run/progress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui {

namespace {

CaseFacts facts()
{
    return {u"fails fast while open"_s,
            u"circuit breaker suites/resilience/circuit_breaker.yaml"_s,
            {u"db"_s, u"Slow"_s},
            Status::Failed,
            3s};
}

} // namespace

class TestCaseFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QString>("problem");
        const auto row = [](const QString &text, bool matches, const QString &problem = {}) {
            QTest::newRow(qPrintable(text)) << text << matches << problem;
        };
        row(u""_s, true);
        row(u"   "_s, true);
        row(u"fast"_s, true);
        row(u"FAST open"_s, true);
        row(u"fast closed"_s, false);
        row(u"\"fast while\""_s, true);
        row(u"\"while fast\""_s, false);
        row(u"circuit_breaker.yaml::"_s, false);
        row(u"-fast"_s, false);
        row(u"-closed"_s, true);
        row(u"-"_s, false);
        row(u"status:failed"_s, true);
        row(u"status:passed"_s, false);
        row(u"status:passed,failed"_s, true);
        row(u"STATUS:Failed"_s, true);
        row(u"-status:failed"_s, false);
        row(u"status:timedout"_s, false);
        row(u"status:\"timed out\""_s, false);
        row(u"status:"_s, true);
        row(u"status:faild"_s, true, u"\"faild\" is no status (did you mean \"failed\"?)"_s);
        row(u"tag:db"_s, true);
        row(u"tag:slow"_s, true);
        row(u"tag:d"_s, false);
        row(u"tag:x,db"_s, true);
        row(u"-tag:wip"_s, true);
        row(u"suite:resilience"_s, true);
        row(u"suite:api"_s, false);
        row(u"slow:>2s"_s, true);
        row(u"slow:2s"_s, true);
        row(u"slow:3s"_s, true);
        row(u"slow:>4s"_s, false);
        row(u"slow:<4s"_s, true);
        row(u"slow:<100ms"_s, false);
        row(u"slow:>"_s, true);
        row(u"slow:>2"_s, true, u"\"2\" is not a duration"_s);
        row(u"stats:failed"_s, true, u"\"stats\" is no filter word (did you mean \"status\"?)"_s);
        row(u"status:failed tag:db slow:>2s fast"_s, true);
        row(u"status:failed tag:db slow:>9s fast"_s, false);
    }
    void matches()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, matches);
        QFETCH(const QString, problem);
        const CaseFilter filter = CaseFilter::parse(text);
        QCOMPARE(filter.matches(facts()), matches);
        QCOMPARE(filter.problem(), problem);
    }

    void aCaseThatNeverRanIsNeitherSlowNorFast()
    {
        CaseFacts never = facts();
        never.duration = {};
        QVERIFY(!CaseFilter::parse(u"slow:>0ms"_s).matches(never));
        QVERIFY(!CaseFilter::parse(u"slow:<1s"_s).matches(never));
    }

    void toggle_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const QString &before, const QString &after) {
            QTest::newRow(qPrintable(before)) << before << after;
        };
        row(u""_s, u"status:failed"_s);
        row(u"tag:db"_s, u"status:failed tag:db"_s);
        row(u"status:failed"_s, u""_s);
        row(u"status:passed tag:db"_s, u"status:passed,failed tag:db"_s);
        row(u"status:passed,failed \"a b\""_s, u"status:passed \"a b\""_s);
        row(u"-status:failed"_s, u"status:failed -status:failed"_s);
    }
    void toggle()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QCOMPARE(toggleFilterStatus(before, Status::Failed), after);
    }

    void fuzzyOrder_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        const auto row = [](const QString &pattern, const QString &better, const QString &worse) {
            QTest::newRow(qPrintable(pattern)) << pattern << better << worse;
        };
        row(u"run"_s, u"Run selected"_s, u"Prune older runs"_s);
        row(u"rs"_s, u"Run selected"_s, u"Abort session"_s);
        row(u"cc"_s, u"Clear console"_s, u"music recorder"_s);
        row(u"abort"_s, u"Abort"_s, u"about the port"_s);
        row(u"abort"_s, u"Abort"_s, u"Abort the whole run and wait for its end"_s);
    }
    void fuzzyOrder()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, better);
        QFETCH(const QString, worse);
        QVERIFY(fuzzyScore(pattern, better) > fuzzyScore(pattern, worse));
    }
    void fuzzyTakesNothingThatDoesNotFit()
    {
        QCOMPARE(fuzzyScore(u"xyz", u"Run selected"), 0);
        QCOMPARE(fuzzyScore(u"nur", u"Run"), 0);
        QCOMPARE(fuzzyScore(u"", u"Run"), 1);
        QVERIFY(fuzzyScore(u"r s", u"Run selected") > 0);
    }

    void progressWords()
    {
        events::RunState::Counts counts;
        counts.total = 97;
        counts.finished = 2;
        QVERIFY(!timeLeft(counts, 10s));
        counts.finished = 50;
        QCOMPARE(timeLeft(counts, 50s).value(), base::Nanoseconds(47s));
        counts.finished = 97;
        QVERIFY(!timeLeft(counts, 50s));
        QCOMPARE(countText(7), u"7"_s);
        QCOMPARE(countText(12884), u"12\u2009884"_s);
        QCOMPARE(countText(1000000), u"1\u2009000\u2009000"_s);
    }
};

} // namespace assay::ui

QTEST_APPLESS_MAIN(assay::ui::TestCaseFilter)
#include "tst_case_filter.moc"
