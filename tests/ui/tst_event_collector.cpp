// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/event_collector.h"
#include "ui/run/run_feed.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

using events::EventBatch;

namespace {

/// Numbers events as the bus does and hands them to a collector in batches.
struct Bus
{
    void post(events::Payload payload)
    {
        auto event = std::make_shared<events::Event>();
        event->sequence = ++sequence;
        event->at = std::chrono::microseconds(sequence);
        event->payload = std::move(payload);
        batch.push_back(std::move(event));
        if (batch.size() >= 500)
            flush();
    }
    void line() { post(events::LogLine{u"api"_s, events::LogLevel::Info, u"a line"_s, -1}); }
    void outcome() { post(events::CaseFinished{}); }
    void flush()
    {
        collector.consume(batch);
        batch.clear();
        most = std::max(most, collector.waiting());
    }

    EventCollector collector;
    EventBatch batch;
    std::uint64_t sequence = 0;
    std::size_t most = 0; ///< that waited
};

template <class T>
std::vector<const T *> of(const EventBatch &batch)
{
    std::vector<const T *> found;
    for (const events::EventPointer &event : batch) {
        if (const auto *payload = std::get_if<T>(&event->payload))
            found.push_back(payload);
    }
    return found;
}

bool isInOrder(const EventBatch &batch)
{
    return std::adjacent_find(batch.begin(), batch.end(), [](const auto &a, const auto &b) {
               return a->sequence >= b->sequence;
           }) == batch.end();
}

} // namespace

class TestEventCollector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatFitsArrivesAsItIs()
    {
        Bus bus;
        for (std::size_t i = 0; i < EventCollector::kRoom / 2; ++i) {
            bus.line();
            bus.outcome();
        }
        bus.flush();
        const EventBatch taken = bus.collector.take();
        QCOMPARE(taken.size(), EventCollector::kRoom);
        QVERIFY(isInOrder(taken));
        QCOMPARE(taken.front()->sequence, std::uint64_t(1));
        QVERIFY(bus.collector.take().empty());
    }

    void aSlowWindowIsToldHowManyLinesAreLeftOut()
    {
        constexpr std::size_t kLines = 1'000'000;
        Bus bus;
        for (std::size_t i = 0; i < kLines; ++i) {
            bus.line();
            if (i % 100 == 0)
                bus.outcome();
        }
        bus.flush();
        QVERIFY2(bus.most <= EventCollector::kRoom, qPrintable(QString::number(bus.most)));
        const EventBatch taken = bus.collector.take();
        QVERIFY(isInOrder(taken));
        QCOMPARE(of<events::CaseFinished>(taken).size(), kLines / 100);
        const auto lines = of<events::LogLine>(taken);
        const std::size_t kept = lines.size() - 1;
        QCOMPARE(lines.front()->source, u"assay"_s);
        QVERIFY2(lines.front()->text.startsWith(QString::number(kLines - kept) + u' '),
                 qPrintable(lines.front()->text));
        QCOMPARE(taken.front()->sequence, std::uint64_t(1)); // where the first one was
        QCOMPARE(taken.back()->sequence, bus.sequence);      // the newest ones are kept
        QVERIFY(kept > EventCollector::kRoom / 4);

        bus.line(); // told once
        bus.flush();
        QCOMPARE(of<events::LogLine>(bus.collector.take()).front()->source, u"api"_s);
    }

    void samplesAreMergedAndCounted()
    {
        constexpr int kBatches = 300'000;
        Bus bus;
        for (int i = 0; i < kBatches; ++i) {
            bus.post(events::SampleBatch{u"series %1"_s.arg(i % 3),
                                         u"ms"_s,
                                         {{std::chrono::microseconds(2 * i), 1.0},
                                          {std::chrono::microseconds(2 * i + 1), double(i)}},
                                         0});
        }
        bus.flush();
        QVERIFY(bus.most <= EventCollector::kRoom);
        const EventBatch taken = bus.collector.take();
        std::size_t samples = 0;
        std::size_t merged = 0;
        double newest = 0;
        for (const auto *batch : of<events::SampleBatch>(taken)) {
            samples += batch->samples.size();
            merged += static_cast<std::size_t>(batch->merged);
            newest = std::max(newest, batch->samples.back().value);
        }
        QCOMPARE(samples + merged, std::size_t(2 * kBatches));
        QCOMPARE(newest, double(kBatches - 1));
    }

    void outcomesAreNeverDropped()
    {
        constexpr std::size_t kOutcomes = 400'000;
        Bus bus;
        for (std::size_t i = 0; i < kOutcomes; ++i)
            bus.outcome();
        bus.flush();
        const EventBatch taken = bus.collector.take();
        QCOMPARE(taken.size(), kOutcomes);
        QVERIFY(isInOrder(taken));
    }

    void aFeedThatHasEnoughAsksForNoMore()
    {
        constexpr std::size_t kEvents = 400'000;
        auto line = std::make_shared<events::Event>();
        line->payload = events::LogLine{u"api"_s, events::LogLevel::Info, u"a line"_s, -1};
        RunFeed feed;
        int asked = 0;
        std::size_t told = 0;
        bool askedTooEarly = false;
        connect(&feed, &RunFeed::advanced, &feed, [&](const RunUpdate &update) {
            told += update.events.size();
            askedTooEarly = askedTooEarly || (asked > 1 && told + 200'000 < kEvents);
        });
        bool over = false;
        connect(&feed, &RunFeed::ended, &feed, [&] { over = true; });
        feed.restart(u"r"_s, [&]() -> EventBatch {
            return ++asked == 1 ? EventBatch(kEvents, line) : EventBatch(asked == 2 ? 1 : 0, line);
        });
        QTRY_VERIFY(told > 0);
        feed.end();
        QTRY_VERIFY_WITH_TIMEOUT(over, 30'000);
        QCOMPARE(told, kEvents + 1); // what came at the very end, too
        QVERIFY(!askedTooEarly);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestEventCollector)
#include "tst_event_collector.moc"
