// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/json_path_functions.h"

#include "expect/cached.h"
#include "expect/i_regexp.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

const std::vector<PathFunctionRules> &functions()
{
    using enum PathType;
    static const std::vector<PathFunctionRules> kFunctions = {
        {PathFunction::Length, u"length"_s, {Value}, Value},
        {PathFunction::Count, u"count"_s, {Nodes}, Value},
        {PathFunction::Match, u"match"_s, {Value, Value}, Logical},
        {PathFunction::Search, u"search"_s, {Value, Value}, Logical},
        {PathFunction::Value, u"value"_s, {Nodes}, Value},
    };
    return kFunctions;
}

} // namespace

const PathFunctionRules *findPathFunction(const QString &name)
{
    const auto found = std::ranges::find(functions(), name, &PathFunctionRules::name);
    return found == functions().end() ? nullptr : &*found;
}

const PathFunctionRules &pathFunctionRules(PathFunction function)
{
    return *std::ranges::find(functions(), function, &PathFunctionRules::function);
}

QStringList pathFunctionNames()
{
    QStringList names;
    for (const PathFunctionRules &rules : functions())
        names.append(rules.name);
    return names;
}

QJsonValue pathLength(const QJsonValue &value)
{
    if (value.isArray())
        return value.toArray().size();
    if (value.isObject())
        return value.toObject().size();
    if (!value.isString())
        return QJsonValue::Undefined;
    const QString text = value.toString();
    qint64 count = 0;
    for (qsizetype i = 0; i < text.size(); ++i, ++count) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
    }
    return count;
}

bool pathMatches(const PathCall &call, const QJsonValue &text, const QJsonValue &pattern)
{
    if (!text.isString() || !pattern.isString())
        return false;
    if (call.pattern)
        return regexMatches(*call.pattern, text.toString());
    return regexMatches(iRegexp(pattern.toString(), call.function == PathFunction::Match),
                        text.toString());
}

} // namespace assay::expect
