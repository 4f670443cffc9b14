// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/xpath.h"

#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>
#include <QStringList>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

/// One node stands for its text, none for nothing; a list is wanted when the expectation is one.
QJsonValue oneOrMany(const QJsonValue &value, const Node &expected)
{
    if (!value.isArray() || expected.isList())
        return value;
    const QJsonArray nodes = value.toArray();
    if (nodes.isEmpty())
        return QJsonValue::Undefined;
    return nodes.size() == 1 ? nodes.at(0) : value;
}

} // namespace

const MatcherKind &xpathMatcher()
{
    static const MatcherKind kKind = {
        .name = u"xpath"_s,
        .holds = u"is XML where %1"_s,
        .summary = u"Text that is XML or HTML: XPath 1.0 expressions and what each must give."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isString()) {
                    evaluation.fail(call, u"%1 is %2, not XML text"_s.arg(shown(call.actual),
                                                                          kindWord(call.actual)));
                    return;
                }
                const auto document = XmlDocument::parse(call.actual.toString());
                if (!document) {
                    evaluation.fail(call,
                                    u"%1 is %2"_s.arg(shown(call.actual), document.error().title));
                    return;
                }
                for (const Node::Member &member : call.argument.members()) {
                    const QString where =
                        call.path.isEmpty() ? member.key : call.path + u' ' + member.key;
                    const auto value = document->evaluate(member.key);
                    if (!value)
                        evaluation.fail({where, value.error().title, {}, {}, {}});
                    else
                        evaluation.expect(oneOrMany(*value, member.value), member.value, where);
                }
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (!checking.needs(argument, Node::Kind::Map))
                    return;
                for (const Node::Member &member : argument.members()) {
                    if (!member.key.contains(u"${"_s)) {
                        if (const auto fine = checkXPath(member.key); !fine)
                            checking.problem(argument, fine.error().title);
                    }
                    checking.expectation(member.value);
                }
            },
        .describe = [](const Node &argument) -> QString {
            QStringList parts;
            for (const Node::Member &member : argument.members())
                parts.append(member.key.left(80) + u' ' + holdsPhrase(member.value));
            return parts.join(u" and "_s);
        },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"object"_s}, {u"minProperties"_s, 1}};
        },

    };
    return kKind;
}

} // namespace assay::expect
