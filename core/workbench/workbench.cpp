// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/workbench.h"

#include "environment/providers/registry.h"
#include "environment/reaper.h"
#include "history/history_store.h"
#include "reporting/registry.h"
#include "reporting/report.h"
#include "suite/loader.h"
#include "suite/workspace.h"
#include "suite/yaml_reader.h"
#include "workbench/edge_host.h"
#include "workbench/edge_host.h"
#include "workbench/format.h"
#include "workbench/live_environment.h"
#include "workbench/mock_host.h"
#include "workbench/preparation.h"
#include "workbench/session.h"
#include "workbench/suite_notes.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <map>
#include <mutex>
#include <set>

namespace assay::workbench {

using namespace Qt::StringLiterals;

namespace {

/// The one implementation.
class Bench final : public Workbench
{
public:
    Bench(suite::Workspace workspace, base::Host &host, Settings settings)
        : m_workspace(std::move(workspace))
        , m_host(host)
        , m_settings(std::move(settings))
    {
        if (m_settings.executableFolder.isEmpty())
            m_settings.executableFolder = QCoreApplication::applicationDirPath();
        if (m_settings.stateFolder.isEmpty())
            m_settings.stateFolder = environment::EnvironmentManager::stateFolderOf(host.variables);
        if (m_settings.cacheFolder.isEmpty())
            m_settings.cacheFolder = environment::EnvironmentManager::cacheFolderOf(host.variables);
        if (m_settings.historyFile.isEmpty())
            m_settings.historyFile = m_workspace.folder() + u"/.assay/history.db"_s;
        m_reaped = environment::reapAbandoned(m_settings.stateFolder).lines();
    }

    [[nodiscard]] QString folder() const override { return m_workspace.folder(); }

    [[nodiscard]] WorkspaceContent load() override
    {
        auto loaded =
            suite::loadSuites(m_workspace, m_workspace.suiteFiles(), fileFormat(), m_host.files);
        applyStableIds(loaded.value); // else runs would tell of cases that are not there
        return {m_workspace.folder(),           m_workspace.name(),
                std::move(loaded.value),        std::move(loaded.diagnostics),
                m_workspace.environmentNames(), m_workspace.planFiles()};
    }

    [[nodiscard]] WorkspaceRecord record(const WorkspaceContent &content) override
    {
        WorkspaceRecord record;
        if (history() != nullptr) {
            if (auto results = m_history->caseRecords())
                record.results = std::move(*results);
        }
        const auto known = SuiteNotes(m_host.files, suiteNotesFile()).read();
        for (const model::Suite &suite : content.suites) {
            if (known.value(suite.file) != suite.fingerprint)
                record.changedSuites.insert(suite.file);
        }
        return record;
    }

    [[nodiscard]] base::Result<> setQuarantine(const QStringList &caseIds,
                                               const suite::QuarantineEdit &edit) override
    {
        const WorkspaceContent content = load();
        const QSet<QString> wanted(caseIds.begin(), caseIds.end());
        std::map<QString, std::set<int, std::greater<>>> lines; // from below: lines stay true
        for (const model::Suite &suite : content.suites) {
            for (const model::Case &one : suite.cases) {
                if (wanted.contains(one.id))
                    lines[one.position.file].insert(one.position.line);
            }
        }
        if (lines.empty())
            return base::failure(u"these cases are not in the workspace any more"_s,
                                 u"reload the workspace"_s);
        for (const auto &[file, places] : lines) {
            if (auto edited = editFile(file, places, edit); !edited)
                return edited;
        }
        return {};
    }

    [[nodiscard]] tl::expected<std::unique_ptr<EnvironmentSession>, Refusal>
    provision(const QString &environment, std::vector<events::Sink *> sinks) override
    {
        auto spec = environmentSpec(m_workspace, environment, m_host);
        if (!spec)
            return tl::unexpected(std::move(spec.error()));
        return std::make_unique<LiveEnvironment>(
            LiveEnvironment::Surroundings{m_host, m_workspace.folder(),
                                          [this](auto post, const QJsonObject &secrets) {
                                              return makeManager(std::move(post), secrets);
                                          }},
            std::move(*spec), std::move(sinks));
    }

    [[nodiscard]] tl::expected<std::unique_ptr<PreparedRun>, Refusal>
    prepare(const RunRequest &request) override
    {
        auto made = prepareRun(m_workspace, request, m_host, historyFor(request));
        if (!made)
            return tl::unexpected(std::move(made.error()));
        return std::unique_ptr<PreparedRun>(std::move(*made));
    }

    [[nodiscard]] std::unique_ptr<RunSession> start(std::unique_ptr<PreparedRun> run,
                                                    std::vector<events::Sink *> sinks) override
    {
        std::unique_ptr<Preparation> mine(static_cast<Preparation *>(run.release()));
        history::HistoryStore *history = historyFor(mine->request);
        return std::make_unique<Session>(
            Session::Surroundings{.host = m_host,
                                  .workspace = m_workspace,
                                  .history = history,
                                  .suiteNotes = suiteNotesFile(),
                                  .kept = keptWorlds(),
                                  .makeManager =
                                      [this](auto post, const QJsonObject &secrets) {
                                          return makeManager(std::move(post), secrets);
                                      }},
            std::move(mine), std::move(sinks));
    }

    [[nodiscard]] KeptWorlds keptWorlds() const override
    {
        return KeptWorlds(m_workspace.folder() + u"/.assay/kept"_s);
    }
    [[nodiscard]] QStringList reaped() const override { return m_reaped; }
    /// Opened when it is first asked for: a run that keeps nothing need not wait for it.
    [[nodiscard]] history::HistoryStore *history() override
    {
        std::call_once(m_historyOpened, [this] {
            auto opened = history::HistoryStore::open(m_settings.historyFile);
            if (opened)
                m_history = std::move(*opened);
            else
                m_historyProblem = opened.error().toString();
        });
        return m_history.get();
    }
    [[nodiscard]] QString historyProblem() override
    {
        return history() == nullptr ? m_historyProblem : QString();
    }

    [[nodiscard]] base::Result<> writeReport(const QString &format, const QString &path,
                                             const QString &run) override
    {
        if (history() == nullptr)
            return base::failure(m_historyProblem);
        const auto found = reporting::findReportFormat(format);
        if (!found)
            return base::failure(found.error());
        const auto info = m_history->find(run);
        if (!info)
            return base::failure(info.error());
        const auto state = m_history->state(info->id, events::RunState::Detail::Failures);
        if (!state)
            return base::failure(state.error());
        return reporting::writeReport(
            **found,
            {.state = *state,
             .events = [this,
                        id = info->id](const auto &take) { return m_history->lines(id, take); }},
            path);
    }

private:
    [[nodiscard]] QString suiteNotesFile() const
    {
        return QFileInfo(m_settings.historyFile).path() + u"/suites.json"_s;
    }

    [[nodiscard]] base::Result<> editFile(const QString &file,
                                          const std::set<int, std::greater<>> &lines,
                                          const suite::QuarantineEdit &edit)
    {
        const QString path = m_workspace.absolutePath(file);
        auto text = m_host.files.read(path, {suite::YamlLimits::kFileSize});
        if (!text)
            return base::failure(text.error());
        const QByteArray before = *text;
        for (const int line : lines) {
            auto edited = suite::editQuarantine(*text, file, line, edit);
            if (!edited)
                return base::failure(edited.error());
            *text = std::move(*edited);
        }
        return *text == before ? base::Result<>() : m_host.files.write(path, *text);
    }

    [[nodiscard]] history::HistoryStore *historyFor(const RunRequest &request)
    {
        const bool needed = request.keepHistory || request.lastFailed || !request.resume.isEmpty();
        return needed ? history() : nullptr;
    }

    base::Result<std::unique_ptr<environment::EnvironmentManager>>
    makeManager(environment::Post post, const QJsonObject &secrets)
    {
        return environment::EnvironmentManager::create(
            {.host = m_host,
             .stateFolder = m_settings.stateFolder,
             .cacheFolder = m_settings.cacheFolder,
             .post = std::move(post),
             .mocks = &m_mocks,
             .edges = &m_edges,
             .executableFolder = m_settings.executableFolder,
             .moreNames = [secrets](suite::Scope &names) { names.set(u"secret"_s, secrets); }});
    }

    suite::Workspace m_workspace;
    base::Host &m_host;
    Settings m_settings;
    MockHostAdapter m_mocks{m_host.files};
    EdgeHostAdapter m_edges;
    std::once_flag m_historyOpened;
    std::unique_ptr<history::HistoryStore> m_history;
    QString m_historyProblem;
    QStringList m_reaped;
};

} // namespace

base::Result<std::unique_ptr<Workbench>> Workbench::open(const QString &folder, base::Host &host,
                                                         const Settings &settings)
{
    auto workspace = suite::Workspace::open(folder, host.files);
    if (!workspace)
        return base::failure(workspace.error());
    return std::unique_ptr<Workbench>(
        std::make_unique<Bench>(std::move(*workspace), host, settings));
}

} // namespace assay::workbench
