// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &equalsMatcher()
{
    static const MatcherKind kKind = {
        .name = u"equals"_s,
        .holds = u"is %1"_s,
        .summary = u"Is equal to this, taken literally; numbers compare by value."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                evaluation.equals(call.actual, call.argument, call.path, true);
            },

    };
    return kKind;
}

} // namespace assay::expect
