// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_page.h"
#include "ui/run/case_scope.h"
#include "ui/suites/status_chips.h"
#include "ui/views/fitting_row.h"
#include "ui/window_bench.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

QDockWidget &dock(const WindowBench &bench, const QString &id)
{
    return bench.find<QDockWidget>(id + u"Dock"_s);
}

QStringList tabsOf(const QDockWidget &dock)
{
    const auto *bar = dock.titleBarWidget()->findChild<QTabBar *>(u"dockTabs"_s);
    QStringList texts;
    for (int i = 0; i < bar->count(); ++i)
        texts.append(bar->tabText(i));
    return texts;
}

} // namespace

/// Docks, pages and what a window remembers of them.
class TestLayouts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPanelAndPageOfTheRegistriesIsMade()
    {
        const WindowBench bench;
        for (const PanelSpec &spec : panelSpecs()) {
            QVERIFY2(bench.window->docks().panel(spec.id) != nullptr, qPrintable(spec.id));
            QVERIFY2(!spec.help.isEmpty() && !spec.layouts.empty(), qPrintable(spec.id));
        }
        for (const PageSpec &spec : pageSpecs()) {
            QWidget *page = bench.window->pages().open(spec.id);
            QVERIFY2(page != nullptr && !page->windowTitle().isEmpty(), qPrintable(spec.id));
            QCOMPARE(bench.window->pages().current(), page);
        }
    }

    void docksInOnePlaceAreTabsOfTheirHead()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        QTRY_COMPARE(tabsOf(dock(bench, u"console"_s)),
                     (QStringList{u"Console"_s, u"Problems (2)"_s}));
        // Qt's own line of tabs takes no room.
        for (const QTabBar *bar :
             bench.window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
            QVERIFY2(!bar->isVisible() || bar->height() <= 1,
                     qPrintable(QString::number(bar->height())));
        bench.trigger(u"panel.problems");
        QTRY_VERIFY(dock(bench, u"console"_s).visibleRegion().isEmpty());
        auto *bar =
            dock(bench, u"problems"_s).titleBarWidget()->findChild<QTabBar *>(u"dockTabs"_s);
        QTRY_COMPARE(bar->currentIndex(), 1);
        bar->setFocus();
        QTest::keyClick(bar, Qt::Key_Left);
        QTRY_VERIFY(dock(bench, u"problems"_s).visibleRegion().isEmpty());
    }

    void aPanelsCommandShowsItAndThenClosesIt()
    {
        const WindowBench bench;
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        bench.trigger(u"panel.suites");
        QVERIFY(dock(bench, u"suites"_s).isAncestorOf(QApplication::focusWidget()));
        bench.trigger(u"panel.suites");
        QVERIFY(dock(bench, u"suites"_s).isHidden());
        QTRY_VERIFY(!bench.action(u"panel.suites").isChecked());
        bench.trigger(u"panel.suites");
        QVERIFY(!dock(bench, u"suites"_s).isHidden());
        QTRY_VERIFY(bench.action(u"panel.suites").isChecked());
    }

    void eachLayoutIsRememberedAsItWasLeft()
    {
        WindowBench bench;
        QTRY_VERIFY(bench.action(u"layout.run").isChecked());
        QVERIFY(!dock(bench, u"environment"_s).isHidden());
        bench.trigger(u"layout.author");
        QVERIFY(dock(bench, u"environment"_s).isHidden());
        QVERIFY(dock(bench, u"inspector"_s).isHidden());
        dock(bench, u"inspector"_s).show(); // the person wants it there
        bench.trigger(u"layout.review");
        QVERIFY(dock(bench, u"suites"_s).isHidden());
        bench.trigger(u"layout.author");
        QVERIFY(!dock(bench, u"inspector"_s).isHidden());
        bench.window->close();

        bench.start();
        QTRY_VERIFY(bench.action(u"layout.author").isChecked());
        QVERIFY(!dock(bench, u"inspector"_s).isHidden());
        QVERIFY(dock(bench, u"environment"_s).isHidden());
        bench.trigger(u"layout.reset");
        QVERIFY(dock(bench, u"inspector"_s).isHidden());
    }

    void resetGoesBackToWhatWasKeptAndOriginalToTheFirst()
    {
        const WindowBench bench;
        dock(bench, u"environment"_s).hide();
        bench.trigger(u"layout.save");
        dock(bench, u"suites"_s).hide();
        bench.trigger(u"layout.reset");
        QVERIFY(!dock(bench, u"suites"_s).isHidden());
        QVERIFY(dock(bench, u"environment"_s).isHidden());
        bench.trigger(u"layout.original");
        QVERIFY(!dock(bench, u"environment"_s).isHidden());
        dock(bench, u"suites"_s).hide();
        bench.trigger(u"layout.reset"); // nothing is kept any more
        QVERIFY(!dock(bench, u"suites"_s).isHidden());
        QVERIFY(!dock(bench, u"environment"_s).isHidden());
    }

    void pagesOpenSplitFloatAndClose()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        PageArea &pages = bench.window->pages();
        QVERIFY(pages.find(u"welcome"_s) == nullptr); // it went when the workspace came
        bench.press(Qt::Key_F1, Qt::ShiftModifier);
        QWidget *help = pages.find(u"help"_s);
        QVERIFY(help != nullptr);
        QCOMPARE(pages.current(), help);
        bench.press(Qt::Key_PageUp, Qt::ControlModifier);
        QWidget *runs = pages.find(u"history"_s);
        QCOMPARE(pages.current(), runs);
        bench.press(Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(pages.find(u"history"_s), runs); // it is permanent
        bench.press(Qt::Key_PageDown, Qt::ControlModifier);
        bench.press(Qt::Key_Backslash, Qt::ControlModifier);
        QCOMPARE(pages.findChildren<QTabWidget *>(u"pageTabs"_s).size(), 2);
        QVERIFY(help->isVisible() && runs->isVisible());
        bench.press(Qt::Key_Backslash, Qt::ControlModifier); // and back
        QTRY_COMPARE(pages.findChildren<QTabWidget *>(u"pageTabs"_s).size(), 1);
        bench.trigger(u"page.float");
        QVERIFY(help->window() != bench.window.get());
        QVERIFY(help->isVisible());
        help->window()->close();
        QTRY_COMPARE(help->window(), bench.window.get());
        pages.open(u"help"_s);
        bench.trigger(u"page.close");
        QVERIFY(pages.find(u"help"_s) == nullptr);
    }

    void theSessionComesBack()
    {
        WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.window->resize(1111, 777);
        bench.window->shell().openHelp(u"steps.md"_s);
        bench.window->context().scope.setFilterText(u"tag:db"_s);
        bench.window->selectCase(sampleCaseId(u"rolls back on error"_s));
        bench.window->context().scope.setFilterText(u"suite:transaction"_s);
        bench.window->close();

        bench.start();
        QTRY_VERIFY(bench.isIdle());
        QCOMPARE(bench.window->size(), QSize(1111, 777));
        QVERIFY(bench.window->pages().find(u"help"_s) != nullptr);
        QCOMPARE(bench.window->context().scope.filterText(), u"suite:transaction"_s);
        QCOMPARE(bench.find<QLineEdit>(u"filter"_s).text(), u"suite:transaction"_s);
        QTRY_COMPARE(bench.window->context().selection.caseId(),
                     sampleCaseId(u"rolls back on error"_s));
        QCOMPARE(bench.window->context().scope.filterText(), u"suite:transaction"_s);
        bench.window->close();

        bench.window->context().preferences.set(u"session/restore"_s, false);
        bench.start();
        QVERIFY(bench.window->pages().find(u"help"_s) == nullptr);
        QCOMPARE(bench.window->context().scope.filterText(), QString());
    }

    void brokenStateHarmsNothing()
    {
        WindowBench bench;
        bench.window->close();
        bench.settings.setValue(u"layout/run/state"_s, QByteArray("nonsense"));
        bench.settings.setValue(u"layout/current"_s, u"none"_s);
        bench.settings.setValue(u"window/geometry"_s, QByteArray("nonsense"));
        bench.settings.setValue(u"session/pages"_s,
                                QStringList{u"||"_s, u"x"_s, u"0|nothing|"_s, u"9*|help|"_s});
        bench.start();
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(!dock(bench, u"suites"_s).isHidden());
        QVERIFY(bench.window->pages().find(u"run"_s) != nullptr);
    }

    void aTinyScreenHasRoomForAll()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.window->resize(800, 480);
        QTRY_COMPARE(bench.window->size(), QSize(800, 480));
        bench.trigger(u"layout.original");
        QVERIFY(dock(bench, u"inspector"_s).isHidden());
        QTRY_VERIFY(bench.window->pages().width() > 400);
        QVERIFY(bench.window->pages().height() > 150);
    }

    void aWindowThatShrinksKeepsItsMiddle()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.window->resize(1600, 1000);
        bench.trigger(u"layout.original");
        QTRY_COMPARE(dock(bench, u"inspector"_s).width(), 372);
        bench.window->resize(800, 600);
        QTRY_COMPARE(bench.window->size(), QSize(800, 600));
        QTRY_VERIFY2(bench.window->pages().width() >= 340,
                     qPrintable(QString::number(bench.window->pages().width())));
        QVERIFY(!dock(bench, u"inspector"_s).isHidden());
        QVERIFY(dock(bench, u"inspector"_s).width() > 150);
        QVERIFY2(dock(bench, u"suites"_s).width() > 120,
                 qPrintable(u"%1 %2"_s.arg(dock(bench, u"suites"_s).width())
                                .arg(dock(bench, u"inspector"_s).width())));
    }

    void whatDoesNotFitInALineIsNotCutOff()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.window->resize(800, 480);
        bench.trigger(u"layout.original");
        const QWidget &row = bench.find<FittingRow>(u"consoleControls"_s);
        const auto shown = [&] {
            QWidgetList all = row.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
            all.removeIf([](const QWidget *one) {
                return !one->isVisible() ||
                       one->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
            });
            return all;
        };
        QTRY_VERIFY(row.width() > 0 && row.width() < row.sizeHint().width());
        QVERIFY(!shown().isEmpty());
        for (const QWidget *one : shown())
            QVERIFY2(one->width() >= one->sizeHint().width(),
                     qPrintable(u"%1: %2 of %3, row %4 of %5"_s.arg(one->accessibleName())
                                    .arg(one->width())
                                    .arg(one->sizeHint().width())
                                    .arg(row.width())
                                    .arg(row.sizeHint().width())));
        const auto &chips = bench.find<StatusChips>();
        for (const QPushButton *chip : chips.findChildren<QPushButton *>()) {
            if (!chip->isHidden())
                QTRY_VERIFY2(chips.rect().contains(chip->geometry()),
                             qPrintable(chip->accessibleName()));
        }
        const qsizetype few = shown().size();
        bench.window->resize(1600, 1000);
        QTRY_COMPARE(shown().size(), 7);
        QVERIFY(few < 7);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestLayouts)
#include "tst_layouts.moc"
