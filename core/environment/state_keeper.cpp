// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/state_keeper.h"

#include "base/suggest.h"
#include "base/units.h"

#include <thread>

namespace assay::environment {

using namespace Qt::StringLiterals;
using model::ServiceState;

namespace {

base::Error errorOf(const QString &service, const QString &what, const base::Error &why)
{
    base::Error error = why;
    error.title = u"what \"%1\" holds cannot be %2: %3"_s.arg(service, what, why.title);
    return error;
}

/// Each service that holds something, on a thread of its own: they do not wait for each other.
template <class F>
void forEachData(RunningEnvironment &environment, F &&function)
{
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < environment.services.size(); ++i) {
        RunningService *service = environment.services[i].get();
        if (ServiceData *data = service != nullptr ? service->data() : nullptr)
            threads.emplace_back([&function, i, data] { function(i, *data); });
    }
}

} // namespace

/// A folder that goes away again, also when we are killed.
class StateKeeper::WorkFolder
{
public:
    /// In memory where so much fits.
    WorkFolder(Leases &leases, base::ByteCount size)
        : m_leases(leases)
        , m_path(leases.makeFolder(u"snapshot"_s, Leases::Place::Memory, size))
    {
    }
    ~WorkFolder()
    {
        if (m_path)
            (void)m_leases.removeFolder(*m_path).has_value();
    }
    WorkFolder(const WorkFolder &) = delete;
    WorkFolder &operator=(const WorkFolder &) = delete;
    [[nodiscard]] const base::Result<QString> &path() const { return m_path; }

private:
    Leases &m_leases;
    base::Result<QString> m_path;
};

/// While it lives, the services that can be held still are.
class StateKeeper::Stillness
{
public:
    explicit Stillness(RunningEnvironment &environment)
        : m_environment(environment)
    {
        for (const auto &service : m_environment.services) {
            if (service)
                service->pause();
        }
    }
    ~Stillness()
    {
        for (const auto &service : m_environment.services) {
            if (service)
                service->resume();
        }
    }
    Stillness(const Stillness &) = delete;
    Stillness &operator=(const Stillness &) = delete;

private:
    RunningEnvironment &m_environment;
};

StateKeeper::StateKeeper(const Provisioner &provisioner, Leases &leases, Post post)
    : m_provisioner(provisioner)
    , m_leases(leases)
    , m_post(std::move(post))
{
}

void StateKeeper::log(const QString &text) const
{
    if (m_post)
        m_post(events::LogLine{u"assay"_s, events::LogLevel::Info, text});
}

base::Result<EnvironmentSnapshot> StateKeeper::keep(RunningEnvironment &environment,
                                                    const QString &name,
                                                    const std::stop_token &stop) const
{
    const std::vector<model::ServiceSpec> &specs = environment.spec.services;
    std::vector<std::optional<base::Result<base::ByteCount>>> results(specs.size());
    {
        const Stillness still(environment);
        forEachData(environment,
                    [&](std::size_t i, ServiceData &data) { results[i] = data.keep(name, stop); });
    }
    EnvironmentSnapshot snapshot;
    snapshot.name = name;
    snapshot.environment = environment.spec.name;
    snapshot.taken = QDateTime::currentDateTimeUtc();
    std::optional<base::Error> error;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (!results[i])
            snapshot.without.append(specs[i].name);
        else if (*results[i])
            snapshot.parts.push_back({specs[i].name, specs[i].provider, **results[i]});
        else if (!error)
            error = errorOf(specs[i].name, u"kept"_s, results[i]->error());
    }
    if (error) {
        // Half of a snapshot would be put back one day. One of before that is whole stays.
        if (!snapshot.parts.empty())
            forget(environment, name);
        return base::failure(*error);
    }
    if (auto ready = waitUntilReady(environment, stop); !ready)
        return base::failure(ready.error());
    environment.snapshots[name] = snapshot;
    if (m_post)
        m_post(events::SnapshotTaken{name, u"environment"_s, snapshot.size().value});
    return snapshot;
}

base::Result<> StateKeeper::putBack(RunningEnvironment &environment, const QString &name,
                                    const std::stop_token &stop) const
{
    if (!environment.snapshots.contains(name)) {
        QStringList names;
        for (const auto &[known, snapshot] : environment.snapshots)
            names.append(known);
        return base::failure(
            u"the environment \"%1\" has no snapshot \"%2\""_s.arg(environment.spec.name, name),
            base::didYouMean(name, names));
    }
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<model::ServiceSpec> &specs = environment.spec.services;
    std::vector<std::optional<base::Result<QString>>> results(specs.size());
    {
        const Stillness still(environment);
        forEachData(environment, [&](std::size_t i, ServiceData &data) {
            results[i] = data.putBack(name, stop);
        });
    }
    QStringList ways;
    std::optional<base::Error> error;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (results[i] && *results[i])
            ways.append(u"%1 %2"_s.arg(specs[i].name, **results[i]));
        else if (results[i] && !error)
            error = errorOf(specs[i].name, u"put back"_s, results[i]->error());
    }
    if (error) {
        if (!ways.isEmpty())
            error->fix =
                u"these are back already: %1; try again, or bring the environment up anew"_s.arg(
                    ways.join(u", "_s));
        return base::failure(*error);
    }
    if (auto ready = waitUntilReady(environment, stop); !ready)
        return ready;
    log(u"\"%1\" is back in %2: %3"_s.arg(
        name, base::durationText(std::chrono::steady_clock::now() - begin), ways.join(u", "_s)));
    return {};
}

base::Result<base::ByteCount> StateKeeper::save(RunningEnvironment &environment,
                                                const QString &name, const QString &file,
                                                const QJsonObject &origin,
                                                const std::stop_token &stop) const
{
    const auto found = environment.snapshots.find(name);
    if (found == environment.snapshots.end())
        return base::failure(
            u"the environment \"%1\" has no snapshot \"%2\""_s.arg(environment.spec.name, name));
    // A dump without the indexes is smaller than the database.
    const WorkFolder folder(m_leases, found->second.size());
    if (!folder.path())
        return base::failure(folder.path().error());
    ArchiveManifest manifest;
    manifest.snapshot = found->second;
    manifest.configuration = environment.configuration;
    manifest.origin = origin;
    for (std::size_t i = 0; i < environment.services.size(); ++i) {
        RunningService *service = environment.services[i].get();
        ServiceData *data = service != nullptr ? service->data() : nullptr;
        if (data == nullptr)
            continue;
        const ServiceEndpoint endpoint = service->endpoint();
        const QString part = *folder.path() + u'/' + SnapshotArchive::nameOf(manifest.files.size());
        if (auto saved = data->save(name, part, stop); !saved)
            return base::failure(errorOf(endpoint.name, u"saved"_s, saved.error()));
        manifest.files.push_back(
            {endpoint.name, endpoint.provider, endpoint.properties[u"version"].toString(), {}, {}});
    }
    return SnapshotArchive::write(std::move(manifest), *folder.path(), file, stop);
}

base::Result<ArchiveManifest> StateKeeper::load(RunningEnvironment &environment,
                                                const QString &file,
                                                const std::stop_token &stop) const
{
    const auto announced = SnapshotArchive::readManifest(file);
    if (!announced)
        return announced;
    const WorkFolder folder(m_leases, announced->snapshot.size());
    if (!folder.path())
        return base::failure(folder.path().error());
    auto manifest = SnapshotArchive::extract(file, *folder.path(), stop);
    if (!manifest)
        return manifest;
    std::vector<ServiceData *> targets;
    for (const ArchiveManifest::File &part : manifest->files) {
        ServiceData *target = nullptr;
        for (std::size_t i = 0; i < environment.services.size(); ++i) {
            const model::ServiceSpec &spec = environment.spec.services[i];
            if (spec.name == part.service && spec.provider == part.provider &&
                environment.services[i])
                target = environment.services[i]->data();
        }
        if (target == nullptr)
            return base::failure(
                u"the snapshot holds \"%1\" (%2), which the environment \"%3\" does not have"_s.arg(
                    part.service, part.provider, environment.spec.name),
                u"it was made of the environment \"%1\""_s.arg(manifest->snapshot.environment));
        targets.push_back(target);
    }
    {
        const Stillness still(environment);
        for (std::size_t i = 0; i < targets.size(); ++i) {
            const QString part = *folder.path() + u'/' + SnapshotArchive::nameOf(i);
            if (auto loaded = targets[i]->load(part, stop); !loaded)
                return base::failure(
                    errorOf(manifest->files[i].service, u"restored"_s, loaded.error()));
        }
    }
    if (auto ready = waitUntilReady(environment, stop); !ready)
        return base::failure(ready.error());
    log(u"%1 is back: \"%2\" of %3"_s.arg(
        file, manifest->snapshot.name,
        manifest->snapshot.taken.toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s)));
    return manifest;
}

void StateKeeper::forget(RunningEnvironment &environment, const QString &name) const
{
    environment.snapshots.erase(name);
    forEachData(environment, [&](std::size_t, ServiceData &data) { data.forget(name); });
}

base::Result<> StateKeeper::waitUntilReady(RunningEnvironment &environment,
                                           const std::stop_token &stop) const
{
    for (std::size_t i = 0; i < environment.services.size(); ++i) {
        const bool isReady = environment.board->read(
            [&](const Board &board) { return board.endpoints[i].state == ServiceState::Ready; });
        if (!environment.services[i] || !isReady)
            continue;
        if (auto ready = m_provisioner.waitFor(environment, i, stop); !ready) {
            setState(*environment.board, i, ServiceState::Failed, ready.error().title, m_post);
            base::Error error = ready.error();
            error.title = u"\"%1\" does not work with what was put back: %2"_s.arg(
                environment.spec.services[i].name, error.title);
            return base::failure(error);
        }
    }
    return {};
}

} // namespace assay::environment
