// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <functional>
#include <map>

namespace assay::steps {

/// What a step's result has to offer to `expect` and `capture`, by name: status, headers, json,
/// rows...
///
///     Fields fields;
///     fields.set(u"status"_s, 201);
///     fields.setNamed(u"headers"_s, headers);        // compared member by member, names
///     case-folded fields.setLazy(u"json"_s, [body] { return base::parseJson(body); });
///
/// Confined to the step's thread.
class Fields
{
public:
    void set(const QString &name, QJsonValue value);
    /// `expect: { headers: { content-type: ... } }` looks only at the members it names; the names
    /// in `members` are lower case.
    void setNamed(const QString &name, QJsonObject members);
    /// Computed at first use; an error (a body that is not JSON) becomes the expectation's failure.
    void setLazy(const QString &name, std::function<base::Result<QJsonValue>()> make);
    /// The field that a capture or a JSONPath without a field's name starts from.
    void setDefault(const QString &name) { m_default = name; }

    [[nodiscard]] bool contains(const QString &name) const { return m_fields.contains(name); }
    [[nodiscard]] bool isNamed(const QString &name) const;
    [[nodiscard]] base::Result<QJsonValue> get(const QString &name);
    [[nodiscard]] QString defaultField() const { return m_default; }
    [[nodiscard]] QStringList names() const;

private:
    struct Field
    {
        QJsonValue value = QJsonValue::Undefined;
        std::function<base::Result<QJsonValue>()> make;
        bool named = false;
    };
    std::map<QString, Field> m_fields;
    QString m_default;
};

} // namespace assay::steps
