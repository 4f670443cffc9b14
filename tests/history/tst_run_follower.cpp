// SPDX-License-Identifier: GPL-3.0-or-later
// Following a run that is being written, watching the file, deleting, and the search of the window.
#include "history/database.h"
#include "history/history_watch.h"
#include "history/owner.h"
#include "history/run_follower.h"
#include "history_runs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::tests;
using history::HistoryStore;
using history::HistoryWatch;
using history::HistoryWriter;
using history::RunFollower;
using history::RunInfo;
using history::RunTerm;

namespace {

std::unique_ptr<HistoryStore> storeIn(const QTemporaryDir &folder)
{
    auto store = HistoryStore::open(folder.filePath(u".assay/history.db"_s));
    if (!store)
        qFatal("%s", qPrintable(store.error().toString()));
    return std::move(*store);
}

MadeRun manyCases(const QString &id, int count)
{
    MadeRun run{id, 1, {}};
    for (int i = 0; i < count; ++i)
        run.cases.push_back({u"case %1"_s.arg(i), Outcome::Passed});
    return run;
}

/// The writer becomes a process of this machine that is not there any more.
void killWriter(const HistoryStore &store)
{
    const QString owner = history::thisOwner().section(u' ', 0, 2) + u" 1"_s;
    auto database = history::Database::open(store.file(), history::Database::Mode::Write, 1s);
    QVERIFY(database);
    QVERIFY(database->execute(u"update runs set owner = ? where status = 'running'"_s, {owner}));
}

} // namespace

class TestRunFollower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsWhatIsWritten()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const events::EventBatch all = eventsOf(manyCases(u"aa11"_s, 300));
        HistoryWriter writer(*store);
        const auto half = all.begin() + 250;
        writer.consume({all.begin(), half});
        auto follower = RunFollower::open(*store, u"aa11"_s);
        QVERIFY(follower);
        auto step = (*follower)->next();
        QVERIFY(step);
        QCOMPARE(step->events.size(), std::size_t(250));
        QVERIFY(!step->ended);
        step = (*follower)->next();
        QVERIFY(step);
        QVERIFY(step->events.empty()); // no news
        QVERIFY(!step->ended);
        writer.consume({half, all.end()});
        writer.finish();
        step = (*follower)->next();
        QVERIFY(step);
        QCOMPARE(step->events.size(), all.size() - 250);
        QCOMPARE(step->events.front()->sequence, 251u);
        QVERIFY(step->ended);
        QVERIFY(!step->interrupted);
    }

    void readsALongRunInBatches()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const events::EventBatch all = eventsOf(manyCases(u"aa11"_s, 20000));
        record(*store, all);
        auto follower = RunFollower::open(*store, u"latest"_s);
        QVERIFY(follower);
        QCOMPARE(*(*follower)->total(), qint64(all.size()));
        std::uint64_t last = 0;
        int batches = 0;
        for (bool ended = false; !ended; ++batches) {
            const auto step = (*follower)->next(1000);
            QVERIFY(step);
            QVERIFY(!step->events.empty() || step->ended);
            for (const events::EventPointer &event : step->events)
                QCOMPARE(event->sequence, ++last);
            ended = step->ended;
        }
        QCOMPARE(last, std::uint64_t(all.size()));
        QVERIFY(batches > 5);
    }

    void interruptedWhenTheWriterIsGone()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const events::EventBatch all = eventsOf(manyCases(u"aa11"_s, 10));
        HistoryWriter writer(*store);
        writer.consume({all.begin(), all.begin() + 9});
        auto follower = RunFollower::open(*store, u"aa11"_s);
        QVERIFY(follower);
        QVERIFY(!(*follower)->next()->ended);
        QCOMPARE(store->find(u"aa11"_s)->status, RunInfo::Status::Running);
        killWriter(*store);
        QCOMPARE(store->find(u"aa11"_s)->status, RunInfo::Status::Interrupted);
        const auto step = (*follower)->next();
        QVERIFY(step);
        QVERIFY(step->ended);
        QVERIFY(step->interrupted);
    }

    void deletedMeanwhile()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        record(*store, eventsOf(manyCases(u"aa11"_s, 3)));
        auto follower = RunFollower::open(*store, u"aa11"_s);
        QVERIFY(follower);
        QVERIFY(store->remove(u"aa1"_s));
        const auto step = (*follower)->next();
        QVERIFY(!step);
        QVERIFY2(step.error().title.contains(u"was deleted"_s), qPrintable(step.error().title));
        QCOMPARE(*store->count(), 0);
        QVERIFY(!store->remove(u"aa11"_s));
    }

    void aLiveRunIsNotDeleted()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const events::EventBatch all = eventsOf(manyCases(u"aa11"_s, 3));
        HistoryWriter writer(*store);
        writer.consume({all.begin(), all.begin() + 4});
        const auto removed = store->remove(u"aa11"_s);
        QVERIFY(!removed);
        QVERIFY(removed.error().title.contains(u"still being written"_s));
        QCOMPARE(*store->count(), 1);
    }

    void deletingIsUndoneByTheExport()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        record(*store, eventsOf(manyCases(u"aa11"_s, 30)));
        const QByteArray lines = linesOf(*store, u"aa11"_s);
        const QString file = folder.filePath(u"x.assayrun"_s);
        QVERIFY(store->exportRun(u"aa11"_s, file));
        QVERIFY(store->remove(u"aa11"_s));
        QCOMPARE(*store->importRun(file), u"aa11"_s);
        QCOMPARE(linesOf(*store, u"aa11"_s), lines);
    }

    void theWatchSeesOthersAndAnotherFile()
    {
        const QTemporaryDir folder;
        auto store = storeIn(folder);
        HistoryWatch watch(*store);
        QVERIFY(watch.changed());
        QVERIFY(!watch.changed());
        record(*store, eventsOf(manyCases(u"aa11"_s, 3)));
        QVERIFY(watch.changed());
        QVERIFY(!watch.changed());
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(store->file() + suffix);
        QVERIFY(!watch.changed()); // not there
        store = storeIn(folder);
        HistoryWatch again(*store);
        QVERIFY(again.changed());
    }

    void theWatchClosesWhatIsAbandoned()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const events::EventBatch all = eventsOf(manyCases(u"aa11"_s, 10));
        HistoryWriter writer(*store);
        writer.consume({all.begin(), all.begin() + 9});
        HistoryWatch watch(*store);
        QVERIFY(watch.changed());
        killWriter(*store);
        QVERIFY(watch.changed());
        QCOMPARE(*store->count({.terms = {{RunTerm::Field::Status, false, {u"interrupted"_s}}}}),
                 1);
        QVERIFY(store->find(u"aa11"_s)->counts.passed > 0); // counted for good
    }

    void searches_data()
    {
        QTest::addColumn<QList<int>>("field");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<bool>("negated");
        QTest::addColumn<QStringList>("found");
        using Field = RunTerm::Field;
        const auto row = [](const char *name, Field field, const QStringList &values, bool negated,
                            const QStringList &found) {
            QTest::newRow(name) << QList<int>{int(field)} << values << negated << found;
        };
        row("failed", Field::Status, {u"failed"_s}, false, {u"bb22"_s});
        row("either", Field::Status, {u"failed"_s, u"passed"_s}, false, {u"bb22"_s, u"aa11"_s});
        row("not passed", Field::Status, {u"passed"_s}, true, {u"cc33"_s, u"bb22"_s});
        row("no status of ours", Field::Status, {u"odd'"_s}, false,
            {u"cc33"_s, u"bb22"_s, u"aa11"_s});
        row("branch", Field::Branch, {u"fix%"_s}, false, {u"bb22"_s});
        row("environment", Field::Environment, {u"local"_s}, false,
            {u"cc33"_s, u"bb22"_s, u"aa11"_s});
        row("fact", Field::Fact, {u"4e1c"_s}, true, {});
        row("text", Field::Text, {u"aa"_s, u"cc"_s}, false, {u"cc33"_s, u"aa11"_s});
        row("after", Field::After, {}, false, {u"cc33"_s, u"bb22"_s});
        row("before", Field::Before, {}, false, {u"aa11"_s});
        row("longer", Field::Longer, {}, false, {u"bb22"_s, u"aa11"_s}); // cc33 has no end
        row("not shorter", Field::Shorter, {}, true, {u"cc33"_s, u"bb22"_s, u"aa11"_s});
    }
    void searches()
    {
        QFETCH(const QList<int>, field);
        QFETCH(const QStringList, values);
        QFETCH(const bool, negated);
        QFETCH(const QStringList, found);
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        record(*store, eventsOf({u"aa11"_s, 1, {{u"one"_s, Outcome::Passed}}}));
        record(*store, eventsOf({u"bb22"_s, 2, {{u"one"_s, Outcome::Failed}}, true, u"fix%"_s}));
        record(*store, eventsOf({u"cc33"_s, 3, {{u"one"_s, Outcome::Passed}}, false}));
        RunTerm term;
        term.field = static_cast<RunTerm::Field>(field[0]);
        term.values = values;
        term.negated = negated;
        term.time = QDateTime(QDate(2026, 11, 23), QTime(10, 2), Qt::UTC);
        term.limit = 1ms;
        const auto runs = store->runs({.terms = {term}});
        QVERIFY(runs);
        QStringList ids;
        for (const RunInfo &run : *runs)
            ids += run.id;
        QCOMPARE(ids, found);
        QCOMPARE(*store->count({.terms = {term}}), int(found.size()));
    }
};

QTEST_GUILESS_MAIN(TestRunFollower)
#include "tst_run_follower.moc"
