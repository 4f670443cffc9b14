// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/providers/settings.h"

#include <QJsonArray>
#include <QVariant>

namespace assay::environment {

using namespace Qt::StringLiterals;

QStringList textsOf(const QJsonValue &value)
{
    QStringList list;
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            list.append(item.toVariant().toString());
    } else if (!value.isUndefined()) {
        list.append(value.toVariant().toString());
    }
    return list;
}

QMap<QString, QString> variablesOf(const QJsonValue &value)
{
    QMap<QString, QString> variables;
    const QJsonObject all = value.toObject();
    for (auto it = all.begin(); it != all.end(); ++it)
        variables.insert(it.key(), it.value().toVariant().toString());
    return variables;
}

base::Result<base::Nanoseconds> durationOf(const QJsonObject &settings, const QString &name,
                                           base::Nanoseconds fallback)
{
    const QJsonValue value = settings.value(name);
    if (value.isUndefined())
        return fallback;
    const auto duration = base::parseDuration(value.toVariant().toString());
    if (!duration) {
        base::Error error = duration.error();
        error.title = u"%1: %2"_s.arg(name, error.title);
        return base::failure(error);
    }
    return *duration;
}

} // namespace assay::environment
