// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/event_collector.h"
#include "ui/run/run_feed.h"
#include "workbench/workbench.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace assay::ui {

/// One workspace and its live run, for the window: everything that may block runs on workers; views
/// see the run through feed(). Main thread. Destroying it aborts a live run and waits for
/// its teardown; close the window through abort() and idle() so that nobody sees it wait.
class RunController : public QObject
{
    Q_OBJECT
public:
    using Opener =
        std::function<base::Result<std::unique_ptr<workbench::Workbench>>(const QString &folder)>;
    enum class Phase { Closed, Opening, Idle, Preparing, Running, Stopping };

    explicit RunController(Opener opener, QObject *parent = nullptr);
    ~RunController() override;

    void openWorkspace(const QString &folder); ///< refused with a message while a run is live
    void reload();
    void start(workbench::RunRequest request);
    void abort(); ///< no effect when nothing runs
    /// Edits the files of the cases and reads the workspace anew; failed() tells what could not be.
    void setQuarantine(const QStringList &caseIds, const suite::QuarantineEdit &edit);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool isLive() const { return m_phase >= Phase::Preparing; }
    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// Of the open workspace; null before there is one. Its functions may block: for workers.
    [[nodiscard]] const std::shared_ptr<workbench::Workbench> &workbench() const { return m_bench; }
    [[nodiscard]] const workbench::WorkspaceContent &content() const { return m_content; }
    /// What history knew of the cases when the content was read.
    [[nodiscard]] const workbench::WorkspaceRecord &record() const { return m_record; }
    /// The run that is live or was last; without cases before the first.
    [[nodiscard]] RunFeed &feed() { return m_feed; }
    [[nodiscard]] const RunFeed &feed() const { return m_feed; }
    [[nodiscard]] QString historyText() const { return m_historyText; }

Q_SIGNALS:
    void phaseChanged();
    void contentChanged();
    void runFinished(int exitCode);
    /// The run that has finished is not whole in history or in its file; why. After runFinished().
    void notKept(const QStringList &problems);
    /// The run was not started; nothing changed.
    void refused(const std::vector<assay::suite::Diagnostic> &diagnostics);
    void failed(const QString &title, const QString &fix);

private:
    struct Live;

    void setPhase(Phase phase);
    void work(std::function<void()> job);
    struct Read ///< what a worker has read of a workspace
    {
        std::shared_ptr<workbench::Workbench> bench;
        workbench::WorkspaceContent content;
        workbench::WorkspaceRecord record;
        QString historyProblem;
    };
    static Read readFrom(std::shared_ptr<workbench::Workbench> bench);
    void onOpened(Read read);
    void onStarted(std::shared_ptr<Live> live);
    void onEnded();

    Opener m_opener;
    QThreadPool m_pool;
    RunFeed m_feed;
    Phase m_phase = Phase::Closed;
    std::shared_ptr<workbench::Workbench> m_bench;
    std::shared_ptr<Live> m_live;
    QString m_folder;
    QString m_historyText;
    workbench::WorkspaceContent m_content;
    workbench::WorkspaceRecord m_record;
    std::optional<int> m_exitCode;
    QStringList m_notKept;
    bool m_abortWanted = false;
};

} // namespace assay::ui
