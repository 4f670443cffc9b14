// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/monitor.h"
#include "runner/scheduler.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace assay;
using namespace Qt::StringLiterals;
using runner::Catchup;
using runner::CronSchedule;
using runner::Overlap;
using runner::Scheduler;

namespace {

/// A wall clock that jumps to whatever is waited for, plus what the test adds (a machine asleep).
class JumpingClock final : public base::Clock
{
public:
    explicit JumpingClock(QDateTime start)
        : m_now(std::move(start))
    {
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steadyNow() const override { return {}; }
    [[nodiscard]] QDateTime wallNow() const override
    {
        return m_now.read([](const QDateTime &now) { return now; });
    }
    bool waitUntilWall(const QDateTime &when, const std::stop_token &stop) const override
    {
        if (m_waits++ >= static_cast<std::size_t>(sleepAfter.size()) || stop.stop_requested())
            return false;
        const qint64 asleep = sleepAfter[static_cast<qsizetype>(m_waits - 1)];
        m_now.change([&](QDateTime &now) { now = when.addSecs(asleep); });
        if (beforeTick)
            beforeTick(static_cast<int>(m_waits));
        return true;
    }

    QList<qint64> sleepAfter; ///< one wait each: seconds that pass beyond what was waited for
    std::function<void(int)> beforeTick;

private:
    mutable base::Monitor<QDateTime> m_now;
    mutable std::size_t m_waits = 0;
};

QDateTime at(const char *time)
{
    return QDateTime::fromString(u"2026-11-23T"_s + QLatin1StringView(time) + u":00Z"_s,
                                 Qt::ISODate);
}

} // namespace

class TestScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catchup_data()
    {
        QTest::addColumn<int>("catchup");
        QTest::addColumn<QStringList>("ticks");
        // Hourly from 10:30: at 11:00 all is well, then the machine sleeps until 14:20.
        QTest::newRow("none") << int(Catchup::None) << QStringList({u"11:00"_s, u"15:00"_s});
        QTest::newRow("one") << int(Catchup::One)
                             << QStringList({u"11:00"_s, u"14:00"_s, u"15:00"_s});
        QTest::newRow("all") << int(Catchup::All)
                             << QStringList(
                                    {u"11:00"_s, u"12:00"_s, u"13:00"_s, u"14:00"_s, u"15:00"_s});
    }
    void catchup()
    {
        QFETCH(int, catchup);
        QFETCH(QStringList, ticks);
        JumpingClock clock(at("10:30"));
        clock.sleepAfter = {0, 2 * 3600 + 20 * 60, 0};
        const auto schedule = CronSchedule::parse(u"0 * * * *"_s, QTimeZone::utc());
        QVERIFY(schedule);
        // Queue, so that a slow thread does not skip what this test counts.
        QStringList seen;
        Scheduler(clock).run(*schedule, {Catchup(catchup), Overlap::Queue}, {},
                             [&](const QDateTime &tick, const std::stop_token &) {
                                 seen << tick.toUTC().toString(u"HH:mm"_s);
                             });
        QCOMPARE(seen, ticks);
    }

    void overlap_data()
    {
        QTest::addColumn<int>("overlap");
        QTest::addColumn<QStringList>("log");
        // The job of 11:00 runs until the tick of 13:00 has come, or it is told to stop.
        QTest::newRow("skip") << int(Overlap::Skip) << QStringList({u"11:00 done"_s});
        QTest::newRow("queue") << int(Overlap::Queue)
                               << QStringList({u"11:00 done"_s, u"12:00 done"_s, u"13:00 done"_s});
        QTest::newRow("replace") << int(Overlap::Replace)
                                 << QStringList({u"11:00 stopped"_s, u"13:00 done"_s});
    }
    void overlap()
    {
        QFETCH(int, overlap);
        QFETCH(QStringList, log);
        JumpingClock clock(at("10:30"));
        clock.sleepAfter = {0, 0, 0};
        std::latch started(1);
        base::Monitor<int> allTicksAreOut(0);
        // The second tick waits until the first job runs; after the third wait all ticks were
        // added.
        clock.beforeTick = [&](int wait) {
            if (wait == 2)
                started.wait();
        };
        QStringList seen;
        const auto schedule = CronSchedule::parse(u"0 * * * *"_s, QTimeZone::utc());
        QVERIFY(schedule);
        int jobs = 0;
        std::jthread release;
        std::stop_source end;
        std::thread scheduler([&] {
            Scheduler(clock).run(*schedule, {Catchup::None, Overlap(overlap)}, end.get_token(),
                                 [&](const QDateTime &tick, const std::stop_token &stop) {
                                     if (++jobs == 1) {
                                         started.count_down();
                                         allTicksAreOut.waitFor([](int value) { return value > 0; },
                                                                stop);
                                     }
                                     const bool stopped = stop.stop_requested();
                                     seen << tick.toUTC().toString(u"HH:mm "_s) +
                                                 (stopped ? u"stopped"_s : u"done"_s);
                                 });
        });
        // The scheduler's own wait for the fourth tick ends the schedule; then run() waits for
        // jobs.
        QTRY_VERIFY(clock.wallNow() >= at("13:00"));
        allTicksAreOut.change([](int &value) { value = 1; });
        scheduler.join();
        if (overlap == int(Overlap::Queue)) {
            QCOMPARE(seen, log);
        } else {
            // When exactly the first job ends beside the last tick is the machine's business.
            QCOMPARE(seen.first(), log.first());
            QVERIFY(seen.size() <= 3);
        }
    }
};

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
