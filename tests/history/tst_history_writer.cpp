// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "history/schema.h"
#include "history_runs.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <thread>

using namespace assay;
using namespace assay::tests;
using history::HistoryStore;
using history::HistoryWriter;

namespace {

events::StepFinished stepWith(const QByteArray &body, Outcome outcome)
{
    auto exchange = std::make_shared<model::Exchange>();
    exchange->protocol = u"http"_s;
    exchange->response.body = body;
    exchange->response.bodySize = body.size();
    events::StepFinished step;
    step.index = 0;
    step.path = u"steps.0"_s;
    step.outcome = outcome;
    step.exchange = exchange;
    return step;
}

std::unique_ptr<HistoryStore> storeIn(const QTemporaryDir &folder)
{
    auto store = HistoryStore::open(folder.filePath(u"history.db"_s));
    if (!store)
        qFatal("%s", qPrintable(store.error().toString()));
    return std::move(*store);
}

} // namespace

class TestHistoryWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBatchIsThereWhenConsumeReturns()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        HistoryWriter writer(*store);
        events::EventBatch whole =
            eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}, {u"b"_s, Outcome::Failed}}});
        QByteArray expected;
        for (const events::EventPointer &event : whole) {
            writer.consume({event});
            events::appendEventLine(expected, *event);
            QCOMPARE(linesOf(*store, u"r1"_s), expected);
        }
        writer.finish();
        QCOMPARE(writer.problems(), QStringList());
        QCOMPARE(store->find(u"r1"_s)->exitCode, std::optional<int>(1));
    }

    void largeBodiesOfPassedStepsAreCut()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        // Two bytes a letter, after one: the limit falls into the middle of a letter.
        const QByteArray body = "x" + QByteArray("\xC3\xA9").repeated(5000);
        const auto batch = eventsOf({u"r1"_s, 1, {{u"a"_s}}, false});
        EventMaker after;
        for (std::size_t i = 0; i < batch.size(); ++i)
            (void)after(events::RunStarted{});
        events::EventBatch all = batch;
        all.push_back(after(stepWith(body, Outcome::Passed)));
        all.push_back(after(stepWith(body, Outcome::Failed)));
        QCOMPARE(record(*store, all), QStringList());
        std::vector<std::shared_ptr<const model::Exchange>> exchanges;
        QVERIFY(store->replay(u"r1"_s, [&](const events::Event &event) {
            if (const auto *step = std::get_if<events::StepFinished>(&event.payload))
                exchanges.push_back(step->exchange);
            return true;
        }));
        QCOMPARE(exchanges.size(), std::size_t(2));
        QCOMPARE(exchanges[0]->response.body, body.first(4095));
        QCOMPARE(exchanges[0]->response.bodySize, body.size());
        QCOMPARE(exchanges[1]->response.body, body);
    }

    void aLockedFileDoesNotStopTheRun()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const auto batch = eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}}});
        HistoryWriter writer(*store);
        QElapsedTimer timer;
        {
            auto other = history::Database::open(store->file(), history::Database::Mode::Write, 1s);
            QVERIFY(other->execute(u"begin immediate"_s));
            timer.start();
            for (const events::EventPointer &event : batch)
                writer.consume({event});
            for (int i = 0; i < 2000; ++i)
                writer.consume({});
            QVERIFY2(timer.elapsed() < 2500, qPrintable(QString::number(timer.elapsed())));
            QVERIFY(!store->find(u"r1"_s));
            QCOMPARE(writer.problems(),
                     QStringList(u"history %1: database is locked (another process is writing to "
                                 "it: try again when it is done); the run goes on and what is not "
                                 "kept is tried again"_s.arg(store->file())));
            QVERIFY(other->execute(u"rollback"_s));
        }
        writer.finish(); // the lock is gone: all of it is kept after all
        QCOMPARE(linesOf(*store, u"r1"_s), linesOf(batch));
        QCOMPARE(store->find(u"r1"_s)->counts.passed, 1);
    }

    void whatCannotBeKeptIsSaid()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const auto batch = eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}}});
        auto other = history::Database::open(store->file(), history::Database::Mode::Write, 1s);
        QVERIFY(other->execute(u"begin immediate"_s));
        const QStringList problems = record(*store, batch);
        QCOMPARE(problems.size(), 2);
        QCOMPARE(problems[1], u"history %1: the last 5 events of this run could not be kept"_s.arg(
                                  store->file()));
        QVERIFY(other->execute(u"rollback"_s));
    }

    void aFullDiskDoesNotStopTheRun()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        auto batch = eventsOf({u"r1"_s, 1, {{u"a"_s}}, false});
        HistoryWriter writer(*store);
        writer.consume(batch);
        // A limit on the size of files stands for the full disk: writing more fails.
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = before;
        tight.rlim_cur = 128 * 1024;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
        QByteArray noise(2'000'000, Qt::Uninitialized); // what zstd cannot make small
        QRandomGenerator(7).fillRange(reinterpret_cast<quint32 *>(noise.data()), noise.size() / 4);
        EventMaker make;
        events::EventBatch large;
        for (std::size_t i = 0; i <= batch.size(); ++i)
            large = {make(stepWith(noise, Outcome::Failed))};
        writer.consume(large);
        const QStringList problems = writer.problems();
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems[0].contains(u"disk"), qPrintable(problems[0]));
        QVERIFY(problems[0].endsWith(u"the run goes on and what is not kept is tried again"));
        writer.finish(); // there is room again
        batch.push_back(large.front());
        QCOMPARE(linesOf(*store, u"r1"_s), linesOf(batch));
    }

    void aFileThatIsGoneDoesNotStopTheRun()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        HistoryWriter writer(*store);
        QVERIFY(QFile::remove(store->file()));
        QVERIFY(QDir().mkpath(store->file()));
        writer.consume(eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}}}));
        writer.finish();
        QCOMPARE(writer.problems().size(), 2);
        QVERIFY2(writer.problems()[0].contains(u"unable to open database file"),
                 qPrintable(writer.problems()[0]));
    }

    void theSameRunTwiceIsSaid()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const auto batch = eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}}});
        QCOMPARE(record(*store, batch), QStringList());
        const QStringList problems = record(*store, batch);
        QVERIFY(problems.size() == 2);
        QVERIFY2(problems[0].contains(u"UNIQUE constraint failed: runs.id"),
                 qPrintable(problems[0]));
        QCOMPARE(linesOf(*store, u"r1"_s), linesOf(batch));
    }

    void twoWritersAndReadersAtOnce()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        std::vector<MadeCase> cases;
        for (int i = 0; i < 200; ++i)
            cases.push_back({u"case %1"_s.arg(i), Outcome::Passed});
        std::array<QStringList, 2> problems;
        {
            std::vector<std::jthread> threads;
            for (std::size_t n = 0; n < problems.size(); ++n) {
                threads.emplace_back([&, n] {
                    HistoryWriter writer(*store);
                    for (const auto &event : eventsOf({u"r%1"_s.arg(n), int(n), cases}))
                        writer.consume({event});
                    writer.finish();
                    problems[n] = writer.problems();
                });
            }
            threads.emplace_back([&](const std::stop_token &stop) {
                while (!stop.stop_requested()) {
                    if (!store->runs())
                        qFatal("a reader was refused");
                }
            });
            threads[0].join();
            threads[1].join();
        }
        for (std::size_t n = 0; n < problems.size(); ++n) {
            QVERIFY2(problems[n].isEmpty(), qPrintable(problems[n].join(u'\n')));
            QCOMPARE(store->find(u"r%1"_s.arg(n))->counts.passed, 200);
        }
    }

    void asKeeperOfABus()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const base::SystemClock clock;
        HistoryWriter writer(*store);
        events::EventBus bus(clock);
        bus.setKeeper(writer);
        bus.start();
        constexpr int kCases = 1000;
        events::RunPlanned plan;
        plan.runId = u"r1"_s;
        for (int i = 0; i < kCases; ++i) {
            events::PlannedCase planned;
            planned.id = u"suites/a.yaml::case %1"_s.arg(i);
            plan.cases.push_back(planned);
        }
        bus.post(plan);
        const QByteArray body(900, 'x');
        for (int i = 0; i < kCases; ++i) {
            bus.post(events::CaseStarted{i, 1});
            bus.post(events::AttemptStarted{i, 1});
            auto step = stepWith(body, Outcome::Passed);
            step.index = i;
            bus.post(step);
            bus.post(events::CaseFinished{i});
        }
        bus.post(events::RunFinished{0, {}});
        bus.close();
        QCOMPARE(writer.problems(), QStringList());
        QCOMPARE(store->find(u"r1"_s)->counts.passed, kCases);
        QCOMPARE(store->state(u"r1"_s, events::RunState::Detail::Results)->lastSequence(),
                 std::uint64_t(2 + 4 * kCases));
    }
};

QTEST_GUILESS_MAIN(TestHistoryWriter)
#include "tst_history_writer.moc"
