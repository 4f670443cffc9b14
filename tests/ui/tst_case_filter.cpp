// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/selection.h"
#include "ui/filter/case_filter.h"
#include "ui/filter/filter_edit.h"

#include <QRandomGenerator>
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

CaseFacts flakyFacts()
{
    return {u"stores a text"_s,
            u"Texts suites/api/texts.yaml"_s,
            {u"db"_s, u"smoke"_s},
            Status::Flaky,
            3s,
            true,
            false};
}

} // namespace

/// The filter language: what it takes, what it says of words that it does not know, and the
/// headless selection that means the same.
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

    void newKeys_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QString>("problem");
        const auto row = [](const QString &text, bool matches, const QString &problem = {}) {
            QTest::newRow(qPrintable(text)) << text << matches << problem;
        };
        row(u"flaky:yes"_s, true);
        row(u"flaky:no"_s, false);
        row(u"-flaky:yes"_s, false);
        row(u"changed:yes"_s, false);
        row(u"changed:no"_s, true);
        row(u"changed:ye"_s, true); // still being typed
        row(u"changed:maybe"_s, true, u"\"maybe\" is neither yes nor no"_s);
        row(u"tag:sm*"_s, true);
        row(u"tag:*x*"_s, false);
        row(u"tag:d.*"_s, false);
        row(u"chnged:yes"_s, true, u"\"chnged\" is no filter word (did you mean \"changed\"?)"_s);
        row(u"\"stores a"_s, true); // a quote that is still open
        row(u"status:flaky tag:db slow:>2s suite:api flaky:yes -tag:wip \"a text\""_s, true);
    }

    void newKeys()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, matches);
        QFETCH(const QString, problem);
        const CaseFilter filter = CaseFilter::parse(text);
        QCOMPARE(filter.matches(flakyFacts()), matches);
        QCOMPARE(filter.problem(), problem);
    }

    void termsAndProblemsHaveTheirPlace()
    {
        const QString text = u"  -tag:\"a b\"  stats:x  \"free text\" slow:>x"_s;
        const CaseFilter filter = CaseFilter::parse(text);
        QCOMPARE(filter.terms().size(), std::size_t(4));
        QStringList cut;
        for (const FilterTerm &term : filter.terms())
            cut.append(text.mid(term.begin, term.length));
        QCOMPARE(cut,
                 QStringList({u"-tag:\"a b\""_s, u"stats:x"_s, u"\"free text\""_s, u"slow:>x"_s}));
        QCOMPARE(filter.problems().size(), std::size_t(2));
        QCOMPARE(text.mid(filter.problems()[0].begin, filter.problems()[0].length), u"stats:x"_s);
        QCOMPARE(text.mid(filter.problems()[1].begin, filter.problems()[1].length), u"slow:>x"_s);
        QVERIFY(filter.looksAtResults());
        QVERIFY(!CaseFilter::parse(u"tag:db x"_s).looksAtResults());
    }

    void garbageIsNoTrouble()
    {
        QRandomGenerator random(7);
        const QString letters = u"\"-: ,*<>ab\\()\u0000ä:status:tag:slow"_s;
        for (int round = 0; round < 2000; ++round) {
            QString text;
            for (int i = random.bounded(40); i > 0; --i)
                text += letters[random.bounded(letters.size())];
            const CaseFilter filter = CaseFilter::parse(text);
            static_cast<void>(filter.matches(flakyFacts()));
            for (const FilterTerm &term : filter.terms()) {
                QVERIFY(term.begin >= 0 && term.length > 0);
                QVERIFY(term.begin + term.length <= text.size());
                QVERIFY(!filterTermLabel(text, term).isNull());
            }
            for (qsizetype at = 0; at <= text.size(); ++at) {
                const FilterCompletion completion = completeFilter(text, at, {});
                QVERIFY(completion.begin >= 0 && completion.length >= 0);
                QVERIFY(completion.begin + completion.length <= text.size());
            }
            static_cast<void>(headlessCommand(text, {}));
        }
        QVERIFY(!CaseFilter::parse(QString(1'000'000, u'x')).matches(flakyFacts()));
    }

    void headless_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("command");
        const auto row = [](const QString &text, const QString &command) {
            QTest::newRow(qPrintable(text)) << text << command;
        };
        row({}, u"assay --batch"_s);
        row(u"tag:db -tag:wip"_s, u"assay --batch --tag 'db and not wip'"_s);
        row(u"tag:a,b tag:c*"_s, u"assay --batch --tag '(a or b) and c*'"_s);
        row(u"suite:api text"_s, u"assay --batch -k 'api and text'"_s);
        row(u"\"it's a not\""_s, u"assay --batch -k '\"it'\\''s a not\"'"_s);
        row(u"and"_s, u"assay --batch -k '\"and\"'"_s);
        row(u"status:failed,error,timedout"_s, u"assay --batch --last-failed"_s);
        row(u"status:flaky tag:db"_s, u"assay --batch --case a.yaml::x --case 'a.yaml::y z'"_s);
    }

    void headless()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, command);
        QCOMPARE(headlessCommand(text, {u"a.yaml::x"_s, u"a.yaml::y z"_s}), command);
    }

    /// What the window shows for tags and text is what --tag and -k take.
    void headlessSaysTheSame()
    {
        const QStringList tagSets{u"db"_s, u"db,wip"_s, u"smoke"_s, u""_s, u"DB-write"_s};
        const QStringList texts{u"tag:db"_s,
                                u"-tag:wip"_s,
                                u"tag:db* -tag:wip"_s,
                                u"store"_s,
                                u"-\"a text\" tag:smoke,db"_s,
                                u"suite:api"_s};
        for (const QString &text : texts) {
            const HeadlessFilter headless = headlessFilter(text);
            QVERIFY(headless.rest.isEmpty());
            for (const QString &tags : tagSets) {
                for (const QString &name : {u"stores a text"_s, u"finds"_s}) {
                    model::Case one;
                    one.name = name;
                    one.id = u"api/x.yaml::"_s + name;
                    one.tags = tags.split(u',', Qt::SkipEmptyParts);
                    CaseFacts seen;
                    seen.name = name;
                    seen.suite = u"api/x.yaml"_s;
                    seen.tags = one.tags;
                    bool taken = true;
                    if (!headless.tags.isEmpty())
                        taken = suite::parseTagExpression(headless.tags)->matches(one);
                    if (!headless.keyword.isEmpty())
                        taken =
                            taken && suite::parseKeywordExpression(headless.keyword)->matches(one);
                    QVERIFY2(CaseFilter::parse(text).matches(seen) == taken,
                             qPrintable(text + u" / "_s + tags + u" / "_s + name));
                }
            }
        }
    }
};

} // namespace assay::ui

QTEST_APPLESS_MAIN(assay::ui::TestCaseFilter)
#include "tst_case_filter.moc"
