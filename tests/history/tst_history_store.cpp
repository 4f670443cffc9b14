// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/owner.h"
#include "history/schema.h"
#include "history_runs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::tests;
using history::HistoryStore;
using history::RunInfo;
using history::RunQuery;

namespace {

std::unique_ptr<HistoryStore> storeIn(const QTemporaryDir &folder)
{
    auto store = HistoryStore::open(folder.filePath(u".assay/history.db"_s));
    if (!store)
        qFatal("%s", qPrintable(store.error().toString()));
    return std::move(*store);
}

QStringList idsOf(const base::Result<std::vector<RunInfo>> &runs)
{
    QStringList ids;
    if (!runs)
        return {runs.error().toString()};
    for (const RunInfo &run : *runs)
        ids += run.id;
    return ids;
}

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsNewestFirstAndSearches()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        record(*store, eventsOf({u"aa11"_s, 1, {{u"one"_s, Outcome::Passed}}}));
        record(*store,
               eventsOf({u"aa22"_s, 3, {{u"one"_s, Outcome::Failed}}, true, u"fix/100%"_s}));
        record(*store, eventsOf({u"bb33"_s, 2, {{u"one"_s, Outcome::Passed}}}));
        QCOMPARE(idsOf(store->runs()), QStringList({u"aa22"_s, u"bb33"_s, u"aa11"_s}));
        const auto search = [&](const QString &text, RunQuery::Verdict verdict, int limit = 100,
                                int offset = 0) {
            return idsOf(store->runs({text, verdict, limit, offset}));
        };
        using Verdict = RunQuery::Verdict;
        QCOMPARE(search(u"main"_s, Verdict::Any), QStringList({u"bb33"_s, u"aa11"_s}));
        QCOMPARE(search(u"aa main"_s, Verdict::Any), QStringList({u"aa11"_s}));
        QCOMPARE(search(u"100%"_s, Verdict::Any), QStringList({u"aa22"_s}));
        QCOMPARE(search(u"1_0"_s, Verdict::Any), QStringList()); // no wildcard
        QCOMPARE(search({}, Verdict::Bad), QStringList({u"aa22"_s}));
        QCOMPARE(search({}, Verdict::Passed), QStringList({u"bb33"_s, u"aa11"_s}));
        QCOMPARE(search({}, Verdict::Any, 1, 1), QStringList({u"bb33"_s}));

        const auto run = store->find(u"aa2"_s);
        QVERIFY(run);
        QCOMPARE(run->status, RunInfo::Status::Finished);
        QCOMPARE(run->exitCode, std::optional<int>(1));
        QCOMPARE(run->branch, u"fix/100%"_s);
        QCOMPARE(run->commit, u"4e1c9a"_s);
        QCOMPARE(run->started.toString(Qt::ISODate), u"2026-11-23T10:03:00Z"_s);
        QCOMPARE(run->counts.total, 1);
        QCOMPARE(run->counts.failed, 1);
        QCOMPARE(run->counts.finished, 1);
    }

    void findsByWordAndPrefix()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        QCOMPARE(store->find(u"latest"_s).error().toString(),
                 u"history has no run yet (run something first)"_s);
        record(*store, eventsOf({u"aa11"_s, 1, {{u"one"_s, Outcome::Failed}}}));
        QCOMPARE(store->find(u"previous"_s).error().toString(),
                 u"history has no run before the latest (run it again)"_s);
        record(*store, eventsOf({u"aa22"_s, 2, {{u"one"_s, Outcome::Passed}}}));
        record(*store, eventsOf({u"aa2"_s, 0, {}}));
        QCOMPARE(store->find(u"latest"_s)->id, u"aa22"_s);
        QCOMPARE(store->find(u"previous"_s)->id, u"aa11"_s);
        QCOMPARE(store->find(u"latest-failed"_s)->id, u"aa11"_s);
        QCOMPARE(store->find(u"aa1"_s)->id, u"aa11"_s);
        QCOMPARE(store->find(u"aa2"_s)->id, u"aa2"_s); // exact before prefix
        QCOMPARE(store->find(u"a"_s).error().toString(),
                 u"\"a\" is the start of several runs: aa11, aa2, aa22 (give more of the id)"_s);
        QCOMPARE(store->find(u"zz"_s).error().toString(),
                 u"history has no run \"zz\" (name an id, the start of one, latest, previous "
                 "or latest-failed)"_s);
    }

    void replaysWhatWasKept()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        const auto batch =
            eventsOf({u"aa11"_s, 1, {{u"one"_s, Outcome::Failed}, {u"two"_s, Outcome::Passed}}});
        QCOMPARE(record(*store, batch), QStringList());
        QCOMPARE(linesOf(*store, u"aa11"_s), linesOf(batch));
        const auto state = store->state(u"latest"_s, events::RunState::Detail::Everything);
        QVERIFY(state);
        QCOMPARE(state->counts().failed, 1);
        QCOMPARE(state->counts().passed, 1);
        QCOMPARE(state->status(), events::RunState::Status::Finished);
        int seen = 0;
        QVERIFY(store->replay(u"aa11"_s, [&](const events::Event &) { return ++seen < 3; }));
        QCOMPARE(seen, 3);
    }

    void medianOfTheLastTenPasses()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        for (int i = 0; i < 15; ++i) {
            record(*store, eventsOf({u"run%1"_s.arg(i, 2, 10, QLatin1Char('0')),
                                     i,
                                     {{u"a"_s, Outcome::Passed, std::chrono::milliseconds(i)},
                                      {u"b"_s, i == 3 ? Outcome::Passed : Outcome::Failed, 7ms},
                                      {u"c"_s, Outcome::Failed, 9ms}}}));
        }
        const auto durations = store->caseDurations();
        QVERIFY(durations);
        QCOMPARE(durations->size(), 2);
        // The newest ten are 5 to 14 ms.
        QCOMPARE(durations->value(u"suites/a.yaml::a"_s), base::Nanoseconds(9'500'000));
        QCOMPARE(durations->value(u"suites/a.yaml::b"_s), base::Nanoseconds(7ms));
    }

    void lastFailed()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        QCOMPARE(*store->lastFailed(), QStringList());
        record(*store, eventsOf({u"r1"_s,
                                 1,
                                 {{u"passes later"_s, Outcome::Failed},
                                  {u"not selected later"_s, Outcome::TimedOut},
                                  {u"skipped later"_s, Outcome::Error},
                                  {u"aborted later"_s, Outcome::Failed},
                                  {u"quarantined later"_s, Outcome::Failed},
                                  {u"always fine"_s, Outcome::Passed},
                                  {u"fails later"_s, Outcome::Passed}}}));
        record(*store, eventsOf({u"r2"_s,
                                 2,
                                 {{u"passes later"_s, Outcome::Passed},
                                  {u"skipped later"_s, Outcome::Skipped},
                                  {u"aborted later"_s, Outcome::Aborted},
                                  {u"quarantined later"_s, Outcome::Failed, 1ms, {}, true},
                                  {u"fails later"_s, Outcome::Failed}}}));
        // An older run that is taken in later changes nothing.
        record(*store, eventsOf({u"r0"_s, 0, {{u"always fine"_s, Outcome::Failed}}}));
        QCOMPARE(*store->lastFailed(),
                 QStringList({u"suites/a.yaml::aborted later"_s, u"suites/a.yaml::fails later"_s,
                              u"suites/a.yaml::not selected later"_s,
                              u"suites/a.yaml::skipped later"_s}));
    }

    void unfinishedCases()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        record(*store,
               eventsOf(
                   {u"r1"_s,
                    1,
                    {{u"passed"_s, Outcome::Passed},
                     {u"failed"_s, Outcome::Failed},
                     {u"aborted"_s, Outcome::Aborted},
                     {u"stopped"_s, Outcome::Skipped, 0ms, u"not run: fail-fast"_s},
                     {u"of failed"_s, Outcome::Skipped, 0ms, u"needs: failed failed"_s, false, {1}},
                     {u"second"_s, Outcome::Skipped, 0ms, u"needs: aborted"_s, false, {6}},
                     {u"first"_s, Outcome::Skipped, 0ms, u"needs: aborted"_s, false, {2}},
                     {u"waiting"_s}},
                    false}));
        const auto id = [](const char *name) { return u"suites/a.yaml::"_s + QLatin1String(name); };
        QCOMPARE(
            *store->unfinishedCases(u"r1"_s),
            QStringList({id("aborted"), id("stopped"), id("second"), id("first"), id("waiting")}));
        const auto finished = store->finishedCases(u"r1"_s);
        QCOMPARE(finished->size(), 3);
        QCOMPARE(finished->value(id("of failed")), Outcome::Skipped);
    }

    void runsOfDeadProcessesAreInterrupted()
    {
        const QTemporaryDir folder;
        auto store = storeIn(folder);
        record(*store, eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}, {u"b"_s}}, false}));
        store = storeIn(folder); // its process, this one, lives
        QCOMPARE(store->find(u"r1"_s)->status, RunInfo::Status::Running);
        QCOMPARE(store->find(u"r1"_s)->counts.passed, 1);
        {
            // The same process number, started at another time: another process.
            auto database =
                history::Database::open(store->file(), history::Database::Mode::Write, 1s);
            QVERIFY(database);
            QString owner = history::thisOwner();
            QVERIFY(!history::isGone(owner, {}, {}));
            owner += u'9';
            QVERIFY(history::isGone(owner, {}, {}));
            QVERIFY(database->execute(u"update runs set owner = ?"_s, {owner}));
        }
        QVERIFY(storeIn(folder));
        const auto run = store->find(u"r1"_s);
        QCOMPARE(run->status, RunInfo::Status::Interrupted);
        QVERIFY(!run->exitCode);
        QCOMPARE(run->counts.passed, 1);
        QCOMPARE(run->counts.finished, 1);
        QCOMPARE(store->state(u"r1"_s, events::RunState::Detail::Results)->status(),
                 events::RunState::Status::Interrupted);
        QCOMPARE(*store->unfinishedCases(u"latest-failed"_s), QStringList(u"suites/a.yaml::b"_s));
    }

    void ownersElsewhere()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QString other = u"elsewhere 00000000-boot 1 5"_s;
        QVERIFY(!history::isGone(other, now.addDays(-1), now));
        QVERIFY(history::isGone(other, now.addDays(-3), now));
        QVERIFY(history::isGone(u"nonsense"_s, now, now));
        // The same machine, booted again.
        QStringList here = history::thisOwner().split(u' ');
        here[1] = u"other-boot"_s;
        QVERIFY(history::isGone(here.join(u' '), now, now));
    }

    void newerAndForeignFilesAreRefused()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        {
            QVERIFY(HistoryStore::open(file));
            auto database = history::Database::open(file, history::Database::Mode::Write, 1s);
            QVERIFY(database->execute(u"pragma user_version = 7"_s));
        }
        for (const auto access : {HistoryStore::Access::Write, HistoryStore::Access::Read}) {
            QCOMPARE(HistoryStore::open(file, access).error().toString(),
                     u"history %1 was written by a newer Assay (format 7; this one knows up to 1) "
                     "(update Assay, or name another history file)"_s.arg(file));
        }
        const QString other = folder.filePath(u"other.db"_s);
        {
            auto database = history::Database::open(other, history::Database::Mode::Create, 1s);
            QVERIFY(database->execute(u"create table t (a)"_s));
        }
        QCOMPARE(HistoryStore::open(other).error().toString(),
                 u"%1 is a SQLite file of another program (name another file, or move this one "
                 "away)"_s.arg(other));
        QCOMPARE(HistoryStore::open(folder.filePath(u"none.db"_s), HistoryStore::Access::Read)
                     .error()
                     .title,
                 u"there is no history at %1"_s.arg(folder.filePath(u"none.db"_s)));
    }

    void corruptFilesSayAWayOut()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"history.db"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto error = HistoryStore::open(path).error();
        QCOMPARE(error.title, u"history %1: file is not a database"_s.arg(path));
        QCOMPARE(error.fix,
                 u"move the file away and a new one is started; what can be saved of it is "
                 "shown by sqlite3 FILE .recover"_s);
        QVERIFY(!HistoryStore::open(path + u"/under/a/file.db"_s));
    }

    void migratesForward()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"history.db"_s);
        QVERIFY(HistoryStore::open(path));
        auto database = history::Database::open(path, history::Database::Mode::Write, 1s);
        auto steps = history::migrations();
        steps.push_back({{u"alter table runs add column later text"_s}});
        steps.push_back({{u"create table broken (a"_s}});
        QVERIFY(!history::migrate(*database, steps));
        // The good step stays, the broken one left nothing.
        QCOMPARE(*database->number(u"pragma user_version"_s),
                 static_cast<qint64>(history::migrations().size()) + 1);
        QVERIFY(database->query(u"select later from runs"_s));
        steps.back() = {{u"create table whole (a)"_s, u"insert into whole values (4)"_s}};
        QVERIFY(history::migrate(*database, steps));
        QVERIFY(history::migrate(*database, steps)); // once more changes nothing
        QCOMPARE(*database->number(u"select sum(a) from whole"_s), 4);
    }

    void pruneKeepsNewestAndYoungest()
    {
        const QTemporaryDir folder;
        const auto store = storeIn(folder);
        for (int i = 0; i < 6; ++i)
            record(*store, eventsOf({u"r%1"_s.arg(i), i, {{u"a"_s, Outcome::Passed}}}));
        record(*store, eventsOf({u"still"_s, -5, {{u"a"_s}}, false})); // running
        QCOMPARE(*store->prune({3, 0}), 3);
        QCOMPARE(idsOf(store->runs()), QStringList({u"r5"_s, u"r4"_s, u"r3"_s, u"still"_s}));
        auto database = history::Database::open(store->file(), history::Database::Mode::Read, 1s);
        QCOMPARE(*database->number(u"select count(distinct run) from events"_s), 4);
        QCOMPARE(*database->number(u"select count(distinct run) from cases"_s), 3);
        QCOMPARE(*store->prune({0, 36500}), 0); // all are younger than a hundred years
    }
};

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_history_store.moc"
