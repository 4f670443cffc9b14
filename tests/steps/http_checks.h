// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

/// What the tests of the network steps ask of a result.
namespace assay::test {

/// The field; its error as a text that begins with "error: ".
inline QJsonValue field(steps::StepResult &result, const QString &name)
{
    const auto value = result.fields.get(name);
    return value ? *value : QJsonValue(QStringLiteral("error: ") + value.error().toString());
}

inline QString message(const steps::StepResult &result)
{
    return result.failures.empty() ? QString() : result.failures.front().message;
}

} // namespace assay::test
