// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "model/environment.h"
#include "suite/scope.h"

#include <QJsonObject>

#include <functional>
#include <stop_token>

namespace assay::environment {

/// Evaluates the `${...}` of an environment file. What they see:
///
/// * services.NAME.x: the services that are up, and of a service itself what it reserved
/// * env.NAME: environment variables
/// * assay.bin, assay.folder, assay.workspace: where our programs, the environment file and the
///   workspace are
/// * the file's `vars`, evaluated when a setting names them, in file order
///
/// Any thread: each call has its own engine. The references outlive it.
class Configurator
{
public:
    Configurator(const model::EnvironmentSpec &spec, const base::Host &host,
                 QString executableFolder, std::function<void(suite::Scope &)> moreNames = {});

    /// The settings of a service, with all that they name.
    [[nodiscard]] base::Result<QJsonValue> settingsOf(const model::ServiceSpec &service,
                                                      const QJsonObject &services,
                                                      const std::stop_token &stop) const;
    [[nodiscard]] base::Result<model::Readiness> readinessOf(const model::ServiceSpec &service,
                                                             const QJsonObject &services,
                                                             const std::stop_token &stop) const;
    /// Any value, for EnvironmentManager::configure().
    [[nodiscard]] base::Result<QJsonValue> valueOf(const QJsonValue &value,
                                                   const QJsonObject &services,
                                                   const std::stop_token &stop) const;

private:
    class Evaluation;

    const model::EnvironmentSpec &m_spec;
    const base::Host &m_host;
    QString m_executableFolder;
    std::function<void(suite::Scope &)> m_moreNames;
};

} // namespace assay::environment
