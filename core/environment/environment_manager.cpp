// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/environment_manager.h"

#include "base/guarded.h"
#include "base/ids.h"
#include "base/suggest.h"
#include "environment/provisioner.h"
#include "environment/state_keeper.h"

#include <QDir>

#include <algorithm>
#include <map>

namespace assay::environment {

using namespace Qt::StringLiterals;
using model::ServiceState;

namespace {

using Running = std::shared_ptr<RunningEnvironment>;

/// Makes operations on one environment wait for each other.
class Turn
{
public:
    explicit Turn(SharedBoard board)
        : m_board(std::move(board))
    {
        m_board->waitThen([](const Board &b) { return !b.isBusy; },
                          [](Board &b) { b.isBusy = true; });
    }
    ~Turn()
    {
        m_board->change([](Board &b) { b.isBusy = false; });
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

private:
    SharedBoard m_board;
};

ServiceState overallState(const std::vector<ServiceEndpoint> &services)
{
    const auto has = [&](ServiceState state) {
        return std::any_of(services.begin(), services.end(),
                           [&](const ServiceEndpoint &s) { return s.state == state; });
    };
    for (const ServiceState state :
         {ServiceState::Failed, ServiceState::Stopping, ServiceState::Starting,
          ServiceState::Waiting, ServiceState::Stopped}) {
        if (has(state))
            return state;
    }
    return ServiceState::Ready;
}

QString homeFolder(const base::Variables &variables, const QString &variable,
                   const QString &fallback)
{
    const QString folder = variables.value(variable).value_or(QString());
    if (QDir::isAbsolutePath(folder)) // the XDG base directory specification: others are ignored
        return folder + u"/assay"_s;
    return variables.value(u"HOME"_s).value_or(QDir::homePath()) + fallback + u"/assay"_s;
}

} // namespace

QJsonObject Environment::servicesObject() const
{
    return environment::servicesObject(services);
}

const ServiceEndpoint *Environment::service(QStringView wanted) const
{
    const auto found = std::find_if(services.begin(), services.end(),
                                    [&](const ServiceEndpoint &s) { return s.name == wanted; });
    return found == services.end() ? nullptr : &*found;
}

struct EnvironmentManager::Private
{
    Private(Options given, std::unique_ptr<Leases> journal)
        : options(std::move(given))
        , leases(std::move(journal))
        , context{options.host, options.cacheFolder, spawner,      *leases,
                  options.post, options.mocks,       options.edges}
        , provisioner(context, options.providers, options.executableFolder, options.moreNames)
        , keeper(provisioner, *leases, options.post)
    {
    }
    Environment valueOf(const RunningEnvironment &running) const
    {
        Environment value;
        value.id = running.id;
        value.name = running.spec.name;
        QStringList kinds;
        for (const model::ServiceSpec &service : running.spec.services)
            kinds.append(service.provider);
        kinds.removeDuplicates();
        kinds.sort();
        value.type = kinds.join(u", "_s);
        value.services = running.board->read([](const Board &board) { return board.endpoints; });
        value.status = overallState(value.services);
        return value;
    }
    Running find(const QString &id) const
    {
        return environments.with([&](const auto &all) {
            const auto found = all.find(id);
            return found == all.end() ? Running() : found->second;
        });
    }
    void tell(ServiceState state, const RunningEnvironment &running, const QString &detail) const
    {
        if (options.post)
            options.post(events::EnvironmentChanged{
                {}, state, {}, {}, detail.isEmpty() ? running.spec.name : detail});
    }
    template <class T, class F>
    base::Result<T> inTurn(const Environment &environment, F &&function);
    base::Result<> configureOne(RunningEnvironment &running, std::size_t index,
                                const QJsonObject &settings, const std::stop_token &stop);
    struct Place
    {
        Running running;
        std::size_t index = 0;
    };
    base::Result<Place> findService(const Environment &environment, const QString &service) const;
    base::Result<> startAgain(RunningEnvironment &running, std::size_t index,
                              const std::stop_token &stop);

    Options options;
    base::SpawnThread spawner;
    std::unique_ptr<Leases> leases;
    ServiceContext context;
    Provisioner provisioner;
    StateKeeper keeper;
    Reaped reaped;
    base::Guarded<std::map<QString, Running>> environments;
};

QString EnvironmentManager::stateFolderOf(const base::Variables &variables)
{
    return homeFolder(variables, u"XDG_STATE_HOME"_s, u"/.local/state"_s);
}

QString EnvironmentManager::cacheFolderOf(const base::Variables &variables)
{
    return homeFolder(variables, u"XDG_CACHE_HOME"_s, u"/.cache"_s);
}

EnvironmentManager::EnvironmentManager(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

base::Result<std::unique_ptr<EnvironmentManager>> EnvironmentManager::create(Options options)
{
    if (options.stateFolder.isEmpty())
        options.stateFolder = stateFolderOf(options.host.variables);
    if (options.cacheFolder.isEmpty())
        options.cacheFolder = cacheFolderOf(options.host.variables);
    if (options.providers.empty())
        options.providers = allProviders();
    auto leases = Leases::open(options.stateFolder, temporaryRoots(options.host.variables));
    if (!leases)
        return base::failure(leases.error());
    auto data = std::make_unique<Private>(std::move(options), std::move(*leases));
    data->reaped = reapAbandoned(data->options.stateFolder);
    if (data->options.post) {
        for (const QString &line : data->reaped.lines())
            data->options.post(events::LogLine{u"assay"_s, events::LogLevel::Warning,
                                               u"left by a killed Assay: "_s + line});
    }
    return std::unique_ptr<EnvironmentManager>(new EnvironmentManager(std::move(data)));
}

EnvironmentManager::~EnvironmentManager()
{
    const auto all = d->environments.with([](auto &map) { return std::exchange(map, {}); });
    for (const auto &[id, running] : all) {
        const Turn turn(running->board);
        d->provisioner.stopAll(*running);
    }
}

base::Result<Environment> EnvironmentManager::provision(const model::EnvironmentSpec &spec,
                                                        const std::stop_token &stop,
                                                        ProvisionOptions wanted)
{
    const auto running = std::make_shared<RunningEnvironment>();
    running->id = base::randomId();
    running->spec = spec;
    d->tell(ServiceState::Starting, *running, {});
    if (auto started = d->provisioner.provision(*running, stop); !started) {
        d->tell(ServiceState::Failed, *running, started.error().title);
        return base::failure(started.error());
    }
    if (wanted.keepsBaseline) {
        if (auto kept = d->keeper.keep(*running, kBaseline, stop); !kept) {
            d->provisioner.stopAll(*running);
            d->tell(ServiceState::Failed, *running, kept.error().title);
            return base::failure(kept.error());
        }
    }
    d->environments.with([&](auto &all) { all[running->id] = running; });
    d->tell(ServiceState::Ready, *running, {});
    return d->valueOf(*running);
}

base::Result<> EnvironmentManager::Private::configureOne(RunningEnvironment &running,
                                                         std::size_t index,
                                                         const QJsonObject &settings,
                                                         const std::stop_token &stop)
{
    base::Monitor<Board> &board = *running.board;
    const auto services = board.read([](const Board &b) { return servicesObject(b.endpoints); });
    const auto value = provisioner.configuratorOf(running.spec).valueOf(settings, services, stop);
    if (!value)
        return base::failure(value.error());
    RunningService &service = *running.services[index];
    if (auto changed = service.configure(value->toObject(), stop); !changed)
        return changed;
    setState(board, index, ServiceState::Starting, {}, options.post);
    if (auto ready = provisioner.waitFor(running, index, stop); !ready) {
        setState(board, index, ServiceState::Failed, ready.error().title, options.post);
        return ready;
    }
    setState(board, index, ServiceState::Ready, u"configured"_s, options.post);
    return {};
}

base::Result<> EnvironmentManager::configure(Environment &environment, const QJsonObject &settings,
                                             const std::stop_token &stop)
{
    const Running running = d->find(environment.id);
    if (!running)
        return base::failure(u"the environment \"%1\" is not up"_s.arg(environment.name),
                             u"provision it first"_s);
    QStringList names;
    for (const model::ServiceSpec &service : running->spec.services)
        names.append(service.name);
    for (const QString &name : settings.keys()) {
        if (!names.contains(name))
            return base::failure(u"no service is called \"%1\""_s.arg(name),
                                 base::didYouMean(name, names));
        if (!settings.value(name).isObject())
            return base::failure(u"the settings of \"%1\" are not a map"_s.arg(name),
                                 u"write `%1: { setting: value }`"_s.arg(name));
    }
    const Turn turn(running->board);
    for (const QString &name : settings.keys()) {
        const auto index = static_cast<std::size_t>(names.indexOf(name));
        if (!running->services[index])
            return base::failure(u"the environment \"%1\" is not up"_s.arg(environment.name),
                                 u"provision it first"_s);
        const QJsonObject wanted = settings.value(name).toObject();
        if (auto changed = d->configureOne(*running, index, wanted, stop); !changed) {
            base::Error error = changed.error();
            error.title = u"service \"%1\" could not be configured: %2"_s.arg(name, error.title);
            return base::failure(error);
        }
        QJsonObject all = running->configuration.value(name).toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            all.insert(it.key(), it.value());
        running->configuration.insert(name, all);
    }
    environment = d->valueOf(*running);
    environment.configuration = running->configuration;
    return {};
}

base::Result<EnvironmentManager::Private::Place>
EnvironmentManager::Private::findService(const Environment &environment,
                                         const QString &service) const
{
    const Running running = find(environment.id);
    if (!running)
        return base::failure(u"the environment \"%1\" is not up"_s.arg(environment.name),
                             u"provision it first"_s);
    QStringList names;
    for (const model::ServiceSpec &spec : running->spec.services)
        names.append(spec.name);
    const qsizetype index = names.indexOf(service);
    if (index < 0)
        return base::failure(u"no service is called \"%1\""_s.arg(service),
                             base::didYouMean(service, names));
    return Place{running, static_cast<std::size_t>(index)};
}

base::Result<> EnvironmentManager::Private::startAgain(RunningEnvironment &running,
                                                       std::size_t index,
                                                       const std::stop_token &stop)
{
    const auto propertiesOf = [&](std::size_t i) {
        QJsonObject properties =
            running.board->read([&](const Board &board) { return board.endpoints[i].properties; });
        properties.remove(u"pid"_s);
        return properties;
    };
    const QJsonObject before = propertiesOf(index);
    provisioner.stopOne(running, index);
    if (auto started = provisioner.startOne(running, index, stop); !started) {
        running.services[index].reset();
        return started;
    }
    if (propertiesOf(index) == before)
        return {};
    const QString &name = running.spec.services[index].name;
    for (std::size_t i = 0; i < running.spec.services.size(); ++i) {
        if (!running.spec.services[i].references.contains(name) || i == index ||
            !running.services[i])
            continue;
        if (auto followed = startAgain(running, i, stop); !followed)
            return followed;
    }
    return {};
}

base::Result<> EnvironmentManager::stopService(Environment &environment, const QString &service)
{
    const auto place = d->findService(environment, service);
    if (!place)
        return base::failure(place.error());
    const Turn turn(place->running->board);
    d->provisioner.stopOne(*place->running, place->index);
    environment = d->valueOf(*place->running);
    environment.configuration = place->running->configuration;
    return {};
}

base::Result<> EnvironmentManager::startService(Environment &environment, const QString &service,
                                                const std::stop_token &stop)
{
    const auto place = d->findService(environment, service);
    if (!place)
        return base::failure(place.error());
    const Turn turn(place->running->board);
    if (!d->find(environment.id)) // it was destroyed while we waited: nothing may start any more
        return base::failure(u"the environment \"%1\" is not up"_s.arg(environment.name),
                             u"provision it first"_s);
    auto started = d->startAgain(*place->running, place->index, stop);
    environment = d->valueOf(*place->running);
    environment.configuration = place->running->configuration;
    return started;
}

/// The environment in the caller's turn; nothing when it is not up, or not any more.
template <class T, class F>
base::Result<T> EnvironmentManager::Private::inTurn(const Environment &environment, F &&function)
{
    const Running running = find(environment.id);
    if (running) {
        const Turn turn(running->board);
        if (find(environment.id)) // it was destroyed while we waited
            return function(*running);
    }
    return base::failure(u"the environment \"%1\" is not up"_s.arg(environment.name),
                         u"provision it first"_s);
}

base::Result<EnvironmentSnapshot> EnvironmentManager::snapshot(const Environment &environment,
                                                               const QString &name,
                                                               const std::stop_token &stop)
{
    return d->inTurn<EnvironmentSnapshot>(environment, [&](RunningEnvironment &running) {
        return d->keeper.keep(running, name, stop);
    });
}

base::Result<> EnvironmentManager::restore(const Environment &environment, const QString &snapshot,
                                           const std::stop_token &stop)
{
    return d->inTurn<void>(environment, [&](RunningEnvironment &running) {
        return d->keeper.putBack(running, snapshot, stop);
    });
}

base::Result<> EnvironmentManager::reset(const Environment &environment,
                                         const std::stop_token &stop)
{
    return restore(environment, kBaseline, stop);
}

base::Result<base::ByteCount> EnvironmentManager::saveSnapshot(const Environment &environment,
                                                               const QString &name,
                                                               const QString &file,
                                                               const QJsonObject &origin,
                                                               const std::stop_token &stop)
{
    return d->inTurn<base::ByteCount>(environment, [&](RunningEnvironment &running) {
        return d->keeper.save(running, name, file, origin, stop);
    });
}

base::Result<ArchiveManifest> EnvironmentManager::loadSnapshot(const Environment &environment,
                                                               const QString &file,
                                                               const std::stop_token &stop)
{
    return d->inTurn<ArchiveManifest>(environment, [&](RunningEnvironment &running) {
        return d->keeper.load(running, file, stop);
    });
}

base::Result<> EnvironmentManager::forget(const Environment &environment, const QString &snapshot)
{
    return d->inTurn<void>(environment, [&](RunningEnvironment &running) -> base::Result<> {
        d->keeper.forget(running, snapshot);
        return {};
    });
}

std::vector<EnvironmentSnapshot> EnvironmentManager::snapshots(const Environment &environment) const
{
    std::vector<EnvironmentSnapshot> all;
    (void)
        d->inTurn<void>(environment, [&](RunningEnvironment &running) -> base::Result<> {
             for (const auto &[name, snapshot] : running.snapshots)
                 all.push_back(snapshot);
             return {};
         }).has_value();
    std::sort(all.begin(), all.end(),
              [](const auto &a, const auto &b) { return a.taken < b.taken; });
    return all;
}

base::Result<> EnvironmentManager::destroy(Environment &environment)
{
    const Running running = d->environments.with([&](auto &all) {
        const auto found = all.find(environment.id);
        return found == all.end() ? Running() : all.extract(found).mapped();
    });
    if (running) {
        const Turn turn(running->board);
        d->tell(ServiceState::Stopping, *running, {});
        d->provisioner.stopAll(*running);
        d->tell(ServiceState::Stopped, *running, {});
    }
    environment.status = ServiceState::Stopped;
    for (ServiceEndpoint &service : environment.services)
        service.state = ServiceState::Stopped;
    return {};
}

Environment EnvironmentManager::current(const Environment &environment) const
{
    if (const Running running = d->find(environment.id)) {
        Environment now = d->valueOf(*running);
        now.configuration = environment.configuration;
        return now;
    }
    Environment gone = environment;
    gone.status = ServiceState::Stopped;
    for (ServiceEndpoint &service : gone.services)
        service.state = ServiceState::Stopped;
    return gone;
}

const Reaped &EnvironmentManager::reaped() const
{
    return d->reaped;
}

} // namespace assay::environment
