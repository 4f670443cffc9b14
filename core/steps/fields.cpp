// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/fields.h"

#include "base/suggest.h"

#include <QJsonObject>

#include <algorithm>

namespace assay::steps {

using namespace Qt::StringLiterals;

namespace {

QJsonValue joined(const Fields::Members &members, const QString &name)
{
    QJsonValue value = QJsonValue::Undefined;
    for (const auto &[memberName, text] : members) {
        if (memberName.compare(name, Qt::CaseInsensitive) == 0)
            value = value.isUndefined() ? text : value.toString() + u", "_s + text;
    }
    return value;
}

QJsonObject joinedAll(const Fields::Members &members)
{
    QJsonObject all;
    for (const auto &[name, text] : members) {
        if (!all.contains(name))
            all.insert(name, joined(members, name));
    }
    return all;
}

} // namespace

const Fields::Field *Fields::find(const QString &name) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const Field &field) { return field.name == name; });
    return found == m_fields.end() ? nullptr : &*found;
}

Fields::Field &Fields::at(const QString &name)
{
    if (const Field *known = find(name))
        return const_cast<Field &>(*known);
    constexpr std::size_t kUsual = 16;
    if (m_fields.empty())
        m_fields.reserve(kUsual);
    m_fields.push_back({name, {}});
    return m_fields.back();
}

void Fields::set(const QString &name, QJsonValue value)
{
    at(name).value = std::move(value);
}

void Fields::set(const QString &name, QString text)
{
    at(name).value = std::move(text);
}

void Fields::setNamed(const QString &name, Members members)
{
    at(name).value = std::move(members);
}

void Fields::setLazy(const QString &name, std::function<base::Result<QJsonValue>()> make)
{
    at(name).value = std::move(make);
}

bool Fields::isNamed(const QString &name) const
{
    const Field *field = find(name);
    return field != nullptr && std::holds_alternative<Members>(field->value);
}

QJsonValue Fields::member(const QString &name, const QString &memberName) const
{
    const Field *field = find(name);
    const auto *members = field != nullptr ? std::get_if<Members>(&field->value) : nullptr;
    return members != nullptr ? joined(*members, memberName) : QJsonValue::Undefined;
}

base::Result<QJsonValue> Fields::get(const QString &name)
{
    const auto *known = find(name);
    if (known == nullptr) {
        return base::failure(u"the step's result has no \"%1\""_s.arg(name),
                             base::didYouMean(name, names()));
    }
    auto &value = const_cast<Field *>(known)->value;
    if (const auto *members = std::get_if<Members>(&value))
        return QJsonValue(joinedAll(*members));
    if (const auto *text = std::get_if<QString>(&value))
        return QJsonValue(*text);
    if (const auto *make = std::get_if<Make>(&value)) {
        auto made = (*make)();
        if (!made)
            return made;
        value = *made;
    }
    return std::get<QJsonValue>(value);
}

QStringList Fields::names() const
{
    QStringList names;
    for (const Field &field : m_fields)
        names.append(field.name);
    names.sort();
    return names;
}

} // namespace assay::steps
