// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/matchers/matcher_kind.h"
#include "expect/matchers/ordering.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &greaterMatcher()
{
    static const MatcherKind kKind = {
        .name = u"gt"_s,
        .holds = u"is greater than %1"_s,
        .lacks = u"is not greater than %1"_s,
        .summary = u"Is greater than this number, duration or date and time."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                matchOrdering(evaluation, call,
                              [](std::partial_ordering order) { return std::is_gt(order); });
            },
        .check = [](Checking &checking, const Node &argument) { checkBound(checking, argument); },
        .describe = [](const Node &argument) -> QString { return describeBound(argument); },
        .schema = []() -> QJsonObject { return boundSchema(); },

    };
    return kKind;
}

} // namespace assay::expect
