// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/database.h"
#include "ui/history/report_page.h"
#include "ui/history/run_filter.h"
#include "ui/history/run_words.h"
#include "ui/history/runs_page.h"
#include "ui/history_bench.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

using history::RunTerm;
using model::Outcome;
using tests::MadeRun;

namespace {

MadeRun passedRun(const QString &id, int minute)
{
    return {id, minute, {{u"one"_s, Outcome::Passed}}};
}

QString noticeOf(RunsPage &page)
{
    return page.findChild<QLabel *>(u"notice"_s)->text();
}

/// A page of runs over a history, and a tester of its model.
struct Shown
{
    explicit Shown(HistoryBench &bench)
    {
        access.setWorkbench(bench.bench);
        page.resize(1100, 500);
        page.show();
    }
    void select(const QStringList &ids)
    {
        page.table().clearSelection();
        for (const QString &id : ids)
            page.table().selectionModel()->select(page.model().index(page.model().rowOf(id), 0),
                                                  QItemSelectionModel::Select |
                                                      QItemSelectionModel::Rows);
    }

    ThemeManager themes{*qApp};
    HistoryAccess access;
    RunsPage page{access, themes};
    QAbstractItemModelTester tester{&page.model(),
                                    QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

class TestHistoryPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filterLanguage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("terms");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QString &text, int terms,
                            const QString &problem = {}) {
            QTest::newRow(name) << text << terms << problem;
        };
        row("nothing", u"  "_s, 0);
        row("words", u"night \"two words\""_s, 2);
        row("keys", u"status:failed,flaky branch:main env:local tag:x=1"_s, 4);
        row("dates", u"after:2026-11-01 before:today after:7d before:2026-11-01T10:00"_s, 4);
        row("length", u"slow:>2s slow:<1m"_s, 2);
        row("being typed", u"status: after: slow:>"_s, 0);
        row("no key", u"brnch:x"_s, 0, u"did you mean \"branch\"?"_s);
        row("no status", u"status:fialed"_s, 0, u"did you mean \"failed\"?"_s);
        row("no date", u"after:monday"_s, 0, u"no date"_s);
        row("an id of a case", u"a.yaml::x"_s, 1);
        row("huge", QString(100'000, u'x'), 1);
    }
    void filterLanguage()
    {
        QFETCH(const QString, text);
        QFETCH(const int, terms);
        QFETCH(const QString, problem);
        const RunFilter filter = RunFilter::parse(text, QDateTime::currentDateTime());
        QCOMPARE(int(filter.terms.size()), terms);
        QVERIFY2(problem.isEmpty() ? filter.problem.isEmpty() : filter.problem.contains(problem),
                 qPrintable(filter.problem));
    }
    void filterTimes()
    {
        const QDateTime now(QDate(2026, 11, 25), QTime(14, 0));
        const auto term = [&](const QString &text) {
            return RunFilter::parse(text, now).terms.at(0);
        };
        QCOMPARE(term(u"after:today"_s).time, QDateTime(QDate(2026, 11, 25), QTime(0, 0)));
        QCOMPARE(term(u"after:yesterday"_s).time, QDateTime(QDate(2026, 11, 24), QTime(0, 0)));
        QCOMPARE(term(u"-before:2d"_s).time, now.addDays(-2));
        QVERIFY(term(u"-before:2d"_s).negated);
        QCOMPARE(term(u"slow:<2s"_s).field, RunTerm::Field::Shorter);
    }

    void words()
    {
        const QDateTime now = QDateTime::currentDateTime();
        const QDateTime noon(now.date(), QTime(12, 0));
        QCOMPARE(runTime(noon, now), u"Today 12:00"_s);
        QCOMPARE(runTime(noon.addDays(-1), now), u"Yesterday 12:00"_s);
        QCOMPARE(runTime(QDateTime(QDate(2020, 2, 3), QTime(9, 5)), now), u"3 Feb 2020 09:05"_s);
        history::RunInfo run;
        run.status = history::RunInfo::Status::Finished;
        run.exitCode = 1;
        run.counts.passed = 3;
        run.counts.flaky = 1;
        run.counts.failed = 2;
        QCOMPARE(runResult(run), u"2 failed, 1 flaky, 2 passed"_s);
        QCOMPARE(statusOfRun(run), Status::Failed);
        run.status = history::RunInfo::Status::Interrupted;
        QCOMPARE(statusOfRun(run), Status::Aborted);
    }

    void showsManyRunsAPageAtATime()
    {
        HistoryBench bench;
        // Rows as a writer would leave them; the events of 10 000 runs would take minutes.
        auto database = history::Database::open(
            bench.store().file(), history::Database::Mode::Write, std::chrono::seconds(5));
        QVERIFY(database);
        QVERIFY(database->execute(
            u"with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)"
            " insert into runs (id, status, started, finished, exit_code, title, total, passed)"
            " select printf('%010d', i), 'finished', i * 60000, i * 60000 + 1000, 0,"
            " 'run ' || i, 5, 5 from n"_s));
        Shown shown(bench);
        RunListModel &model = shown.page.model();
        QTRY_COMPARE(model.rowCount(), 10'000);
        QVERIFY(model.runAt(0) != nullptr);
        QCOMPARE(model.runAt(0)->title, u"run 10000"_s);
        QVERIFY(model.runAt(9'000) == nullptr); // not asked for
        shown.page.table().scrollToBottom();
        QTRY_VERIFY(model.runAt(9'999) != nullptr);
        QCOMPARE(model.runAt(9'999)->title, u"run 1"_s);
        QVERIFY(model.runAt(5'000) == nullptr);

        shown.page.filterBox().setText(u"before:1970-01-01T01:00:00Z"_s);
        QTRY_COMPARE(model.rowCount(), 59);
        shown.page.filterBox().setText(u"status:failed"_s);
        QTRY_COMPARE(model.rowCount(), 0);
        QVERIFY(!shown.page.table().isVisible());
    }

    void followsOtherWritersAndKeepsTheSelection()
    {
        HistoryBench bench;
        bench.record(passedRun(u"aa11"_s, 1));
        bench.record(passedRun(u"bb22"_s, 2));
        Shown shown(bench);
        RunListModel &model = shown.page.model();
        QTRY_COMPARE(model.rowCount(), 2);
        shown.select({u"aa11"_s});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        bench.record(passedRun(u"cc33"_s, 3));
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(shown.page.selectedRuns(), QStringList{u"aa11"_s});
        QCOMPARE(resets.count(), 0);
        QVERIFY(bench.store().remove(u"bb22"_s)); // elsewhere
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(shown.page.selectedRuns(), QStringList{u"aa11"_s});
    }

    void aRunThatComesBetweenDoesNotShiftTheOthers()
    {
        HistoryBench bench;
        bench.record(passedRun(u"aa11"_s, 1));
        bench.record(passedRun(u"cc33"_s, 3));
        Shown shown(bench);
        RunListModel &model = shown.page.model();
        QTRY_COMPARE(model.rowCount(), 2);
        bench.record(passedRun(u"bb22"_s, 2)); // an import has any time
        QTRY_COMPARE(model.rowCount(), 3);
        QTRY_COMPARE(model.rowOf(u"bb22"_s), 1);
        QCOMPARE(model.rowOf(u"aa11"_s), 2);
    }

    void byKeyboardAndButtons()
    {
        HistoryBench bench;
        for (int i = 1; i <= 3; ++i)
            bench.record(passedRun(u"run%1"_s.arg(i), i));
        Shown shown(bench);
        QTRY_COMPARE(shown.page.model().rowCount(), 3);
        QSignalSpy opened(&shown.page, &RunsPage::openWanted);
        QSignalSpy compared(&shown.page, &RunsPage::compareWanted);
        shown.page.table().setFocus();
        shown.page.table().setCurrentIndex(shown.page.model().index(1, 0));
        QTest::keyClick(&shown.page.table(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toString(), u"run2"_s);
        auto *compare = shown.page.findChild<QPushButton *>(u"compareRuns"_s);
        QVERIFY(!compare->isEnabled());
        shown.select({u"run3"_s, u"run1"_s});
        QVERIFY(compare->isEnabled());
        compare->click();
        QCOMPARE(compared[0][0].toString(), u"run1"_s); // the older first
        QCOMPARE(compared[0][1].toString(), u"run3"_s);
    }

    void aNarrowPageKeepsItsSearchAndItsButtons()
    {
        HistoryBench bench;
        Shown shown(bench);
        const auto buttons = [&] {
            QList<QPushButton *> all = shown.page.findChildren<QPushButton *>();
            all.removeIf([](const QPushButton *one) { return !one->isVisible(); });
            return all;
        };
        QCOMPARE(buttons().size(), 6);
        const int beside = shown.page.filterBox().y();
        for (const QPushButton *one : buttons())
            QVERIFY2(std::abs(one->mapTo(&shown.page, QPoint(0, 0)).y() - beside) < 6,
                     qPrintable(u"%1 %2 %3"_s.arg(one->mapTo(&shown.page, QPoint(0, 0)).y())
                                    .arg(beside)
                                    .arg(shown.page.width())));
        for (const int width : {560, 400, 300}) {
            shown.page.resize(width, 500);
            QTRY_VERIFY2(shown.page.filterBox().width() >= std::min(260, width - 20),
                         qPrintable(QString::number(shown.page.filterBox().width())));
            for (const QPushButton *one : buttons()) {
                const QRect place(one->mapTo(&shown.page, QPoint(0, 0)), one->size());
                QVERIFY2(shown.page.rect().contains(place), qPrintable(one->text()));
                QVERIFY(one->width() >= one->sizeHint().width());
            }
        }
    }

    void deletesWithUndo()
    {
        HistoryBench bench;
        for (int i = 1; i <= 3; ++i)
            bench.record(passedRun(u"run%1"_s.arg(i), i));
        Shown shown(bench);
        QTRY_COMPARE(shown.page.model().rowCount(), 3);
        const QByteArray lines = tests::linesOf(bench.store(), u"run1"_s);
        shown.select({u"run1"_s, u"run3"_s});
        shown.page.deleteSelected();
        QTRY_COMPARE(shown.page.model().rowCount(), 1);
        QCOMPARE(noticeOf(shown.page), u"2 runs were deleted."_s);
        auto *undo = shown.page.findChild<QPushButton *>(u"undoDelete"_s);
        QVERIFY(undo->isVisible());
        undo->click();
        QTRY_COMPARE(shown.page.model().rowCount(), 3);
        QCOMPARE(tests::linesOf(bench.store(), u"run1"_s), lines);
    }

    void exportsAndTakesInByDrop()
    {
        HistoryBench from;
        from.record(passedRun(u"aa11"_s, 1));
        Shown there(from);
        QTRY_COMPARE(there.page.model().rowCount(), 1);
        const QString file = from.dir.filePath(u"x.assayrun"_s);
        there.page.exportTo(u"aa11"_s, file);
        QTRY_VERIFY(noticeOf(there.page).contains(u"x.assayrun"_s));

        HistoryBench to;
        Shown here(to);
        QTRY_VERIFY(!here.page.model().isLoading());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QApplication::sendEvent(&here.page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&here.page, &drop);
        QTRY_COMPARE(here.page.model().rowCount(), 1);
        QCOMPARE(here.page.model().runAt(0)->id, u"aa11"_s);
    }

    void aFileThatIsCutIsSaidAndNothingIsLost()
    {
        HistoryBench bench;
        bench.record(passedRun(u"aa11"_s, 1));
        bench.record({u"bb22"_s, 2, std::vector<tests::MadeCase>(4000, {u"x"_s, Outcome::Passed})});
        const QString whole = bench.dir.filePath(u"whole.assayrun"_s);
        const QString cut = bench.dir.filePath(u"cut.assayrun"_s);
        QVERIFY(bench.store().exportRun(u"bb22"_s, whole));
        QVERIFY(bench.store().remove(u"bb22"_s));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::ReadOnly));
        HistoryBench::write(cut, file.read(file.size() / 2));
        Shown shown(bench);
        QTRY_COMPARE(shown.page.model().rowCount(), 1);
        shown.page.importFiles({cut, whole});
        QTRY_VERIFY(noticeOf(shown.page).contains(u"cut.assayrun"_s));
        QTRY_COMPARE(shown.page.model().rowCount(), 2); // the other one was taken in
        QCOMPARE(tests::linesOf(bench.store(), u"aa11"_s).isEmpty(), false);
    }

    void aBrokenHistoryIsSaid_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("said");
        QTest::newRow("corrupt") << u"corrupt"_s << u"not a database"_s;
        QTest::newRow("newer") << u"newer"_s << u"newer Assay"_s;
    }
    void aBrokenHistoryIsSaid()
    {
        QFETCH(const QString, kind);
        QFETCH(const QString, said);
        HistoryBench bench;
        if (kind == u"corrupt") {
            QDir().mkpath(bench.folder() + u"/.assay"_s);
            HistoryBench::write(bench.historyFile(), QByteArray(10'000, 'x'));
        } else {
            bench.record(passedRun(u"aa11"_s, 1));
            auto database = history::Database::open(
                bench.historyFile(), history::Database::Mode::Write, std::chrono::seconds(5));
            QVERIFY(database);
            QVERIFY(database->execute(u"pragma user_version = 99"_s));
            bench.open(); // the next start
        }
        Shown shown(bench);
        auto *problem = shown.page.findChild<QLabel *>(u"problem"_s);
        QTRY_VERIFY2(problem->isVisible() && problem->text().contains(said),
                     qPrintable(problem->text()));
        QCOMPARE(shown.page.model().rowCount(), 0);
        shown.page.importFiles({u"/nowhere.assayrun"_s}); // said, too, and harmless
        QTRY_VERIFY2(noticeOf(shown.page).contains(said), qPrintable(noticeOf(shown.page)));
    }

    void aLockedHistoryKeepsWhatWasRead()
    {
        HistoryBench bench;
        bench.record(passedRun(u"aa11"_s, 1));
        Shown shown(bench);
        QTRY_COMPARE(shown.page.model().rowCount(), 1);
        {
            auto other = history::Database::open(
                bench.historyFile(), history::Database::Mode::Write, std::chrono::seconds(5));
            QVERIFY(other);
            QVERIFY(other->execute(u"begin immediate"_s)); // a writer: reading goes on
            shown.select({u"aa11"_s});
            shown.page.deleteSelected();
            QTRY_VERIFY2(noticeOf(shown.page).contains(u"locked"_s),
                         qPrintable(noticeOf(shown.page)));
            QCOMPARE(shown.page.model().rowCount(), 1);
            QVERIFY(other->execute(u"rollback"_s));
        }
        shown.select({u"aa11"_s});
        shown.page.deleteSelected();
        QTRY_COMPARE(shown.page.model().rowCount(), 0);
    }

    void previewsAndSavesReports()
    {
        HistoryBench bench;
        bench.record({u"aa11"_s, 1, {{u"one <b>"_s, Outcome::Failed}}});
        ThemeManager themes(*qApp);
        HistoryAccess access;
        access.setWorkbench(bench.bench);
        ReportPage page(access, themes);
        page.show(u"aa11"_s);
        auto *text = page.findChild<QPlainTextEdit *>(u"reportText"_s);
        auto *browser = page.findChild<QPushButton *>(u"openReport"_s);
        QTRY_VERIFY(text->toPlainText().contains(u"<!DOCTYPE html"_s, Qt::CaseInsensitive));
        QVERIFY(browser->isVisible() && browser->isEnabled());
        QVERIFY(QFile::exists(page.previewFile()));
        for (const QString &format :
             {u"junit"_s, u"json"_s, u"jsonl"_s, u"tap"_s, u"csv"_s, u"markdown"_s, u"github"_s}) {
            page.setFormat(format);
            QTRY_VERIFY2(!page.previewFile().isEmpty(), qPrintable(format));
            QVERIFY(!text->toPlainText().isEmpty());
            QVERIFY(!browser->isVisible());
        }
        const QString file = bench.dir.filePath(u"out/r.md"_s);
        page.setFormat(u"markdown"_s);
        QSignalSpy said(&page, &ReportPage::said);
        page.save(file);
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(QFile::exists(file));
        page.save(u"/proc/none/r.md"_s);
        QTRY_COMPARE(said.count(), 2);
        QVERIFY2(said[1][0].toString().contains(u"cannot"_s), qPrintable(said[1][0].toString()));
        page.show(u"zz"_s);
        auto *note = page.findChild<QLabel *>(u"muted"_s, Qt::FindDirectChildrenOnly);
        QTRY_VERIFY2(note->text().contains(u"no run"_s), qPrintable(note->text()));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestHistoryPage)
#include "tst_history_page.moc"
