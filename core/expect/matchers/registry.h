// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expect/matchers/matcher_kind.h"

#include <vector>

namespace assay::expect {

/// Every matcher, in the order in which help lists them. To add one: write its file, declare it in
/// registry.cpp and put it in the list there.
[[nodiscard]] const std::vector<const MatcherKind *> &allMatchers();
/// Null when there is no such matcher.
[[nodiscard]] const MatcherKind *findMatcher(const QString &name);
/// The argument in words, cut to a bound.
[[nodiscard]] QString describeArgument(const MatcherKind &kind, const model::Node &argument);

} // namespace assay::expect
