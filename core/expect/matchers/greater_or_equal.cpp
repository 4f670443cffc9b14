// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/matchers/matcher_kind.h"
#include "expect/matchers/ordering.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &greaterOrEqualMatcher()
{
    static const MatcherKind kKind = {
        .name = u"gte"_s,
        .holds = u"is at least %1"_s,
        .lacks = u"is not at least %1"_s,
        .summary = u"Is this number, duration or date and time, or more."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                matchOrdering(evaluation, call,
                              [](std::partial_ordering order) { return std::is_gteq(order); });
            },
        .check = [](Checking &checking, const Node &argument) { checkBound(checking, argument); },
        .describe = [](const Node &argument) -> QString { return describeBound(argument); },
        .schema = []() -> QJsonObject { return boundSchema(); },

    };
    return kKind;
}

} // namespace assay::expect
