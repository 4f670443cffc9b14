// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "history/run_info.h"
#include "model/environment.h"
#include "model/suite.h"
#include "suite/diagnostics.h"
#include "suite/quarantine_edit.h"
#include "workbench/environment_session.h"
#include "workbench/kept_worlds.h"
#include "workbench/run_request.h"
#include "workbench/run_session.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace assay::history {
class HistoryStore;
}

namespace assay::workbench {

/// The suites of a workspace as a tree shows them, with every mistake that was found.
struct WorkspaceContent
{
    QString folder; ///< absolute
    QString name;
    std::vector<model::Suite> suites; ///< by file; what could be read of those with mistakes, too
    std::vector<suite::Diagnostic> diagnostics;
    QStringList environments; ///< names
    QStringList plans;        ///< files
};

/// What earlier runs tell of the cases of a workspace. A plain value.
struct WorkspaceRecord
{
    QHash<QString, history::CaseRecord> results; ///< by case id: how it ended last
    /// Files of suites that differ, with all that they read, from what they were when every case of
    /// them last ran; also of those that never did.
    QSet<QString> changedSuites;
};

/// A run that can be started: everything is loaded, checked and planned, and nothing has been
/// started.
class PreparedRun
{
public:
    virtual ~PreparedRun() = default;
    [[nodiscard]] virtual QString id() const = 0;
    [[nodiscard]] virtual const events::PlannedCases &cases() const = 0;
    [[nodiscard]] virtual QString environment() const = 0; ///< "" when none is needed
    [[nodiscard]] virtual std::optional<quint64> shuffleSeed() const = 0;
};

/// Why a run cannot be started.
struct Refusal
{
    ExitCode code = ExitCode::BadInput;
    std::vector<suite::Diagnostic> diagnostics; ///< at least one
};

/// The facade that window and command line hold (design 1, workbench): open a workspace, load, run,
/// watch, review. Functions block unless they say otherwise and may be called from any thread; the
/// window calls them on a worker. Outlives its sessions.
///
///     auto bench = Workbench::open(folder, host, {});
///     auto prepared = (*bench)->prepare(request);
///     auto session = (*bench)->start(std::move(*prepared), {&sink});
class Workbench
{
public:
    struct Settings
    {
        QString executableFolder; ///< for ${assay.bin}; default: of the running program
        QString stateFolder;      ///< leases; default: $XDG_STATE_HOME/assay
        QString cacheFolder;      ///< pristine clusters; default: $XDG_CACHE_HOME/assay
        QString historyFile;      ///< default: <workspace>/.assay/history.db
    };

    /// Nothing of the workspace runs. What a killed Assay left behind is reaped now.
    [[nodiscard]] static base::Result<std::unique_ptr<Workbench>>
    open(const QString &folder, base::Host &host, const Settings &settings);
    virtual ~Workbench() = default;

    [[nodiscard]] virtual QString folder() const = 0;
    /// Reads every suite file anew.
    [[nodiscard]] virtual WorkspaceContent load() = 0;
    /// What history knows of the cases; empty parts when there is none.
    [[nodiscard]] virtual WorkspaceRecord record(const WorkspaceContent &content) = 0;
    /// Edits the files of the cases in place (suite::editQuarantine); a case with data as a whole.
    /// The files are read anew, and each is written in one step. An error names the first that
    /// cannot be; those before it are written.
    [[nodiscard]] virtual base::Result<> setQuarantine(const QStringList &caseIds,
                                                       const suite::QuarantineEdit &edit) = 0;
    /// Brings an environment up by itself. Returns at once; the environment's own mistakes come
    /// from EnvironmentSession::wait(). Refused when there is none of this name or its file does
    /// not load. Runs never use it: they bring up their own.
    [[nodiscard]] virtual tl::expected<std::unique_ptr<EnvironmentSession>, Refusal>
    provision(const QString &environment, std::vector<events::Sink *> sinks) = 0;
    [[nodiscard]] virtual tl::expected<std::unique_ptr<PreparedRun>, Refusal>
    prepare(const RunRequest &request) = 0;
    /// Returns at once; the run goes on on its own threads.
    [[nodiscard]] virtual std::unique_ptr<RunSession> start(std::unique_ptr<PreparedRun> run,
                                                            std::vector<events::Sink *> sinks) = 0;
    /// Worlds of failures (`onFailure: keep`); RunRequest::from and
    /// EnvironmentSession::loadSnapshot bring one back.
    [[nodiscard]] virtual KeptWorlds keptWorlds() const = 0;
    /// What was reaped when the workspace was opened, one line each; for people.
    [[nodiscard]] virtual QStringList reaped() const = 0;

    /// Null when history cannot be opened; historyProblem() says why.
    [[nodiscard]] virtual history::HistoryStore *history() = 0;
    [[nodiscard]] virtual QString historyProblem() = 0;
    /// Writes a report of a past run: `format` as in reporting's registry; `run` is an id, a
    /// prefix, or "latest".
    [[nodiscard]] virtual base::Result<> writeReport(const QString &format, const QString &path,
                                                     const QString &run) = 0;
};

} // namespace assay::workbench
