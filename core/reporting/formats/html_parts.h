// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reporting/case_view.h"

#include <QByteArray>

#include <vector>

namespace assay::reporting::formats {

/// The pieces of the HTML report. All text goes through htmlText(). Internal to this folder.

/// resources/report/report.html, with {{policy}}, {{title}} and {{body}} to fill.
[[nodiscard]] QByteArrayView htmlTemplate();

/// "timedout": the style class of a verdict.
[[nodiscard]] QByteArray verdictClass(Verdict verdict);
/// "✕": never without its word beside it, or in a label.
[[nodiscard]] QByteArray verdictGlyph(Verdict verdict);

/// Lanes of workers over the run's time, each case a bar that links to its details; empty when
/// nothing ran.
[[nodiscard]] QByteArray htmlTimeline(const events::RunState &state,
                                      const std::vector<CaseView> &views);

/// How much of a case is shown.
enum class CaseDetail { Line, Steps, Everything };
[[nodiscard]] QByteArray htmlCase(const CaseView &view, CaseDetail detail, bool open);
/// A step of a suite or fixture that went wrong.
[[nodiscard]] QByteArray htmlSuiteStep(const events::RunState::SuiteStep &step);

} // namespace assay::reporting::formats
