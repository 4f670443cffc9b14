// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/matchers/matcher_kind.h"
#include "expect/matchers/ordering.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &betweenMatcher()
{
    static const MatcherKind kKind = {
        .name = u"between"_s,
        .holds = u"is between %1"_s,
        .lacks = u"is not between %1"_s,
        .summary = u"Is at least the first and at most the second of two."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                const auto &items = call.argument.items();
                const Ordering low = orderAgainst(call.actual, items[0]);
                const Ordering high = orderAgainst(call.actual, items[1]);
                if (std::is_gteq(low.order) && std::is_lteq(high.order))
                    return;
                failOrdering(evaluation, call, low);
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (argument.items().size() != 2) {
                    checking.problem(argument, u"expected a list of two: [least, most]"_s);
                    return;
                }
                for (const Node &item : argument.items())
                    checkBound(checking, item);
            },
        .describe = [](const Node &argument) -> QString {
            return argument.items().size() == 2 ? describeBound(argument.items()[0]) + u" and "_s +
                                                      describeBound(argument.items()[1])
                                                : QString();
        },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"array"_s},
                    {u"items"_s, boundSchema()},
                    {u"minItems"_s, 2},
                    {u"maxItems"_s, 2}};
        },

    };
    return kKind;
}

} // namespace assay::expect
