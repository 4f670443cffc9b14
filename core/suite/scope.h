// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonValue>
#include <QStringList>

#include <functional>
#include <optional>

namespace assay::suite {

/// The names that an expression sees, innermost scope first. Confined to one thread; the parent
/// outlives it.
class Scope
{
public:
    explicit Scope(const Scope *parent = nullptr)
        : m_parent(parent)
    {
    }

    void set(const QString &name, QJsonValue value);
    /// A value that is only made when an expression names it: `env`, `secret`.
    void setLazy(const QString &name, std::function<QJsonValue()> value);
    [[nodiscard]] std::optional<QJsonValue> find(const QString &name) const;
    [[nodiscard]] bool contains(const QString &name) const;
    [[nodiscard]] QStringList names() const; ///< of all scopes, sorted
    /// What was set here, not in the parents.
    [[nodiscard]] const QHash<QString, QJsonValue> &own() const { return m_values; }

private:
    const Scope *m_parent;
    QHash<QString, QJsonValue> m_values;
    QHash<QString, std::function<QJsonValue()>> m_lazy;
};

} // namespace assay::suite
