// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <QString>

#include <stop_token>

namespace assay::environment {

/// What a service holds, where it can be kept and put back while the service runs: a database's
/// tables, a cache's keys, a process's files. Kept states live with the service; save() and load()
/// carry one elsewhere.
///
///     auto size = data.keep(u"before the upgrade"_s, stop);
///     ...
///     auto back = data.putBack(u"before the upgrade"_s, stop);
///
/// Both are all or nothing: when they fail, or are stopped, the service holds what it held. Its
/// clients lose their connections (PostgreSQL) or see the new state on the one they have (Redis).
/// Functions block; any thread, and they wait for each other.
class ServiceData
{
public:
    virtual ~ServiceData() = default;
    /// Keeps what it holds now, in place of what had this name. Its size.
    [[nodiscard]] virtual base::Result<base::ByteCount> keep(const QString &name,
                                                             const std::stop_token &stop) = 0;
    /// Back to what was kept, as often as wanted. "prepared clone", "file": how, for people.
    [[nodiscard]] virtual base::Result<QString> putBack(const QString &name,
                                                        const std::stop_token &stop) = 0;
    /// Nothing of this name is no error.
    virtual void forget(const QString &name) = 0;

    /// Writes what was kept to a new file that another machine can load.
    [[nodiscard]] virtual base::Result<> save(const QString &name, const QString &file,
                                              const std::stop_token &stop) = 0;
    /// Replaces what it holds by such a file.
    [[nodiscard]] virtual base::Result<> load(const QString &file, const std::stop_token &stop) = 0;
};

} // namespace assay::environment
