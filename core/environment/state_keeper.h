// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/data/snapshot_archive.h"
#include "environment/environment_snapshot.h"
#include "environment/provisioner.h"

namespace assay::environment {

/// Keeps what all services of an environment hold, and puts it back. Meanwhile those that can be
/// held still are (processes), so that all is of one moment and nobody writes in between; then it
/// waits until every service is ready again, as its `ready:` says. Any thread; the environment
/// belongs to the caller (running_environment.h).
class StateKeeper
{
public:
    /// `leases` outlive it: for the temporary files of archives.
    StateKeeper(const Provisioner &provisioner, Leases &leases, Post post);

    /// In place of what had this name. Nothing is kept when one service cannot; what had the name
    /// is gone then as well, unless no service could.
    [[nodiscard]] base::Result<EnvironmentSnapshot>
    keep(RunningEnvironment &environment, const QString &name, const std::stop_token &stop) const;
    /// The error names the service; those before it are back by then, and it says so.
    [[nodiscard]] base::Result<> putBack(RunningEnvironment &environment, const QString &name,
                                         const std::stop_token &stop) const;
    /// What was kept, as one file that another machine can restore (data/snapshot_archive.h); its
    /// size. `origin` stands in its manifest.
    [[nodiscard]] base::Result<base::ByteCount> save(RunningEnvironment &environment,
                                                     const QString &name, const QString &file,
                                                     const QJsonObject &origin,
                                                     const std::stop_token &stop) const;
    /// Puts back what such a file holds. It is read and checked as a whole before, and must name
    /// services that are there.
    [[nodiscard]] base::Result<ArchiveManifest>
    load(RunningEnvironment &environment, const QString &file, const std::stop_token &stop) const;
    void forget(RunningEnvironment &environment, const QString &name) const;

private:
    class Stillness;
    class WorkFolder;
    [[nodiscard]] base::Result<> waitUntilReady(RunningEnvironment &environment,
                                                const std::stop_token &stop) const;
    void log(const QString &text) const;

    const Provisioner &m_provisioner;
    Leases &m_leases;
    Post m_post;
};

} // namespace assay::environment
