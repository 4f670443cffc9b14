// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &startsWithMatcher()
{
    static const MatcherKind kKind = {
        .name = u"startsWith"_s,
        .holds = u"starts with %1"_s,
        .lacks = u"does not start with %1"_s,
        .summary = u"Text that starts with this."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isString())
                    evaluation.lacks(call, u" (it is %1, not text)"_s.arg(kindWord(call.actual)));
                else if (!call.actual.toString().startsWith(call.argument.text()))
                    evaluation.lacks(call);
            },
        .check = [](Checking &checking,
                    const Node &argument) { checking.needs(argument, Node::Kind::Text); },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"string"_s}};
        },

    };
    return kKind;
}

} // namespace assay::expect
