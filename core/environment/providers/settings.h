// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace assay::environment {

/// Settings of services as providers read them, checked by their shapes before. Any thread.

/// The texts of a list, or the one text; none when it is not there.
[[nodiscard]] QStringList textsOf(const QJsonValue &value);
/// Environment variables of a map.
[[nodiscard]] QMap<QString, QString> variablesOf(const QJsonValue &value);
/// An error when an expression gave something that is no duration.
[[nodiscard]] base::Result<base::Nanoseconds>
durationOf(const QJsonObject &settings, const QString &name, base::Nanoseconds fallback);

} // namespace assay::environment
