// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/capture.h"

#include "base/json_text.h"
#include "base/suggest.h"
#include "expect/json_path.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace assay::steps {

using namespace Qt::StringLiterals;

namespace {

base::Result<QJsonValue> selectByPath(const QJsonValue &value, QStringView pathText)
{
    const auto path = expect::JsonPath::parse(pathText);
    if (!path)
        return base::failure(path.error());
    const auto nodes = path->query(value);
    if (path->isSingular()) {
        if (nodes.empty()) {
            return base::failure(u"nothing is at %1"_s.arg(pathText),
                                 u"the value is %1"_s.arg(base::jsonForMessage(value)));
        }
        return nodes.front().value;
    }
    QJsonArray all;
    for (const auto &node : nodes)
        all.append(node.value);
    return all;
}

/// "headers.etag", "rows.$[0].id", "status", "$.id".
base::Result<QJsonValue> select(const QString &source, Fields &fields)
{
    if (source.startsWith(u'$')) {
        const auto value = fields.get(fields.defaultField());
        if (!value)
            return value;
        return selectByPath(*value, source);
    }
    const qsizetype dot = source.indexOf(u'.');
    const QString name = dot < 0 ? source : source.first(dot);
    auto value = fields.get(name);
    if (!value || dot < 0)
        return value;
    const QString rest = source.sliced(dot + 1);
    if (rest.startsWith(u'$'))
        return selectByPath(*value, rest);
    const QJsonObject members = value->toObject();
    const QJsonValue member =
        fields.isNamed(name) ? fields.member(name, rest) : members.value(rest);
    if (member.isUndefined()) {
        return base::failure(u"%1 has no \"%2\""_s.arg(name, rest),
                             base::didYouMean(rest, members.keys()));
    }
    return member;
}

base::Result<QJsonValue> selectByRegex(const QJsonValue &value, const QString &pattern)
{
    const QRegularExpression regex(pattern);
    if (!regex.isValid())
        return base::failure(u"not a regular expression: %1"_s.arg(regex.errorString()));
    constexpr qsizetype kLongest = 1024 * 1024;
    const QString text =
        (value.isString() ? value.toString() : QString::fromUtf8(base::compactJson(value)))
            .left(kLongest);
    const QRegularExpressionMatch match = regex.match(text);
    if (!match.hasMatch())
        return base::failure(u"nothing matches /%1/"_s.arg(pattern));
    return QJsonValue(match.captured(match.lastCapturedIndex() >= 1 ? 1 : 0));
}

} // namespace

base::Result<> capture(const model::Step &step, StepContext &context, Fields &fields)
{
    for (const model::Node::Member &member : step.capture.members()) {
        const model::Node &source = member.value;
        base::Result<QJsonValue> value = QJsonValue();
        if (source.isMap()) {
            const QString from =
                source.contains(u"from") ? source[u"from"].text() : fields.defaultField();
            value = select(from, fields);
            if (value && source.contains(u"regex"))
                value = selectByRegex(*value, source[u"regex"].text());
        } else {
            value = select(source.text(), fields);
        }
        if (!value) {
            base::Error error = value.error();
            error.title = u"cannot capture \"%1\": %2"_s.arg(member.key, error.title);
            return base::failure(error.at({step.file, member.line, member.column}));
        }
        context.scope().set(member.key, *value);
    }
    return {};
}

} // namespace assay::steps
