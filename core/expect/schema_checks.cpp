// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/schema_checks.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStringList>
#include <QUrl>

#include <array>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxSchemaDepth = 100;

/// Follows what is applied to the same value: references and combinations.
class Shape
{
public:
    explicit Shape(const QJsonValue &root)
        : m_root(root)
        , m_id(root[u"$id"].toString().section(u'#', 0, 0))
    {
    }

    base::Result<> check(const QJsonValue &value)
    {
        if (value.isArray()) {
            for (const QJsonValue &item : value.toArray()) {
                if (auto fine = check(item); !fine)
                    return fine;
            }
            return {};
        }
        if (!value.isObject())
            return {};
        const QJsonObject object = value.toObject();
        if (const QJsonValue reference = object.value(u"$ref"); reference.isString()) {
            if (auto fine = follow(reference.toString()); !fine)
                return fine;
        }
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (it.key() == u"enum" || it.key() == u"const")
                continue;
            if (auto fine = check(it.value()); !fine)
                return fine;
        }
        return {};
    }

private:
    base::Result<> follow(const QString &reference)
    {
        QString pointer = reference;
        if (!m_id.isEmpty() && pointer.startsWith(m_id))
            pointer.remove(0, m_id.size());
        if (pointer.isEmpty())
            pointer = u"#"_s;
        if (!pointer.startsWith(u'#')) {
            return base::failure(
                u"the schema refers to %1, which is outside of it"_s.arg(reference.left(120)),
                u"copy that schema into \"definitions\" and refer to it there"_s);
        }
        if (m_done.contains(pointer))
            return {};
        if (m_open.contains(pointer)) {
            return base::failure(
                u"the schema's reference %1 comes back to itself"_s.arg(reference.left(120)));
        }
        const auto target = resolve(pointer);
        if (!target)
            return base::failure(target.error());
        m_open.insert(pointer);
        auto fine = sameValue(*target);
        m_open.remove(pointer);
        m_done.insert(pointer);
        return fine;
    }

    base::Result<> sameValue(const QJsonValue &schema)
    {
        if (!schema.isObject())
            return {};
        const QJsonObject object = schema.toObject();
        if (const QJsonValue reference = object.value(u"$ref"); reference.isString())
            return follow(reference.toString());
        static const std::array kKeywords = {u"allOf"_s, u"anyOf"_s, u"oneOf"_s, u"not"_s,
                                             u"if"_s,    u"then"_s,  u"else"_s,  u"dependencies"_s};
        for (const QString &keyword : kKeywords) {
            const QJsonValue part = object.value(keyword);
            if (keyword == u"dependencies") {
                for (const QJsonValue &inner : part.toObject()) {
                    if (auto fine = sameValue(inner); !fine)
                        return fine;
                }
            } else if (part.isArray()) {
                for (const QJsonValue &inner : part.toArray()) {
                    if (auto fine = sameValue(inner); !fine)
                        return fine;
                }
            } else if (auto fine = sameValue(part); !fine) {
                return fine;
            }
        }
        return {};
    }

    [[nodiscard]] base::Result<QJsonValue> resolve(const QString &pointer) const
    {
        const auto missing = [&pointer] {
            return base::failure(
                u"the schema refers to %1, where nothing is"_s.arg(pointer.left(120)));
        };
        if (pointer == u"#" || pointer == u"#/")
            return m_root;
        if (!pointer.startsWith(u"#/"))
            return missing();
        QJsonValue at = m_root;
        for (QString token : pointer.sliced(2).split(u'/')) {
            token = QUrl::fromPercentEncoding(token.toUtf8());
            token.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
            at = at.isArray() ? at.toArray().at(token.toLongLong()) : at.toObject().value(token);
            if (at.isUndefined())
                return missing();
        }
        return at;
    }

    const QJsonValue &m_root;
    QString m_id;
    QSet<QString> m_open;
    QSet<QString> m_done;
};

} // namespace

bool isDeeperThan(const QJsonValue &value, int levels)
{
    if (value.isArray()) {
        if (levels == 0)
            return true;
        for (const QJsonValue &item : value.toArray()) {
            if (isDeeperThan(item, levels - 1))
                return true;
        }
    } else if (value.isObject()) {
        if (levels == 0)
            return true;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (isDeeperThan(it.value(), levels - 1))
                return true;
        }
    }
    return false;
}

base::Result<> checkSchemaShape(const QJsonValue &schema)
{
    if (!schema.isObject() && !schema.isBool())
        return base::failure(u"a schema is a map, or true or false"_s);
    if (isDeeperThan(schema, kMaxSchemaDepth)) {
        return base::failure(u"the schema is nested deeper than %1 levels"_s.arg(kMaxSchemaDepth));
    }
    return Shape(schema).check(schema);
}

} // namespace assay::expect
