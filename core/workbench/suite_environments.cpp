// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/suite_environments.h"

namespace assay::workbench {

using namespace Qt::StringLiterals;
using environment::EnvironmentManager;

namespace {

/// What the suite's cases go back to. A snapshot step cannot take this name: it has a blank at
/// its begin, which YAML takes away.
const QString kSuiteState = u" suite"_s;

/// The events of the second copy of an environment are those of "api 2", not of "api".
environment::Post numbered(environment::Post post, int number)
{
    if (number == 1 || !post)
        return post;
    return [post = std::move(post), suffix = u" %1"_s.arg(number)](events::Payload payload) {
        if (auto *change = std::get_if<events::EnvironmentChanged>(&payload)) {
            if (!change->service.isEmpty())
                change->service += suffix;
        } else if (auto *line = std::get_if<events::LogLine>(&payload)) {
            if (line->source != u"assay")
                line->source += suffix;
        }
        post(std::move(payload));
    };
}

} // namespace

SuiteEnvironments::SuiteEnvironments(Surroundings surroundings)
    : m_around(std::move(surroundings))
{
}

SuiteEnvironments::~SuiteEnvironments()
{
    (void)destroyAll();
}

base::Result<SuiteEnvironments::ReplicaPointer>
SuiteEnvironments::make(const QString &name, bool isShared, const std::stop_token &stop)
{
    const auto spec = m_around.specs.find(name);
    if (spec == m_around.specs.end())
        return base::failure(u"no environment is called \"%1\""_s.arg(name));
    const int number = m_state.with([&](State &state) { return ++state.numbers[name]; });
    auto manager = m_around.makeManager(numbered(m_around.post, number));
    if (!manager)
        return base::failure(manager.error());
    auto environment = bringUp(**manager, spec->second, !isShared, stop);
    if (!environment)
        return base::failure(environment.error());
    const auto made = std::make_shared<Replica>(
        Replica{std::move(*manager), std::move(*environment), isShared, false});
    m_state.with([&](State &state) { state.replicas.push_back(made); });
    return made;
}

base::Result<environment::Environment>
SuiteEnvironments::bringUp(EnvironmentManager &manager, const model::EnvironmentSpec &spec,
                           bool keepsBaseline, const std::stop_token &stop) const
{
    bool isRestored = false;
    if (!m_around.from.isEmpty()) {
        const auto manifest = environment::SnapshotArchive::readManifest(m_around.from);
        if (!manifest)
            return base::failure(manifest.error());
        isRestored = manifest->snapshot.environment == spec.name;
    }
    auto environment =
        manager.provision(spec, stop, {.keepsBaseline = keepsBaseline && !isRestored});
    if (!environment || !isRestored)
        return environment;
    if (auto loaded = manager.loadSnapshot(*environment, m_around.from, stop); !loaded)
        return base::failure(loaded.error());
    if (keepsBaseline) {
        // Its beginning is what was restored, not what the file says.
        if (auto kept = manager.snapshot(*environment, EnvironmentManager::kBaseline, stop); !kept)
            return base::failure(kept.error());
    }
    return environment;
}

base::Result<QJsonObject> SuiteEnvironments::provisionShared(const QString &name,
                                                             const std::stop_token &stop)
{
    const auto made = make(name, true, stop);
    if (!made)
        return base::failure(made.error());
    return (*made)->environment.servicesObject();
}

std::vector<base::Error> SuiteEnvironments::destroyAll()
{
    auto replicas = m_state.with([](State &state) {
        state.ofSuite.clear();
        return std::exchange(state.replicas, {});
    });
    std::vector<base::Error> errors;
    for (const ReplicaPointer &replica : replicas) {
        if (auto destroyed = replica->manager->destroy(replica->environment); !destroyed)
            errors.push_back(destroyed.error());
    }
    return errors;
}

base::Result<QJsonObject> SuiteEnvironments::enter(const QString &suiteFile,
                                                   const std::stop_token &stop)
{
    const QString name = m_around.environmentOf.value(suiteFile);
    if (name.isEmpty())
        return base::failure(
            u"the suite wants an environment of its own (isolation, reset, snapshot, onFailure: "
            "keep), but it has none"_s,
            u"name one with environment: or --environment"_s);
    ReplicaPointer replica = m_state.with([&](State &state) -> ReplicaPointer {
        for (const ReplicaPointer &one : state.replicas) {
            if (one->isFree && one->environment.name == name) {
                one->isFree = false;
                return one;
            }
        }
        return nullptr;
    });
    if (replica) {
        // One that cannot be put back is no good to anybody: another one is made.
        if (auto back = replica->manager->reset(replica->environment, stop); !back) {
            (void)replica->manager->destroy(replica->environment).has_value();
            m_state.with([&](State &state) { std::erase(state.replicas, replica); });
            replica.reset();
        }
    }
    if (!replica) {
        auto made = make(name, false, stop);
        if (!made)
            return base::failure(made.error());
        replica = *made;
    }
    m_state.with([&](State &state) { state.ofSuite.insert(suiteFile, replica); });
    return replica->environment.servicesObject();
}

base::Result<SuiteEnvironments::ReplicaPointer>
SuiteEnvironments::replicaOf(const QString &suiteFile) const
{
    const QString name = m_around.environmentOf.value(suiteFile);
    const ReplicaPointer found = m_state.with([&](const State &state) -> ReplicaPointer {
        if (const auto own = state.ofSuite.constFind(suiteFile); own != state.ofSuite.constEnd())
            return *own;
        for (const ReplicaPointer &one : state.replicas) {
            if (one->isShared && one->environment.name == name)
                return one;
        }
        return nullptr;
    });
    if (!found)
        return base::failure(u"the suite has no environment"_s,
                             u"name one with environment: or --environment"_s);
    return found;
}

base::Result<> SuiteEnvironments::mark(const QString &suiteFile, const std::stop_token &stop)
{
    const auto replica = replicaOf(suiteFile);
    if (!replica)
        return base::failure(replica.error());
    auto kept = (*replica)->manager->snapshot((*replica)->environment, kSuiteState, stop);
    return kept ? base::Result<>() : base::failure(kept.error());
}

base::Result<> SuiteEnvironments::goBack(const QString &suiteFile, const std::stop_token &stop)
{
    return restore(suiteFile, kSuiteState, stop);
}

void SuiteEnvironments::leave(const QString &suiteFile)
{
    const ReplicaPointer replica =
        m_state.with([&](State &state) { return state.ofSuite.take(suiteFile); });
    if (!replica)
        return;
    for (const auto &snapshot : replica->manager->snapshots(replica->environment)) {
        if (snapshot.name != EnvironmentManager::kBaseline)
            (void)replica->manager->forget(replica->environment, snapshot.name).has_value();
    }
    m_state.with([&](State &) { replica->isFree = true; });
}

base::Result<> SuiteEnvironments::reset(const QString &suiteFile, const std::stop_token &stop)
{
    return restore(suiteFile, EnvironmentManager::kBaseline, stop);
}

base::Result<base::ByteCount> SuiteEnvironments::snapshot(const QString &suiteFile,
                                                          const QString &name,
                                                          const std::stop_token &stop)
{
    const auto replica = replicaOf(suiteFile);
    if (!replica)
        return base::failure(replica.error());
    const auto kept = (*replica)->manager->snapshot((*replica)->environment, name, stop);
    if (!kept)
        return base::failure(kept.error());
    return kept->size();
}

base::Result<> SuiteEnvironments::restore(const QString &suiteFile, const QString &name,
                                          const std::stop_token &stop)
{
    const auto replica = replicaOf(suiteFile);
    if (!replica)
        return base::failure(replica.error());
    return (*replica)->manager->restore((*replica)->environment, name, stop);
}

void SuiteEnvironments::keepWorld(const QString &suiteFile, int caseIndex, const QString &caseName,
                                  int attempt)
{
    const auto replica = replicaOf(suiteFile);
    if (!replica || m_around.kept == nullptr)
        return;
    EnvironmentManager &manager = *(*replica)->manager;
    const environment::Environment &environment = (*replica)->environment;
    const int number = m_state.with([](State &state) { return ++state.kept; });
    const QString name = u" kept %1"_s.arg(number);
    const QString file = m_around.kept->newFile(u"%1-%2"_s.arg(m_around.runId).arg(number));
    // Not the case's own time: it may be over. A dump of hundreds of gigabytes is not worth it.
    base::DeadlineTimer timer;
    const base::StopScope limit(timer, {},
                                std::chrono::steady_clock::now() + std::chrono::minutes(5));
    base::Result<base::ByteCount> size;
    if (const auto taken = manager.snapshot(environment, name, limit.token()); taken) {
        size = manager.saveSnapshot(environment, name, file,
                                    {{u"run"_s, m_around.runId},
                                     {u"suite"_s, suiteFile},
                                     {u"case"_s, caseName},
                                     {u"attempt"_s, attempt}},
                                    limit.token());
        (void)manager.forget(environment, name).has_value();
    } else {
        size = base::failure(taken.error());
    }
    if (!m_around.post)
        return;
    if (!size) {
        m_around.post(events::LogLine{
            u"assay"_s, events::LogLevel::Warning,
            u"the world of \"%1\" is not kept: %2"_s.arg(caseName, size.error().toString()),
            caseIndex});
        return;
    }
    m_around.post(events::SnapshotTaken{file, u"kept"_s, size->value, caseIndex});
    m_around.post(events::LogLine{
        u"assay"_s, events::LogLevel::Info,
        u"the world of \"%1\" is kept: assay --batch --restore %2"_s.arg(caseName, file),
        caseIndex});
}

} // namespace assay::workbench
