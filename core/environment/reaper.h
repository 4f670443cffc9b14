// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

namespace assay::environment {

/// What was cleared away of an Assay that was killed: whole sentences for the log.
struct Reaped
{
    QStringList processes; ///< "ended the process 4711 (redis-server)"
    QStringList folders;   ///< "removed /dev/shm/assay-1000/..."
    QStringList holdings;  ///< "took down the compose project assay-..."
    QStringList problems;  ///< what could not be done, and why
    [[nodiscard]] bool isEmpty() const
    {
        return processes.isEmpty() && folders.isEmpty() && holdings.isEmpty() && problems.isEmpty();
    }
    [[nodiscard]] QStringList lines() const { return processes + folders + holdings + problems; }
};

/// Clears away what lease files (leases.h) of dead owners name. A process is only ended when its
/// pid AND its start time are the journalled ones, or when it carries the lease's random id in its
/// environment; a folder is only removed when it is <...>/assay-<our uid>/<the lease's id>; a
/// compose project or namespace only when its name has that id. Several Assays may do this at once:
/// a lease file is locked while it is worked on. Never waits for one of ours that lives. Any
/// thread; takes milliseconds when there is nothing to do.
[[nodiscard]] Reaped reapAbandoned(const QString &stateFolder);

/// Removes the System V segment that a killed PostgreSQL leaves: postmaster.pid in its data folder
/// names it. Does nothing while somebody uses it.
void removeSharedMemoryOf(const QString &dataFolder);

} // namespace assay::environment
