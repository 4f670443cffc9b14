// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/merge.h"

#include "base/ids.h"
#include "history/history_writer.h"

#include <algorithm>

namespace assay::workbench {

using namespace Qt::StringLiterals;
using base::failure;
using events::Event;

namespace {

struct Shard
{
    QString file;
    events::RunPlanned plan;
    std::vector<Event> events; ///< without the run's own three
    int exitCode = 0;
    bool finished = false;
};

base::Result<Shard> readShard(const QString &file)
{
    auto store = history::HistoryStore::open(file, history::HistoryStore::Access::Read);
    if (!store)
        return failure(store.error());
    Shard shard;
    shard.file = file;
    const auto replayed = (*store)->replay(u"latest"_s, [&](const Event &event) {
        if (const auto *plan = std::get_if<events::RunPlanned>(&event.payload))
            shard.plan = *plan;
        else if (const auto *finished = std::get_if<events::RunFinished>(&event.payload)) {
            shard.finished = true;
            shard.exitCode = finished->exitCode;
        } else if (!std::holds_alternative<events::RunStarted>(event.payload))
            shard.events.push_back(event);
        return true;
    });
    if (!replayed)
        return failure(replayed.error());
    if (shard.plan.shards == 0) {
        return failure(u"%1 is not a shard"_s.arg(file), u"it was run without --shard i/n"_s);
    }
    if (!shard.finished)
        return failure(u"%1 was interrupted"_s.arg(file), u"run this shard again"_s);
    return shard;
}

base::Result<> checkComplete(const std::vector<Shard> &shards)
{
    const events::RunPlanned &first = shards.front().plan;
    std::vector<QString> seen(static_cast<std::size_t>(first.shards));
    for (const Shard &shard : shards) {
        if (shard.plan.planHash != first.planHash || shard.plan.shards != first.shards) {
            return failure(u"%1 is of another plan than %2"_s.arg(shard.file, shards.front().file),
                           u"merge shards of the same suites, revision and number only"_s);
        }
        QString &place = seen[static_cast<std::size_t>(shard.plan.shard - 1)];
        if (!place.isEmpty()) {
            return failure(u"shard %1/%2 is there twice: %3 and %4"_s.arg(shard.plan.shard)
                               .arg(first.shards)
                               .arg(place, shard.file));
        }
        place = shard.file;
    }
    QStringList missing;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i].isEmpty())
            missing.append(u"%1/%2"_s.arg(i + 1).arg(first.shards));
    }
    if (!missing.isEmpty()) {
        return failure(u"shard %1 is missing"_s.arg(missing.join(u", "_s)),
                       u"a merged report without it would be wrong"_s);
    }
    return {};
}

/// Moves the event's case to its index in the merged run.
void moveCase(events::Payload &payload, events::CaseIndex by)
{
    std::visit(
        [by](auto &one) {
            if constexpr (requires { one.index; }) {
                if (one.index >= 0)
                    one.index += by;
            }
        },
        payload);
}

/// The worst of exit codes: a bad environment or input tells more than a bad case.
int worse(int a, int b)
{
    const auto rank = [](int code) { return code == 0 ? 0 : code == 5 ? 1 : code == 1 ? 2 : 3; };
    return rank(a) >= rank(b) ? a : b;
}

} // namespace

base::Result<MergedShards> mergeShardFiles(const history::HistoryStore &store,
                                           const QStringList &files, const base::Host &host)
{
    std::vector<Shard> shards;
    for (const QString &file : files) {
        auto shard = readShard(file);
        if (!shard)
            return failure(shard.error());
        shards.push_back(std::move(*shard));
    }
    if (shards.empty())
        return failure(u"there is nothing to merge"_s);
    if (auto complete = checkComplete(shards); !complete)
        return failure(complete.error());
    std::sort(shards.begin(), shards.end(),
              [](const Shard &a, const Shard &b) { return a.plan.shard < b.plan.shard; });

    events::RunPlanned plan = shards.front().plan;
    plan.runId = base::newRunId(host.clock);
    plan.shard = 0;
    plan.shards = 0;
    plan.cases.clear();
    MergedShards merged{plan.runId, 0};
    std::vector<Event> all;
    for (Shard &shard : shards) {
        const auto offset = static_cast<events::CaseIndex>(plan.cases.size());
        for (events::PlannedCase &one : shard.plan.cases) {
            for (events::CaseIndex &need : one.needs)
                need += offset;
            plan.cases.push_back(std::move(one));
        }
        const auto later = std::chrono::milliseconds(plan.wallStart.msecsTo(shard.plan.wallStart));
        for (Event &event : shard.events) {
            moveCase(event.payload, offset);
            event.at = std::max(base::Nanoseconds::zero(), event.at + later);
            all.push_back(std::move(event));
        }
        merged.exitCode = worse(merged.exitCode, shard.exitCode);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Event &a, const Event &b) { return a.at < b.at; });

    events::EventBatch batch;
    std::uint64_t sequence = 0;
    const auto add = [&](base::Nanoseconds at, events::Payload payload) {
        batch.push_back(std::make_shared<Event>(Event{++sequence, at, std::move(payload)}));
    };
    add({}, std::move(plan));
    add({}, events::RunStarted{});
    for (Event &event : all)
        add(event.at, std::move(event.payload));
    add(all.empty() ? base::Nanoseconds::zero() : all.back().at,
        events::RunFinished{.exitCode = merged.exitCode});
    history::HistoryWriter writer(store);
    writer.consume(batch);
    writer.finish();
    const QStringList problems = writer.problems();
    if (!problems.isEmpty())
        return failure(u"the merged run could not be kept: %1"_s.arg(problems.first()));
    return merged;
}

} // namespace assay::workbench
