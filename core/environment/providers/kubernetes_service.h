// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/kube_namespace.h"
#include "environment/local_port.h"
#include "environment/log_followers.h"
#include "environment/provider.h"

#include <atomic>

namespace assay::environment {

/// One `forward:` of a kubernetes service: a port of this machine that leads to one of the cluster.
struct PortForward
{
    QString name;   ///< "api"
    QString target; ///< "service/api"
    QString port;   ///< "80", or a port's name
    HeldPort local; ///< kept from others until kubectl listens at it
};

/// What was applied to a namespace. A thread of its own looks at it: twice a second until it is
/// ready, then now and then, for pods that took the place of others. Ready when all workloads are
/// and all forwards stand; a forward that breaks, since its pod has gone, is made again at the same
/// port. Each pod's log lines come from "<service>/<pod>".
class KubernetesService final : public RunningService
{
public:
    KubernetesService(const StartRequest &request, std::unique_ptr<KubeNamespace> space,
                      std::vector<PortForward> forwards, std::size_t endpoint, QString url,
                      base::Nanoseconds grace, QString command,
                      std::optional<QRegularExpression> watchFor);
    ~KubernetesService() override;

    [[nodiscard]] ServiceEndpoint endpoint() const override;
    [[nodiscard]] QString notReadyBecause(base::SteadyTime deadline,
                                          const std::stop_token &stop) override;
    [[nodiscard]] QString diedBecause() const override;
    [[nodiscard]] bool sawReadyLine() const override { return m_logs.sawWatchedLine(); }
    [[nodiscard]] QString command() const override { return m_command; }
    [[nodiscard]] QStringList lastLines() const override;
    void stop() override;

private:
    struct Seen
    {
        KubeState state;
        QString problem = QStringLiteral("it was not looked at yet");
        QString end;
    };
    void watch(const std::stop_token &stop);
    void followPods(const KubeState &state);
    [[nodiscard]] QString forwardProblem(const std::stop_token &stop);
    void die(const QString &how);
    void note(const QString &text) const;

    ServiceContext &m_context;
    const QString m_name;
    std::function<void(const QString &)> m_died;
    std::unique_ptr<KubeNamespace> m_space;
    const std::vector<PortForward> m_forwards;
    const std::size_t m_endpoint;
    const QString m_url;
    const base::Nanoseconds m_grace;
    const QString m_command;
    base::Guarded<Seen> m_seen;
    QMap<QString, int> m_followed;        ///< pod -> its restarts then; the watcher's
    base::Guarded<QStringList> m_ended;   ///< pods whose log has ended
    std::atomic<bool> m_isBroken = false; ///< a forward has ended: look at once
    std::stop_source m_stopping;
    LogFollowers m_logs;
    LogFollowers m_ports;
    std::jthread m_watcher;
};

} // namespace assay::environment
