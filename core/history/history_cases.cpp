// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/store_access.h"

#include <algorithm>

namespace assay::history {

using namespace Qt::StringLiterals;
using model::Outcome;

namespace {

/// Whether a case has a final outcome, by its index: see HistoryStore::unfinishedCases.
std::vector<bool> finalCases(const events::RunState &state)
{
    const auto size = state.cases().size();
    std::vector<bool> isFinal(size);
    for (std::size_t i = 0; i < size; ++i) {
        const events::RunState::CaseState &c = state.cases()[i];
        isFinal[i] = c.isFinished() && c.outcome != Outcome::Aborted &&
                     !(c.outcome == Outcome::Skipped && c.reason.startsWith(u"not run"));
    }
    // A need may stand after the case that has it, so repeat until nothing changes.
    for (bool changed = true; std::exchange(changed, false);) {
        for (std::size_t i = 0; i < size; ++i) {
            const events::RunState::CaseState &c = state.cases()[i];
            if (!isFinal[i] || c.outcome != Outcome::Skipped || !c.reason.startsWith(u"needs:"))
                continue;
            const auto &needs = state.planned(static_cast<events::CaseIndex>(i)).needs;
            const bool open = std::any_of(needs.begin(), needs.end(), [&](events::CaseIndex need) {
                return need >= 0 && static_cast<std::size_t>(need) < size &&
                       !isFinal[static_cast<std::size_t>(need)];
            });
            if (open) {
                isFinal[i] = false;
                changed = true;
            }
        }
    }
    return isFinal;
}

} // namespace

base::Result<QHash<QString, base::Nanoseconds>> HistoryStore::caseDurations() const
{
    auto database = openForReading(*this);
    if (!database)
        return base::failure(database.error());
    auto rows = database->query(
        u"with recent as (select key, started, sum(total) over (order by started desc, key desc)"
        " - total as newer from runs),"
        " ranked as (select c.case_id, c.duration_ns, row_number() over (partition by c.case_id"
        " order by r.started desc, r.key desc) as place from recent r join cases c on c.run = r.key"
        " where r.newer < ? and c.outcome = 'passed')"
        " select case_id, duration_ns from ranked where place <= 10 order by case_id, duration_ns"_s,
        {kDurationRows});
    if (!rows)
        return base::failure(rows.error());
    QHash<QString, base::Nanoseconds> medians;
    QString current;
    std::vector<qint64> durations;
    const auto endCase = [&] {
        if (durations.empty())
            return;
        const auto half = durations.size() / 2;
        const qint64 median =
            durations.size() % 2 == 1
                ? durations[half]
                : durations[half - 1] + (durations[half] - durations[half - 1]) / 2;
        medians.insert(current, base::Nanoseconds(median));
        durations.clear();
    };
    while (rows->next()) {
        const QString id = rows->value(0).toString();
        if (id != current)
            endCase();
        current = id;
        durations.push_back(rows->value(1).toLongLong());
    }
    endCase();
    return medians;
}

base::Result<QHash<QString, CaseRecord>> HistoryStore::caseRecords() const
{
    auto database = openForReading(*this);
    if (!database)
        return base::failure(database.error());
    // With max(), SQLite takes the other columns from the row that has the maximum.
    auto rows = database->query(
        u"with recent as (select key, started, sum(total) over (order by started desc, key desc)"
        " - total as newer from runs)"
        " select c.case_id, c.outcome, c.flaky, c.quarantined, c.duration_ns,"
        " max(r.started * 1048576 + r.key) from recent r join cases c on c.run = r.key"
        " where r.newer < ? and c.outcome in ('passed', 'failed', 'error', 'timed out')"
        " group by c.case_id"_s,
        {kDurationRows});
    if (!rows)
        return base::failure(rows.error());
    QHash<QString, CaseRecord> records;
    while (rows->next()) {
        CaseRecord record;
        record.outcome = model::outcomeFromName(rows->value(1).toString()).value_or(Outcome::Error);
        record.flaky = rows->value(2).toBool();
        record.quarantined = rows->value(3).toBool();
        record.duration = base::Nanoseconds(rows->value(4).toLongLong());
        records.insert(rows->value(0).toString(), record);
    }
    return records;
}

base::Result<QStringList> HistoryStore::lastFailed() const
{
    auto database = openForReading(*this);
    if (!database)
        return base::failure(database.error());
    // With max(), SQLite takes the other columns from the row that has the maximum.
    auto rows = database->query(
        u"select c.case_id, c.outcome, c.quarantined, max(r.started * 1048576 + r.key) from cases c"
        " join runs r on r.key = c.run where c.outcome in ('passed', 'failed', 'error', 'timed "
        "out')"
        " group by c.case_id order by c.case_id"_s);
    if (!rows)
        return base::failure(rows.error());
    QStringList ids;
    while (rows->next()) {
        if (rows->value(1).toString() != u"passed" && !rows->value(2).toBool())
            ids.append(rows->value(0).toString());
    }
    return ids;
}

base::Result<QStringList> HistoryStore::unfinishedCases(const QString &run) const
{
    const auto replayed = state(run, events::RunState::Detail::Results);
    if (!replayed)
        return base::failure(replayed.error());
    const std::vector<bool> isFinal = finalCases(*replayed);
    QStringList ids;
    for (std::size_t i = 0; i < isFinal.size(); ++i) {
        if (!isFinal[i])
            ids.append(replayed->planned(static_cast<events::CaseIndex>(i)).id);
    }
    return ids;
}

base::Result<QHash<QString, Outcome>> HistoryStore::finishedCases(const QString &run) const
{
    const auto replayed = state(run, events::RunState::Detail::Results);
    if (!replayed)
        return base::failure(replayed.error());
    const std::vector<bool> isFinal = finalCases(*replayed);
    QHash<QString, Outcome> outcomes;
    for (std::size_t i = 0; i < isFinal.size(); ++i) {
        if (isFinal[i])
            outcomes.insert(replayed->planned(static_cast<events::CaseIndex>(i)).id,
                            replayed->cases()[i].outcome);
    }
    return outcomes;
}

} // namespace assay::history
