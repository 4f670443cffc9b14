// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"
#include "expect/named_patterns.h"

#include <QJsonArray>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &matchesMatcher()
{
    static const MatcherKind kKind = {
        .name = u"matches"_s,
        .holds = u"matches %1"_s,
        .lacks = u"does not match %1"_s,
        .summary =
            u"A regular expression that occurs in the text, or a name: uuid, iso8601, email, url, integer, semver, base64, jwt."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isString() && !call.actual.isDouble()) {
                    evaluation.lacks(call, u" (it is %1, not text)"_s.arg(kindWord(call.actual)));
                    return;
                }
                const QString text =
                    call.actual.isString() ? call.actual.toString() : shown(call.actual);
                switch (matchPattern(call.argument.text(), text)) {
                case PatternOutcome::Matches:
                    return;
                case PatternOutcome::Differs:
                    evaluation.lacks(call);
                    return;
                case PatternOutcome::TooLong:
                    evaluation.lacks(call, u" (text over 1 MiB is not looked at)"_s);
                    return;
                case PatternOutcome::TooHard:
                    evaluation.lacks(call, u" (the pattern needs too many steps on this text)"_s);
                    return;
                }
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (!checking.needs(argument, Node::Kind::Text))
                    return;
                if (const QString problem = patternProblem(argument.text()); !problem.isEmpty())
                    checking.problem(argument, problem);
            },
        .describe = [](const Node &argument) -> QString {
            return isPatternName(argument.text()) ? argument.text()
                                                  : u"/%1/"_s.arg(argument.text().left(120));
        },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"string"_s},
                    {u"examples"_s, QJsonArray::fromStringList(patternNames())}};
        },

    };
    return kKind;
}

} // namespace assay::expect
