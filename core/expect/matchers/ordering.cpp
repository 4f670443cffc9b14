// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/matchers/ordering.h"

#include "base/units.h"
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/json_compare.h"

#include <QDateTime>
#include <QJsonArray>

#include <cmath>
#include <optional>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

std::optional<QDateTime> moment(const QString &text)
{
    if (text.size() < 10 || text.size() > 64)
        return {};
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return {};
    if (time.timeSpec() == Qt::LocalTime) // no offset: the machine's zone must not decide
        time.setTimeSpec(Qt::UTC);
    return time;
}

QString inMilliseconds(double milliseconds)
{
    const double nanoseconds = milliseconds * 1e6;
    if (!(std::abs(nanoseconds) < 9e18))
        return shown(milliseconds) + u" ms"_s;
    return base::durationText(base::Nanoseconds(std::llround(nanoseconds)));
}

QString not_(const QJsonValue &actual, const QString &wanted)
{
    return u" (it is %1, not %2)"_s.arg(kindWord(actual), wanted);
}

} // namespace

Ordering orderAgainst(const QJsonValue &actual, const Node &bound)
{
    Ordering result;
    result.actual = shown(actual);
    if (bound.kind() == Node::Kind::Number) {
        if (actual.isDouble())
            result.order = compareNumbers(actual, bound.value());
        else
            result.note = not_(actual, u"a number"_s);
        return result;
    }
    if (const auto duration = base::parseDuration(bound.text())) {
        if (!actual.isDouble()) {
            result.note = not_(actual, u"a number of milliseconds"_s);
            return result;
        }
        result.order = actual.toDouble() <=> static_cast<double>(duration->count()) / 1e6;
        result.actual = inMilliseconds(actual.toDouble());
        if (result.actual == base::durationText(*duration) && std::is_neq(result.order))
            result.actual = shown(actual) + u" ms"_s; // rounding must not hide the difference
        return result;
    }
    const auto wanted = moment(bound.text());
    const auto is = actual.isString() ? moment(actual.toString()) : std::nullopt;
    if (wanted && is)
        result.order = wanted->msecsTo(*is) <=> 0;
    else
        result.note = u" (it is %1)"_s.arg(
            actual.isString() ? u"not a date and time"_s
                              : u"%1, not a date and time"_s.arg(kindWord(actual)));
    return result;
}

void failOrdering(Evaluation &evaluation, const MatcherCall &call, const Ordering &ordering)
{
    if (evaluation.quiet()) {
        evaluation.lacks(call);
        return;
    }
    const QString wanted = call.kind.lacks.arg(call.kind.describe(call.argument));
    evaluation.fail(call, ordering.actual + u' ' + wanted + ordering.note);
}

void matchOrdering(Evaluation &evaluation, const MatcherCall &call,
                   bool (*holds)(std::partial_ordering))
{
    // Numbers, by far the most frequent, need no words when all is well.
    if (call.argument.kind() == Node::Kind::Number && call.actual.isDouble() &&
        holds(compareNumbers(call.actual, call.argument.value())))
        return;
    const Ordering ordering = orderAgainst(call.actual, call.argument);
    if (!holds(ordering.order))
        failOrdering(evaluation, call, ordering);
}

void checkBound(Checking &checking, const Node &bound)
{
    if (bound.kind() == Node::Kind::Number || Checking::isLater(bound))
        return;
    if (bound.isText() && (base::parseDuration(bound.text()) || moment(bound.text())))
        return;
    checking.problem(
        bound, u"%1 is not a number, a duration or a date and time"_s.arg(shown(bound.toJson())),
        u"write for example 5, 200ms or 2024-05-01T12:00:00Z"_s);
}

QString describeBound(const Node &bound)
{
    if (bound.isText()) {
        if (const auto duration = base::parseDuration(bound.text()))
            return base::durationText(*duration);
        return bound.text().left(80);
    }
    return shown(bound.toJson());
}

QJsonObject boundSchema()
{
    return {{u"type"_s, QJsonArray{u"number"_s, u"string"_s}}};
}

} // namespace assay::expect
