// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/providers/compose_service.h"

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr base::Nanoseconds kBetweenLooks = 100ms; ///< each starts two programs
constexpr base::Nanoseconds kOneLook = 10s;
constexpr int kLinesShown = 20;

const Container *find(const std::vector<Container> &all, const QString &id)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Container &c) { return c.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

ComposeService::ComposeService(const StartRequest &request, std::unique_ptr<ComposeProject> project,
                               ComposeEndpoint endpoint, std::optional<QRegularExpression> watchFor)
    : m_context(request.context)
    , m_name(request.spec.name)
    , m_died(request.died)
    , m_project(std::move(project))
    , m_wanted(std::move(endpoint))
    , m_followers(m_context.children(), std::move(watchFor),
                  [this](const QString &id) { logEnded(id); })
{
}

ComposeService::~ComposeService()
{
    ComposeService::stop();
}

base::Result<> ComposeService::begin(const std::stop_token &stop)
{
    if (auto seen = look(std::chrono::steady_clock::now() + kOneLook, stop); !seen)
        return seen;
    const auto containers = m_seen.with([](const Seen &s) { return s.containers; });
    if (containers.empty())
        return base::failure(u"compose started no container"_s,
                             u"name its `services`, or switch on their `profiles`"_s);
    for (const Container &container : containers) {
        if (auto followed = follow(container); !followed)
            return followed;
    }
    const QString service = m_wanted.wanted.section(u':', 0, 0);
    const QString port = m_wanted.wanted.section(u':', 1);
    if (m_wanted.wanted.isEmpty())
        return {};
    for (const Container &container : containers) {
        if (container.service == service && (port.isEmpty() || container.ports.contains(port)) &&
            !container.ports.isEmpty())
            return {};
    }
    return base::failure(u"`endpoint: %1` names no published port"_s.arg(m_wanted.wanted),
                         u"publish it in the compose file, for example `ports: "
                         "[\"127.0.0.1::8080\"]`"_s);
}

base::Result<> ComposeService::follow(const Container &container)
{
    const QString before = m_seen.with([&](Seen &seen) {
        return std::exchange(seen.followed[container.id], container.startedAt);
    });
    QStringList arguments{u"logs"_s, u"--follow"_s};
    if (before == container.startedAt && !before.isEmpty())
        arguments = {
            u"wait"_s}; // a log that the engine does not keep; its end is told all the same
    else if (!before.isEmpty())
        arguments += {u"--since"_s, container.startedAt};
    return m_followers.follow(
        container.id, m_name + u'/' + container.label(),
        m_project->engine().docker.spawn(arguments + QStringList{container.id}));
}

base::Result<> ComposeService::look(base::SteadyTime deadline, const std::stop_token &stop)
{
    auto containers = m_project->containers(deadline, stop);
    if (!containers)
        return base::failure(containers.error());
    m_seen.with([&](Seen &seen) {
        seen.problem.clear();
        for (const Container &container : *containers) {
            const QString problem = container.notReadyBecause();
            // One that has failed is the reason of what others wait for.
            if (!problem.isEmpty() && (seen.problem.isEmpty() || container.hasFailed())) {
                seen.problem = problem;
                seen.culprit = container.id;
            }
            if (container.hasFailed() && seen.end.isEmpty())
                seen.end = u"lost its container \"%1\", which %2"_s.arg(container.label(),
                                                                        container.stateText());
        }
        seen.containers = std::move(*containers);
        seen.at = std::chrono::steady_clock::now();
    });
    return {};
}

QString ComposeService::notReadyBecause(base::SteadyTime deadline, const std::stop_token &stop)
{
    Seen seen = m_seen.copy();
    const auto now = std::chrono::steady_clock::now();
    if (seen.problem.isEmpty() || now >= seen.at + kBetweenLooks) {
        if (auto looked = look(deadline, stop); !looked)
            return looked.error().title;
        seen = m_seen.copy();
    }
    if (!seen.end.isEmpty()) // its last lines are about to come
        m_followers.drain(seen.culprit, now + 1s, stop);
    return seen.problem;
}

QString ComposeService::diedBecause() const
{
    return m_seen.with([](const Seen &seen) { return seen.end; });
}

/// In the followers' thread.
void ComposeService::logEnded(const QString &id)
{
    const std::stop_token stop = m_stopping.get_token();
    for (;;) {
        const auto seen = look(std::chrono::steady_clock::now() + kOneLook, stop);
        if (stop.stop_requested())
            return;
        if (!seen)
            return die(u"lost the container engine: %1"_s.arg(seen.error().title));
        const auto containers = m_seen.with([](const Seen &s) { return s.containers; });
        const Container *container = find(containers, id);
        if (container == nullptr)
            return die(u"lost a container, which somebody removed"_s);
        if (container->hasFailed())
            return die(diedBecause());
        if (container->isRunning()) {
            if (container->restarts > 0)
                note(u"the engine has started the container \"%1\" again (%2)"_s
                         .arg(container->label())
                         .arg(container->restarts));
            if (auto followed = follow(*container); !followed)
                note(followed.error().toString());
            return;
        }
        if (container->status != u"restarting")
            return; // a job that is done
        if (!base::waitFor(kBetweenLooks, stop))
            return;
    }
}

void ComposeService::die(const QString &how)
{
    m_seen.with([&](Seen &seen) {
        if (seen.end.isEmpty())
            seen.end = how;
    });
    if (m_died)
        m_died(how);
}

void ComposeService::note(const QString &text) const
{
    if (m_context.post)
        m_context.post(events::LogLine{m_name, events::LogLevel::Warning, text});
}

ServiceEndpoint ComposeService::endpoint() const
{
    ServiceEndpoint endpoint;
    endpoint.name = m_name;
    endpoint.provider = u"compose"_s;
    const QString service = m_wanted.wanted.section(u':', 0, 0);
    const QString port = m_wanted.wanted.section(u':', 1);
    QJsonObject ports;
    QJsonObject urls;
    for (const Container &container : m_seen.with([](const Seen &s) { return s.containers; })) {
        QJsonObject numbers = ports.value(container.service).toObject();
        for (auto it = container.ports.begin(); it != container.ports.end(); ++it) {
            if (numbers.contains(it.key()))
                continue; // that of the first of several is kept
            const QString host = it->host.isEmpty() ? m_project->engine().host : it->host;
            numbers.insert(it.key(), it->port);
            if (!urls.contains(container.service) && !it.key().contains(u'/'))
                urls.insert(container.service, u"http://%1:%2"_s.arg(host).arg(it->port));
            const bool isWanted = (service.isEmpty() || service == container.service) &&
                                  (port.isEmpty() || port == it.key());
            if (isWanted && endpoint.port == 0) {
                endpoint.host = host;
                endpoint.port = it->port;
            }
        }
        ports.insert(container.service, numbers);
    }
    endpoint.url = m_wanted.url;
    if (endpoint.url.isEmpty() && endpoint.port > 0)
        endpoint.url = u"http://%1:%2"_s.arg(endpoint.host).arg(endpoint.port);
    endpoint.properties = {
        {u"ports"_s, ports}, {u"urls"_s, urls}, {u"project"_s, m_project->name()}};
    endpoint.completeProperties();
    return endpoint;
}

QStringList ComposeService::lastLines() const
{
    const Seen seen = m_seen.copy();
    if (find(seen.containers, seen.culprit) != nullptr && !seen.problem.isEmpty())
        return m_followers.lastLines(seen.culprit, kLinesShown);
    QStringList lines;
    for (const Container &container : seen.containers) {
        for (const QString &line : m_followers.lastLines(container.id, 5))
            lines.append(container.label() + u" | "_s + line);
    }
    return lines;
}

void ComposeService::stop()
{
    m_stopping.request_stop();
    if (auto down = m_project->takeDown(); !down)
        note(
            u"the compose project %1 could not be taken down: %2; the next start of Assay does it"_s
                .arg(m_project->name(), down.error().title));
    m_followers.stop();
}

} // namespace assay::environment
