// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &inMatcher()
{
    static const MatcherKind kKind = {
        .name = u"in"_s,
        .holds = u"is one of %1"_s,
        .lacks = u"is not one of %1"_s,
        .summary = u"Is equal to, or fits, one of these."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                for (const Node &item : call.argument.items()) {
                    if (evaluation.fits(call.actual, item))
                        return;
                }
                evaluation.lacks(call);
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (!checking.needs(argument, Node::Kind::List))
                    return;
                if (argument.items().empty())
                    checking.problem(argument, u"the list is empty"_s);
                checking.expectations(argument);
            },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"array"_s}, {u"minItems"_s, 1}};
        },

    };
    return kKind;
}

} // namespace assay::expect
