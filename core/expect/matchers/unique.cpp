// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

#include <QHash>
#include <QJsonArray>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &uniqueMatcher()
{
    static const MatcherKind kKind = {
        .name = u"unique"_s,
        .holds = u"%1"_s,
        .summary = u"true: no two elements of the list are equal; false: some are."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isArray()) {
                    evaluation.fail(call, u"%1 is %2, not a list"_s.arg(shown(call.actual),
                                                                        kindWord(call.actual)));
                    return;
                }
                const QJsonArray array = call.actual.toArray();
                QHash<QByteArray, qsizetype> seen;
                for (qsizetype i = 0; i < array.size(); ++i) {
                    const QByteArray text = base::compactJson(array.at(i));
                    if (const auto earlier = seen.constFind(text); earlier != seen.constEnd()) {
                        if (call.argument.value().toBool())
                            evaluation.fail(call,
                                            u"element %1 is the same as element %2: %3"_s.arg(i)
                                                .arg(*earlier)
                                                .arg(shown(array.at(i))));
                        return;
                    }
                    seen.insert(text, i);
                }
                if (!call.argument.value().toBool())
                    evaluation.fail(call, u"%1 has no element twice"_s.arg(shown(call.actual)));
            },
        .check = [](Checking &checking,
                    const Node &argument) { checking.needs(argument, Node::Kind::Bool); },
        .describe = [](const Node &argument) -> QString {
            return argument.value().toBool() ? u"has no element twice"_s
                                             : u"has an element twice"_s;
        },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"boolean"_s}};
        },

    };
    return kKind;
}

} // namespace assay::expect
