// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"
#include "ui/history/past_run_page.h"
#include "ui/history/time_slider.h"
#include "ui/history_bench.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/models/case_table_model.h"
#include "ui/models/roles.h"
#include "ui/pages/run_page.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

using base::Nanoseconds;
using events::RunState;
using model::Outcome;
using namespace std::chrono_literals;

namespace {

const QDateTime kStart(QDate(2026, 11, 24), QTime(14, 2), Qt::UTC);

events::EventBatch bigRun(int cases)
{
    return HistoryBench::eventsOf(bigScript(cases), u"0192f3aa"_s, kStart);
}

std::shared_ptr<const Replay> replayOf(const events::EventBatch &batch, bool interrupted = false)
{
    ReplayBuilder builder(u"0192f3aa"_s);
    builder.add(batch);
    return builder.finish(interrupted);
}

/// All that views read of a state, so that two can be compared.
QString described(const RunState &state)
{
    QStringList lines{QString::number(int(state.status())), QString::number(state.lastSequence()),
                      QString::number(state.now().count())};
    for (const RunState::CaseState &c : state.cases())
        lines += u"%1 %2 %3 %4 %5"_s.arg(int(c.status))
                     .arg(int(c.outcome))
                     .arg(c.attempts.size())
                     .arg(c.duration.count())
                     .arg(c.reason);
    for (const auto &service : state.services())
        lines += service.name + QString::number(int(service.state));
    return lines.join(u'\n');
}

RunState reduced(const events::EventBatch &batch, std::size_t place)
{
    RunState state;
    for (std::size_t i = 0; i < place; ++i)
        state.apply(*batch[i]);
    return state;
}

QStringList tableOf(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows += model.index(row, CaseTableModel::StatusColumn).data().toString() + u' ' +
                model.index(row, CaseTableModel::ReasonColumn).data().toString();
    return rows;
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyPlaceIsTheRunReducedUpToIt()
    {
        const events::EventBatch batch = bigRun(1500);
        const auto replay = replayOf(batch);
        QCOMPARE(replay->size(), batch.size());
        QVERIFY(replay->checkpoints() >= 2);
        for (const std::size_t place :
             {std::size_t(0), std::size_t(1), std::size_t(2047), std::size_t(2048),
              std::size_t(2049), batch.size() - 1, batch.size(), batch.size() + 7})
            QCOMPARE(described(replay->stateAt(place)),
                     described(reduced(batch, std::min(place, batch.size()))));
    }

    void checkpointsAreBounded()
    {
        ReplayBuilder builder(u"x"_s);
        auto event = std::make_shared<events::Event>();
        event->payload = events::LogLine{};
        const events::EventBatch batch(5000, event);
        for (int i = 0; i < 100; ++i)
            builder.add(batch);
        const auto replay = builder.finish(false);
        QCOMPARE(replay->size(), std::size_t(500'000));
        QVERIFY(replay->checkpoints() <= ReplayBuilder::kCheckpoints + 1);
        QVERIFY(replay->checkpoints() >= ReplayBuilder::kCheckpoints / 2);
    }

    void placesAndTimes()
    {
        events::EventBatch batch;
        // Times that fall back, as of several threads, never make a place of the past.
        for (const int ms : {0, 10, 30, 20, 40}) {
            auto event = std::make_shared<events::Event>();
            event->sequence = batch.size() + 1;
            event->at = std::chrono::milliseconds(ms);
            event->payload = events::LogLine{};
            batch.push_back(event);
        }
        const auto replay = replayOf(batch);
        QCOMPARE(replay->placeAt(-1ms), std::size_t(1)); // the plan
        QCOMPARE(replay->placeAt(0ms), std::size_t(1));
        QCOMPARE(replay->placeAt(29ms), std::size_t(2));
        QCOMPARE(replay->placeAt(30ms), std::size_t(4));
        QCOMPARE(replay->placeAt(1h), std::size_t(5));
        QCOMPARE(replay->timeOf(3), Nanoseconds(30ms));
        QCOMPARE(replay->length(), Nanoseconds(40ms));
        const auto none = replayOf({});
        QCOMPARE(none->length(), Nanoseconds(0));
        QCOMPARE(none->placeAt(1s), std::size_t(0));
    }

    void interruptedOnlyAtItsEnd()
    {
        events::EventBatch batch = bigRun(20);
        batch.resize(batch.size() / 2);
        const auto replay = replayOf(batch, true);
        QCOMPARE(replay->stateAt(batch.size()).status(), RunState::Status::Interrupted);
        QCOMPARE(replay->stateAt(batch.size() - 1).status(), RunState::Status::Running);
    }

    void momentsNameWhatDiffers()
    {
        const events::EventBatch batch = bigRun(300);
        const auto replay = replayOf(batch);
        const RunMoment forth = replay->moment(batch.size(), replay->length(), batch.size() - 1);
        QCOMPARE(forth.fresh.size(), std::size_t(1));
        const RunMoment back = replay->moment(10, replay->timeOf(10), 40);
        QCOMPARE(back.fresh.size(), std::size_t(10)); // from the start
        QVERIFY(!back.cases.empty());
        QVERIFY(std::is_sorted(back.cases.begin(), back.cases.end()));
        const RunState early = reduced(batch, 10);
        const RunState late = reduced(batch, 40);
        for (std::size_t i = 0; i < early.cases().size(); ++i) {
            const bool differs =
                early.cases()[i].status != late.cases()[i].status ||
                early.cases()[i].attempts.size() != late.cases()[i].attempts.size();
            if (differs)
                QVERIFY(std::binary_search(back.cases.begin(), back.cases.end(), int(i)));
        }
    }

    /// Views that only follow signals show at any time what a view made then would show.
    void viewsFollowEverySeek()
    {
        const events::EventBatch batch =
            HistoryBench::eventsOf(sampleScript(true), u"0192f3aa"_s, kStart);
        RunFeed feed;
        CaseTableModel model(feed);
        CaseTableProxy proxy(model);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        QAbstractItemModelTester proxyTester(&proxy,
                                             QAbstractItemModelTester::FailureReportingMode::Fatal);
        ReplayPlayer player(feed);
        QSignalSpy rewound(&feed, &RunFeed::rewound);
        QSignalSpy resets(&feed, &RunFeed::reset);
        // A view that keeps events: what it has is always what happened.
        std::vector<std::uint64_t> kept;
        connect(&feed, &RunFeed::reset, this, [&] { kept.clear(); });
        connect(&feed, &RunFeed::rewound, this, [&] { kept.clear(); });
        connect(&feed, &RunFeed::advanced, this, [&](const RunUpdate &update) {
            for (const auto &event : update.events)
                kept.push_back(event->sequence);
        });
        player.setReplay(replayOf(batch));
        QTRY_VERIFY(player.isSettled());
        QCOMPARE(feed.state().status(), RunState::Status::Finished);
        for (const double share : {0.0, 0.5, 0.25, 0.26, 0.9, 1.0, 0.1}) {
            const Nanoseconds at(
                static_cast<qint64>(share * static_cast<double>(player.length().count())));
            player.seek(at);
            QTRY_VERIFY(player.isSettled());
            const std::size_t place = player.replay()->placeAt(at);
            QCOMPARE(described(feed.state()), described(reduced(batch, place)));
            QCOMPARE(feed.now(), at);
            QCOMPARE(feed.length(), player.length());
            QCOMPARE(kept.size(), place);
            QVERIFY(kept.empty() || (kept.front() == 1 && kept.back() == place));
            const CaseTableModel fresh(feed);
            QCOMPARE(tableOf(model), tableOf(fresh));
        }
        QVERIFY(rewound.count() >= 3);
        QCOMPARE(resets.count(), 1);
    }

    void manyEventsAreToldInSlicesAndInOrder()
    {
        const auto replay = replayOf(bigRun(3000));
        RunFeed feed;
        ReplayPlayer player(feed);
        std::vector<std::uint64_t> kept;
        std::size_t largest = 0;
        connect(&feed, &RunFeed::reset, this, [&] { kept.clear(); });
        connect(&feed, &RunFeed::rewound, this, [&] { kept.clear(); });
        connect(&feed, &RunFeed::advanced, this, [&](const RunUpdate &update) {
            largest = std::max(largest, update.events.size());
            for (const auto &event : update.events)
                kept.push_back(event->sequence);
        });
        player.setReplay(replay);
        QTRY_COMPARE(kept.size(), replay->size());
        player.seek(replay->timeOf(replay->size() / 2)); // back, and on while it is being told
        QTRY_VERIFY(player.isSettled());
        const std::size_t place = replay->placeAt(player.time()) + 5;
        player.seek(replay->timeOf(place));
        const std::size_t last = replay->placeAt(player.time());
        QTRY_COMPARE(kept.size(), last);
        for (std::size_t i = 0; i < kept.size(); ++i)
            QCOMPARE(kept[i], i + 1);
        QVERIFY2(largest <= 1000, qPrintable(QString::number(largest)));
    }

    void draggingShowsTheLastWishOnly()
    {
        const auto replay = replayOf(bigRun(3000));
        RunFeed feed;
        ReplayPlayer player(feed);
        player.setReplay(replay);
        QTRY_VERIFY(player.isSettled());
        QSignalSpy advanced(&feed, &RunFeed::advanced);
        for (int i = 0; i < 200; ++i)
            player.seek(replay->length() * (i % 7) / 10);
        player.seek(replay->length() / 3);
        QTRY_VERIFY(player.isSettled());
        // The wishes between are never shown; the rest are slices.
        QVERIFY2(advanced.count() <= 3 + int(replay->size() / 1000) * 2,
                 qPrintable(QString::number(advanced.count())));
        QCOMPARE(feed.state().lastSequence(), replay->placeAt(replay->length() / 3));
    }

    void playsToTheEndAndFromTheStart()
    {
        events::EventBatch batch = bigRun(30);
        const auto replay = replayOf(batch);
        RunFeed feed;
        ReplayPlayer player(feed);
        player.setReplay(replay);
        player.setSpeed(100);
        player.play(); // it stands at the end: from the start
        QVERIFY(player.isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(!player.isPlaying(), 20'000);
        QTRY_VERIFY(player.isSettled());
        QCOMPARE(feed.state().status(), RunState::Status::Finished);
        QCOMPARE(feed.now(), replay->length());
        player.setSpeed(7); // no such
        QCOMPARE(player.speed(), 100);
    }

    void stepsByEvents()
    {
        const auto replay =
            replayOf(HistoryBench::eventsOf(sampleScript(true), u"0192f3aa"_s, kStart));
        RunFeed feed;
        ReplayPlayer player(feed);
        player.setReplay(replay);
        player.seek({});
        const Nanoseconds first = player.time();
        player.stepEvents(1);
        QVERIFY(player.time() > first || replay->placeAt(player.time()) > 0);
        const Nanoseconds second = player.time();
        player.stepEvents(1);
        player.stepEvents(-1);
        QCOMPARE(player.time(), second);
        player.stepEvents(-100'000);
        QCOMPARE(player.time(), Nanoseconds(0));
    }

    void aPageOfAPastRun()
    {
        HistoryBench bench;
        tests::record(bench.store(),
                      HistoryBench::eventsOf(sampleScript(true), u"0192f3aa"_s, kStart));
        ThemeManager themes(*qApp);
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        HistoryAccess access;
        access.setWorkbench(bench.bench);
        PastRunPage page(access, themes, settings);
        page.resize(1200, 700);
        page.show();
        page.open(u"0192"_s);
        QTRY_VERIFY(!page.player().isEmpty() && page.player().isSettled());
        QVERIFY(!page.isAttached());
        QCOMPARE(page.runId(), u"0192f3aa"_s);
        QCOMPARE(page.feed().state().counts().finished, 25);
        QTRY_COMPARE(page.runPage().model().rowCount(), 25);
        page.revealCase(sampleCaseId(u"fails fast while open"_s));
        QCOMPARE(page.runPage().table().currentIndex().data(CaseIdRole).toString(),
                 sampleCaseId(u"fails fast while open"_s));

        // Inspector, console and charts follow the page's own feed and selection.
        auto *failures = page.inspector().findChild<TextLinesView *>(u"failureText"_s);
        QTRY_VERIFY(failures->plainText().contains(u"3.012 s is not less than 50 ms"));
        QTRY_VERIFY(page.console().model().rowCount() > 0);
        page.findInConsole();
        QVERIFY(page.console().isVisible());

        auto *slider = page.findChild<TimeSlider *>(u"timeSlider"_s);
        QCOMPARE(slider->value(), TimeSlider::kSteps);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        QTRY_VERIFY(page.player().isSettled());
        QCOMPARE(page.feed().state().counts().finished, 0);
        QTest::keyClick(slider, Qt::Key_PageUp);
        QTRY_VERIFY(page.player().isSettled());
        QVERIFY(page.feed().now() > Nanoseconds(0));
        QTest::keyClick(slider, Qt::Key_Space);
        QVERIFY(page.player().isPlaying());
        QTest::keyClick(slider, Qt::Key_Space);
        QVERIFY(!page.player().isPlaying());
        const Nanoseconds at = page.player().time();
        QTest::keyClick(slider, Qt::Key_Period);
        QVERIFY(page.player().time() > at);
        QTest::mouseClick(slider, Qt::LeftButton, {}, {slider->width() / 2, slider->height() / 2});
        QTRY_VERIFY(page.player().isSettled());
        QVERIFY(std::abs(slider->value() - TimeSlider::kSteps / 2) < TimeSlider::kSteps / 50);

        page.open(u"zz"_s);
        QTRY_VERIFY2(page.problem().contains(u"no run"_s), qPrintable(page.problem()));
        page.open(u"0192f3aa"_s); // and back again
        QTRY_VERIFY(!page.player().isEmpty() && page.player().isSettled());
        QVERIFY(page.problem().isEmpty());
    }

    void closedWhileItReads()
    {
        HistoryBench bench;
        tests::record(bench.store(), bigRun(5000));
        ThemeManager themes(*qApp);
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        HistoryAccess access;
        access.setWorkbench(bench.bench);
        for (int i = 0; i < 5; ++i) {
            PastRunPage page(access, themes, settings);
            page.open(u"latest"_s);
            QCoreApplication::processEvents();
        }
        access.setWorkbench(nullptr);
        PastRunPage page(access, themes, settings);
        page.open(u"latest"_s);
        QTRY_VERIFY(page.problem().contains(u"no workspace"_s));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestReplay)
#include "tst_replay.moc"
