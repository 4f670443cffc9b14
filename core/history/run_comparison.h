// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <array>

namespace assay::history {

/// What became of a case from one run to another. In the order of a list: what needs attention
/// first.
enum class CaseVerdict {
    NewFailure,   ///< bad after, and not before (also when it was not there)
    StillFailing, ///< bad both times
    Flaky,        ///< passed after, but not at the first attempt
    Slower,
    Gone, ///< had a result before and has none after: not planned, skipped, aborted or not reached
    New,  ///< has a result after and had none before
    Fixed,
    Faster,
    Unchanged,
};
constexpr std::size_t kCaseVerdicts = 9;

/// "new failure", "still failing", ...: for people and files.
[[nodiscard]] QString caseVerdictName(CaseVerdict verdict);

/// A case in one of the runs. A plain value.
struct ComparedSide
{
    bool planned = false;
    bool hasResult = false; ///< passed or bad: skipped, aborted and unfinished are none
    model::Outcome outcome = model::Outcome::Passed; ///< when finished
    bool finished = false;
    bool flaky = false;
    bool quarantined = false;
    base::Nanoseconds duration{}; ///< of the last attempt: retries are not slowness
    int attempts = 0;
    QString reason;                                  ///< why it was skipped, or what failed first
    std::vector<events::Failure> failures;           ///< of the last attempt
    std::shared_ptr<const model::Exchange> exchange; ///< of its first failed step; may be null
};

struct ComparedCase
{
    QString id;
    QString name; ///< with its data key
    QString suite;
    QStringList tags;
    CaseVerdict verdict = CaseVerdict::Unchanged;
    ComparedSide before;
    ComparedSide after;

    /// 0.49 for half as slow again; nothing unless it passed both times.
    [[nodiscard]] std::optional<double> change() const;
};

/// What a run is known by, in a comparison.
struct ComparedRun
{
    QString id;
    QString title;
    QDateTime started;
    events::RunState::Counts counts;
    bool finished = false;
};

struct ComparedFact
{
    QString name; ///< "environment", "branch", ...
    QString before;
    QString after;
};

/// Two runs side by side. A plain value, any thread.
struct RunComparison
{
    ComparedRun before;
    ComparedRun after;
    std::vector<ComparedFact> facts; ///< only those that differ
    std::vector<ComparedCase> cases; ///< by verdict, then in the order of the later plan
    std::array<int, kCaseVerdicts> counts{};
    /// The median of after/before over the cases that passed both times: how much slower all of it
    /// was. 1 when there are none.
    double medianRatio = 1;

    [[nodiscard]] int count(CaseVerdict verdict) const
    {
        return counts[static_cast<std::size_t>(verdict)];
    }
};

/// A case is slower (faster) only when both hold, so that noise cries no wolf: a pair of single
/// durations says no more than that.
constexpr double kSlowerRatio = 1.5;
constexpr base::Nanoseconds kSlowerFloor = std::chrono::milliseconds(100);

/// Cases are matched by their id. A failure in quarantine is never a new one. Pure, any thread.
[[nodiscard]] RunComparison compareRuns(const events::RunState &before,
                                        const events::RunState &after);

} // namespace assay::history
