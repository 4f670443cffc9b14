// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

#include <QStringList>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &allMatcher()
{
    static const MatcherKind kKind = {
        .name = u"all"_s,
        .holds = u"%1"_s,
        .summary = u"Every expectation of the list must hold."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                for (const Node &item : call.argument.items())
                    evaluation.expect(call.actual, item, call.path);
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (!checking.needs(argument, Node::Kind::List))
                    return;
                if (argument.items().empty())
                    checking.problem(argument, u"the list is empty"_s);
                checking.expectations(argument);
            },
        .describe = [](const Node &argument) -> QString {
            QStringList parts;
            for (const Node &item : argument.items())
                parts.append(holdsPhrase(item));
            return parts.join(u" and "_s);
        },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"array"_s}, {u"minItems"_s, 1}};
        },

    };
    return kKind;
}

} // namespace assay::expect
