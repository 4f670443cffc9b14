// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &existsMatcher()
{
    static const MatcherKind kKind = {
        .name = u"exists"_s,
        .holds = u"%1"_s,
        .summary = u"true: something is there, null too; false: nothing is."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (call.argument.value().toBool() && call.actual.isUndefined())
                    evaluation.fail(call, call.path.isEmpty()
                                              ? u"nothing is there"_s
                                              : u"nothing is at %1"_s.arg(call.path));
                else if (!call.argument.value().toBool() && !call.actual.isUndefined())
                    evaluation.fail(
                        call, u"%1 is there, and nothing should be"_s.arg(shown(call.actual)));
            },
        .check = [](Checking &checking,
                    const Node &argument) { checking.needs(argument, Node::Kind::Bool); },
        .describe = [](const Node &argument) -> QString {
            return argument.value().toBool() ? u"is there"_s : u"is not there"_s;
        },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"boolean"_s}};
        },

    };
    return kKind;
}

} // namespace assay::expect
