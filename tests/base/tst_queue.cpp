// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/guarded.h"
#include "base/monitor.h"
#include "base/queue.h"

#include <QTest>

#include <memory>
#include <thread>

using namespace assay::base;
using namespace std::chrono_literals;

class QueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchesInOrder()
    {
        Queue<int> queue;
        QVERIFY(queue.push(1));
        QVERIFY(queue.push(2));
        QCOMPARE(queue.size(), std::size_t(2));
        QCOMPARE(queue.popAll(), std::optional(std::vector<int>{1, 2}));
        QCOMPARE(queue.size(), std::size_t(0));
        QCOMPARE(queue.popAllFor(1ms), std::optional(std::vector<int>{}));
    }

    void closingDrains()
    {
        Queue<int> queue;
        queue.push(1);
        queue.close();
        QVERIFY(!queue.push(2));
        QCOMPARE(queue.popAll(), std::optional(std::vector<int>{1}));
        QCOMPARE(queue.popAll(), std::nullopt);
        QCOMPARE(queue.popAllFor(1h), std::nullopt);
    }

    void stoppingEndsTheWait()
    {
        Queue<int> queue;
        std::stop_source stop;
        const std::jthread other([&] { stop.request_stop(); });
        QCOMPARE(queue.popAll(stop.get_token()), std::nullopt);
    }

    void manyWriters()
    {
        constexpr int kWriters = 8;
        constexpr int kEach = 2000;
        Queue<std::pair<int, int>> queue;
        std::vector<int> next(kWriters, 0);
        {
            std::vector<std::jthread> writers;
            for (int w = 0; w < kWriters; ++w) {
                writers.emplace_back([&queue, w] {
                    for (int i = 0; i < kEach; ++i)
                        queue.push({w, i});
                });
            }
            int taken = 0;
            while (taken < kWriters * kEach) {
                const auto batch = queue.popAll();
                for (const auto &[writer, value] : *batch) {
                    QCOMPARE(value, next[static_cast<std::size_t>(writer)]++);
                    ++taken;
                }
            }
        }
        QCOMPARE(queue.size(), std::size_t(0));
    }

    void moveOnlyValues()
    {
        Queue<std::unique_ptr<int>> queue;
        queue.push(std::make_unique<int>(5));
        QCOMPARE(*queue.popAll()->front(), 5);
    }

    void guardedAndMonitor()
    {
        Guarded<int> guarded(1);
        guarded.with([](int &value) { ++value; });
        QCOMPARE(guarded.copy(), 2);

        Monitor<int> monitor(0);
        {
            const std::jthread other([&] { monitor.change([](int &value) { value = 7; }); });
            QCOMPARE(monitor.waitThen([](int value) { return value == 7; },
                                      [](int &value) { return value; }),
                     7);
        }
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!monitor.waitFor([](int value) { return value == 8; }, stop.get_token()));
        QVERIFY(!monitor.waitFor([](int value) { return value == 8; }, 1ms, {}));
        QCOMPARE(monitor.read([](int value) { return value; }), 7);
    }

    void whoSeesTheChangeMayDestroyTheMonitor()
    {
        for (int i = 0; i < 2000; ++i) {
            auto monitor = std::make_unique<Monitor<bool>>(false);
            const std::jthread other(
                [&it = *monitor] { it.change([](bool &done) { done = true; }); });
            while (!monitor->read([](bool done) { return done; }))
                std::this_thread::yield();
            monitor.reset();
        }
    }
};

QTEST_APPLESS_MAIN(QueueTest)
#include "tst_queue.moc"
