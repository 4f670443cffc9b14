// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

void containsMembers(Evaluation &evaluation, const QJsonObject &actual, const Node &wanted,
                     const QString &path, int depth)
{
    for (const Node::Member &member : wanted.members()) {
        const QJsonValue value = actual.value(member.key);
        const QString where = memberPath(path, member.key);
        const bool map = member.value.isMap() && !isMatcher(member.value) &&
                         mapForm(member.value) != MapForm::Paths;
        if (map && value.isObject() && depth < Evaluation::kMaxDepth)
            containsMembers(evaluation, value.toObject(), member.value, where, depth + 1);
        else
            evaluation.expect(value, member.value, where);
    }
}

} // namespace

const MatcherKind &containsMatcher()
{
    static const MatcherKind kKind = {
        .name = u"contains"_s,
        .holds = u"contains %1"_s,
        .lacks = u"does not contain %1"_s,
        .summary =
            u"Text that has this part, a list that has this element, or a map that has these members."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (call.actual.isString()) {
                    if (!call.argument.isText())
                        evaluation.lacks(call, u" (a text contains only text)"_s);
                    else if (!call.actual.toString().contains(call.argument.text()))
                        evaluation.lacks(call);
                } else if (call.actual.isArray()) {
                    const QJsonArray array = call.actual.toArray();
                    for (const QJsonValue &element : array) {
                        if (evaluation.fits(element, call.argument))
                            return;
                    }
                    evaluation.lacks(call);
                } else if (call.actual.isObject() && call.argument.isMap()) {
                    containsMembers(evaluation, call.actual.toObject(), call.argument, call.path,
                                    0);
                } else {
                    evaluation.lacks(call, u" (it is %1)"_s.arg(kindWord(call.actual)));
                }
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (!argument.isMap() || mapForm(argument) != MapForm::Mixed)
                    checking.expectation(argument);
            },
        .describe = [](const Node &argument) -> QString {
            return isMatcher(argument) ? u"what "_s + holdsPhrase(argument)
                                       : shown(argument.toJson());
        },

    };
    return kKind;
}

} // namespace assay::expect
