// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_store.h"

#include "base/cancellation.h"
#include "history/owner.h"
#include "history/schema.h"
#include "history/store_access.h"

#include <QDir>
#include <QFileInfo>

namespace assay::history {

using namespace Qt::StringLiterals;

namespace {

/// Two processes that make the file at once collide here, and SQLite does not wait by itself.
base::Result<> useWriteAheadLog(const Database &database)
{
    const auto deadline = base::SteadyTime::clock::now() + kBusy;
    while (true) {
        auto set = database.execute(u"pragma journal_mode = wal"_s);
        if (set || base::SteadyTime::clock::now() >= deadline)
            return set;
        base::waitFor(std::chrono::milliseconds(5), {});
    }
}

base::Result<int> markInterrupted(const Database &database)
{
    auto running =
        database.query(u"select key, owner, started from runs where status = 'running'"_s);
    if (!running)
        return base::failure(running.error());
    QList<qint64> gone;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    while (running->next()) {
        const auto started =
            QDateTime::fromMSecsSinceEpoch(running->value(2).toLongLong(), Qt::UTC);
        if (isGone(running->value(1).toString(), started, now))
            gone.append(running->value(0).toLongLong());
    }
    running->finish();
    if (gone.isEmpty())
        return 0;
    auto marked = database.transaction([&]() -> base::Result<> {
        for (const qint64 key : gone) {
            const QString mine = u"key = ? and status = 'running'"_s;
            if (auto counted = database.execute(updateCountsSql(mine), {key}); !counted)
                return counted;
            if (auto set = database.execute(
                    u"update runs set status = 'interrupted', owner = '' where "_s + mine, {key});
                !set)
                return set;
        }
        return {};
    });
    if (!marked)
        return base::failure(marked.error());
    return static_cast<int>(gone.size());
}

/// Small transactions: a run that is being written meanwhile waits for none of them long.
base::Result<> deleteRun(const Database &database, qint64 key)
{
    while (true) {
        auto chunks = database.query(u"delete from events where rowid in (select rowid from "
                                     "events where run = ? limit 200)"_s,
                                     {key});
        if (!chunks)
            return base::failure(chunks.error());
        if (chunks->numRowsAffected() <= 0)
            break;
    }
    return database.execute(u"delete from runs where key = ?"_s, {key});
}

} // namespace

QString runStatusName(RunInfo::Status status)
{
    switch (status) {
    case RunInfo::Status::Running:
        return u"running"_s;
    case RunInfo::Status::Finished:
        return u"finished"_s;
    case RunInfo::Status::Interrupted:
        break;
    }
    return u"interrupted"_s;
}

base::Result<Database> openForReading(const HistoryStore &store)
{
    return Database::open(store.file(), Database::Mode::Read, kBusy);
}

base::Result<Database> openForWriting(const HistoryStore &store)
{
    return Database::open(store.file(), Database::Mode::Write, kBusy);
}

base::Result<std::unique_ptr<HistoryStore>> HistoryStore::open(const QString &file, Access access)
{
    std::unique_ptr<HistoryStore> store(new HistoryStore(file, access));
    const QFileInfo info(file);
    if (access == Access::Read) {
        if (!info.isFile()) {
            return base::failure(u"there is no history at %1"_s.arg(file),
                                 u"run something first, or check the path"_s);
        }
        auto database = openForReading(*store);
        if (!database)
            return base::failure(database.error());
        if (auto ours = checkVersion(*database); !ours)
            return base::failure(ours.error());
        return store;
    }
    if (!QDir().mkpath(info.absolutePath())) {
        return base::failure(
            u"cannot make the folder %1 for the history"_s.arg(info.absolutePath()),
            u"check its parent's permissions"_s);
    }
    const bool isNew = !info.exists() || info.size() == 0;
    auto database =
        Database::open(file, isNew ? Database::Mode::Create : Database::Mode::Write, kBusy);
    if (!database)
        return base::failure(database.error());
    if (auto ours = checkVersion(*database); !ours)
        return base::failure(ours.error());
    if (isNew) {
        if (auto set = database->execute(u"pragma auto_vacuum = incremental"_s); !set)
            return base::failure(set.error());
    }
    if (auto set = useWriteAheadLog(*database); !set)
        return base::failure(set.error());
    if (auto migrated = migrate(*database); !migrated)
        return base::failure(migrated.error());
    if (auto marked = markInterrupted(*database); !marked)
        return base::failure(marked.error());
    return store;
}

base::Result<int> HistoryStore::closeAbandoned() const
{
    auto database = openForWriting(*this);
    if (!database)
        return base::failure(database.error());
    return markInterrupted(*database);
}

base::Result<> HistoryStore::remove(const QString &run) const
{
    const auto info = find(run);
    if (!info)
        return base::failure(info.error());
    if (info->status == RunInfo::Status::Running) {
        return base::failure(u"run %1 is still being written"_s.arg(info->id),
                             u"abort it, or wait for its end"_s);
    }
    auto database = openForWriting(*this);
    if (!database)
        return base::failure(database.error());
    const auto key = database->number(u"select key from runs where id = ?"_s, {info->id});
    if (!key)
        return base::failure(key.error());
    if (auto done = deleteRun(*database, *key); !done)
        return done;
    return database->execute(u"pragma incremental_vacuum(4000)"_s);
}

base::Result<int> HistoryStore::prune(const Retention &retention) const
{
    auto database = openForWriting(*this);
    if (!database)
        return base::failure(database.error());
    const qint64 youngest =
        retention.days > 0
            ? QDateTime::currentDateTimeUtc().addDays(-retention.days).toMSecsSinceEpoch()
            : std::numeric_limits<qint64>::max();
    auto old = database->query(
        u"select key from runs where status <> 'running' and started < ? and key not in"
        " (select key from runs order by started desc, key desc limit ?) order by started"_s,
        {youngest, std::max(0, retention.runs)});
    if (!old)
        return base::failure(old.error());
    QList<qint64> keys;
    while (old->next())
        keys.append(old->value(0).toLongLong());
    old->finish();
    int deleted = 0;
    for (const qint64 key : keys) {
        if (auto done = deleteRun(*database, key); !done)
            return base::failure(done.error());
        ++deleted;
    }
    if (deleted > 0) {
        if (auto room = database->execute(u"pragma incremental_vacuum(4000)"_s); !room)
            return base::failure(room.error());
    }
    return deleted;
}

} // namespace assay::history
