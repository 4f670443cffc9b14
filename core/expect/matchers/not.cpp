// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &notMatcher()
{
    static const MatcherKind kKind = {
        .name = u"not"_s,
        .holds = u"is not what %1"_s,
        .summary = u"The expectation inside must not hold."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!evaluation.fits(call.actual, call.argument))
                    return;
                evaluation.fail(call, u"%1 %2, which is not wanted"_s.arg(
                                          shown(call.actual), holdsPhrase(call.argument)));
            },
        .check = [](Checking &checking, const Node &argument) { checking.expectation(argument); },
        .describe = [](const Node &argument) -> QString { return holdsPhrase(argument); },

    };
    return kKind;
}

} // namespace assay::expect
