// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/mock_template.h"

#include "base/json_text.h"
#include "base/suggest.h"
#include "expect/json_path.h"

#include <QJsonArray>

namespace assay::simulation {

using namespace Qt::StringLiterals;

namespace {

const QStringList &roots()
{
    static const QStringList kRoots{u"path"_s,  u"query"_s,  u"headers"_s, u"json"_s,
                                    u"state"_s, u"method"_s, u"body"_s,    u"count"_s};
    return kRoots;
}

struct Part
{
    QString text;
    bool isName = false;
};

base::Result<std::vector<Part>> split(const QString &text)
{
    std::vector<Part> parts;
    qsizetype at = 0;
    for (;;) {
        const qsizetype open = text.indexOf(u"{{"_s, at);
        if (open < 0) {
            if (at < text.size())
                parts.push_back({text.mid(at)});
            return parts;
        }
        const qsizetype close = text.indexOf(u"}}"_s, open);
        if (close < 0)
            return base::failure(u"{{ is not closed"_s, u"write }} after the name"_s);
        if (open > at)
            parts.push_back({text.mid(at, open - at)});
        parts.push_back({text.mid(open + 2, close - open - 2).trimmed(), true});
        at = close + 2;
    }
}

QJsonValue member(const QJsonValue &value, const QString &rest)
{
    if (rest.isEmpty())
        return value;
    if (!rest.startsWith(u'.') && !rest.startsWith(u'['))
        return QJsonValue::Null;
    // A plain name first: headers have dashes in theirs.
    const QString name = rest.mid(1);
    if (rest.startsWith(u'.') && value.toObject().contains(name))
        return value.toObject().value(name);
    const auto path = expect::JsonPath::parse(u'$' + rest);
    if (!path)
        return QJsonValue::Null;
    const auto nodes = path->query(value);
    if (nodes.empty())
        return QJsonValue::Null;
    return nodes.front().value;
}

QJsonValue valueOf(const QString &name, const TemplateValues &values)
{
    qsizetype end = 0;
    while (end < name.size() && name.at(end).isLetter())
        ++end;
    const QString root = name.first(end);
    const QString rest = name.mid(end);
    if (root == u"path")
        return member(values.path, rest);
    if (root == u"query")
        return member(values.request.query, rest);
    if (root == u"headers")
        return member(values.request.headers, rest.toLower());
    if (root == u"json")
        return member(values.request.json, rest);
    if (root == u"state")
        return member(values.state, rest);
    if (root == u"method")
        return values.request.method;
    if (root == u"body")
        return QString::fromUtf8(values.request.body);
    return root == u"count" ? QJsonValue(values.count) : QJsonValue(QJsonValue::Null);
}

QString asText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isNull() || value.isUndefined())
        return {};
    return QString::fromUtf8(base::compactJson(value));
}

} // namespace

base::Result<> checkMockTemplate(const QString &text)
{
    const auto parts = split(text);
    if (!parts)
        return base::failure(parts.error());
    for (const Part &part : *parts) {
        if (!part.isName)
            continue;
        qsizetype end = 0;
        while (end < part.text.size() && part.text.at(end).isLetter())
            ++end;
        const QString root = part.text.first(end);
        if (!roots().contains(root))
            return base::failure(u"{{%1}} is not known"_s.arg(part.text),
                                 base::didYouMean(root, roots()));
        const QString rest = part.text.mid(end);
        if (root == u"json" && !rest.isEmpty() && !expect::JsonPath::parse(u'$' + rest))
            return base::failure(u"{{%1}} is not a path"_s.arg(part.text),
                                 u"write it like {{json.messages[0].content}}"_s);
    }
    return {};
}

QJsonValue fillTemplate(const QString &text, const TemplateValues &values)
{
    if (!text.contains(u"{{"_s))
        return text;
    const auto parts = split(text);
    if (!parts)
        return text;
    if (parts->size() == 1 && parts->front().isName) {
        const QJsonValue value = valueOf(parts->front().text, values);
        return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
    }
    QString out;
    for (const Part &part : *parts)
        out += part.isName ? asText(valueOf(part.text, values)) : part.text;
    return out;
}

QString fillText(const QString &text, const TemplateValues &values)
{
    return asText(fillTemplate(text, values));
}

QJsonValue fillNode(const model::Node &node, const TemplateValues &values)
{
    if (node.isText())
        return fillTemplate(node.text(), values);
    if (node.isList()) {
        QJsonArray array;
        for (const model::Node &item : node.items())
            array.append(fillNode(item, values));
        return array;
    }
    if (node.isMap()) {
        QJsonObject object;
        for (const model::Node::Member &each : node.members())
            object.insert(each.key, fillNode(each.value, values));
        return object;
    }
    return node.toJson();
}

} // namespace assay::simulation
