// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/identity.h"
#include "environment/local_port.h"
#include "environment/probe.h"
#include "environment/providers/child_service.h"
#include "environment/providers/process_limits.h"
#include "environment/providers/registry.h"
#include "environment/providers/restart_policy.h"
#include "environment/providers/settings.h"

#include <QDir>
#include <QJsonArray>

#include <atomic>
#include <thread>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using suite::Shape;

namespace {

constexpr base::Nanoseconds kFirstMoments = 50ms;
constexpr base::Nanoseconds kBackWithin = 30s;

struct ProcessPorts final : Reservation
{
    std::vector<std::pair<QString, base::Descriptor>> listeners; ///< variable, socket
    std::vector<std::pair<QString, HeldPort>> held;
};

class ProcessService final : public RunningService
{
public:
    ProcessService(const StartRequest &request, ServiceEndpoint endpoint, ChildRequest child,
                   RestartPolicy restarts, std::unique_ptr<ControlGroup> group)
        : m_context(request.context)
        , m_died(request.died)
        , m_startsAgain(request.startsAgain)
        , m_isBack(request.isBack)
        , m_group(std::move(group))
        , m_ports(std::static_pointer_cast<ProcessPorts>(request.reservation))
        , m_child(std::move(child))
        , m_restarts(std::move(restarts))
        , m_endpoint(std::move(endpoint))
    {
    }
    ~ProcessService() override { ProcessService::stop(); }

    base::Result<> launch()
    {
        auto started = ChildProcess::start(m_context.children(), m_child);
        if (!started)
            return base::failure(started.error());
        const std::shared_ptr<ChildProcess> child = std::move(*started);
        m_current.with([&](Current &current) {
            current.child = child;
            current.started = std::chrono::steady_clock::now();
        });
        return {};
    }
    void supervise()
    {
        m_supervisor = std::jthread([this](const std::stop_token &stop) { watch(stop); });
    }

    ServiceEndpoint endpoint() const override
    {
        ServiceEndpoint endpoint = m_endpoint;
        endpoint.pid = child()->pid();
        endpoint.completeProperties();
        return endpoint;
    }
    QString notReadyBecause(base::SteadyTime deadline, const std::stop_token &stop) override
    {
        for (const auto &[variable, held] : m_ports->held) {
            const auto connected = probeTcp(u"127.0.0.1"_s, held.port(), deadline, stop);
            if (!connected)
                return u"127.0.0.1:%1: %2"_s.arg(held.port()).arg(connected.error().toString());
        }
        // Without a port of its own all we can see is that it does not end at once.
        const auto started = m_current.with([](const Current &c) { return c.started; });
        return m_ports->held.empty() && std::chrono::steady_clock::now() < started + kFirstMoments
                   ? u"it has only just started"_s
                   : QString();
    }
    QString diedBecause() const override { return m_end.copy(); }
    bool sawReadyLine() const override { return child()->sawWatchedLine(); }
    QString command() const override
    {
        return commandText(m_child.spawn.program, m_child.spawn.arguments);
    }
    QStringList lastLines() const override { return child()->lastLines(); }

    base::Result<> configure(const QJsonObject &settings, const std::stop_token &) override
    {
        for (auto it = settings.begin(); it != settings.end(); ++it) {
            if (it.key() != u"environment" || !it.value().isObject()) {
                return base::failure(
                    u"a process has no setting \"%1\" that can change"_s.arg(it.key()),
                    u"known: environment, a map of variables; it is started again with them"_s);
            }
        }
        stop();
        m_child.spawn.environment.insert(variablesOf(settings.value(u"environment"_s)));
        m_end.with([](QString &end) { end.clear(); });
        if (auto launched = launch(); !launched)
            return launched;
        supervise();
        return {};
    }
    void pause() override { child()->pause(); }
    void resume() override { child()->resume(); }
    void stop() override
    {
        if (m_supervisor.joinable()) {
            m_supervisor.request_stop();
            m_supervisor.join();
        }
        if (const auto current = child())
            current->stop();
    }

private:
    struct Current
    {
        std::shared_ptr<ChildProcess> child;
        base::SteadyTime started;
    };

    std::shared_ptr<ChildProcess> child() const
    {
        return m_current.with([](const Current &current) { return current.child; });
    }

    /// Servers that do not set SO_REUSEADDR cannot take over a port that we hold.
    bool letGoOfPorts(const ChildProcess &ended)
    {
        const bool isInUse =
            ended.lastLines()
                .filter(QRegularExpression(u"in use|EADDRINUSE"_s,
                                           QRegularExpression::CaseInsensitiveOption))
                .size() > 0;
        if (!isInUse || m_ports->held.empty() || std::exchange(m_letGo, true))
            return false;
        for (auto &[variable, held] : m_ports->held)
            held.release();
        return true;
    }

    void watch(const std::stop_token &stop)
    {
        RestartPolicy restarts = m_restarts;
        for (;;) {
            const auto current = child();
            if (!current->waitForExit(base::SteadyTime::max(), stop))
                return;
            const base::ExitStatus exit = *current->exitStatus();
            QString again;
            if (!letGoOfPorts(*current)) {
                const auto pause = restarts.next(exit, std::chrono::steady_clock::now());
                if (!pause)
                    return die(exit.toText());
                again = u"started again (%1)"_s.arg(restarts.countText());
                note(u"it %1: %2"_s.arg(exit.toText(), again));
                if (m_startsAgain)
                    m_startsAgain(u"it %1: %2"_s.arg(exit.toText(), again));
                if (!base::waitFor(*pause, stop))
                    return;
            }
            if (auto launched = launch(); !launched)
                return die(launched.error().toString());
            if (!again.isEmpty())
                tellWhenBack(again, stop);
        }
    }
    /// As far as the provider itself can see; `ready:` of the file is looked at by the first start.
    void tellWhenBack(const QString &how, const std::stop_token &stop)
    {
        const auto deadline = std::chrono::steady_clock::now() + kBackWithin;
        const auto isUp = [&] {
            return !child()->isRunning() || notReadyBecause(deadline, stop).isEmpty();
        };
        if (base::pollUntil(isUp, 5ms, deadline, stop) && child()->isRunning() && m_isBack)
            m_isBack(how);
    }
    void die(const QString &how)
    {
        m_end.with([&](QString &end) { end = how; });
        if (m_died)
            m_died(how);
    }
    void note(const QString &text) const
    {
        if (m_context.post)
            m_context.post(events::LogLine{m_endpoint.name, events::LogLevel::Warning, text});
    }

    ServiceContext &m_context;
    std::function<void(const QString &)> m_died;
    std::function<void(const QString &)> m_startsAgain;
    std::function<void(const QString &)> m_isBack;
    std::unique_ptr<ControlGroup> m_group; ///< null: without limits; outlives its processes
    std::shared_ptr<ProcessPorts> m_ports;
    ChildRequest m_child;
    const RestartPolicy m_restarts;
    bool m_letGo = false; ///< the supervisor's
    ServiceEndpoint m_endpoint;
    base::Guarded<Current> m_current;
    base::Guarded<QString> m_end;
    std::jthread m_supervisor;
};

/// A program of the system under test.
class ProcessProvider final : public Provider
{
public:
    QString name() const override { return u"process"_s; }
    Shape shape() const override
    {
        const Shape names =
            Shape::anyOf({Shape::text().fixed(), Shape::list(Shape::text().fixed(), 1)});
        return Shape::map(
                   {{u"command"_s, Shape::list(Shape::expression(), 1), false,
                     u"the program and its arguments; no shell"_s},
                    {u"shell"_s, Shape::text(), false, u"a line for /bin/sh"_s},
                    {u"environment"_s, Shape::mapOf(Shape::expression()), false,
                     u"variables, added to ours"_s},
                    {u"cwd"_s, Shape::text(), false,
                     u"its folder; by default the environment file's"_s},
                    {u"listen"_s, names, false,
                     u"a variable for the number of a socket that listens already"_s},
                    {u"port"_s, names, false, u"a variable for a free port to listen at"_s},
                    {u"url"_s, Shape::text(), false, u"by default http://127.0.0.1:<port>"_s},
                    {u"user"_s, Shape::text(), false, u"to run as; needs root"_s},
                    {u"limits"_s, ProcessLimits::shape(), false, u"what it may take"_s},
                    {u"restart"_s, RestartPolicy::shape(), false,
                     u"on-failure: at most 5 times"_s}})
            .exactlyOneOf({u"command"_s, u"shell"_s});
    }

    base::Result<std::shared_ptr<Reservation>>
    reserve(const model::ServiceSpec &spec) const override
    {
        const auto ports = std::make_shared<ProcessPorts>();
        QJsonObject numbers;
        int first = 0;
        for (const QString &variable : textsOf(spec.settings[u"listen"].toJson())) {
            auto socket = listenOnLoopback();
            if (!socket)
                return base::failure(socket.error());
            const int port = portOf(socket->get());
            numbers.insert(variable, port);
            first = first == 0 ? port : first;
            ports->listeners.emplace_back(variable, std::move(*socket));
        }
        for (const QString &variable : textsOf(spec.settings[u"port"].toJson())) {
            auto held = HeldPort::take();
            if (!held)
                return base::failure(held.error());
            numbers.insert(variable, held->port());
            first = first == 0 ? held->port() : first;
            ports->held.emplace_back(variable, std::move(*held));
        }
        if (first > 0) {
            ports->properties = {{u"host"_s, u"127.0.0.1"_s},
                                 {u"port"_s, first},
                                 {u"ports"_s, numbers},
                                 {u"url"_s, u"http://127.0.0.1:%1"_s.arg(first)}};
        }
        return std::static_pointer_cast<Reservation>(ports);
    }

    base::Result<std::unique_ptr<RunningService>> start(const StartRequest &request,
                                                        const std::stop_token &) const override
    {
        const QJsonObject settings = request.settings.toObject();
        const auto ports = std::static_pointer_cast<ProcessPorts>(request.reservation);
        ChildRequest child;
        child.source = request.spec.name;
        QStringList command = textsOf(settings.value(u"command"_s));
        if (settings.contains(u"shell"_s))
            command = {u"/bin/sh"_s, u"-c"_s, settings.value(u"shell"_s).toString()};
        child.spawn.program = command.takeFirst();
        child.spawn.arguments = command;
        child.spawn.workingDirectory = QDir::cleanPath(
            QDir(request.environment.folder).absoluteFilePath(settings.value(u"cwd"_s).toString()));
        child.spawn.environment = variablesOf(settings.value(u"environment"_s));
        int number = 3;
        for (const auto &[variable, socket] : ports->listeners) {
            child.spawn.environment.insert(variable, QString::number(number));
            child.spawn.descriptors.emplace_back(socket.get(), number);
            ++number;
        }
        for (const auto &[variable, held] : ports->held)
            child.spawn.environment.insert(variable, QString::number(held.port()));
        if (settings.contains(u"user"_s)) {
            auto identity = identityOf(settings.value(u"user"_s).toString());
            if (!identity)
                return base::failure(identity.error());
            child.spawn.identity = *identity;
        }
        auto expression = readyExpression(request.spec.ready);
        if (!expression)
            return base::failure(expression.error());
        child.watchFor = *expression;

        ServiceEndpoint endpoint;
        endpoint.name = request.spec.name;
        endpoint.provider = name();
        endpoint.properties = ports->properties;
        endpoint.host = ports->properties.value(u"host"_s).toString();
        endpoint.port = ports->properties.value(u"port"_s).toInt();
        endpoint.url =
            settings.value(u"url"_s).toString(ports->properties.value(u"url"_s).toString());
        auto restarts = RestartPolicy::of(settings.value(u"restart"_s));
        if (!restarts)
            return base::failure(restarts.error());
        auto limits = ProcessLimits::of(settings.value(u"limits"_s).toObject());
        if (!limits)
            return base::failure(limits.error());
        child.spawn.limits = limits->each;
        std::unique_ptr<ControlGroup> group;
        if (!limits->group.isEmpty()) {
            auto made = ControlGroup::make(limits->group, request.context.host.variables,
                                           request.context.leases);
            if (made)
                group = std::move(*made);
            else if (request.context.post) // the service is the same without
                request.context.post(events::LogLine{request.spec.name, events::LogLevel::Warning,
                                                     u"its memory and cpu are not limited: "_s +
                                                         made.error().toString()});
            child.spawn.controlGroup = group ? group->processes() : -1;
        }
        auto service = std::make_unique<ProcessService>(
            request, std::move(endpoint), std::move(child), std::move(*restarts), std::move(group));
        if (auto launched = service->launch(); !launched)
            return base::failure(launched.error());
        service->supervise();
        return service;
    }
};

} // namespace

std::unique_ptr<Provider> makeProcessProvider()
{
    return std::make_unique<ProcessProvider>();
}

} // namespace assay::environment
