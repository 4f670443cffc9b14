// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/configurator.h"
#include "environment/providers/registry.h"
#include "environment/running_environment.h"

namespace assay::environment {

/// Starts and stops the services of an environment. A service starts as soon as those that it
/// names are ready; all that can start at once do so, each on a thread of its own. Any thread.
class Provisioner
{
public:
    Provisioner(ServiceContext &context, const Providers &providers, QString executableFolder,
                std::function<void(suite::Scope &)> moreNames);

    /// All or nothing: when a service does not come up, those that did are stopped again. The error
    /// names the service, what it ended with, its command and its last 20 lines.
    [[nodiscard]] base::Result<> provision(RunningEnvironment &environment,
                                           const std::stop_token &stop) const;
    /// Starts one service that does not run, and waits for it. The error as in provision().
    [[nodiscard]] base::Result<> startOne(RunningEnvironment &environment, std::size_t index,
                                          const std::stop_token &stop) const;
    /// Stops one service; those that need it go on. Again is fine.
    void stopOne(RunningEnvironment &environment, std::size_t index) const;
    /// Waits for one service again, after it was configured.
    [[nodiscard]] base::Result<> waitFor(RunningEnvironment &environment, std::size_t index,
                                         const std::stop_token &stop) const;
    /// Those that need others first, then the others; always to the end.
    void stopAll(RunningEnvironment &environment) const;

    [[nodiscard]] Configurator configuratorOf(const model::EnvironmentSpec &spec) const;

private:
    [[nodiscard]] base::Result<> tryToStart(RunningEnvironment &environment, std::size_t index,
                                            const std::stop_token &stop) const;
    [[nodiscard]] const Provider *provider(const QString &name) const;

    ServiceContext &m_context;
    const Providers &m_providers;
    QString m_executableFolder;
    std::function<void(suite::Scope &)> m_moreNames;
};

} // namespace assay::environment
