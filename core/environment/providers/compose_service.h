// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/compose_project.h"
#include "environment/log_followers.h"
#include "environment/provider.h"
#include "environment/providers/child_service.h"

namespace assay::environment {

/// Which published port is the service's own.
struct ComposeEndpoint
{
    QString wanted; ///< "api:8080", "api"; "": the first published one
    QString url;    ///< "": http://host:port
};

/// A compose project that was brought up. Ready when all its containers are; broken when one ends
/// that is not started again. Each container's log lines come from "<service>/<container>".
class ComposeService final : public RunningService
{
public:
    ComposeService(const StartRequest &request, std::unique_ptr<ComposeProject> project,
                   ComposeEndpoint endpoint, std::optional<QRegularExpression> watchFor);
    ~ComposeService() override;

    /// Finds the containers and follows their logs.
    [[nodiscard]] base::Result<> begin(const std::stop_token &stop);

    [[nodiscard]] ServiceEndpoint endpoint() const override;
    [[nodiscard]] QString notReadyBecause(base::SteadyTime deadline,
                                          const std::stop_token &stop) override;
    [[nodiscard]] QString diedBecause() const override;
    [[nodiscard]] bool sawReadyLine() const override { return m_followers.sawWatchedLine(); }
    [[nodiscard]] QString command() const override { return m_project->command(); }
    /// Of the container that is the trouble; of all when there is none.
    [[nodiscard]] QStringList lastLines() const override;
    void stop() override;

private:
    struct Seen
    {
        std::vector<Container> containers;
        QString problem;                 ///< why it is not ready
        QString culprit;                 ///< the container's id
        QString end;                     ///< how it ended
        QMap<QString, QString> followed; ///< id -> the start that is followed
        base::SteadyTime at;
    };
    [[nodiscard]] base::Result<> look(base::SteadyTime deadline, const std::stop_token &stop);
    [[nodiscard]] base::Result<> follow(const Container &container);
    void logEnded(const QString &id);
    void die(const QString &how);
    void note(const QString &text) const;

    ServiceContext &m_context;
    const QString m_name;
    std::function<void(const QString &)> m_died;
    std::unique_ptr<ComposeProject> m_project;
    const ComposeEndpoint m_wanted;
    base::Guarded<Seen> m_seen;
    std::stop_source m_stopping;
    LogFollowers m_followers;
};

} // namespace assay::environment
