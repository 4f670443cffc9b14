// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/theme/theme.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace assay::ui {

/// What a case, a step or a service looks like: always a glyph, a word and a colour.
enum class Status {
    NotRun,
    Queued,
    Running,
    Passed,
    Flaky,
    Skipped,
    Quarantined, ///< bad, but it does not count
    Aborted,
    TimedOut,
    Failed,
    Error,
};
constexpr int kStatusCount = 11;

[[nodiscard]] QChar statusGlyph(Status status);   ///< "✓"
[[nodiscard]] QString statusWord(Status status);  ///< "passed"; untranslated: the filter's word
[[nodiscard]] QString statusLabel(Status status); ///< the word for people
[[nodiscard]] Role statusRole(Status status);
[[nodiscard]] std::optional<Status> statusFromWord(QStringView word);
/// Failed, Error, TimedOut.
[[nodiscard]] bool isBad(Status status);
/// Sorts what needs attention first: bad, running, flaky, ..., not run.
[[nodiscard]] int statusRank(Status status);

[[nodiscard]] Status statusOf(const events::RunState::CaseState &state);
[[nodiscard]] Status statusOf(const events::RunState::StepState &step);
[[nodiscard]] Status statusOf(const events::RunState::AttemptState &attempt);
[[nodiscard]] Status statusOf(model::Outcome outcome);
[[nodiscard]] Status statusOf(model::ServiceState state);

/// Draws the glyph as lines of its own, so that it is the same on every desktop's fonts.
void paintStatus(QPainter &painter, const QRectF &square, Status status, const QColor &colour);

} // namespace assay::ui
