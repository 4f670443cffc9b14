// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/suggest.h"
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/json_compare.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>
#include <QStringList>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

const QStringList &typeNames()
{
    static const QStringList kNames = {u"string"_s, u"number"_s, u"integer"_s, u"boolean"_s,
                                       u"null"_s,   u"array"_s,  u"object"_s};
    return kNames;
}

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return u"string"_s;
    case QJsonValue::Double:
        return isWholeNumber(value) ? u"integer"_s : u"number"_s;
    case QJsonValue::Bool:
        return u"boolean"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    default:
        return u"null"_s;
    }
}

} // namespace

const MatcherKind &typeMatcher()
{
    static const MatcherKind kKind = {
        .name = u"type"_s,
        .holds = u"is of type %1"_s,
        .lacks = u"is not of type %1"_s,
        .summary = u"string, number, integer, boolean, null, array or object."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                const QString wanted = call.argument.text();
                const QString is = typeOf(call.actual);
                const bool fits = wanted == is || (wanted == u"number" && is == u"integer");
                if (!fits)
                    evaluation.lacks(call, u" (it is of type %1)"_s.arg(is));
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (!checking.needs(argument, Node::Kind::Text))
                    return;
                if (!typeNames().contains(argument.text()))
                    checking.problem(argument, u"\"%1\" is not a type"_s.arg(argument.text()),
                                     base::didYouMean(argument.text(), typeNames()));
            },
        .describe = [](const Node &argument) -> QString { return argument.text(); },
        .schema = []() -> QJsonObject {
            return {{u"enum"_s, QJsonArray::fromStringList(typeNames())}};
        },

    };
    return kKind;
}

} // namespace assay::expect
