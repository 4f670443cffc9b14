// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/providers/kubernetes_service.h"

#include "environment/probe.h"

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr base::Nanoseconds kUntilReady = 500ms;
constexpr base::Nanoseconds kWhenReady = 5s;
constexpr base::Nanoseconds kOneLook = 15s;
constexpr int kLostLooks = 3; ///< a cluster may be out of reach for a moment
constexpr int kLinesShown = 20;

} // namespace

KubernetesService::KubernetesService(const StartRequest &request,
                                     std::unique_ptr<KubeNamespace> space,
                                     std::vector<PortForward> forwards, std::size_t endpoint,
                                     QString url, base::Nanoseconds grace, QString command,
                                     std::optional<QRegularExpression> watchFor)
    : m_context(request.context)
    , m_name(request.spec.name)
    , m_died(request.died)
    , m_space(std::move(space))
    , m_forwards(std::move(forwards))
    , m_endpoint(endpoint)
    , m_url(std::move(url))
    , m_grace(grace)
    , m_command(std::move(command))
    , m_logs(m_context.children(), std::move(watchFor),
             [this](const QString &pod) { m_ended.with([&](auto &all) { all.append(pod); }); })
    , m_ports(m_context.children(), {},
              [this](const QString &name) {
                  m_ports.forget(name); // the watcher starts it again
                  m_isBroken = true;
              })
    , m_watcher([this] { watch(m_stopping.get_token()); })
{
}

KubernetesService::~KubernetesService()
{
    KubernetesService::stop();
}

void KubernetesService::watch(const std::stop_token &stop)
{
    int lost = 0;
    base::Nanoseconds pause = kUntilReady;
    do {
        if (lost > 0)
            base::waitFor(kUntilReady, stop);
        const auto state = m_space->state(std::chrono::steady_clock::now() + kOneLook, stop);
        if (stop.stop_requested())
            return;
        if (!state) {
            m_seen.with([&](Seen &seen) { seen.problem = state.error().title; });
            if (++lost == kLostLooks)
                return die(u"lost the cluster: %1"_s.arg(state.error().title));
            continue;
        }
        lost = 0;
        followPods(*state);
        QString problem = state->problem;
        if (problem.isEmpty())
            problem = forwardProblem(stop);
        m_seen.with([&](Seen &seen) {
            seen.state = *state;
            seen.problem = problem;
        });
        if (!state->end.isEmpty())
            return die(state->end);
        pause = problem.isEmpty() ? kWhenReady : kUntilReady;
        base::pollUntil([&] { return m_isBroken.exchange(false); }, kUntilReady / 5,
                        std::chrono::steady_clock::now() + pause, stop);
    } while (!stop.stop_requested());
}

void KubernetesService::followPods(const KubeState &state)
{
    const QStringList ended = m_ended.copy();
    for (const KubePod &pod : state.pods) {
        if (!pod.hasLog())
            continue;
        // A container that was started again has a log of its own, from its beginning.
        const bool isAgain = ended.contains(pod.name) && pod.restarts > m_followed.value(pod.name);
        if (m_logs.isFollowed(pod.name) && !isAgain)
            continue;
        m_followed.insert(pod.name, pod.restarts);
        m_ended.with([&](auto &all) { all.removeAll(pod.name); });
        const auto followed =
            m_logs.follow(pod.name, m_name + u'/' + pod.name,
                          m_space->kubectl().spawn({u"logs"_s, u"--follow"_s, u"--all-containers"_s,
                                                    u"--ignore-errors"_s, u"pod/"_s + pod.name}));
        if (!followed)
            note(followed.error().toString());
    }
}

/// Starts those that do not run, and looks whether all answer.
QString KubernetesService::forwardProblem(const std::stop_token &stop)
{
    QString problem;
    for (const PortForward &forward : m_forwards) {
        const QString place = forward.target + u':' + forward.port;
        if (!m_ports.isFollowed(forward.name)) {
            const auto started =
                m_ports.follow(forward.name, m_name + u"/port-forward"_s,
                               m_space->kubectl().spawn(
                                   {u"port-forward"_s, u"--address=127.0.0.1"_s, forward.target,
                                    u"%1:%2"_s.arg(forward.local.port()).arg(forward.port)}));
            if (!started)
                problem = started.error().title;
        }
        const auto connected = probeTcp(u"127.0.0.1"_s, forward.local.port(),
                                        std::chrono::steady_clock::now() + 2s, stop);
        if (!connected && problem.isEmpty())
            problem = u"the port-forward to %1 does not stand yet"_s.arg(place);
    }
    return problem;
}

QString KubernetesService::notReadyBecause(base::SteadyTime, const std::stop_token &)
{
    return m_seen.with([](const Seen &seen) { return seen.problem; });
}

QString KubernetesService::diedBecause() const
{
    return m_seen.with([](const Seen &seen) { return seen.end; });
}

void KubernetesService::die(const QString &how)
{
    const QString culprit = m_seen.with([](const Seen &seen) { return seen.state.culprit; });
    m_logs.drain(culprit, std::chrono::steady_clock::now() + 1s, m_stopping.get_token());
    m_seen.with([&](Seen &seen) { seen.end = how; });
    if (m_died)
        m_died(how);
}

void KubernetesService::note(const QString &text) const
{
    if (m_context.post)
        m_context.post(events::LogLine{m_name, events::LogLevel::Warning, text});
}

ServiceEndpoint KubernetesService::endpoint() const
{
    ServiceEndpoint endpoint;
    endpoint.name = m_name;
    endpoint.provider = u"kubernetes"_s;
    QJsonObject ports;
    QJsonObject urls;
    for (const PortForward &forward : m_forwards) {
        ports.insert(forward.name, forward.local.port());
        urls.insert(forward.name, u"http://127.0.0.1:%1"_s.arg(forward.local.port()));
    }
    if (m_endpoint < m_forwards.size()) {
        endpoint.host = u"127.0.0.1"_s;
        endpoint.port = m_forwards[m_endpoint].local.port();
        endpoint.url = u"http://127.0.0.1:%1"_s.arg(endpoint.port);
    }
    if (!m_url.isEmpty())
        endpoint.url = m_url;
    endpoint.properties = {
        {u"ports"_s, ports}, {u"urls"_s, urls}, {u"namespace"_s, m_space->name()}};
    endpoint.completeProperties();
    return endpoint;
}

QStringList KubernetesService::lastLines() const
{
    const KubeState state = m_seen.with([](const Seen &seen) { return seen.state; });
    if (!state.culprit.isEmpty() && m_logs.isFollowed(state.culprit))
        return m_logs.lastLines(state.culprit, kLinesShown);
    QStringList lines;
    for (const KubePod &pod : state.pods) {
        for (const QString &line : m_logs.lastLines(pod.name, 5))
            lines.append(pod.name + u" | "_s + line);
    }
    return lines;
}

void KubernetesService::stop()
{
    m_stopping.request_stop();
    if (m_watcher.joinable())
        m_watcher.join();
    m_ports.stop();
    if (auto down = m_space->takeDown(m_grace); !down)
        note(u"the namespace %1 could not be deleted: %2; the next start of Assay does it"_s.arg(
            m_space->name(), down.error().title));
    m_logs.stop();
}

} // namespace assay::environment
