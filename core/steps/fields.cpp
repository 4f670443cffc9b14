// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/fields.h"

#include "base/suggest.h"

namespace assay::steps {

using namespace Qt::StringLiterals;

void Fields::set(const QString &name, QJsonValue value)
{
    m_fields[name] = Field{std::move(value), {}, false};
}

void Fields::setNamed(const QString &name, QJsonObject members)
{
    m_fields[name] = Field{std::move(members), {}, true};
}

void Fields::setLazy(const QString &name, std::function<base::Result<QJsonValue>()> make)
{
    m_fields[name] = Field{QJsonValue::Undefined, std::move(make), false};
}

bool Fields::isNamed(const QString &name) const
{
    const auto it = m_fields.find(name);
    return it != m_fields.end() && it->second.named;
}

base::Result<QJsonValue> Fields::get(const QString &name)
{
    const auto it = m_fields.find(name);
    if (it == m_fields.end()) {
        return base::failure(u"the step's result has no \"%1\""_s.arg(name),
                             base::didYouMean(name, names()));
    }
    Field &field = it->second;
    if (field.make) {
        auto made = field.make();
        if (!made)
            return made;
        field.value = *made;
        field.make = {};
    }
    return field.value;
}

QStringList Fields::names() const
{
    QStringList names;
    for (const auto &[name, field] : m_fields)
        names.append(name);
    return names;
}

} // namespace assay::steps
