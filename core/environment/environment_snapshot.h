// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <vector>

namespace assay::environment {

/// What all services of an environment held at one moment (seed 2.3: EnvironmentSnapshot). The
/// value names it; what was kept lives with the environment. A plain value, any thread.
struct EnvironmentSnapshot
{
    struct Part
    {
        QString service;
        QString provider;
        base::ByteCount size;
    };

    QString name;
    QString environment;     ///< the environment's name
    QDateTime taken;         ///< UTC
    std::vector<Part> parts; ///< in file order
    QStringList without; ///< services that hold nothing which can be kept: they stay as they are

    [[nodiscard]] base::ByteCount size() const
    {
        base::ByteCount sum;
        for (const Part &part : parts)
            sum.value += part.size.value;
        return sum;
    }
};

} // namespace assay::environment
