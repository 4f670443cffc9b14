// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/provisioner.h"

#include "base/suggest.h"
#include "environment/edge_router.h"
#include "environment/readiness.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace assay::environment {

using namespace Qt::StringLiterals;
using model::ServiceState;

void setState(base::Monitor<Board> &board, std::size_t index, ServiceState state,
              const QString &detail, const Post &post)
{
    // Posted first: those who wait for this state post theirs after it.
    if (post) {
        const ServiceEndpoint endpoint =
            board.read([&](const Board &b) { return b.endpoints[index]; });
        post(events::EnvironmentChanged{endpoint.name, state, endpoint.provider, endpoint.address(),
                                        detail});
    }
    board.change([&](Board &b) { b.endpoints[index].state = state; });
}

QJsonObject servicesObject(const std::vector<ServiceEndpoint> &endpoints)
{
    QJsonObject services;
    for (const ServiceEndpoint &endpoint : endpoints) {
        if (!endpoint.properties.isEmpty())
            services.insert(endpoint.name, endpoint.properties);
    }
    return services;
}

namespace {

constexpr int kLinesShown = 20;

/// For each service, the services that must be up before it.
std::vector<std::vector<std::size_t>> dependenciesOf(const model::EnvironmentSpec &spec)
{
    std::vector<std::vector<std::size_t>> all(spec.services.size());
    for (std::size_t i = 0; i < spec.services.size(); ++i) {
        const QStringList names = spec.services[i].references + spec.services[i].after;
        for (std::size_t k = 0; k < spec.services.size(); ++k) {
            if (k != i && names.contains(spec.services[k].name))
                all[i].push_back(k);
        }
    }
    return all;
}

/// What it was run as and what it wrote: the part of a report that the reader needs to help it.
std::optional<base::Error> accountOf(const RunningService &service)
{
    const QString command = service.command();
    if (command.isEmpty())
        return std::nullopt;
    const QStringList lines =
        service.lastLines().mid(std::max<qsizetype>(0, service.lastLines().size() - kLinesShown));
    QString text = u"it was run as `%1` and wrote "_s.arg(command);
    text += lines.isEmpty() ? u"nothing"_s : u"last:"_s;
    for (const QString &line : lines)
        text += u"\n    | "_s + line;
    return base::Error{text, {}};
}

base::Error serviceError(const model::EnvironmentSpec &spec, const model::ServiceSpec &service,
                         const base::Error &why, const RunningService *running)
{
    base::Error error{
        u"service \"%1\" (%2) did not start: %3"_s.arg(service.name, service.provider, why.title),
        why.fix, why.position};
    error.quotedLine = why.quotedLine;
    if (!error.position.isValid())
        error.position = {spec.file, service.line, service.column};
    error.cause = why.cause;
    const auto account = running != nullptr ? accountOf(*running) : std::nullopt;
    return account ? error.because(*account) : error;
}

} // namespace

Provisioner::Provisioner(ServiceContext &context, const Providers &providers,
                         QString executableFolder, std::function<void(suite::Scope &)> moreNames)
    : m_context(context)
    , m_providers(providers)
    , m_executableFolder(std::move(executableFolder))
    , m_moreNames(std::move(moreNames))
{
}

Configurator Provisioner::configuratorOf(const model::EnvironmentSpec &spec) const
{
    return {spec, m_context.host, m_executableFolder, m_moreNames};
}

const Provider *Provisioner::provider(const QString &name) const
{
    const auto found = std::find_if(m_providers.begin(), m_providers.end(),
                                    [&](const auto &known) { return known->name() == name; });
    return found == m_providers.end() ? nullptr : found->get();
}

base::Result<> Provisioner::provision(RunningEnvironment &environment,
                                      const std::stop_token &stop) const
{
    const std::vector<model::ServiceSpec> &services = environment.spec.services;
    environment.services.resize(services.size());
    environment.reservations.resize(services.size());
    environment.edges =
        std::make_shared<EdgeRouter>(m_context.edges, environment.board, m_context.post);
    environment.board->change([&](Board &board) {
        for (const model::ServiceSpec &service : services) {
            ServiceEndpoint endpoint;
            endpoint.name = service.name;
            endpoint.provider = service.provider;
            board.endpoints.push_back(std::move(endpoint));
        }
    });
    const auto dependencies = dependenciesOf(environment.spec);
    std::stop_source giveUp; // the first failure ends the others' starts
    const std::stop_callback forward(stop, [&] { giveUp.request_stop(); });
    std::vector<base::Result<>> results(services.size());
    std::vector<char> wasStopped(services.size(), 0);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < services.size(); ++i) {
            threads.emplace_back([&, i] {
                const auto ready = [&](const Board &board) {
                    return std::all_of(dependencies[i].begin(), dependencies[i].end(),
                                       [&](std::size_t k) {
                                           return board.endpoints[k].state == ServiceState::Ready;
                                       });
                };
                wasStopped[i] = !environment.board->waitFor(ready, giveUp.get_token());
                if (wasStopped[i])
                    return;
                const bool before = giveUp.stop_requested();
                results[i] = startOne(environment, i, giveUp.get_token());
                if (!results[i]) {
                    wasStopped[i] = before || !giveUp.request_stop();
                }
            });
        }
    }
    std::optional<base::Error> error;
    for (std::size_t i = 0; i < services.size(); ++i) {
        if (!results[i] && !wasStopped[i])
            error = results[i].error();
    }
    if (!error && stop.stop_requested())
        error = base::Error{
            u"the start of the environment \"%1\" was stopped"_s.arg(environment.spec.name), {}};
    if (!error)
        return {};
    stopAll(environment);
    return base::failure(*error);
}

base::Result<> Provisioner::startOne(RunningEnvironment &environment, std::size_t index,
                                     const std::stop_token &stop) const
{
    const auto begin = std::chrono::steady_clock::now();
    setState(*environment.board, index, ServiceState::Starting, {}, m_context.post);
    const auto started = tryToStart(environment, index, stop);
    if (!started) {
        const base::Error error = serviceError(environment.spec, environment.spec.services[index],
                                               started.error(), environment.services[index].get());
        // One that is given up because another failed has not failed itself.
        ServiceState state = ServiceState::Failed;
        if (stop.stop_requested())
            state = environment.services[index] ? ServiceState::Stopping : ServiceState::Stopped;
        setState(*environment.board, index, state, started.error().title, m_context.post);
        return base::failure(error);
    }
    const auto took = std::chrono::steady_clock::now() - begin;
    setState(*environment.board, index, ServiceState::Ready,
             u"in %1"_s.arg(base::durationText(took)), m_context.post);
    return {};
}

base::Result<> Provisioner::tryToStart(RunningEnvironment &environment, std::size_t index,
                                       const std::stop_token &stop) const
{
    const model::ServiceSpec &spec = environment.spec.services[index];
    const SharedBoard &board = environment.board;
    const Provider *kind = provider(spec.provider);
    if (kind == nullptr) {
        QStringList names;
        for (const auto &known : m_providers)
            names.append(known->name());
        return base::failure(u"there is no provider \"%1\""_s.arg(spec.provider),
                             base::didYouMean(spec.provider, names));
    }
    std::shared_ptr<Reservation> &reservation = environment.reservations[index];
    if (!reservation) {
        auto reserved = kind->reserve(spec);
        if (!reserved)
            return base::failure(reserved.error());
        reservation = std::move(*reserved);
    }
    if (reservation)
        board->change([&](Board &b) { b.endpoints[index].properties = reservation->properties; });
    const QJsonObject all = board->read([](const Board &b) { return servicesObject(b.endpoints); });
    const auto services = environment.edges->seenBy(spec.name, environment.spec.edges, all);
    if (!services)
        return base::failure(services.error());
    const auto settings = configuratorOf(environment.spec).settingsOf(spec, *services, stop);
    if (!settings)
        return base::failure(settings.error());
    // Once it was ready, only the service itself starts it again.
    const auto isAgain = std::make_shared<std::atomic<bool>>(false);
    const auto change = [weak = std::weak_ptr(board), index, isAgain,
                         &post = m_context.post](ServiceState to, const QString &detail) {
        const SharedBoard living = weak.lock();
        if (!living)
            return false;
        const ServiceState now =
            living->read([&](const Board &b) { return b.endpoints[index].state; });
        const bool isIts =
            now == ServiceState::Ready || (now == ServiceState::Starting && *isAgain);
        if (isIts) // else its start or its stop tells
            setState(*living, index, to, detail, post);
        return isIts;
    };
    const StartRequest request{
        environment.spec,
        spec,
        *settings,
        reservation,
        m_context,
        [change](const QString &how) { (void)change(ServiceState::Failed, u"it %1"_s.arg(how)); },
        [change, isAgain](const QString &how) {
            if (change(ServiceState::Starting, how))
                *isAgain = true;
        },
        [change, isAgain](const QString &detail) {
            if (*isAgain && change(ServiceState::Ready, detail))
                *isAgain = false;
        }};
    auto running = kind->start(request, stop);
    if (!running)
        return base::failure(running.error());
    environment.services[index] = std::move(*running);
    return waitFor(environment, index, stop);
}

base::Result<> Provisioner::waitFor(RunningEnvironment &environment, std::size_t index,
                                    const std::stop_token &stop) const
{
    RunningService &service = *environment.services[index];
    const auto note = [&](const ServiceEndpoint &endpoint) {
        environment.board->change([&](Board &board) {
            const ServiceState state = board.endpoints[index].state;
            board.endpoints[index] = endpoint;
            board.endpoints[index].state = state;
        });
    };
    note(service.endpoint());
    const QJsonObject services =
        environment.board->read([](const Board &b) { return servicesObject(b.endpoints); });
    const auto ready = configuratorOf(environment.spec)
                           .readinessOf(environment.spec.services[index], services, stop);
    if (!ready)
        return base::failure(ready.error());
    auto result = waitUntilReady(service, *ready, environment.spec.folder, stop);
    note(service.endpoint()); // it may have been started again meanwhile
    return result;
}

void Provisioner::stopOne(RunningEnvironment &environment, std::size_t index) const
{
    if (!environment.services[index])
        return;
    setState(*environment.board, index, ServiceState::Stopping, {}, m_context.post);
    environment.services[index].reset();
    setState(*environment.board, index, ServiceState::Stopped, {}, m_context.post);
}

void Provisioner::stopAll(RunningEnvironment &environment) const
{
    const auto dependencies = dependenciesOf(environment.spec);
    std::vector<char> isStopped(environment.services.size(), 0);
    // Each round stops all that nobody needs any more; services never need each other in a circle.
    for (std::size_t round = 0; round < environment.services.size(); ++round) {
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < environment.services.size(); ++i) {
            const auto needsIt = [&](std::size_t other) {
                return !isStopped[other] &&
                       std::count(dependencies[other].begin(), dependencies[other].end(), i) > 0;
            };
            bool isNeeded = false;
            for (std::size_t other = 0; other < environment.services.size(); ++other)
                isNeeded = isNeeded || needsIt(other);
            if (!isStopped[i] && !isNeeded)
                free.push_back(i);
        }
        std::vector<std::jthread> threads;
        for (const std::size_t i : free) {
            isStopped[i] = 1;
            if (!environment.services[i])
                continue;
            threads.emplace_back([&, i] {
                const bool hadFailed = environment.board->read([&](const Board &board) {
                    return board.endpoints[i].state == ServiceState::Failed;
                });
                if (hadFailed)
                    environment.services[i].reset();
                else
                    stopOne(environment, i);
            });
        }
    }
}

} // namespace assay::environment
