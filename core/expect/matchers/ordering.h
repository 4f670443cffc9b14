// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expect/matchers/matcher_kind.h"

#include <QJsonValue>

#include <compare>

namespace assay::expect {

/// What gt, gte, lt, lte and between share. A bound is a number, a duration ("500ms": the value is
/// in milliseconds) or a date and time (the value is one too).

struct Ordering
{
    std::partial_ordering order = std::partial_ordering::unordered;
    QString actual; ///< as it is shown beside the bound: "3.01 s"
    QString note;   ///< why they cannot be compared; else ""
};

[[nodiscard]] Ordering orderAgainst(const QJsonValue &actual, const model::Node &bound);
void matchOrdering(Evaluation &evaluation, const MatcherCall &call,
                   bool (*holds)(std::partial_ordering));
void failOrdering(Evaluation &evaluation, const MatcherCall &call, const Ordering &ordering);
void checkBound(Checking &checking, const model::Node &bound);
[[nodiscard]] QString describeBound(const model::Node &bound);
[[nodiscard]] QJsonObject boundSchema();

} // namespace assay::expect
