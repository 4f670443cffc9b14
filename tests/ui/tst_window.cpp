// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sanitizers.h"
#include "ui/console/console_panel.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/models/case_table_model.h"
#include "ui/models/roles.h"
#include "ui/pages/run_page.h"
#include "ui/suites/suite_tree_model.h"
#include "ui/suites/suites_panel.h"
#include "ui/window_bench.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

using Bench = WindowBench;

class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCommandIsBoundAndInAMenu()
    {
        const Bench bench;
        QCOMPARE(bench.window->commands().unbound(), QStringList());
        QSet<QString> ids;
        QSet<QString> keys;
        for (const CommandSpec &spec : bench.window->commands().specs()) {
            QVERIFY2(!ids.contains(spec.id), qPrintable(spec.id));
            ids.insert(spec.id);
            QVERIFY2(!spec.help.isEmpty(), qPrintable(spec.id));
            if (spec.shortcut.isEmpty())
                continue;
            QVERIFY2(!keys.contains(spec.shortcut.toString()), qPrintable(spec.id));
            keys.insert(spec.shortcut.toString());
        }
        // Every one is in a menu, and so can be reached by the keyboard without a shortcut.
        QSet<QString> inMenus;
        for (const QMenu *menu : bench.window->menuBar()->findChildren<QMenu *>()) {
            for (const QAction *action : menu->actions())
                inMenus.insert(action->objectName());
        }
        for (const QString &id : ids)
            QVERIFY2(inMenus.contains(id), qPrintable(id));
    }

    void openingRunsNothingAndTheFirstRunAsks()
    {
        Bench bench(false);
        QTRY_VERIFY(bench.isIdle());
        QCOMPARE(bench.controls->seenRequests().size(), std::size_t(0));
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        bench.press(Qt::Key_F5);
        QTRY_VERIFY(bench.window->findChild<QDialog *>(u"consentDialog"_s) != nullptr);
        // Return on the default button says no.
        QTest::keyClick(&bench.find<QDialog>(u"consentDialog"_s), Qt::Key_Return);
        QTRY_VERIFY(bench.window->findChild<QDialog *>(u"consentDialog"_s) == nullptr);
        QVERIFY(bench.isIdle());
        QCOMPARE(bench.controls->seenRequests().size(), std::size_t(0));

        bench.trigger(u"run.all");
        QTRY_VERIFY(bench.window->findChild<QDialog *>(u"consentDialog"_s) != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.find<QDialog>(u"consentDialog"_s)));
        bench.find<QPushButton>(u"consentYes"_s).click();
        QTRY_COMPARE(bench.controller->phase(), RunController::Phase::Running);
        bench.controls->release();
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all"); // it asks once: the run starts, and may be over by now
        QTRY_COMPARE(bench.controls->seenRequests().size(), std::size_t(2));
        QVERIFY(bench.window->findChild<QDialog *>(u"consentDialog"_s) == nullptr);
    }

    void runAndAbort()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        CommandRegistry &commands = bench.window->commands();
        QVERIFY(commands.action(u"run.all").isEnabled());
        QVERIFY(!commands.action(u"run.abort").isEnabled());
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        bench.press(Qt::Key_F5);
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 19);
        QVERIFY(!commands.action(u"run.all").isEnabled());
        QVERIFY(commands.action(u"run.abort").isEnabled());
        QCOMPARE(commands.action(u"run.failed").text(), u"Failed (3)"_s);
        QTRY_VERIFY(bench.find<ConsolePanel>().model().rowCount() > 40);
        bench.press(Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(bench.isIdle());
        QCOMPARE(bench.controls->abortReasons(), QStringList(u"aborted from the window"_s));
        QCOMPARE(bench.controller->feed().state().finished().value().exitCode, 2);
        QVERIFY(commands.action(u"run.all").isEnabled());
    }

    void runSelectedAndFailedNameTheirCases()
    {
        Bench bench;
        bench.controls->hold = false;
        bench.controls->script = sampleScript(true);
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(!bench.window->commands().action(u"run.selected").isEnabled());
        const QString id = sampleCaseId(u"stores a text"_s);
        bench.window->selectCase(id);
        QCOMPARE(bench.window->commands().action(u"run.selected").text(), u"Selected (1)"_s);
        bench.trigger(u"run.selected");
        QTRY_COMPARE(bench.controls->seenRequests().size(), std::size_t(1));
        QTRY_VERIFY(bench.isIdle());
        QCOMPARE(bench.controls->seenRequests().at(0).selection.only.value(), QSet<QString>{id});
        bench.trigger(u"run.failed");
        QTRY_COMPARE(bench.controls->seenRequests().size(), std::size_t(2));
        const auto failed = bench.controls->seenRequests().at(1).selection.only.value();
        QCOMPARE(failed, QSet<QString>({sampleCaseId(u"fails fast while open"_s),
                                        sampleCaseId(u"rejects a body of 20 MB"_s),
                                        sampleCaseId(u"gives up after the deadline"_s)}));
        QTRY_VERIFY(bench.isIdle());
    }

    void theSelectedCaseStaysSelectedOverARun()
    {
        Bench bench;
        bench.controls->hold = false;
        bench.controls->script = sampleScript(true);
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        bench.trigger(u"run.all");
        auto &table = bench.find<QTableView>(u"caseTable"_s);
        QTRY_COMPARE(table.model()->rowCount(), 25);
        QTRY_VERIFY(bench.isIdle());
        table.setFocus(); // its first row is current
        QVERIFY(bench.action(u"run.selected").isEnabled());
        const QString id = sampleCaseId(u"stores a text"_s);
        bench.window->selectCase(id);
        for (std::size_t runs = 2; runs < 4; ++runs) {
            bench.trigger(u"run.all");
            QTRY_COMPARE(bench.controls->seenRequests().size(), runs);
            QTRY_VERIFY(bench.isIdle() && table.model()->rowCount() == 25);
            table.clearFocus();
            table.setFocus();
            QCOMPARE(table.currentIndex().data(CaseIdRole).toString(), id);
            QVERIFY(bench.action(u"run.selected").isEnabled());
        }
        bench.trigger(u"run.selected");
        QTRY_COMPARE(bench.controls->seenRequests().size(), std::size_t(4));
        QCOMPARE(bench.controls->seenRequests().back().selection.only.value(), QSet<QString>{id});
        QTRY_VERIFY(bench.isIdle());
    }

    void aRefusedRunSaysWhy()
    {
        Bench bench;
        bench.controls->refusal =
            std::vector<suite::Diagnostic>{{base::Error{u"\"db\" is no service"_s, {}}, {}, {}}};
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        auto &dock = bench.find<QDockWidget>(u"problemsDock"_s);
        QTRY_COMPARE(dock.windowTitle(), u"Problems (3)"_s);
        QTRY_VERIFY(!bench.find<QTableView>(u"problemTable"_s).visibleRegion().isEmpty());
        QVERIFY(bench.isIdle());
        auto &table = bench.find<QTableView>(u"problemTable"_s);
        table.setCurrentIndex(table.model()->index(1, 0));
        QSignalSpy files(&bench.window->shell(), &Shell::fileWanted);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(files.value(0), QVariantList({u"suites/performance/load.yaml"_s, 14, 5}));
    }

    void closingAbortsAndWaitsWithoutHanging()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->phase(), RunController::Phase::Running);
        bench.window->close();
        QVERIFY(bench.window->isVisible()); // until the teardown is done
        QTRY_VERIFY(!bench.window->isVisible());
        QCOMPARE(bench.controls->abortReasons().size(), 1);
    }

    void destroyingALiveWindowEnds()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_VERIFY(bench.controls->isPosted());
        bench.window.reset();
        bench.controller.reset();
        QVERIFY(bench.controls->abortReasons().size() == 1);
    }

    void filterBoxAndChipsFilterTreeAndTable()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 19);
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        bench.press(Qt::Key_L, Qt::ControlModifier);
        auto &box = bench.find<QLineEdit>(u"filter"_s);
        QVERIFY(box.hasFocus());
        QTest::keyClicks(&box, u"status:failed"_s);
        auto &table = bench.find<QTableView>(u"caseTable"_s);
        QTRY_COMPARE(table.model()->rowCount(), 1);
        QCOMPARE(bench.find<QTreeView>(u"suiteTree"_s).model()->rowCount(), 1);
        QPushButton *flaky = nullptr;
        for (QPushButton *chip : bench.window->findChildren<QPushButton *>(u"chip"_s)) {
            if (chip->accessibleName() == u"1 flaky")
                flaky = chip;
        }
        QVERIFY(flaky != nullptr);
        QTest::mouseClick(flaky, Qt::LeftButton);
        QCOMPARE(box.text(), u"status:failed,flaky"_s);
        QCOMPARE(table.model()->rowCount(), 2);
        bench.trigger(u"filter.clear");
        QTRY_COMPARE(table.model()->rowCount(), 25);
    }

    void collapsedFoldersStayCollapsedOverAReload()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        auto &tree = bench.find<QTreeView>(u"suiteTree"_s);
        QVERIFY(tree.isExpanded(tree.model()->index(0, 0)));
        tree.collapse(tree.model()->index(1, 0));
        QSignalSpy loaded(bench.controller.get(), &RunController::contentChanged);
        bench.trigger(u"workspace.reload");
        QTRY_COMPARE(loaded.size(), 1);
        QVERIFY(tree.isExpanded(tree.model()->index(0, 0)));
        QVERIFY(!tree.isExpanded(tree.model()->index(1, 0)));
    }

    void theInspectorShowsWhatFailed()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 19);
        bench.window->selectCase(sampleCaseId(u"fails fast while open"_s));
        const auto &failures = bench.find<TextLinesView>(u"failureText"_s);
        QTRY_VERIFY(failures.rowCount() > 1);
        const QString &failure = failures.plainText();
        QVERIFY(failure.startsWith(u"✕ time: 3.012 s is not less than 50 ms\n"
                                   "at suites/resilience/circuit_breaker.yaml:41:13"));
        QVERIFY(failure.contains(u"-   \"breaker\": \"open\""));
        const auto &body = bench.find<TextLinesView>(u"bodyText"_s);
        QTRY_VERIFY(body.plainText().contains(u"\"breaker\": \"closed\""));
        bench.trigger(u"inspector.showHeaders");
        QTRY_VERIFY(body.plainText().contains(u"server: semantic-processor/1.4.1"));
    }

    void theConsoleFollowsUntilOneScrolls()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.controls->script = bigScript(500);
        bench.controls->content = bigContent(500);
        bench.controller->openWorkspace(u"again"_s);
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), 500);
        Consent(bench.settings).give(bench.controls->content.folder);
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 500);
        auto &console = bench.find<ConsolePanel>();
        ConsoleView &view = console.view();
        QTRY_VERIFY(!console.model().isBusy());
        QVERIFY(console.isFollowing());
        QVERIFY(view.topRow() + view.rowsInSight() >= console.model().rowCount());
        bench.trigger(u"console.follow");
        QVERIFY(!console.isFollowing());
        bench.trigger(u"console.follow");
        QVERIFY(console.isFollowing());
        view.showLine(3);
        QApplication::clipboard()->clear();
        bench.trigger(u"console.copy");
        QTRY_VERIFY(QApplication::clipboard()->text().endsWith(u'\n'));
        bench.trigger(u"console.clear");
        QCOMPARE(console.model().rowCount(), 0);
    }

    void aTenThousandCaseRunKeepsTheWindowAlive()
    {
        Bench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.controls->content = bigContent(10'000);
        bench.controls->script = bigScript(10'000);
        Consent(bench.settings).give(bench.controls->content.folder);
        bench.controller->openWorkspace(u"big"_s);
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), 10'000);
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        // A beat of the event loop never waits for long, though 50 000 events come at once.
        qint64 worst = 0;
        QElapsedTimer beat;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            worst = std::max(worst, beat.isValid() ? beat.elapsed() : 0);
            beat.start();
        });
        timer.start(1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.controller->feed().state().counts().finished, 10'000,
                                  60'000);
        bench.controls->release();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), 20'000);
        qInfo("the longest beat was %lld ms", static_cast<long long>(worst));
        QVERIFY2(worst < 1000 * assay::test::kTimeFactor, "the window stood still");
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestWindow)
#include "tst_window.moc"
