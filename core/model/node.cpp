// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/node.h"

#include <QJsonArray>
#include <QJsonObject>

namespace assay::model {

using namespace Qt::StringLiterals;

Node Node::ofText(QString text, int line, int column)
{
    Node node;
    node.m_kind = Kind::Text;
    node.m_content = std::move(text);
    node.m_line = line;
    node.m_column = column;
    return node;
}

Node Node::scalar(const QJsonValue &value, int line, int column)
{
    Node node;
    node.m_content = value;
    switch (value.type()) {
    case QJsonValue::Bool:
        node.m_kind = Kind::Bool;
        break;
    case QJsonValue::Double:
        node.m_kind = Kind::Number;
        break;
    case QJsonValue::String:
        return ofText(value.toString(), line, column);
    default:
        node.m_kind = Kind::Null;
        node.m_content = QJsonValue(QJsonValue::Null);
        break;
    }
    node.m_line = line;
    node.m_column = column;
    return node;
}

Node Node::list(std::vector<Node> items, int line, int column)
{
    Node node;
    node.m_kind = Kind::List;
    node.m_line = line;
    node.m_column = column;
    node.m_content = std::make_shared<const std::vector<Node>>(std::move(items));
    return node;
}

Node Node::map(std::vector<Member> members, int line, int column)
{
    Node node;
    node.m_kind = Kind::Map;
    node.m_line = line;
    node.m_column = column;
    node.m_content = std::make_shared<const std::vector<Member>>(std::move(members));
    return node;
}

Node Node::fromJson(const QJsonValue &value, int line, int column)
{
    if (value.isUndefined())
        return {};
    if (value.isArray()) {
        std::vector<Node> items;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            items.push_back(fromJson(item, line, column));
        return list(std::move(items), line, column);
    }
    if (value.isObject()) {
        std::vector<Member> members;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            members.push_back({it.key(), fromJson(it.value(), line, column), line, column});
        return map(std::move(members), line, column);
    }
    return scalar(value, line, column);
}

const std::vector<Node> &Node::items() const
{
    static const std::vector<Node> kNone;
    const Items *own = std::get_if<Items>(&m_content);
    return own != nullptr ? **own : kNone;
}

const std::vector<Node::Member> &Node::members() const
{
    static const std::vector<Member> kNone;
    const Members *own = std::get_if<Members>(&m_content);
    return own != nullptr ? **own : kNone;
}

QJsonValue Node::value() const
{
    if (const QString *text = std::get_if<QString>(&m_content))
        return *text;
    const QJsonValue *own = std::get_if<QJsonValue>(&m_content);
    return own != nullptr ? *own : QJsonValue(QJsonValue::Undefined);
}

const QString &Node::text() const
{
    static const QString kNone;
    const QString *own = std::get_if<QString>(&m_content);
    return own != nullptr ? *own : kNone;
}

const Node &Node::operator[](QStringView key) const
{
    static const Node kMissing;
    for (const Member &member : members()) {
        if (member.key == key)
            return member.value;
    }
    return kMissing;
}

QJsonValue Node::toJson() const
{
    switch (m_kind) {
    case Kind::Missing:
        return QJsonValue::Undefined;
    case Kind::List: {
        QJsonArray array;
        for (const Node &item : items())
            array.append(item.toJson());
        return array;
    }
    case Kind::Map: {
        QJsonObject object;
        for (const Member &member : members())
            object.insert(member.key, member.value.toJson());
        return object;
    }
    default:
        return value();
    }
}

QString Node::kindName(Kind kind)
{
    switch (kind) {
    case Kind::Missing:
        return u"nothing"_s;
    case Kind::Null:
        return u"null"_s;
    case Kind::Bool:
        return u"true or false"_s;
    case Kind::Number:
        return u"a number"_s;
    case Kind::Text:
        return u"text"_s;
    case Kind::List:
        return u"a list"_s;
    case Kind::Map:
        return u"a map"_s;
    }
    return {};
}

} // namespace assay::model
