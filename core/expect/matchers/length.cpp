// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/json_path_functions.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &lengthMatcher()
{
    static const MatcherKind kKind = {
        .name = u"length"_s,
        .holds = u"has a length that %1"_s,
        .summary = u"How many characters, elements or members: a number, or matchers on it."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                const QJsonValue length = pathLength(call.actual);
                if (length.isUndefined()) {
                    evaluation.fail(call, u"%1 has no length (it is %2)"_s.arg(
                                              shown(call.actual), kindWord(call.actual)));
                    return;
                }
                if (evaluation.fits(length, call.argument))
                    return;
                const QString wanted =
                    call.argument.kind() == Node::Kind::Number
                        ? u", not %1"_s.arg(shown(call.argument.value()))
                        : u"; wanted is one that "_s + holdsPhrase(call.argument);
                evaluation.fail(call, u"%1 has the length %2%3"_s.arg(shown(call.actual),
                                                                      shown(length), wanted));
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (argument.kind() != Node::Kind::Number && !argument.isMap()) {
                    checking.problem(argument, u"expected a number or matchers on the length"_s);
                    return;
                }
                checking.expectation(argument);
            },
        .describe = [](const Node &argument) -> QString { return holdsPhrase(argument); },
        .schema = []() -> QJsonObject {
            return {
                {u"anyOf"_s, QJsonArray{QJsonObject{{u"type"_s, u"integer"_s}, {u"minimum"_s, 0}},
                                        QJsonObject{{u"$ref"_s, u"#/definitions/matchers"_s}}}}};
        },

    };
    return kKind;
}

} // namespace assay::expect
