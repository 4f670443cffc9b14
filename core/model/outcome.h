// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace assay::model {

/// How a step, an attempt or a case ended (semantics: "Outcomes, retries, flaky").
/// Flaky is not an outcome: it is a passed case that needed more than one attempt.
enum class Outcome {
    Passed,
    Failed, ///< an expectation did not hold
    Error,  ///< it could not be carried out
    TimedOut,
    Skipped, ///< never ran; a reason says why
    Aborted, ///< was stopped from outside
};

/// "passed", "failed", "error", "timed out", "skipped", "aborted": in files, events and reports.
[[nodiscard]] QString outcomeName(Outcome outcome);
[[nodiscard]] std::optional<Outcome> outcomeFromName(QStringView name);

/// Failed, Error or TimedOut: what makes a run red.
[[nodiscard]] bool isBad(Outcome outcome);

/// The worse of two, for groups: Aborted > Error > TimedOut > Failed > Passed > Skipped.
[[nodiscard]] Outcome worse(Outcome a, Outcome b);

} // namespace assay::model
