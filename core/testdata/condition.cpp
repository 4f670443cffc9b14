// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/condition.h"

#include <QRegularExpression>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

bool isLess(const QJsonValue &a, const QJsonValue &b)
{
    return a.isString() && b.isString() ? a.toString() < b.toString() : a.toDouble() < b.toDouble();
}

} // namespace

bool Condition::holds(const QJsonValue &actual) const
{
    if (op == Operator::None)
        return true;
    if (op == Operator::Equal || op == Operator::NotEqual)
        return (actual == value) == (op == Operator::Equal);
    if (actual.type() != value.type())
        return false;
    const bool less = isLess(actual, value);
    const bool greater = isLess(value, actual);
    switch (op) {
    case Operator::Less:
        return less;
    case Operator::LessOrEqual:
        return !greater;
    case Operator::Greater:
        return greater;
    default:
        return !less;
    }
}

base::Result<Condition> parseCondition(const QString &text)
{
    static const QRegularExpression kForm(
        u"^\\s*(?:(\\w+)\\.)?(\\w+)\\s*(=|!=|<>|<=|>=|<|>)\\s*"
        "(?:'((?:[^']|'')*)'|(-?\\d+(?:\\.\\d+)?)|(true|false|null))\\s*$"_s);
    const auto match = kForm.match(text);
    if (!match.hasMatch()) {
        return base::failure(u"\"%1\" is no condition"_s.arg(text),
                             u"write a column, an operator and a value: status = 'ready'"_s);
    }
    Condition condition;
    condition.table = match.captured(1);
    condition.column = match.captured(2);
    const QString op = match.captured(3);
    using Operator = Condition::Operator;
    condition.op = op == u"="    ? Operator::Equal
                   : op == u"<"  ? Operator::Less
                   : op == u">"  ? Operator::Greater
                   : op == u"<=" ? Operator::LessOrEqual
                   : op == u">=" ? Operator::GreaterOrEqual
                                 : Operator::NotEqual;
    if (match.hasCaptured(4))
        condition.value = match.captured(4).replace(u"''"_s, u"'"_s);
    else if (match.hasCaptured(5))
        condition.value = match.captured(5).toDouble();
    else if (match.captured(6) == u"null")
        condition.value = QJsonValue::Null;
    else
        condition.value = match.captured(6) == u"true";
    return condition;
}

} // namespace assay::testdata
