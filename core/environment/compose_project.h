// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/child_process.h"
#include "environment/container_engine.h"

#include <memory>

namespace assay::environment {

/// A compose file, brought up as a project with a name of our own, "assay-<lease>-<n>", so that
/// several of one file can be up at once and the reaper knows what is ours.
///
///     auto project = ComposeProject::open(engine, settings, leases);
///     auto up = (*project)->up(children, deadline, stop);
///
/// Any thread, one at a time. The destructor takes it down.
class ComposeProject
{
public:
    struct Settings
    {
        QString source;       ///< whose log lines those of `up` are
        QStringList files;    ///< absolute; later ones change earlier ones
        QStringList services; ///< empty: all
        QStringList profiles;
        QMap<QString, QString> environment; ///< what ${...} of the compose file sees
        bool build = false;                 ///< always; else only images that are missing
        base::Nanoseconds grace = std::chrono::seconds(5); ///< from SIGTERM to SIGKILL, at the end
    };

    /// Journals the project; nothing is made yet.
    [[nodiscard]] static base::Result<std::unique_ptr<ComposeProject>>
    open(ContainerEngine engine, Settings settings, Leases &leases);
    ~ComposeProject();
    ComposeProject(const ComposeProject &) = delete;
    ComposeProject &operator=(const ComposeProject &) = delete;

    /// Checks the file and the names of the services, builds, and starts the containers. The error
    /// says what compose complained of and how each container is that is not well, with its last
    /// lines.
    [[nodiscard]] base::Result<> up(ChildContext children, base::SteadyTime deadline,
                                    const std::stop_token &stop);
    [[nodiscard]] base::Result<std::vector<Container>>
    containers(base::SteadyTime deadline, const std::stop_token &stop) const;
    /// Removes containers, networks, volumes and nameless images. What cannot be removed stays in
    /// the journal. Again is fine; at most about a minute.
    [[nodiscard]] base::Result<> takeDown();

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const ContainerEngine &engine() const { return m_engine; }
    [[nodiscard]] const Settings &settings() const { return m_settings; }
    [[nodiscard]] QString command() const; ///< of `up`

private:
    ComposeProject(ContainerEngine engine, Settings settings, Leases &leases);
    [[nodiscard]] QStringList arguments(const QStringList &last) const;
    [[nodiscard]] base::Result<> check(base::SteadyTime deadline,
                                       const std::stop_token &stop) const;
    [[nodiscard]] base::Result<> runLong(const QStringList &last, ChildContext children,
                                         base::SteadyTime deadline,
                                         const std::stop_token &stop) const;
    [[nodiscard]] QString accountOfContainers() const;

    const ContainerEngine m_engine;
    const Settings m_settings;
    Leases &m_leases;
    const QString m_name;
    bool m_isDown = false;
};

} // namespace assay::environment
