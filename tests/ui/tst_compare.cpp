// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/compare_page.h"
#include "ui/history/comparison_words.h"
#include "ui/history_bench.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

using history::CaseVerdict;
using history::ComparedCase;
using history::ComparedSide;
using history::RunComparison;
using model::Outcome;
using namespace std::chrono_literals;

namespace {

ComparedSide side(Outcome outcome, std::chrono::milliseconds duration)
{
    ComparedSide made;
    made.planned = made.finished = made.hasResult = true;
    made.outcome = outcome;
    made.duration = duration;
    made.attempts = 1;
    return made;
}

std::shared_ptr<const model::Exchange> answer(const QByteArray &body)
{
    auto exchange = std::make_shared<model::Exchange>();
    exchange->response.contentType = u"application/json"_s;
    exchange->response.body = body;
    return exchange;
}

QStringList idsOf(const ComparisonModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids += model.caseAt(row)->name;
    return ids;
}

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void diffs()
    {
        ComparedCase one;
        one.before = side(Outcome::Failed, 10ms);
        one.after = side(Outcome::Failed, 10ms);
        QCOMPARE(comparedDiff(one), QString());
        one.before.exchange = answer(R"({"id": 1, "status": "ready"})");
        one.after.exchange = answer(R"({"id": 1, "status": "open"})");
        const QString bodies = comparedDiff(one);
        QVERIFY2(bodies.contains(u"- $.status: \"ready\""_s) &&
                     bodies.contains(u"+ $.status: \"open\""_s),
                 qPrintable(bodies));
        one.after.exchange = answer("{ not json");
        one.after.failures.push_back({u"200 is not 201"_s, u"status"_s, {}, {}, {}, {}});
        const QString facts = comparedDiff(one);
        QVERIFY2(facts.contains(u"200 is not 201"_s), qPrintable(facts));
        one.after = {};
        QVERIFY(comparedDiff(one).contains(u"not in this run"_s));
    }

    void chipsAndFilter()
    {
        auto comparison = std::make_shared<RunComparison>();
        const auto add = [&](const QString &name, CaseVerdict verdict, ComparedSide after) {
            ComparedCase one;
            one.id = u"suites/a.yaml::"_s + name;
            one.name = name;
            one.tags = {u"db"_s};
            one.verdict = verdict;
            one.after = std::move(after);
            comparison->cases.push_back(one);
        };
        add(u"broke"_s, CaseVerdict::NewFailure, side(Outcome::Failed, 10ms));
        add(u"slow"_s, CaseVerdict::Slower, side(Outcome::Passed, 3s));
        add(u"left"_s, CaseVerdict::Gone, {});
        add(u"same"_s, CaseVerdict::Unchanged, side(Outcome::Passed, 10ms));
        ComparisonModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model.rowCount(), 0);
        model.setComparison(comparison);
        QCOMPARE(model.rowCount(), 4);
        model.setVerdicts({int(CaseVerdict::Slower), int(CaseVerdict::Gone)});
        QCOMPARE(idsOf(model), QStringList({u"slow"_s, u"left"_s}));
        model.setVerdicts({});
        model.setFilter(CaseFilter::parse(u"status:failed"_s));
        QCOMPARE(idsOf(model), QStringList({u"broke"_s}));
        model.setFilter(CaseFilter::parse(u"slow:>2s tag:db"_s));
        QCOMPARE(idsOf(model), QStringList({u"slow"_s}));
        model.setFilter({});
        QCOMPARE(model.rowOf(u"suites/a.yaml::left"_s), 2);
        QCOMPARE(model.index(2, ComparisonModel::AfterColumn).data().toString(), QString());
        QCOMPARE(model.index(0, ComparisonModel::AfterColumn).data().toString(), u"failed"_s);
        model.setComparison(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void aPageOfTwoRuns()
    {
        HistoryBench bench;
        bench.record({u"0192e1"_s,
                      1,
                      {{u"breaks"_s, Outcome::Passed, 200ms},
                       {u"same"_s, Outcome::Passed, 10ms},
                       {u"mends"_s, Outcome::Failed},
                       {u"left"_s, Outcome::Passed}}});
        bench.record({u"0192f3"_s,
                      2,
                      {{u"same"_s, Outcome::Passed, 11ms},
                       {u"breaks"_s, Outcome::Failed},
                       {u"mends"_s, Outcome::Passed}},
                      true,
                      u"fix/breaker"_s});
        ThemeManager themes(*qApp);
        HistoryAccess access;
        access.setWorkbench(bench.bench);
        ComparePage page(access, themes);
        page.resize(1100, 700);
        page.show();
        page.compare(u"0192e1"_s, u"latest"_s);
        QTRY_COMPARE(page.model().rowCount(), 4);
        QCOMPARE(page.findChild<QLabel *>(u"compareTitle"_s)->text(),
                 u"1 new failure, 1 gone, 1 fixed"_s);
        QCOMPARE(idsOf(page.model()), QStringList({u"breaks"_s, u"left"_s, u"mends"_s, u"same"_s}));
        QVERIFY(comparisonDetail(*page.model().comparison()).contains(u"main → fix/breaker"_s));
        // The worst is selected, both sides and what differs are there.
        QCOMPARE(page.table().currentIndex().row(), 0);
        const auto text = [&](const QString &name) {
            return page.findChild<QPlainTextEdit *>(name)->toPlainText();
        };
        QVERIFY(text(u"afterText"_s).startsWith(u"failed"_s));
        QVERIFY(text(u"beforeText"_s).startsWith(u"passed"_s));
        QTRY_VERIFY(text(u"diffText"_s).contains(u"+ outcome: failed"_s));
        QTest::keyClick(&page.table(), Qt::Key_Down);
        QTRY_VERIFY(text(u"afterText"_s).contains(u"not in this run"_s));

        // A chip keeps the selected case when it is still there.
        for (auto *chip : page.findChildren<QPushButton *>(u"pill"_s)) {
            if (chip->text() == u"1 gone")
                chip->click();
        }
        QCOMPARE(idsOf(page.model()), QStringList{u"left"_s});
        QCOMPARE(page.table().currentIndex().row(), 0);
        page.findChild<QLineEdit *>(u"compareFilter"_s)->setText(u"nothing"_s);
        QCOMPARE(page.model().rowCount(), 0);
        QCOMPARE(text(u"afterText"_s), QString());
        page.findChild<QLineEdit *>(u"compareFilter"_s)->clear();

        QSignalSpy opened(&page, &ComparePage::openWanted);
        page.table().setCurrentIndex(page.model().index(0, 0));
        QTest::keyClick(&page.table(), Qt::Key_Return);
        QCOMPARE(opened[0][0].toString(), u"0192e1"_s); // it is gone from the other

        QSignalSpy said(&page, &ComparePage::said);
        const QString file = bench.dir.filePath(u"c.json"_s);
        page.save(file);
        QTRY_COMPARE(said.count(), 1);
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().contains("\"new failure\": 1"));

        page.swap();
        QTRY_COMPARE(page.findChild<QLabel *>(u"compareTitle"_s)->text(),
                     u"1 new failure, 1 new, 1 fixed"_s);
        page.compare(u"0192e1"_s, u"nowhere"_s);
        QTRY_VERIFY2(page.problem().contains(u"no run"_s), qPrintable(page.problem()));
        QCOMPARE(page.model().rowCount(), 0);
    }

    void tenThousandCases()
    {
        HistoryBench bench;
        std::vector<tests::MadeCase> cases;
        for (int i = 0; i < 10'000; ++i)
            cases.push_back({u"case %1"_s.arg(i), i % 7 == 0 ? Outcome::Failed : Outcome::Passed});
        bench.record({u"aa11"_s, 1, cases});
        cases[1].outcome = Outcome::Error;
        bench.record({u"bb22"_s, 2, cases});
        ThemeManager themes(*qApp);
        HistoryAccess access;
        access.setWorkbench(bench.bench);
        ComparePage page(access, themes);
        page.compare(u"aa11"_s, u"bb22"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), 10'000, 30'000);
        QCOMPARE(page.model().comparison()->count(CaseVerdict::NewFailure), 1);
        QCOMPARE(page.model().caseAt(0)->name, u"case 1"_s);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestCompare)
#include "tst_compare.moc"
