// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expect/json_path.h"

#include <QRegularExpression>

namespace assay::expect {

/// Parsed paths and compiled patterns are kept by their text, a few hundred on each thread, so that
/// a check of the same suite costs microseconds. Any thread; nothing is shared.
[[nodiscard]] base::Result<JsonPath> cachedJsonPath(const QString &text);
[[nodiscard]] QRegularExpression cachedRegex(const QString &pattern,
                                             QRegularExpression::PatternOptions options = {});

/// The longest text that a pattern is tried on, in UTF-16 units.
constexpr qsizetype kMaxRegexSubject = 1024 * 1024;

/// The pattern occurs in the text. False when the pattern is invalid, the text is too long, or the
/// engine's own limits on backtracking stop it.
[[nodiscard]] bool regexMatches(const QRegularExpression &regex, const QString &text);

} // namespace assay::expect
