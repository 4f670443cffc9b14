// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <vector>

namespace assay::reporting {

/// How a case is shown: its outcome, and what outcome alone does not say. One word in every report.
enum class Verdict {
    Passed,
    Flaky, ///< passed, but not at the first attempt
    Failed,
    Error,
    TimedOut,
    Aborted,     ///< also: was running when the run ended
    Quarantined, ///< bad, but does not count
    Skipped,
    NotRun, ///< the run ended before its turn
};
constexpr int kVerdicts = 9;

/// "passed", "flaky", "failed", "error", "timed out", "aborted", "quarantined", "skipped", "not
/// run".
[[nodiscard]] QString verdictName(Verdict verdict);
/// The same after a number: "2 errors".
[[nodiscard]] QString verdictName(Verdict verdict, int count);

/// One case of a run as reports see it. Refers to the RunState it was made from.
struct CaseView
{
    events::CaseIndex index = 0;
    const events::PlannedCase *planned = nullptr;
    const events::RunState::CaseState *state = nullptr;
    Verdict verdict = Verdict::NotRun;

    /// "suites/a.yaml" of the id "suites/a.yaml::stores a text[de]"; the suite's name without one.
    [[nodiscard]] QString file() const;
    /// "stores a text[de]".
    [[nodiscard]] QString title() const;
    /// Why it was skipped, aborted, quarantined or not run; never empty for these.
    [[nodiscard]] QString reason() const;
    /// The failures that decided: of the last bad attempt.
    [[nodiscard]] const std::vector<events::Failure> &failures() const;
    /// One sentence: the first failure, or the reason; empty for a passed case.
    [[nodiscard]] QString message() const;
    /// Of the first failure that has one, else of the case.
    [[nodiscard]] base::SourcePosition position() const;
    [[nodiscard]] bool isBad() const;
    /// How many there were, also when their details are not held.
    [[nodiscard]] int attempts() const;
};

/// In plan order.
[[nodiscard]] std::vector<CaseView> caseViews(const events::RunState &state);
/// Bad cases first: the order of every report for people.
[[nodiscard]] std::vector<CaseView> worstFirst(const events::RunState &state);

/// "passed", "failed", "interrupted": the run in one word.
[[nodiscard]] QString runVerdict(const events::RunState &state);

/// A failure as text of several lines: position, message, path, expected, actual, diff.
[[nodiscard]] QString failureText(const events::Failure &failure);
/// All of an attempt; the outcome when it has none.
[[nodiscard]] QString attemptText(const events::RunState::AttemptState &attempt);

} // namespace assay::reporting
