// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <QString>

#include <stop_token>

namespace assay::steps {

/// The environments of a run as its steps reach them: each suite has one, its own or one that it
/// shares. Errors say so when the suite has none. The workbench stands behind it. Any thread.
class EnvironmentAccess
{
public:
    virtual ~EnvironmentAccess() = default;
    /// Back to what the services held when they came up.
    [[nodiscard]] virtual base::Result<> reset(const QString &suiteFile,
                                               const std::stop_token &stop) = 0;
    /// Keeps what they hold under a name, for this run. Its size.
    [[nodiscard]] virtual base::Result<base::ByteCount>
    snapshot(const QString &suiteFile, const QString &name, const std::stop_token &stop) = 0;
    [[nodiscard]] virtual base::Result<> restore(const QString &suiteFile, const QString &name,
                                                 const std::stop_token &stop) = 0;
    /// A case has failed that says `onFailure: keep`: writes what all services hold to a file that
    /// outlives the run. What cannot be kept is said in the log.
    virtual void keepWorld(const QString &suiteFile, int caseIndex, const QString &caseName,
                           int attempt) = 0;
};

} // namespace assay::steps
