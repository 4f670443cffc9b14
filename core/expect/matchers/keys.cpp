// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>
#include <QStringList>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &keysMatcher()
{
    static const MatcherKind kKind = {
        .name = u"keys"_s,
        .holds = u"has the keys %1"_s,
        .lacks = u"does not have the keys %1"_s,
        .summary = u"The names of the map, in any order: a list, or matchers on the sorted list."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isObject()) {
                    evaluation.fail(call, u"%1 is %2, not a map"_s.arg(shown(call.actual),
                                                                       kindWord(call.actual)));
                    return;
                }
                const QStringList keys = call.actual.toObject().keys();
                if (call.argument.isMap()) {
                    evaluation.expect(QJsonArray::fromStringList(keys), call.argument, call.path);
                    return;
                }
                QStringList missing;
                QStringList wanted;
                for (const Node &item : call.argument.items()) {
                    wanted.append(item.text());
                    if (!keys.contains(item.text()))
                        missing.append(item.text());
                }
                QStringList surplus;
                for (const QString &key : keys) {
                    if (!wanted.contains(key))
                        surplus.append(key);
                }
                QStringList notes;
                if (!missing.isEmpty())
                    notes.append(u"missing: "_s + missing.join(u", "_s).left(120));
                if (!surplus.isEmpty())
                    notes.append(u"not expected: "_s + surplus.join(u", "_s).left(120));
                if (!notes.isEmpty())
                    evaluation.lacks(call, u" ("_s + notes.join(u"; "_s) + u')');
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (argument.isMap()) {
                    checking.expectation(argument);
                    return;
                }
                if (!checking.needs(argument, Node::Kind::List))
                    return;
                for (const Node &item : argument.items())
                    checking.needs(item, Node::Kind::Text);
            },
        .describe = [](const Node &argument) -> QString {
            return argument.isMap() ? u"that: "_s + holdsPhrase(argument)
                                    : shown(argument.toJson());
        },
        .schema = []() -> QJsonObject {
            return {{u"anyOf"_s,
                     QJsonArray{QJsonObject{{u"type"_s, u"array"_s},
                                            {u"items"_s, QJsonObject{{u"type"_s, u"string"_s}}}},
                                QJsonObject{{u"$ref"_s, u"#/definitions/matchers"_s}}}}};
        },

    };
    return kKind;
}

} // namespace assay::expect
