// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/schema.h"

namespace assay::history {

using namespace Qt::StringLiterals;

const std::vector<Migration> &migrations()
{
    // Outcomes are words (model::outcomeName). Times of runs are milliseconds since 1970, UTC;
    // times of cases are nanoseconds since the run's start. An event chunk is JSON lines, zstd or
    // plain.
    static const std::vector<Migration> kMigrations{
        {{uR"(create table runs (
            key integer primary key,
            id text not null unique,
            status text not null default 'running',
            started integer not null,
            finished integer,
            exit_code integer,
            reason text not null default '',
            title text not null default '',
            workspace text not null default '',
            plan_hash text not null default '',
            shard integer not null default 0,
            shards integer not null default 0,
            resumed_from text not null default '',
            environment text not null default '',
            version text not null default '',
            branch text not null default '',
            commit_id text not null default '',
            facts text not null default '{}',
            total integer not null default 0,
            passed integer not null default 0,
            flaky integer not null default 0,
            failed integer not null default 0,
            error integer not null default 0,
            timed_out integer not null default 0,
            skipped integer not null default 0,
            aborted integer not null default 0,
            quarantined integer not null default 0,
            owner text not null default ''))"_s,
          u"create index runs_by_start on runs (started)"_s, uR"(create table cases (
            run integer not null references runs on delete cascade,
            idx integer not null,
            case_id text not null,
            outcome text not null,
            flaky integer not null,
            quarantined integer not null,
            reason text not null,
            duration_ns integer not null,
            attempts integer not null,
            worker integer not null,
            started_ns integer not null,
            primary key (run, idx)) without rowid)"_s,
          u"create index cases_by_id on cases (case_id, run, outcome, quarantined)"_s,
          uR"(create table events (
            run integer not null references runs on delete cascade,
            first_seq integer not null,
            last_seq integer not null,
            count integer not null,
            data blob not null,
            primary key (run, first_seq)))"_s}}};
    return kMigrations;
}

base::Result<> checkVersion(const Database &database, const std::vector<Migration> &steps)
{
    const auto version = database.number(u"pragma user_version"_s);
    const auto application = database.number(u"pragma application_id"_s);
    const auto tables = database.number(u"select count(*) from sqlite_master"_s);
    if (!version || !application || !tables)
        return base::failure(!version       ? version.error()
                             : !application ? application.error()
                                            : tables.error());
    if ((*tables > 0 || *version > 0) && *application != kApplicationId) {
        return base::failure(u"%1 is a SQLite file of another program"_s.arg(database.file()),
                             u"name another file, or move this one away"_s);
    }
    const auto newest = static_cast<qint64>(steps.size());
    if (*version > newest) {
        return base::failure(u"history %1 was written by a newer Assay (format %2; this one knows "
                             "up to %3)"_s.arg(database.file())
                                 .arg(*version)
                                 .arg(newest),
                             u"update Assay, or name another history file"_s);
    }
    return {};
}

base::Result<> migrate(const Database &database, const std::vector<Migration> &steps)
{
    if (auto ours = checkVersion(database, steps); !ours)
        return ours;
    const auto newest = static_cast<qint64>(steps.size());
    while (true) {
        const auto version = database.number(u"pragma user_version"_s);
        if (!version)
            return base::failure(version.error());
        if (*version >= newest)
            return {};
        auto done = database.transaction([&]() -> base::Result<> {
            // Another process may have been faster; look again now that nobody else can write.
            const auto current = database.number(u"pragma user_version"_s);
            if (!current || *current != *version)
                return current ? base::Result<>() : base::failure(current.error());
            for (const QString &sql : steps[static_cast<std::size_t>(*version)].statements) {
                if (auto stepped = database.execute(sql); !stepped)
                    return stepped;
            }
            if (auto set = database.execute(u"pragma application_id = %1"_s.arg(kApplicationId));
                !set)
                return set;
            return database.execute(u"pragma user_version = %1"_s.arg(*version + 1));
        });
        if (!done)
            return done;
    }
}

QString updateCountsSql(const QString &where)
{
    return u"update runs set (passed, flaky, failed, error, timed_out, skipped, aborted, "
           u"quarantined)"
           " = (select total(outcome = 'passed'), total(outcome = 'passed' and flaky),"
           " total(outcome = 'failed' and not quarantined),"
           " total(outcome = 'error' and not quarantined),"
           " total(outcome = 'timed out' and not quarantined), total(outcome = 'skipped'),"
           " total(outcome = 'aborted'),"
           " total(quarantined and outcome in ('failed', 'error', 'timed out'))"
           " from cases where cases.run = runs.key) where "_s +
           where;
}

} // namespace assay::history
