// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/session.h"

#include "base/guarded.h"
#include "expect/file_snapshots.h"
#include "workbench/facts.h"
#include "workbench/secret_source.h"
#include "workbench/suite_notes.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace assay::workbench {

using namespace Qt::StringLiterals;

/// Reduces the run while it goes on.
class Session::StateSink final : public events::Sink
{
public:
    explicit StateSink(events::RunState &state)
        : m_state(state)
    {
    }
    void consume(const events::EventBatch &batch) override
    {
        for (const events::EventPointer &event : batch)
            m_state.apply(*event);
    }

private:
    events::RunState &m_state;
};

Session::Session(Surroundings surroundings, std::unique_ptr<Preparation> prepared,
                 std::vector<events::Sink *> sinks)
    : m_around(std::move(surroundings))
    , m_run(std::move(prepared))
    , m_stateSink(std::make_unique<StateSink>(m_state))
    , m_bus(std::make_unique<events::EventBus>(m_around.host.clock))
{
    if (m_around.history != nullptr && m_run->request.keepHistory) {
        m_writer = std::make_unique<history::HistoryWriter>(*m_around.history);
        m_bus->setKeeper(*m_writer);
    }
    m_bus->addSink(*m_stateSink);
    for (events::Sink *sink : sinks)
        m_bus->addSink(*sink);
    base::Result<> opened;
    if (!m_run->request.eventsFile.isEmpty()) {
        m_eventFile = std::make_unique<events::EventFile>(m_run->request.eventsFile);
        opened = m_eventFile->open();
        if (opened)
            m_bus->addSink(*m_eventFile);
        else
            m_said = QStringList{m_eventFile->problem()};
    }
    m_bus->start();
    m_bus->post(plannedEvent());
    if (!opened) {
        m_bus->post(events::LogLine{.source = u"assay"_s,
                                    .level = events::LogLevel::Error,
                                    .text = opened.error().toText()});
    }
    m_thread = std::jthread([this] { run(); });
}

Session::~Session()
{
    if (!isFinished())
        abort(u"the session was closed"_s, ExitCode::StoppedEarly);
    wait();
}

void Session::abort(const QString &reason, ExitCode code)
{
    m_ending.change([&](Ending &ending) {
        if (!ending.code) {
            ending.code = code;
            ending.reason = reason;
        }
    });
    m_stop.request_stop();
}

void Session::stopScheduling(const QString &reason)
{
    // Before or after the execution there is nothing to stop.
    static_cast<void>(m_orchestrator.stopScheduling(id(), reason).has_value());
}

bool Session::isFinished() const
{
    return m_ending.read([](const Ending &ending) { return ending.finished; });
}

ExitCode Session::wait()
{
    m_ending.waitThen([](const Ending &ending) { return ending.finished; }, [](Ending &) {});
    return exitCode();
}

events::RunPlanned Session::plannedEvent() const
{
    events::RunPlanned planned;
    planned.runId = m_run->plan.id;
    planned.workspace = m_around.workspace.folder();
    planned.title =
        m_run->testPlan.name.isEmpty() ? m_around.workspace.name() : m_run->testPlan.name;
    planned.wallStart = m_around.host.clock.wallNow();
    planned.planHash = m_run->plan.hash;
    planned.shard = m_run->plan.selection.shard;
    planned.shards = m_run->plan.selection.shards;
    planned.resumedFrom = m_run->request.resume;
    planned.environment = m_run->environment();
    planned.version = QCoreApplication::applicationVersion();
    planned.facts = runFacts(m_around.workspace.folder(), m_around.host);
    const QJsonObject &more = m_run->request.facts;
    for (auto it = more.begin(); it != more.end(); ++it)
        planned.facts.insert(it.key(), it.value());
    planned.cases = m_run->planned;
    return planned;
}

void Session::run()
{
    const int workers = m_run->request.parallel.value_or(m_run->testPlan.parallel.value_or(
        std::max(2, static_cast<int>(std::thread::hardware_concurrency()))));
    m_bus->post(events::RunStarted{.workers = workers});
    const bool secretsKnown = readSecretValues();
    if (secretsKnown)
        m_environments = std::make_unique<SuiteEnvironments>(surroundingsOfEnvironments());
    if (!secretsKnown) {
        skipAll(u"not run: the secrets cannot be read"_s);
    } else if (!provision()) {
        m_noEnvironment = !m_stop.stop_requested();
        skipAll(m_noEnvironment ? u"the environment did not come up"_s
                                : u"not run: the run was aborted"_s);
    } else {
        const suite::Workspace &workspace = m_around.workspace;
        steps::RunContext context{
            .host = m_around.host,
            .timer = m_timer,
            .bus = *m_bus,
            .secrets = m_secrets,
            .workspaceFolder = workspace.folder(),
            .resolvePath =
                [&workspace](const QString &path, const QString &from) {
                    return workspace.resolve(path, from);
                },
            .resolveFolder =
                [&workspace](const QString &path, const QString &from) {
                    return workspace.resolveFolder(path, from);
                },
            .snapshots = [this,
                          &workspace](const QString &suite) -> std::unique_ptr<expect::Snapshots> {
                return std::make_unique<expect::FileSnapshots>(
                    m_around.host.files, QFileInfo(workspace.absolutePath(suite)).path(),
                    QFileInfo(suite).completeBaseName(), m_run->request.updateSnapshots);
            },
            .environments = m_environments.get()};
        carryOut(context);
    }
    if (m_environments) {
        for (const base::Error &error : m_environments->destroyAll()) {
            m_bus->post(events::LogLine{
                .source = u"assay"_s, .level = events::LogLevel::Error, .text = error.toString()});
        }
        m_environments.reset();
    }
    noteSuites();
    forgetOldRuns();
    sayProblems();

    const Ending ending = m_ending.read([](const Ending &e) { return e; });
    m_bus->post(
        events::RunFinished{.exitCode = static_cast<int>(exitCode()),
                            .reason = ending.code ? ending.reason : m_results.engine.stopReason});
    m_bus->close();
    m_ending.change([](Ending &e) { e.finished = true; });
}

SuiteEnvironments::Surroundings Session::surroundingsOfEnvironments()
{
    SuiteEnvironments::Surroundings around;
    around.post = [this](events::Payload payload) {
        m_bus->post(masked(std::move(payload), m_secrets));
    };
    around.makeManager = [this](environment::Post post) {
        return m_around.makeManager(std::move(post), m_secretValues);
    };
    around.runId = id();
    around.kept = &m_around.kept;
    around.from = m_run->request.from;
    const auto &configs = m_run->plan.graph.configs;
    for (std::size_t i = 0; i < configs.size(); ++i)
        around.environmentOf.insert(configs[i].file,
                                    m_run->environmentOfSuite.value(static_cast<qsizetype>(i)));
    for (const model::EnvironmentSpec &spec : m_run->environments)
        around.specs.emplace(spec.name, spec);
    return around;
}

bool Session::provision()
{
    // What only isolated suites want comes up when they begin.
    QSet<QString> shared;
    const runner::RunGraph &graph = m_run->plan.graph;
    for (const runner::RunGraph::Node &node : graph.nodes) {
        if (!graph.configs[static_cast<std::size_t>(node.suite)].isolated)
            shared.insert(m_run->environmentOfSuite.value(node.suite));
    }
    for (const model::EnvironmentSpec &spec : m_run->environments) {
        if (!shared.contains(spec.name))
            continue;
        auto services = m_environments->provisionShared(spec.name, m_stop.get_token());
        if (!services) {
            m_bus->post(events::LogLine{.source = u"assay"_s,
                                        .level = events::LogLevel::Error,
                                        .text = m_secrets.mask(services.error().toText())});
            return false;
        }
        m_services[spec.name] = std::move(*services);
    }
    return true;
}

void Session::carryOut(steps::RunContext &context)
{
    QJsonObject variables;
    const QMap<QString, QString> all = m_around.host.variables.all();
    for (auto it = all.begin(); it != all.end(); ++it)
        variables.insert(it.key(), it.value());

    runner::EngineOptions options;
    options.workers = m_run->request.parallel.value_or(m_run->testPlan.parallel.value_or(
        std::max(2, static_cast<int>(std::thread::hardware_concurrency()))));
    options.globals = {{u"env"_s, variables},
                       {u"secret"_s, m_secretValues},
                       {u"run"_s, QJsonObject{{u"id"_s, id()}}}};
    for (const QString &name : m_run->environmentOfSuite) {
        QJsonObject globals;
        if (const auto found = m_services.find(name); found != m_services.end())
            globals.insert(u"services"_s, found->second);
        options.suiteGlobals.push_back(std::move(globals));
    }

    options.isolation = m_environments.get();
    options.replicas = std::max(1, options.workers / 2);

    std::stop_token stop = m_stop.get_token();
    std::optional<base::StopScope> limited;
    if (m_run->testPlan.timeout) {
        limited.emplace(m_timer, stop, m_around.host.clock.steadyNow() + *m_run->testPlan.timeout);
        stop = limited->token();
    }
    m_results = m_orchestrator.executePlan(m_run->plan, context, std::move(options), stop);
    if (limited && limited->timedOut())
        abort(u"the plan's time limit of %1 passed"_s.arg(
                  base::durationText(*m_run->testPlan.timeout)),
              ExitCode::StoppedEarly);
}

bool Session::readSecretValues()
{
    auto secrets = readSecrets(m_around.workspace.folder(), m_around.host, m_secrets);
    if (secrets) {
        m_secretValues = std::move(*secrets);
        return true;
    }
    m_internalError = true;
    m_bus->post(events::LogLine{
        .source = u"assay"_s, .level = events::LogLevel::Error, .text = secrets.error().toText()});
    return false;
}

/// Suites of which every case has run, as they are now.
void Session::noteSuites()
{
    if (!m_run->request.keepHistory || m_around.suiteNotes.isEmpty())
        return;
    QSet<QString> ran;
    for (const runner::CaseResult &one : m_results.engine.cases) {
        if (one.outcome != model::Outcome::Aborted && !one.reason.startsWith(u"not run"))
            ran.insert(one.id);
    }
    SuiteNotes::Fingerprints fingerprints;
    for (const auto &suite : m_run->suites) {
        const std::vector<model::Case> &cases = suite->source().cases;
        if (std::all_of(cases.begin(), cases.end(),
                        [&](const model::Case &one) { return ran.contains(one.id); }))
            fingerprints.insert(suite->source().file, suite->source().fingerprint);
    }
    const SuiteNotes notes(m_around.host.files, m_around.suiteNotes);
    if (auto noted = notes.add(fingerprints); !noted) {
        m_bus->post(events::LogLine{.source = u"assay"_s,
                                    .level = events::LogLevel::Warning,
                                    .text = noted.error().toString()});
    }
}

void Session::forgetOldRuns()
{
    if (m_around.history == nullptr || !m_run->request.keepHistory)
        return;
    if (auto pruned = m_around.history->prune({}); !pruned) {
        m_bus->post(events::LogLine{.source = u"assay"_s,
                                    .level = events::LogLevel::Warning,
                                    .text = pruned.error().toString()});
    }
}

void Session::skipAll(const QString &reason)
{
    for (events::CaseIndex i = 0; i < m_run->planned.size(); ++i) {
        m_bus->post(
            events::CaseFinished{.index = i, .outcome = model::Outcome::Skipped, .reason = reason});
    }
}

/// What history or the events file could not keep is said in the run itself.
void Session::sayProblems()
{
    const QStringList news = problems();
    m_said += news;
    for (const QString &problem : news) {
        m_bus->post(events::LogLine{
            .source = u"assay"_s, .level = events::LogLevel::Warning, .text = problem});
    }
}

QStringList Session::sinkProblems() const
{
    QStringList problems;
    if (m_writer)
        problems += m_writer->problems();
    if (m_eventFile && !m_eventFile->problem().isEmpty())
        problems += m_eventFile->problem();
    return problems;
}

bool Session::isKept() const
{
    return m_writer && m_writer->problems().isEmpty();
}

QStringList Session::problems() const
{
    QStringList late = sinkProblems();
    late.removeIf([this](const QString &problem) { return m_said.contains(problem); });
    return late;
}

ExitCode Session::exitCode() const
{
    const Ending ending = m_ending.read([](const Ending &e) { return e; });
    if (ending.code)
        return *ending.code;
    if (m_internalError)
        return ExitCode::BadInput;
    if (m_noEnvironment)
        return ExitCode::NoEnvironment;
    bool bad = !m_results.engine.badTeardowns.empty();
    for (const runner::CaseResult &one : m_results.engine.cases) {
        bad = bad || (model::isBad(one.outcome) && !one.quarantined) ||
              one.outcome == model::Outcome::Aborted || (one.flaky && m_run->request.failOnFlaky);
    }
    if (m_results.engine.stopped)
        return ExitCode::StoppedEarly;
    if (bad)
        return ExitCode::BadCases;
    // A file that was asked for and is not whole, as a report that cannot be written.
    return m_eventFile && !m_eventFile->problem().isEmpty() ? ExitCode::InternalError
                                                            : ExitCode::Good;
}

} // namespace assay::workbench
