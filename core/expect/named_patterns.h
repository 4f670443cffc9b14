// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace assay::expect {

/// The argument of `matches`: a regular expression (PCRE) or one of a few names.
enum class PatternOutcome { Matches, Differs, TooLong, TooHard };

[[nodiscard]] const QStringList &patternNames();
[[nodiscard]] bool isPatternName(const QString &pattern);
/// Why it is no pattern; "" when it is one.
[[nodiscard]] QString patternProblem(const QString &pattern);
[[nodiscard]] PatternOutcome matchPattern(const QString &pattern, const QString &text);

} // namespace assay::expect
