// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace assay::history {

/// A run as the list of runs shows it. A plain value, any thread.
struct RunInfo
{
    enum class Status { Running, Finished, Interrupted };

    QString id;
    Status status = Status::Running;
    QDateTime started;  ///< UTC
    QDateTime finished; ///< UTC; invalid when it did not finish
    std::optional<int> exitCode;
    QString reason; ///< why it ended early; may be empty
    QString title;
    QString workspace;
    QString planHash;
    int shard = 0; ///< 1-based; 0 when not sharded
    int shards = 0;
    QString resumedFrom;
    QString environment;
    QString version;
    QString branch;
    QString commit;
    QJsonObject facts;
    events::RunState::Counts counts; ///< of what was kept so far
};

/// How a case ended in a run. A plain value.
struct CaseRecord
{
    model::Outcome outcome = model::Outcome::Passed;
    bool flaky = false;
    bool quarantined = false;
    base::Nanoseconds duration{};
};

/// "running", "finished", "interrupted".
[[nodiscard]] QString runStatusName(RunInfo::Status status);

/// One condition on runs. A plain value.
struct RunTerm
{
    enum class Field {
        Text,        ///< stands in id (its start), title, branch, commit, environment or facts
        Status,      ///< "passed", "failed", "flaky", "interrupted", "running"
        Branch,      ///< stands in it
        Environment, ///< stands in it
        Fact,        ///< stands in a fact's name or value
        After,       ///< started at `time` or later
        Before,      ///< started before `time`
        Longer,      ///< took at least `limit`
        Shorter,     ///< took less than `limit`
    };
    Field field = Field::Text;
    bool negated = false;
    QStringList values; ///< one of them must hold
    QDateTime time;
    base::Nanoseconds limit{};
};

/// Which runs to list; newest first.
struct RunQuery
{
    enum class Verdict { Any, Passed, Bad, Interrupted };

    QString text; ///< words; each must stand in id, title, branch, commit, environment or facts
    Verdict verdict = Verdict::Any;
    int limit = 100;
    int offset = 0;
    std::vector<RunTerm> terms = {}; ///< all of them must hold, too
};

} // namespace assay::history
