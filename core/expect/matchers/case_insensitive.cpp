// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &caseInsensitiveMatcher()
{
    static const MatcherKind kKind = {
        .name = u"caseInsensitive"_s,
        .holds = u"is %1 in any case"_s,
        .lacks = u"is not %1 in any case"_s,
        .summary = u"Text that is equal to this but for upper and lower case."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isString())
                    evaluation.lacks(call, u" (it is %1, not text)"_s.arg(kindWord(call.actual)));
                else if (call.actual.toString().compare(call.argument.text(),
                                                        Qt::CaseInsensitive) != 0)
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
