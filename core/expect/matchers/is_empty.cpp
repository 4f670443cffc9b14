// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/json_path_functions.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &isEmptyMatcher()
{
    static const MatcherKind kKind = {
        .name = u"isEmpty"_s,
        .holds = u"%1"_s,
        .summary = u"true: a text, list or map without anything in it; false: with something."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                const QJsonValue length = pathLength(call.actual);
                if (length.isUndefined())
                    evaluation.fail(call, u"%1 is neither empty nor full (it is %2)"_s.arg(
                                              shown(call.actual), kindWord(call.actual)));
                else if ((length.toInteger() == 0) != call.argument.value().toBool())
                    evaluation.fail(call, call.argument.value().toBool()
                                              ? u"%1 is not empty"_s.arg(shown(call.actual))
                                              : u"%1 is empty"_s.arg(shown(call.actual)));
            },
        .check = [](Checking &checking,
                    const Node &argument) { checking.needs(argument, Node::Kind::Bool); },
        .describe = [](const Node &argument) -> QString {
            return argument.value().toBool() ? u"is empty"_s : u"is not empty"_s;
        },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"boolean"_s}};
        },

    };
    return kKind;
}

} // namespace assay::expect
