// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/scope.h"

namespace assay::suite {

void Scope::set(const QString &name, QJsonValue value)
{
    m_lazy.remove(name);
    m_values.insert(name, std::move(value));
}

void Scope::setLazy(const QString &name, std::function<QJsonValue()> value)
{
    m_values.remove(name);
    m_lazy.insert(name, std::move(value));
}

std::optional<QJsonValue> Scope::find(const QString &name) const
{
    for (const Scope *scope = this; scope != nullptr; scope = scope->m_parent) {
        if (const auto found = scope->m_values.constFind(name); found != scope->m_values.cend())
            return *found;
        if (const auto found = scope->m_lazy.constFind(name); found != scope->m_lazy.cend())
            return (*found)();
    }
    return std::nullopt;
}

bool Scope::contains(const QString &name) const
{
    for (const Scope *scope = this; scope != nullptr; scope = scope->m_parent) {
        if (scope->m_values.contains(name) || scope->m_lazy.contains(name))
            return true;
    }
    return false;
}

QStringList Scope::names() const
{
    QStringList names;
    for (const Scope *scope = this; scope != nullptr; scope = scope->m_parent)
        names += scope->m_values.keys() + scope->m_lazy.keys();
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace assay::suite
