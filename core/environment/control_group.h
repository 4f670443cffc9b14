// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/units.h"
#include "base/variables.h"
#include "environment/leases.h"

#include <optional>

namespace assay::environment {

/// A control group (cgroups(7), version 2) that bounds what a service and all that it starts may
/// take. The journal of leases knows it.
///
///     auto group = ControlGroup::make({.memory = ByteCount{64 << 20}}, variables, leases);
///     spawn.controlGroup = (*group)->processes();
///
/// It can be made beneath $ASSAY_CGROUP, else beside our own group, when that is ours to write and
/// has the controllers: as root of a machine with version 2, in a systemd user session, or within
/// `systemd-run --user --scope -p Delegate=yes`. The error says what is missing. Any thread. The
/// destructor ends what is left in it and removes it.
class ControlGroup
{
public:
    struct Limits
    {
        std::optional<base::ByteCount> memory = {}; ///< swap included
        std::optional<double> processors = {};      ///< 1.5: one and a half
        [[nodiscard]] bool isEmpty() const { return !memory && !processors; }
    };
    [[nodiscard]] static base::Result<std::unique_ptr<ControlGroup>>
    make(const Limits &limits, const base::Variables &variables, Leases &leases);
    ~ControlGroup();
    ControlGroup(const ControlGroup &) = delete;
    ControlGroup &operator=(const ControlGroup &) = delete;

    /// For SpawnRequest::controlGroup.
    [[nodiscard]] int processes() const { return m_processes.get(); }
    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    ControlGroup(QString folder, QString name, Leases &leases);

    const QString m_folder;
    const QString m_name;
    Leases &m_leases;
    base::Descriptor m_processes;
};

/// Ends what is in the control group and removes it. True when it was there.
[[nodiscard]] base::Result<bool> removeControlGroup(const QString &folder);

} // namespace assay::environment
