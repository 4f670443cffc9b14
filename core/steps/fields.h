// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonValue>
#include <QStringList>

#include <functional>
#include <utility>
#include <variant>
#include <vector>

namespace assay::steps {

/// What a step's result has to offer to `expect` and `capture`, by name: status, headers, json,
/// rows...
///
///     Fields fields;
///     fields.set(u"status"_s, 201);
///     fields.setNamed(u"headers"_s, {{u"etag"_s, u"\"7\""_s}});
///     fields.setLazy(u"json"_s, [body] { return base::parseJson(body); });
///
/// Most of a result is never asked for, so that JSON is made of a field at its first use. Confined
/// to the step's thread.
class Fields
{
public:
    using Members = std::vector<std::pair<QString, QString>>;

    void set(const QString &name, QJsonValue value);
    void set(const QString &name, QString text);
    /// `expect: { headers: { content-type: ... } }` looks only at the members it names, in any
    /// case; the names in `members` are lower case. Values of one name are joined by ", ".
    void setNamed(const QString &name, Members members);
    /// Computed at first use; an error (a body that is not JSON) becomes the expectation's failure.
    void setLazy(const QString &name, std::function<base::Result<QJsonValue>()> make);
    /// The field that a capture or a JSONPath without a field's name starts from.
    void setDefault(const QString &name) { m_default = name; }

    [[nodiscard]] bool contains(const QString &name) const { return find(name) != nullptr; }
    [[nodiscard]] bool isNamed(const QString &name) const;
    [[nodiscard]] base::Result<QJsonValue> get(const QString &name);
    /// One of a named field's members, in any case; undefined when there is none.
    [[nodiscard]] QJsonValue member(const QString &name, const QString &memberName) const;
    [[nodiscard]] QString defaultField() const { return m_default; }
    [[nodiscard]] QStringList names() const; ///< sorted

private:
    using Make = std::function<base::Result<QJsonValue>()>;
    struct Field
    {
        QString name;
        std::variant<QJsonValue, QString, Members, Make> value;
    };
    [[nodiscard]] const Field *find(const QString &name) const;
    Field &at(const QString &name);

    std::vector<Field> m_fields; // a dozen at most: a map would cost more than it saves
    QString m_default;
};

} // namespace assay::steps
