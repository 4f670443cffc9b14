// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cancellation.h"
#include "base/wake_up.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <atomic>

using namespace assay::base;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

class CancellationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitForEnds()
    {
        std::stop_source stop;
        QVERIFY(waitFor(1ms, stop.get_token()));
        std::jthread other([&] { stop.request_stop(); });
        QVERIFY(!waitFor(10min, stop.get_token()));
        QVERIFY(!waitFor(10min, stop.get_token()));
    }

    void pollUntilEnds()
    {
        int asked = 0;
        QVERIFY(pollUntil([&] { return ++asked == 3; }, 1ms, SteadyTime::max(), {}));
        QVERIFY(!pollUntil([] { return false; }, 1h, steady_clock::now() + 10ms, {}));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!pollUntil([] { return true; }, 1ms, SteadyTime::max(), stop.get_token()));
    }

    void deadlinesStopInOrder()
    {
        DeadlineTimer timer;
        std::vector<std::stop_source> sources(3);
        const auto now = steady_clock::now();
        timer.add(now + 10min, sources[0]);
        timer.add(now + 5ms, sources[1]); // earlier than what it waits for
        const auto removed = timer.add(now + 6ms, sources[2]);
        timer.remove(removed);
        QTRY_VERIFY(sources[1].stop_requested());
        QVERIFY(!sources[0].stop_requested());
        QVERIFY(!waitFor(1ms, sources[1].get_token()));
        QVERIFY(!sources[2].stop_requested());
    }

    void scopes()
    {
        DeadlineTimer timer;
        std::stop_source parent;
        StopScope late(timer, parent.get_token(), steady_clock::now() + 5ms);
        QVERIFY(!waitFor(10min, late.token()));
        QVERIFY(late.timedOut());
        QVERIFY(!late.parentStopped());

        StopScope open(timer, parent.get_token());
        QVERIFY(!open.token().stop_requested());
        parent.request_stop();
        QVERIFY(open.token().stop_requested());
        QVERIFY(!open.timedOut());
        QVERIFY(open.parentStopped());
        QVERIFY(StopScope(timer, parent.get_token()).token().stop_requested());
    }

    void manyScopes()
    {
        DeadlineTimer timer;
        std::stop_source parent;
        std::atomic<int> ended = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([&] {
                    for (int n = 0; n < 200; ++n) {
                        StopScope scope(timer, parent.get_token(),
                                        steady_clock::now() + std::chrono::microseconds(n));
                        waitFor(10min, scope.token());
                        ++ended;
                    }
                });
            }
        }
        QCOMPARE(ended.load(), 8 * 200);
    }

    void wakeUp()
    {
        std::array<int, 2> ends{};
        QCOMPARE(pipe(ends.data()), 0);
        const Descriptor reading(ends[0]);
        Descriptor writing(ends[1]);
        std::stop_source stop;
        WakeUp wakeUp(stop.get_token());
        QCOMPARE(wakeUp.waitFor(reading.get(), POLLIN, steady_clock::now() + 5ms),
                 WakeUp::TimedOut);
        QCOMPARE(write(writing.get(), "x", 1), ssize_t(1));
        QCOMPARE(wakeUp.waitFor(reading.get(), POLLIN, SteadyTime::max()), WakeUp::Ready);
        char taken = 0;
        QCOMPARE(read(reading.get(), &taken, 1), ssize_t(1));
        {
            const std::jthread other([&] { stop.request_stop(); });
            QCOMPARE(wakeUp.waitFor(reading.get(), POLLIN, SteadyTime::max()), WakeUp::Stopped);
        }
        writing.reset();
        WakeUp another{std::stop_token()};
        QCOMPARE(another.waitFor(reading.get(), POLLIN, SteadyTime::max()),
                 WakeUp::Ready); // hung up
    }
};

QTEST_APPLESS_MAIN(CancellationTest)
#include "tst_cancellation.moc"
