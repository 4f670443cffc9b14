// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "history/run_comparison.h"
#include "history/run_info.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace assay::history {

/// What to keep: a run that is neither among the newest `runs` nor younger than `days` goes.
struct Retention
{
    int runs = 500;
    int days = 0; ///< 0: age keeps nothing
};

/// All runs of a workspace, in one SQLite file (WAL mode): one process or thread writes at a time,
/// any number read meanwhile.
///
///     auto store = HistoryStore::open(workspace + u"/.assay/history.db"_s);
///     HistoryWriter writer(**store);              // the keeper of an event bus
///     auto run = (*store)->find(u"latest-failed"_s);
///     auto state = (*store)->state(run->id, RunState::Detail::Failures);
///
/// Every function opens a connection of its own, so that any thread may call any of them at any
/// time. Errors name the file, the system's reason and a way out. The schema is in schema.cpp;
/// `sqlite3 history.db` can read it (the chunks of events are JSON lines, most of them in zstd).
class HistoryStore
{
public:
    enum class Access { Write, Read };

    /// Makes the folder and the file when they are missing, migrates an older file forward, and
    /// marks runs as interrupted whose process is gone. Refuses files that are corrupt or of a
    /// newer Assay.
    [[nodiscard]] static base::Result<std::unique_ptr<HistoryStore>>
    open(const QString &file, Access access = Access::Write);

    [[nodiscard]] const QString &file() const { return m_file; }

    [[nodiscard]] base::Result<std::vector<RunInfo>> runs(const RunQuery &query = {}) const;
    /// How many there are; limit and offset count for nothing.
    [[nodiscard]] base::Result<int> count(const RunQuery &query = {}) const;
    /// By id, by a prefix that only one run has, "latest", "previous" (the one before it) or
    /// "latest-failed".
    [[nodiscard]] base::Result<RunInfo> find(const QString &run) const;

    /// The events of a run in order, until `take` returns false. `run` as in find().
    [[nodiscard]] base::Result<>
    replay(const QString &run, const std::function<bool(const events::Event &)> &take) const;
    /// As replay, but the JSON lines as they are kept, each with its line feed.
    [[nodiscard]] base::Result<> lines(const QString &run,
                                       const std::function<bool(const QByteArray &)> &take) const;
    /// The run as its events tell it; interrupted when its process is gone.
    [[nodiscard]] base::Result<events::RunState> state(const QString &run,
                                                       events::RunState::Detail detail) const;

    /// What changed between two runs; `before` and `after` as in find().
    [[nodiscard]] base::Result<RunComparison> compare(const QString &before,
                                                      const QString &after) const;

    /// By case id: the median of the last ten passes, within the newest runs that together hold
    /// kDurationRows cases.
    static constexpr int kDurationRows = 20'000;
    [[nodiscard]] base::Result<QHash<QString, base::Nanoseconds>> caseDurations() const;
    /// By case id: how each case ended last, within the same runs; skipped and aborted count for
    /// nothing.
    [[nodiscard]] base::Result<QHash<QString, CaseRecord>> caseRecords() const;
    /// Ids of the cases whose last final outcome is bad and counts: a case leaves the list when it
    /// passes and stays when it was not selected, skipped or aborted.
    [[nodiscard]] base::Result<QStringList> lastFailed() const;
    /// Ids of the cases of a run without a final outcome, in plan order: never finished, aborted,
    /// not run because the run was stopped, or skipped because a case they need is one of these.
    [[nodiscard]] base::Result<QStringList> unfinishedCases(const QString &run) const;
    /// Outcomes of the other cases, by id.
    [[nodiscard]] base::Result<QHash<QString, model::Outcome>>
    finishedCases(const QString &run) const;

    /// Writes one run to a file that opens anywhere (`.assayrun`), replacing it in one step.
    [[nodiscard]] base::Result<> exportRun(const QString &run, const QString &toFile) const;
    /// Takes the run of an .assayrun file in; returns its id. Twice is as good as once. The file is
    /// not trusted: only its events are read, each is checked, and the rest is derived from them.
    [[nodiscard]] base::Result<QString> importRun(const QString &fromFile) const;

    /// Deletes one run; refused while its process lives. Export it first to be able to undo it.
    [[nodiscard]] base::Result<> remove(const QString &run) const;
    /// Marks runs as interrupted whose process is gone; returns how many. open() does it, too.
    [[nodiscard]] base::Result<int> closeAbandoned() const;
    /// Deletes old runs, one small transaction after the other; returns how many. Running ones
    /// stay.
    [[nodiscard]] base::Result<int> prune(const Retention &retention) const;

private:
    HistoryStore(QString file, Access access)
        : m_file(std::move(file))
        , m_access(access)
    {
    }

    QString m_file;
    Access m_access;
};

} // namespace assay::history
