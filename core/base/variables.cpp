// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/variables.h"

#include <QProcessEnvironment>

namespace assay::base {

std::optional<QString> SystemVariables::value(const QString &name) const
{
    const QByteArray key = name.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(key.constData()))
        return std::nullopt;
    return qEnvironmentVariable(key.constData());
}

QMap<QString, QString> SystemVariables::all() const
{
    QMap<QString, QString> variables;
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    const QStringList names = system.keys();
    for (const QString &name : names)
        variables.insert(name, system.value(name));
    return variables;
}

} // namespace assay::base
