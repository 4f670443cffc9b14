// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/live_environment.h"

#include "workbench/secret_source.h"

namespace assay::workbench {

using namespace Qt::StringLiterals;
using environment::Environment;

LiveEnvironment::LiveEnvironment(Surroundings surroundings, model::EnvironmentSpec spec,
                                 std::vector<events::Sink *> sinks)
    : m_around(std::move(surroundings))
    , m_spec(std::move(spec))
    , m_bus(std::make_unique<events::EventBus>(m_around.host.clock))
{
    for (events::Sink *sink : sinks)
        m_bus->addSink(*sink);
    m_bus->start();
    m_thread = std::jthread([this, stop = newToken()] {
        auto result = told(bringUp(stop));
        m_outcome.change([&](Outcome &outcome) {
            outcome.isDecided = true;
            outcome.result = std::move(result);
        });
    });
}

LiveEnvironment::~LiveEnvironment()
{
    static_cast<void>(destroy().has_value());
}

std::stop_token LiveEnvironment::newToken()
{
    return m_stop.with([](std::stop_source &stop) {
        stop = std::stop_source();
        return stop.get_token();
    });
}

base::Result<> LiveEnvironment::bringUp(const std::stop_token &stop)
{
    auto secrets = readSecrets(m_around.workspaceFolder, m_around.host, m_secrets);
    if (!secrets)
        return base::failure(secrets.error());
    auto manager = m_around.makeManager(
        [this](events::Payload payload) { m_bus->post(masked(std::move(payload), m_secrets)); },
        *secrets);
    if (!manager)
        return base::failure(manager.error());
    m_manager = std::move(*manager);
    // A person may want to go back to the beginning at any time.
    auto up = m_manager->provision(m_spec, stop, {.keepsBaseline = true});
    if (!up)
        return base::failure(up.error());
    m_environment.with([&](auto &environment) { environment = std::move(*up); });
    return {};
}

template <class T>
base::Result<T> LiveEnvironment::told(base::Result<T> result)
{
    if (result)
        return result;
    base::Error error = result.error();
    error.title = m_secrets.mask(error.title);
    m_bus->post(events::LogLine{.source = u"assay"_s,
                                .level = events::LogLevel::Error,
                                .text = m_secrets.mask(result.error().toText())});
    return base::failure(error);
}

base::Result<> LiveEnvironment::wait()
{
    return m_outcome.waitThen([](const Outcome &outcome) { return outcome.isDecided; },
                              [](const Outcome &outcome) { return outcome.result; });
}

base::Result<Environment> LiveEnvironment::current() const
{
    const auto environment = m_environment.copy();
    if (!environment)
        return base::failure(u"the environment \"%1\" is not up"_s.arg(m_spec.name),
                             u"provision it first"_s);
    return *environment;
}

std::vector<environment::ServiceEndpoint> LiveEnvironment::services() const
{
    const auto environment = current();
    return environment ? m_manager->current(*environment).services
                       : std::vector<environment::ServiceEndpoint>();
}

base::Result<> LiveEnvironment::configure(const QJsonObject &settings)
{
    auto environment = current();
    return environment ? told(m_manager->configure(*environment, settings, newToken()))
                       : base::failure(environment.error());
}

base::Result<> LiveEnvironment::stopService(const QString &service)
{
    auto environment = current();
    return environment ? told(m_manager->stopService(*environment, service))
                       : base::failure(environment.error());
}

base::Result<> LiveEnvironment::startService(const QString &service)
{
    auto environment = current();
    return environment ? told(m_manager->startService(*environment, service, newToken()))
                       : base::failure(environment.error());
}

base::Result<environment::EnvironmentSnapshot> LiveEnvironment::snapshot(const QString &name)
{
    const auto environment = current();
    if (!environment)
        return base::failure(environment.error());
    return told(m_manager->snapshot(*environment, name, newToken()));
}

base::Result<> LiveEnvironment::restore(const QString &name)
{
    const auto environment = current();
    return environment ? told(m_manager->restore(*environment, name, newToken()))
                       : base::failure(environment.error());
}

base::Result<> LiveEnvironment::reset()
{
    return restore(environment::EnvironmentManager::kBaseline);
}

base::Result<> LiveEnvironment::forget(const QString &name)
{
    const auto environment = current();
    return environment ? told(m_manager->forget(*environment, name))
                       : base::failure(environment.error());
}

std::vector<environment::EnvironmentSnapshot> LiveEnvironment::snapshots() const
{
    const auto environment = current();
    return environment ? m_manager->snapshots(*environment)
                       : std::vector<environment::EnvironmentSnapshot>();
}

base::Result<base::ByteCount> LiveEnvironment::saveSnapshot(const QString &name,
                                                            const QString &file)
{
    const auto environment = current();
    if (!environment)
        return base::failure(environment.error());
    return told(m_manager->saveSnapshot(*environment, name, file, {}, newToken()));
}

base::Result<environment::ArchiveManifest> LiveEnvironment::loadSnapshot(const QString &file)
{
    const auto environment = current();
    if (!environment)
        return base::failure(environment.error());
    return told(m_manager->loadSnapshot(*environment, file, newToken()));
}

void LiveEnvironment::cancel()
{
    m_stop.with([](std::stop_source &stop) { stop.request_stop(); });
}

base::Result<> LiveEnvironment::destroy()
{
    cancel();
    static_cast<void>(wait().has_value()); // the provision's own end; its error has been told
    auto environment = m_environment.with([](auto &up) { return std::exchange(up, std::nullopt); });
    base::Result<> destroyed;
    if (environment)
        destroyed = m_manager->destroy(*environment);
    if (!m_isClosed.with([](bool &closed) { return std::exchange(closed, true); }))
        m_bus->close();
    return destroyed;
}

} // namespace assay::workbench
