// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart_bench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

/// Charts of a run and what is done with them.
class TestChartView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingYet()
    {
        Page page;
        QVERIFY(QTest::qWaitForWindowExposed(page.charts.get()));
        QVERIFY(page.view().panes().empty());
        const auto labels = page.view().findChildren<QLabel *>(u"muted"_s);
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(u"Nothing has been measured");
        }));
        QCOMPARE(page.view().csv(), csvHeading());
        page.view().zoomToSelection(); // nothing is selected
    }

    void showsWhatTheRunHas()
    {
        Page page;
        page.play();
        QStringList ids;
        for (const ChartPane *pane : page.view().panes())
            ids.append(pane->info().id);
        QCOMPARE(ids, (QStringList{u"latency.requests"_s, u"requests"_s, u"cases"_s, u"events"_s,
                                   u"samples.memory{service=\"api\"}"_s}));
        for (const ChartPane *pane : page.view().panes()) {
            QVERIFY(pane->drawnPoints() > 20);
            for (const auto &line : pane->lines())
                QVERIFY(line.size() <= 2 * static_cast<std::size_t>(pane->plot().width()) + 2);
            QVERIFY(pane->values().to > 0);
            QVERIFY(!pane->accessibleName().isEmpty());
            QTRY_VERIFY(pane->accessibleDescription().contains(u" to "_s));
        }
        // What is drawn is in the picture.
        const QImage image = page.pane(u"requests"_s)->grab().toImage();
        QVERIFY(colouredPixels(image, page.themes.theme().fill(Role::Accent)) > 300);
    }

    void anotherRun()
    {
        Page page;
        page.play();
        page.feed.clear();
        QVERIFY(page.view().panes().empty());
        page.play();
        QCOMPARE(page.view().panes().size(), 5U);
    }

    void crosshairReadsEverySeries()
    {
        Page page;
        page.play();
        ChartPane &pane = *page.pane(u"latency.requests"_s);
        QVERIFY(page.view().overlay().readOut(pane).isEmpty());
        QTest::mouseMove(pane.viewport(), page.at(pane, 12s));
        QVERIFY(page.time.crosshair());
        QVERIFY(std::abs((*page.time.crosshair() - 12s).count()) < 100'000'000);
        const QStringList lines = page.view().overlay().readOut(pane);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith(u"p50"));
        QVERIFY2(lines[2].startsWith(u"p99") && lines[2].endsWith(u" s"), qPrintable(lines[2]));
        QCOMPARE(page.view().overlay().readOut(*page.pane(u"requests"_s)).size(), 2);
        QVERIFY(page.view().overlay().readOut(*page.pane(u"requests"_s))[0].contains(u"/s"_s));
        // In a gap there is no value.
        page.time.setCrosshair(7s);
        QCOMPARE(
            page.view().overlay().readOut(*page.pane(u"samples.memory{service=\"api\"}"_s)).size(),
            1);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(pane.viewport(), &leave);
        QVERIFY(!page.time.crosshair());
    }

    void aDragSelects()
    {
        Page page;
        page.play();
        ChartPane &pane = *page.pane(u"requests"_s);
        QTest::mousePress(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 10s));
        QTest::mouseMove(pane.viewport(), page.at(pane, 8s));
        QTest::mouseMove(pane.viewport(), page.at(pane, 6s));
        QTest::mouseRelease(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 6s));
        QVERIFY(page.time.selected());
        QVERIFY(std::abs((page.time.selected()->from - 6s).count()) < 100'000'000);
        QVERIFY(std::abs((page.time.selected()->to - 10s).count()) < 100'000'000);
        page.view().zoomToSelection();
        QVERIFY(std::abs((page.time.range().length() - 4s).count()) < 200'000'000);
        QVERIFY(!page.time.selected());
        QTest::mousePress(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 8s));
        QTest::mouseRelease(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 8s));
        QVERIFY(!page.time.selected());
        QTest::mouseDClick(pane.viewport(), Qt::LeftButton, {}, page.at(pane, 8s));
        QVERIFY(page.time.showsAll());
    }

    void theWheelZoomsAtThePointer()
    {
        Page page;
        page.play();
        ChartPane &pane = *page.pane(u"requests"_s);
        const QPoint at = page.at(pane, 12s);
        const Nanoseconds there = pane.timeAxis().at(at.x());
        turnWheel(*pane.viewport(), at, 240);
        QVERIFY(page.time.range().length() < 12s);
        QVERIFY(page.settle());
        QVERIFY(std::abs(pane.timeAxis().x(there) - at.x()) < 1.5);
        const TimeRange before = page.time.range();
        turnWheel(*pane.viewport(), at, 120, Qt::ShiftModifier);
        QCOMPARE(page.time.range().length(), before.length());
        QVERIFY(page.time.range().from < before.from);
        // The axis of values follows what is in sight: before the fault nothing was slow.
        ChartPane &latency = *page.pane(u"latency.requests"_s);
        const double all = latency.values().to;
        page.time.setRange({3s, 8s});
        QVERIFY(page.settle());
        QVERIFY(latency.values().to < all / 10);
    }

    void theMiddleButtonPans()
    {
        Page page;
        page.play();
        page.time.setRange({6s, 10s});
        QVERIFY(page.settle());
        ChartPane &pane = *page.pane(u"requests"_s);
        QTest::mousePress(pane.viewport(), Qt::MiddleButton, {}, page.at(pane, 8s));
        QTest::mouseMove(pane.viewport(), page.at(pane, 9s));
        QTest::mouseRelease(pane.viewport(), Qt::MiddleButton, {}, page.at(pane, 9s));
        QVERIFY(std::abs((page.time.range().from - 5s).count()) < 100'000'000);
        QVERIFY(!page.time.selected());
    }

    void keys()
    {
        Page page;
        page.play();
        page.charts->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.charts.get()));
        ChartPane &pane = *page.pane(u"requests"_s);
        pane.setFocus();
        QTest::keyClick(&pane, Qt::Key_Plus);
        QTest::keyClick(&pane, Qt::Key_Plus);
        const TimeRange zoomed = page.time.range();
        QVERIFY(zoomed.length() < 13s);
        QTest::keyClick(&pane, Qt::Key_Right);
        QVERIFY(page.time.range().from > zoomed.from);
        QTest::keyClick(&pane, Qt::Key_Left);
        QCOMPARE(page.time.range(), zoomed);
        QTest::keyClick(&pane, Qt::Key_Minus);
        QVERIFY(page.time.range().length() > zoomed.length());
        QTest::keyClick(&pane, Qt::Key_Home);
        QVERIFY(page.time.showsAll());
        page.time.select(TimeRange{1s, 2s});
        QTest::keyClick(&pane, Qt::Key_Escape);
        QVERIFY(!page.time.selected());
    }

    void legendHidesALine()
    {
        Page page;
        page.play();
        ChartPane *pane = page.pane(u"latency.requests"_s);
        const auto toggles = pane->parentWidget()->findChildren<QPushButton *>(u"pill"_s);
        QCOMPARE(toggles.size(), 3);
        QVERIFY(toggles[2]->focusPolicy() & Qt::TabFocus);
        const double with = pane->values().to;
        QTest::keyClick(toggles[2], Qt::Key_Space); // p99
        QTRY_VERIFY(pane->values().to != with || !pane->isSeriesVisible(2));
        QTRY_COMPARE(colouredPixels(pane->grab().toImage(), page.themes.theme().fill(Role::Failed)),
                     0);
        page.time.setCrosshair(12s);
        QCOMPARE(page.view().overlay().readOut(*pane).size(), 2);
        // It stays so.
        page.open();
        page.play();
        QVERIFY(!page.pane(u"latency.requests"_s)->isSeriesVisible(2));
    }

    void chartsAreChosen()
    {
        Page page;
        page.play();
        auto *menu = page.view().findChild<QMenu *>(u"chartMenu"_s);
        page.view().chooseCharts();
        QVERIFY(menu->isVisible());
        auto *kind = menu->findChild<QAction *>(u"latency.kind.http"_s);
        QVERIFY(kind != nullptr && !kind->isChecked());
        kind->trigger();
        menu->findChild<QAction *>(u"events"_s)->trigger();
        menu->close();
        QTRY_VERIFY(page.pane(u"latency.kind.http"_s) != nullptr);
        QTRY_VERIFY(page.pane(u"events"_s) == nullptr);
        page.open();
        page.play();
        QVERIFY(page.pane(u"latency.kind.http"_s) != nullptr);
        QVERIFY(page.pane(u"events"_s) == nullptr);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestChartView)
#include "tst_chart_view.moc"
