// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &eachMatcher()
{
    static const MatcherKind kKind = {
        .name = u"each"_s,
        .holds = u"has only elements where each %1"_s,
        .summary = u"Every element of the list fits."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isArray()) {
                    evaluation.fail(call, u"%1 is %2, not a list"_s.arg(shown(call.actual),
                                                                        kindWord(call.actual)));
                    return;
                }
                const QJsonArray array = call.actual.toArray();
                for (qsizetype i = 0; i < array.size(); ++i)
                    evaluation.expect(array.at(i), call.argument, elementPath(call.path, i));
            },
        .check = [](Checking &checking, const Node &argument) { checking.expectation(argument); },
        .describe = [](const Node &argument) -> QString { return holdsPhrase(argument); },

    };
    return kKind;
}

} // namespace assay::expect
