// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/preparation.h"

#include "base/ids.h"
#include "base/suggest.h"
#include "environment/data/snapshot_archive.h"
#include "runner/test_runner.h"
#include "steps/registry.h"
#include "suite/loader.h"
#include "workbench/format.h"

#include <algorithm>
#include <malloc.h>

namespace assay::workbench {

using namespace Qt::StringLiterals;

namespace {

Refusal refuse(const base::Error &error, ExitCode code = ExitCode::BadInput)
{
    return {code, {suite::Diagnostic{error, {}, {}}}};
}

/// The suite files that the places name: files, files with a line, folders.
base::Result<QStringList> filesAt(const suite::Workspace &workspace, const QStringList &places)
{
    const QStringList all = workspace.suiteFiles();
    if (places.isEmpty())
        return all;
    QStringList files;
    for (const QString &place : places) {
        QString path = place;
        const qsizetype colon = place.lastIndexOf(u':');
        bool isNumber = false;
        if (colon > 0)
            place.sliced(colon + 1).toInt(&isNumber);
        if (isNumber)
            path = place.first(colon);
        while (path.endsWith(u'/'))
            path.chop(1);
        bool found = false;
        for (const QString &file : all) {
            if (file == path || path == u"." || file.startsWith(path + u'/')) {
                files.append(file);
                found = true;
            }
        }
        if (!found) {
            return base::failure(u"no suite is at \"%1\""_s.arg(path),
                                 all.isEmpty() ? u"the workspace has no suite files"_s
                                               : base::didYouMean(path, all));
        }
    }
    files.removeDuplicates();
    return files;
}

void applyOverrides(model::Suite &suite, const RunRequest &request)
{
    for (model::Case &one : suite.cases) {
        if (request.retries)
            one.retries = *request.retries;
        if (request.timeout)
            one.timeout = *request.timeout;
    }
}

class Preparer
{
public:
    Preparer(const suite::Workspace &workspace, const RunRequest &request, base::Host &host,
             history::HistoryStore *history)
        : m_workspace(workspace)
        , m_request(request)
        , m_host(host)
        , m_history(history)
    {
    }

    tl::expected<std::unique_ptr<Preparation>, Refusal> run()
    {
        m_made->request = m_request;
        using Step = bool (Preparer::*)();
        for (const Step step :
             {&Preparer::loadPlanFile, &Preparer::loadSuiteFiles, &Preparer::narrowByHistory,
              &Preparer::makePlan, &Preparer::loadEnvironments}) {
            if (!(this->*step)())
                return tl::unexpected(std::move(m_refusal));
        }
        return std::move(m_made);
    }

private:
    bool fail(const base::Error &error)
    {
        m_refusal = refuse(error);
        return false;
    }
    bool fail(std::vector<suite::Diagnostic> diagnostics)
    {
        m_refusal = {ExitCode::BadInput, std::move(diagnostics)};
        return false;
    }

    bool loadPlanFile()
    {
        if (m_request.planFile.isEmpty())
            return true;
        auto loaded = suite::loadPlan(m_workspace, m_request.planFile, m_host.files);
        if (!loaded.ok())
            return fail(std::move(loaded.diagnostics));
        m_made->testPlan = std::move(loaded.value);
        return true;
    }

    bool loadSuiteFiles()
    {
        QStringList files;
        if (m_request.planFile.isEmpty()) {
            auto found = filesAt(m_workspace, m_request.selection.places);
            if (!found)
                return fail(found.error());
            files = std::move(*found);
        } else {
            for (const model::Phase &phase : m_made->testPlan.phases)
                files += phase.suites;
            files.removeDuplicates();
        }
        auto loaded = suite::loadSuites(m_workspace, files, fileFormat(), m_host.files);
        if (!loaded.ok())
            return fail(std::move(loaded.diagnostics));
        applyStableIds(loaded.value);
        for (model::Suite &one : loaded.value) {
            applyOverrides(one, m_request);
            m_made->suites.push_back(std::make_unique<runner::YamlSuite>(std::move(one)));
        }
        return true;
    }

    bool narrowByHistory()
    {
        if (m_history == nullptr) {
            if (m_request.lastFailed || !m_request.resume.isEmpty()) {
                return fail({u"there is no history to select from"_s,
                             u"run once with history, or leave --last-failed and --resume away"_s});
            }
            return true;
        }
        // Without history the order is a guess; that is no reason not to run.
        if (auto durations = m_history->caseDurations())
            m_durations = std::move(*durations);
        if (m_request.lastFailed) {
            auto failed = m_history->lastFailed();
            if (!failed)
                return fail(failed.error());
            if (!failed->isEmpty())
                m_only = QSet<QString>(failed->begin(), failed->end());
        }
        if (!m_request.resume.isEmpty()) {
            auto unfinished = m_history->unfinishedCases(m_request.resume);
            if (!unfinished)
                return fail(unfinished.error());
            m_only = QSet<QString>(unfinished->begin(), unfinished->end());
        }
        return true;
    }

    bool makePlan()
    {
        orchestrator::TestPlan plan;
        plan.runId = base::newRunId(m_host.clock);
        plan.plan = m_made->testPlan;
        for (const auto &one : m_made->suites)
            plan.suites.push_back(one.get());
        plan.selection = m_request.selection;
        if (m_only && plan.selection.only)
            plan.selection.only->intersect(*m_only);
        else if (m_only)
            plan.selection.only = m_only;
        // Places have chosen the files; what remains of them are the lines.
        if (!m_request.planFile.isEmpty())
            plan.selection.places.clear();
        plan.durations = m_durations;
        plan.maxFailures = m_request.failFast ? 1 : m_request.maxFailures;
        auto made = orchestrator::Orchestrator::planExecution(plan);
        if (!made)
            return fail(made.error());
        m_made->plan = std::move(*made);
        m_made->planned = runner::TestRunner::planned(m_made->plan.graph);
        return true;
    }

    bool loadEnvironments()
    {
        const runner::RunGraph &graph = m_made->plan.graph;
        QStringList wanted;
        for (std::size_t s = 0; s < graph.configs.size(); ++s) {
            const bool used =
                std::any_of(graph.nodes.begin(), graph.nodes.end(),
                            [&](const auto &node) { return node.suite == static_cast<int>(s); });
            QString name = graph.configs[s].environment;
            if (m_request.environment)
                name = *m_request.environment;
            else if (!m_made->testPlan.environment.isEmpty())
                name = m_made->testPlan.environment;
            m_made->environmentOfSuite.append(name);
            if (used && !name.isEmpty())
                wanted.append(name);
        }
        wanted.removeDuplicates();
        if (!m_request.from.isEmpty()) {
            const auto manifest = environment::SnapshotArchive::readManifest(m_request.from);
            if (!manifest)
                return fail(manifest.error());
            const QString &name = manifest->snapshot.environment;
            if (!wanted.contains(name)) {
                return fail(
                    {u"the snapshot %1 is of the environment \"%2\", which no selected case "
                     "uses"_s.arg(m_request.from, name),
                     u"select its cases, or leave --from away"_s});
            }
        }
        for (const QString &name : wanted) {
            auto spec = environmentSpec(m_workspace, name, m_host);
            if (!spec)
                return fail(std::move(spec.error().diagnostics));
            m_made->environments.push_back(std::move(*spec));
        }
        return true;
    }

    const suite::Workspace &m_workspace;
    const RunRequest &m_request;
    base::Host &m_host;
    history::HistoryStore *m_history;
    std::unique_ptr<Preparation> m_made = std::make_unique<Preparation>();
    runner::Durations m_durations;
    std::optional<QSet<QString>> m_only;
    Refusal m_refusal;
};

} // namespace

void applyStableIds(std::vector<model::Suite> &suites)
{
    QHash<QString, QString> stable;
    for (const model::Suite &suite : suites) {
        for (const model::Case &one : suite.cases) {
            if (!one.explicitId.isEmpty()) {
                const bool whole = one.explicitId.contains(u"::"_s);
                stable.insert(one.id,
                              whole ? one.explicitId : suite.file + u"::"_s + one.explicitId);
            }
        }
    }
    if (stable.isEmpty())
        return;
    for (model::Suite &suite : suites) {
        for (model::Case &one : suite.cases) {
            one.id = stable.value(one.id, one.id);
            for (model::Need &need : one.needs)
                need.caseId = stable.value(need.caseId, need.caseId);
        }
    }
}

tl::expected<model::EnvironmentSpec, Refusal>
environmentSpec(const suite::Workspace &workspace, const QString &name, const base::Host &host)
{
    const QString file = workspace.environmentFile(name);
    if (file.isEmpty()) {
        return tl::unexpected(refuse({u"no environment is called \"%1\""_s.arg(name),
                                      base::didYouMean(name, workspace.environmentNames())}));
    }
    auto loaded = suite::loadEnvironment(workspace, file, fileFormat(), host.files);
    if (!loaded.ok())
        return tl::unexpected(Refusal{ExitCode::BadInput, std::move(loaded.diagnostics)});
    return std::move(loaded.value);
}

QString Preparation::environment() const
{
    QStringList names;
    for (const model::EnvironmentSpec &spec : environments)
        names.append(spec.name);
    return names.join(u", "_s);
}

tl::expected<std::unique_ptr<Preparation>, Refusal> prepareRun(const suite::Workspace &workspace,
                                                               const RunRequest &request,
                                                               base::Host &host,
                                                               history::HistoryStore *history)
{
    std::jthread warmUp([] {
        for (const auto &kind : steps::allKinds())
            kind->warmUp();
    });
    auto made = Preparer(workspace, request, host, history).run();
    if (made)
        (*made)->warmUp = std::move(warmUp);
    // Loading leaves the holes of the files' texts and nodes; the run's own data would come on top.
    constexpr qsizetype kWorthIt = 4096;
    if (made && (*made)->planned.size() >= kWorthIt)
        ::malloc_trim(0);
    if (made && (*made)->planned.empty() && !request.passWithNoTests) {
        Refusal refusal;
        refusal.code = ExitCode::NothingSelected;
        refusal.diagnostics.push_back(
            {{u"no case is selected"_s,
              u"see what there is with --list; --pass-with-no-tests makes this a success"_s},
             {},
             {}});
        return tl::unexpected(std::move(refusal));
    }
    return made;
}

} // namespace assay::workbench
