// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>

#include <stop_token>

namespace assay::runner {

/// Gives suites that ask for `isolation` an environment of their own, from before their set-up
/// until after their teardown. The workbench stands behind it. Any thread; the functions of one
/// suite are called one after another.
class Isolation
{
public:
    virtual ~Isolation() = default;
    /// An environment as its file says, that nobody else uses: its `services`.
    [[nodiscard]] virtual base::Result<QJsonObject> enter(const QString &suiteFile,
                                                          const std::stop_token &stop) = 0;
    /// After the set-up: its cases go back to this.
    [[nodiscard]] virtual base::Result<> mark(const QString &suiteFile,
                                              const std::stop_token &stop) = 0;
    [[nodiscard]] virtual base::Result<> goBack(const QString &suiteFile,
                                                const std::stop_token &stop) = 0;
    virtual void leave(const QString &suiteFile) = 0;
};

} // namespace assay::runner
