// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"
#include "expect/matchers/ordering.h"

#include <QJsonArray>

#include <cmath>
#include <optional>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

const Node &part(const Node &argument, QStringView name, std::size_t index)
{
    static const Node kMissing;
    if (argument.isList())
        return argument.items().size() == 2 ? argument.items()[index] : kMissing;
    return argument[name];
}

const Node &valueOf(const Node &argument)
{
    return part(argument, u"value", 0);
}

const Node &withinOf(const Node &argument)
{
    return part(argument, u"within", 1);
}

/// Durations count in milliseconds, as the value beside them does.
std::optional<double> magnitude(const Node &node)
{
    if (node.kind() == Node::Kind::Number)
        return node.value().toDouble();
    if (!node.isText())
        return {};
    const auto duration = base::parseDuration(node.text());
    if (!duration)
        return {};
    return static_cast<double>(duration->count()) / 1e6;
}

} // namespace

const MatcherKind &closeToMatcher()
{
    static const MatcherKind kKind = {
        .name = u"closeTo"_s,
        .holds = u"is within %1"_s,
        .lacks = u"is not within %1"_s,
        .summary =
            u"Is this number give or take: {value, within} or [value, within]; durations too."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                const auto value = magnitude(valueOf(call.argument));
                const auto within = magnitude(withinOf(call.argument));
                if (!call.actual.isDouble()) {
                    evaluation.lacks(call,
                                     u" (it is %1, not a number)"_s.arg(kindWord(call.actual)));
                    return;
                }
                const double distance = std::abs(call.actual.toDouble() - *value);
                if (!(distance <= *within))
                    evaluation.lacks(call, u" (it is %1 away)"_s.arg(shown(distance)));
            },
        .check =
            [](Checking &checking, const Node &argument) {
                const Node &value = valueOf(argument);
                const Node &within = withinOf(argument);
                if (value.isMissing() || within.isMissing()) {
                    checking.problem(argument, u"expected {value: a number, within: a number}"_s);
                    return;
                }
                for (const Node *node : {&value, &within}) {
                    if (!magnitude(*node) && !Checking::isLater(*node))
                        checking.problem(*node, u"%1 is not a number or a duration"_s.arg(
                                                    shown(node->toJson())));
                }
            },
        .describe = [](const Node &argument) -> QString {
            return u"%1 of %2"_s.arg(describeBound(withinOf(argument)),
                                     describeBound(valueOf(argument)));
        },
        .schema = []() -> QJsonObject {
            const QJsonObject both{{u"value"_s, boundSchema()}, {u"within"_s, boundSchema()}};
            const QJsonObject map{{u"type"_s, u"object"_s},
                                  {u"properties"_s, both},
                                  {u"required"_s, QJsonArray{u"value"_s, u"within"_s}}};
            const QJsonObject list{{u"type"_s, u"array"_s},
                                   {u"items"_s, boundSchema()},
                                   {u"minItems"_s, 2},
                                   {u"maxItems"_s, 2}};
            return {{u"anyOf"_s, QJsonArray{map, list}}};
        },

    };
    return kKind;
}

} // namespace assay::expect
