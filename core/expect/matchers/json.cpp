// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &jsonMatcher()
{
    static const MatcherKind kKind = {
        .name = u"json"_s,
        .holds = u"is JSON that %1"_s,
        .summary = u"Text that is JSON: the expectation is for the parsed value."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isString()) {
                    evaluation.fail(call, u"%1 is %2, not JSON text"_s.arg(shown(call.actual),
                                                                           kindWord(call.actual)));
                    return;
                }
                const auto value = base::parseJson(call.actual.toString().toUtf8());
                if (!value)
                    evaluation.fail(call,
                                    u"%1 is %2"_s.arg(shown(call.actual), value.error().title));
                else
                    evaluation.expect(*value, call.argument, call.path);
            },
        .check = [](Checking &checking, const Node &argument) { checking.expectation(argument); },
        .describe = [](const Node &argument) -> QString { return holdsPhrase(argument); },

    };
    return kKind;
}

} // namespace assay::expect
