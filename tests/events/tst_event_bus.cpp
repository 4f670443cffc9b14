// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/queue.h"
#include "events/event_bus.h"

#include <QTest>

#include <atomic>

using namespace assay;
using namespace assay::events;
using namespace Qt::StringLiterals;

namespace {

struct Recorder : Sink
{
    void consume(const EventBatch &batch) override
    {
        for (const EventPointer &event : batch)
            events.push_back(event);
        ++batches;
        seen = events.size();
    }
    void finish() override { ++finished; }

    std::vector<EventPointer> events;
    std::atomic<std::size_t> seen = 0;
    int batches = 0;
    int finished = 0;
};

/// Waits at its first batch until it is told to go on.
struct Gate : Recorder
{
    void consume(const EventBatch &batch) override
    {
        Recorder::consume(batch);
        (void)go.popAll();
    }
    base::Queue<int> go;
};

} // namespace

class TestEventBus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLostFromManyProducers()
    {
        constexpr int kProducers = 8;
        constexpr int kEach = 10'000;
        const base::SystemClock clock;
        Recorder keeper;
        Recorder sink;
        EventBus bus(clock);
        bus.setKeeper(keeper);
        bus.addSink(sink);
        bus.start();
        {
            std::vector<std::jthread> producers;
            for (int producer = 0; producer < kProducers; ++producer) {
                producers.emplace_back([&bus, producer] {
                    for (int i = 0; i < kEach; ++i)
                        bus.post(CaseStarted{i, producer});
                });
            }
        }
        bus.close();
        for (const Recorder *recorder : {&keeper, &sink}) {
            QCOMPARE(recorder->events.size(), std::size_t(kProducers * kEach));
            QCOMPARE(recorder->finished, 1);
            QVERIFY2(recorder->batches < kProducers * kEach / 10, "it comes in batches");
            std::array<int, kProducers> next{};
            base::Nanoseconds last{};
            for (std::size_t i = 0; i < recorder->events.size(); ++i) {
                const Event &event = *recorder->events[i];
                QCOMPARE(event.sequence, i + 1);
                QVERIFY(event.at >= last);
                last = event.at;
                const auto &started = std::get<CaseStarted>(event.payload);
                QCOMPARE(started.index, next[static_cast<std::size_t>(started.worker)]++);
            }
        }
    }

    void theKeeperIsFirst()
    {
        const base::SystemClock clock;
        Gate keeper;
        Recorder sink;
        EventBus bus(clock);
        bus.setKeeper(keeper);
        bus.addSink(sink);
        bus.start();
        bus.post(RunStarted{1});
        QTRY_COMPARE(keeper.seen.load(), std::size_t(1)); // it has it, but has not kept it yet
        QCOMPARE(sink.seen.load(), std::size_t(0));
        keeper.go.push(1);
        QTRY_COMPARE(sink.seen.load(), std::size_t(1));
        keeper.go.close();
        bus.close();
        QCOMPARE(sink.finished, 1);
    }

    void aSlowSinkHoldsUpNobody()
    {
        const base::SystemClock clock;
        Gate slow;
        Recorder fast;
        EventBus bus(clock);
        bus.addSink(slow);
        bus.addSink(fast);
        bus.start();
        bus.post(RunStarted{1});
        QTRY_COMPARE(slow.seen.load(), std::size_t(1));
        for (int i = 0; i < 1000; ++i)
            bus.post(CaseQueued{i});
        QTRY_COMPARE(fast.seen.load(), std::size_t(1001));
        QCOMPARE(slow.seen.load(), std::size_t(1));
        slow.go.close();
        bus.close();
        QCOMPARE(slow.events.size(), std::size_t(1001));
    }

    void samplesMergeUnderPressureAndAreCounted()
    {
        const base::SystemClock clock;
        Gate keeper;
        EventBus bus(clock);
        bus.setKeeper(keeper);
        bus.start();
        bus.post(RunStarted{1});
        QTRY_COMPARE(keeper.seen.load(), std::size_t(1));
        constexpr int kBatches = 60'000; // more than kPressure wait
        for (int i = 0; i < kBatches; ++i) {
            bus.post(SampleBatch{i % 2 == 0 ? u"a"_s : u"b"_s,
                                 u"ms"_s,
                                 {{bus.now(), 0.5}, {bus.now(), static_cast<double>(i)}},
                                 0});
            if (i % 100 == 0)
                bus.post(CaseFinished{i});
        }
        QVERIFY(bus.waiting() > EventBus::kPressure);
        keeper.go.close();
        bus.close();

        int outcomes = 0;
        int batches = 0;
        std::size_t accounted = 0;
        double last = -1;
        for (const EventPointer &event : keeper.events) {
            if (std::holds_alternative<CaseFinished>(event->payload))
                ++outcomes;
            if (const auto *samples = std::get_if<SampleBatch>(&event->payload)) {
                ++batches;
                accounted += samples->samples.size() + static_cast<std::size_t>(samples->merged);
                last = std::max(last, samples->samples.back().value);
            }
        }
        QCOMPARE(outcomes, kBatches / 100); // never dropped
        QCOMPARE(batches, 2);
        QCOMPARE(accounted, std::size_t(2 * kBatches)); // kept or counted
        QCOMPARE(last, double(kBatches - 1));
    }

    void roomIsAwaited()
    {
        const base::SystemClock clock;
        Gate keeper;
        EventBus bus(clock);
        bus.setKeeper(keeper);
        bus.start();
        bus.awaitRoom({}); // nothing waits
        bus.post(RunStarted{1});
        QTRY_COMPARE(keeper.seen.load(), std::size_t(1));
        for (std::size_t i = 0; i < EventBus::kRoom; ++i)
            bus.post(CaseQueued{static_cast<CaseIndex>(i)});

        std::stop_source stop;
        stop.request_stop();
        bus.awaitRoom(stop.get_token()); // what is stopped does not wait

        std::atomic<bool> went = false;
        std::thread producer([&] {
            bus.awaitRoom({});
            went = true;
        });
        QVERIFY(!went); // the keeper holds its first event: nothing makes room
        keeper.go.close();
        QTRY_VERIFY(went);
        producer.join();
        QVERIFY(bus.waiting() < EventBus::kRoom);
        bus.close();
    }

    void closingTwiceOrUnstartedIsFine()
    {
        const base::SystemClock clock;
        Recorder sink;
        {
            EventBus bus(clock);
            bus.addSink(sink);
            bus.close();
        }
        QCOMPARE(sink.finished, 0);
        EventBus bus(clock);
        bus.addSink(sink);
        bus.start();
        bus.post(RunStarted{1});
        bus.close();
        bus.close();
        bus.post(RunStarted{2}); // too late: nobody is there
        QCOMPARE(sink.events.size(), std::size_t(1));
        QCOMPARE(sink.finished, 1);
    }
};

QTEST_GUILESS_MAIN(TestEventBus)
#include "tst_event_bus.moc"
