// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <optional>

namespace assay::base {

/// The environment variables of the process, read only. Any thread.
class Variables
{
public:
    virtual ~Variables() = default;
    [[nodiscard]] virtual std::optional<QString> value(const QString &name) const = 0;
    [[nodiscard]] virtual QMap<QString, QString> all() const = 0;
};

class SystemVariables final : public Variables
{
public:
    [[nodiscard]] std::optional<QString> value(const QString &name) const override;
    [[nodiscard]] QMap<QString, QString> all() const override;
};

} // namespace assay::base
