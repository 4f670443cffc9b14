// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "events/event_json.h"
#include "history/compression.h"
#include "history/owner.h"
#include "history/run_query.h"
#include "history/store_access.h"

namespace assay::history {

using namespace Qt::StringLiterals;
using model::Outcome;

namespace {

const QString kColumns = QStringLiteral(
    "id, status, started, finished, exit_code, reason, title, workspace, plan_hash, shard, shards,"
    " resumed_from, environment, version, branch, commit_id, facts, total, passed, flaky, failed,"
    " error, timed_out, skipped, aborted, quarantined, key, owner");

struct FoundRun
{
    RunInfo info;
    qint64 key = 0;
    bool counted = true; ///< its row has the counts
};

FoundRun runOf(const QSqlQuery &row)
{
    FoundRun found;
    RunInfo &info = found.info;
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    const auto number = [&] { return next().toInt(); };
    const auto time = [](const QVariant &value) {
        return value.isNull() ? QDateTime()
                              : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
    };
    info.id = next().toString();
    const QString status = next().toString();
    info.status = status == u"finished"  ? RunInfo::Status::Finished
                  : status == u"running" ? RunInfo::Status::Running
                                         : RunInfo::Status::Interrupted;
    info.started = time(next());
    info.finished = time(next());
    if (const QVariant code = next(); !code.isNull())
        info.exitCode = code.toInt();
    info.reason = next().toString();
    info.title = next().toString();
    info.workspace = next().toString();
    info.planHash = next().toString();
    info.shard = number();
    info.shards = number();
    info.resumedFrom = next().toString();
    info.environment = next().toString();
    info.version = next().toString();
    info.branch = next().toString();
    info.commit = next().toString();
    if (const auto facts = base::parseJson(next().toByteArray()))
        info.facts = facts->toObject();
    events::RunState::Counts &n = info.counts;
    n.total = number();
    n.passed = number();
    n.flaky = number();
    n.failed = number();
    n.error = number();
    n.timedOut = number();
    n.skipped = number();
    n.aborted = number();
    n.quarantined = number();
    n.finished = n.passed + n.bad() + n.skipped + n.aborted + n.quarantined;
    found.key = next().toLongLong();
    if (info.status == RunInfo::Status::Running) {
        found.counted = false;
        if (isGone(next().toString(), info.started, QDateTime::currentDateTimeUtc()))
            info.status = RunInfo::Status::Interrupted;
    }
    return found;
}

/// A run that is being written has no counts in its row yet.
base::Result<> countRunning(const Database &database, FoundRun &run)
{
    if (run.counted)
        return {};
    auto rows = database.query(u"select outcome, flaky, quarantined, count(*) from cases"
                               " where run = ? group by 1, 2, 3"_s,
                               {run.key});
    if (!rows)
        return base::failure(rows.error());
    events::RunState::Counts n;
    n.total = run.info.counts.total;
    while (rows->next()) {
        const Outcome outcome =
            model::outcomeFromName(rows->value(0).toString()).value_or(Outcome::Error);
        const int count = rows->value(3).toInt();
        n.finished += count;
        if (rows->value(2).toBool() && model::isBad(outcome))
            n.quarantined += count;
        else if (outcome == Outcome::Passed) {
            n.passed += count;
            n.flaky += rows->value(1).toBool() ? count : 0;
        } else if (outcome == Outcome::Failed)
            n.failed += count;
        else if (outcome == Outcome::Error)
            n.error += count;
        else if (outcome == Outcome::TimedOut)
            n.timedOut += count;
        else if (outcome == Outcome::Skipped)
            n.skipped += count;
        else
            n.aborted += count;
    }
    run.info.counts = n;
    return {};
}

base::Result<FoundRun> findRun(const Database &database, const QString &run)
{
    const QString select = u"select "_s + kColumns + u" from runs "_s;
    const QString newest = u" order by started desc, key desc limit 1"_s;
    base::Result<QSqlQuery> rows = [&] {
        if (run == u"latest")
            return database.query(select + newest);
        if (run == u"previous")
            return database.query(select + newest + u" offset 1"_s);
        if (run == u"latest-failed") {
            return database.query(select +
                                  u"where status = 'finished' and exit_code <> 0 or "
                                  "status = 'interrupted'"_s +
                                  newest);
        }
        return database.query(select +
                                  u"where id like ? escape '\\' order by id = ? desc, id limit 4"_s,
                              {likePattern(run, false), run});
    }();
    if (!rows)
        return base::failure(rows.error());
    std::vector<FoundRun> found;
    while (rows->next())
        found.push_back(runOf(*rows));
    if (found.empty()) {
        if (run == u"latest")
            return base::failure(u"history has no run yet"_s, u"run something first"_s);
        if (run == u"previous")
            return base::failure(u"history has no run before the latest"_s, u"run it again"_s);
        if (run == u"latest-failed")
            return base::failure(u"history has no run that failed"_s, u"run something first"_s);
        return base::failure(u"history has no run \"%1\""_s.arg(run),
                             u"name an id, the start of one, latest, previous or latest-failed"_s);
    }
    if (found.size() > 1 && found.front().info.id != run) {
        QStringList ids;
        for (const FoundRun &one : found)
            ids += one.info.id;
        return base::failure(
            u"\"%1\" is the start of several runs: %2"_s.arg(run, ids.join(u", "_s)),
            u"give more of the id"_s);
    }
    if (auto counted = countRunning(database, found.front()); !counted)
        return base::failure(counted.error());
    return found.front();
}

} // namespace

base::Result<> readLines(const Database &database, qint64 key,
                         const std::function<base::Result<bool>(const QByteArray &)> &take)
{
    auto chunks =
        database.query(u"select data from events where run = ? order by first_seq"_s, {key});
    if (!chunks)
        return base::failure(chunks.error());
    while (chunks->next()) {
        const auto text = unpack(chunks->value(0).toByteArray());
        if (!text)
            return base::failure(text.error());
        for (qsizetype start = 0; start < text->size();) {
            const qsizetype end = text->indexOf('\n', start);
            const qsizetype next = end < 0 ? text->size() : end + 1;
            const auto more = take(text->sliced(start, next - start));
            if (!more)
                return base::failure(more.error());
            if (!*more)
                return {};
            start = next;
        }
    }
    return {};
}

base::Result<std::vector<RunInfo>> HistoryStore::runs(const RunQuery &query) const
{
    auto database = openForReading(*this);
    if (!database)
        return base::failure(database.error());
    auto [where, values] = runCondition(query);
    values << query.limit << query.offset;
    auto rows = database->query(u"select "_s + kColumns + u" from runs where "_s + where +
                                    u" order by started desc, key desc limit ? offset ?"_s,
                                values);
    if (!rows)
        return base::failure(rows.error());
    std::vector<FoundRun> found;
    while (rows->next())
        found.push_back(runOf(*rows));
    std::vector<RunInfo> list;
    for (FoundRun &run : found) {
        if (auto counted = countRunning(*database, run); !counted)
            return base::failure(counted.error());
        list.push_back(std::move(run.info));
    }
    return list;
}

base::Result<int> HistoryStore::count(const RunQuery &query) const
{
    auto database = openForReading(*this);
    if (!database)
        return base::failure(database.error());
    const auto [where, values] = runCondition(query);
    const auto number = database->number(u"select count(*) from runs where "_s + where, values);
    if (!number)
        return base::failure(number.error());
    return static_cast<int>(*number);
}

base::Result<RunInfo> HistoryStore::find(const QString &run) const
{
    auto database = openForReading(*this);
    if (!database)
        return base::failure(database.error());
    auto found = findRun(*database, run);
    if (!found)
        return base::failure(found.error());
    return std::move(found->info);
}

base::Result<> HistoryStore::lines(const QString &run,
                                   const std::function<bool(const QByteArray &)> &take) const
{
    auto database = openForReading(*this);
    if (!database)
        return base::failure(database.error());
    const auto found = findRun(*database, run);
    if (!found)
        return base::failure(found.error());
    return readLines(*database, found->key,
                     [&](const QByteArray &line) -> base::Result<bool> { return take(line); });
}

base::Result<> HistoryStore::replay(const QString &run,
                                    const std::function<bool(const events::Event &)> &take) const
{
    base::Result<> result;
    auto read = lines(run, [&](const QByteArray &line) {
        const auto event = events::parseEventLine(line);
        if (!event) {
            result = base::failure(base::Error{
                u"history %1: an event of run %2 cannot be read"_s.arg(m_file, run),
                {}}.because(event.error()));
            return false;
        }
        return take(*event);
    });
    return read ? result : read;
}

base::Result<events::RunState> HistoryStore::state(const QString &run,
                                                   events::RunState::Detail detail) const
{
    const auto info = find(run);
    if (!info)
        return base::failure(info.error());
    events::RunState state(detail);
    auto replayed = replay(info->id, [&](const events::Event &event) {
        state.apply(event);
        return true;
    });
    if (!replayed)
        return base::failure(replayed.error());
    if (info->status == RunInfo::Status::Interrupted)
        state.markInterrupted();
    return state;
}

base::Result<RunComparison> HistoryStore::compare(const QString &before, const QString &after) const
{
    const auto first = state(before, events::RunState::Detail::Failures);
    if (!first)
        return base::failure(first.error());
    const auto second = state(after, events::RunState::Detail::Failures);
    if (!second)
        return base::failure(second.error());
    return compareRuns(*first, *second);
}

} // namespace assay::history
