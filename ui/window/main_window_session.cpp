// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/runs_page.h"
#include "ui/notify/notification_stack.h"
#include "ui/run/progress.h"
#include "ui/window/main_window.h"
#include "ui/window/panel_makers.h"
#include "ui/window/run_commands.h"
#include "ui/window/status_line.h"
#include "ui/window/workspaces.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>

namespace assay::ui {

using namespace Qt::StringLiterals;
using Phase = RunController::Phase;

namespace {

const QString kGeometryKey = u"window/geometry"_s;
const QString kFolderKey = u"workspace/last"_s;
const QString kPagesKey = u"session/pages"_s;
const QString kFilterKey = u"session/filter"_s;
const QString kPlacesKey = u"session/places"_s;
const QString kCaseKey = u"session/case"_s;

/// The workspace that a file belongs to: the nearest folder above it that says so, else its own.
QString workspaceOf(const QString &file)
{
    const QDir own = QFileInfo(file).absoluteDir();
    QDir at = own;
    do {
        if (at.exists(u"workspace.yaml"_s))
            return at.absolutePath();
    } while (at.cdUp());
    return own.absolutePath();
}

} // namespace

void MainWindow::connectParts()
{
    connect(&m_themes, &ThemeManager::changed, this, [this] {
        paintSigns();
        refreshEnvironment();
    });
    connect(&m_preferences, &Preferences::changed, this, [this](const QString &key) {
        if (key == u"window/theme")
            setTheme(m_preferences.text(key));
        else if (key == u"general/notifications")
            notifyProblems();
    });
    notifyProblems();
    connect(&m_selection, &Selection::changed, this, [this] {
        if (!m_selection.caseId().isEmpty())
            m_scope.setChosen({m_selection.caseId()});
    });
    connect(m_shell, &Shell::said, m_status, &StatusLine::say);
    connect(&m_editors, &Editors::placeChanged, m_status, &StatusLine::setPlace);
    m_runs->setBefore([this](const std::function<void()> &go) { saveBeforeRun(go); });
    connectEditors(*m_context);
    connect(m_shell, &Shell::runWanted, m_runs, &RunCommands::run);
    connect(m_shell, &Shell::helpWanted, this, &MainWindow::openHelp);
    connect(m_shell, &Shell::settingsWanted, this, &MainWindow::openSettings);
    connect(m_shell, &Shell::workspaceWanted, &m_controller, &RunController::openWorkspace);
    connect(
        m_shell, &Shell::settled, this,
        [this] {
            if (m_closing)
                close();
        },
        Qt::QueuedConnection);
    connect(m_shell, &Shell::pastRunWanted, this, [this](const QString &run) {
        if (run == m_controller.feed().runId())
            m_pages->open(u"run"_s); // it is here, whole
        else
            m_pages->open(u"past-run"_s, run);
    });
    connect(m_shell, &Shell::runFileDropped, this, [this](const QString &file) {
        if (auto *runs = qobject_cast<RunsPage *>(m_pages->open(u"history"_s)))
            runs->importFiles({file});
    });
    connect(m_shell, &Shell::environmentChanged, this, &MainWindow::refreshEnvironment);
    connect(&m_controller, &RunController::phaseChanged, this, [this] {
        refreshTitle();
        if (m_closing && !m_controller.isLive())
            close();
    });
    connect(&m_controller, &RunController::contentChanged, this, &MainWindow::onContent);
    connect(&m_controller.feed(), &RunFeed::reset, this, &MainWindow::refreshTitle);
    connect(&m_controller, &RunController::refused, this,
            [this](const std::vector<suite::Diagnostic> &diagnostics) {
                m_shell->notify({Notification::Kind::Error,
                                 tr("The run was not started."),
                                 diagnostics.empty() ? QString() : diagnostics.front().error.title,
                                 tr("Show problems"),
                                 [this] { m_shell->showPanel(u"problems"_s); },
                                 {}});
            });
    connect(&m_controller, &RunController::failed, this,
            [this](const QString &title, const QString &fix) {
                m_shell->notify({Notification::Kind::Error, title, fix, {}, {}, {}});
            });
    connect(&m_controller, &RunController::runFinished, this, &MainWindow::onRunFinished);
    connect(&m_controller, &RunController::notKept, this, [this](const QStringList &problems) {
        m_shell->notify({Notification::Kind::Error,
                         tr("The run is not whole in history."),
                         tr("%1. It stays in this window until the next one begins.")
                             .arg(problems.join(u"; "_s)),
                         tr("Show history"),
                         [this] { m_pages->open(u"history"_s); },
                         {}});
    });
}

/// Which notifications appear in the corner, as the settings say.
void MainWindow::notifyProblems()
{
    const QString which = m_preferences.text(u"general/notifications");
    m_stack->setShown(which == u"all", which != u"none");
    m_stack->setMargin(statusBar()->height());
}

void MainWindow::onContent()
{
    if (m_historyOf != m_controller.workbench()) {
        m_historyOf = m_controller.workbench();
        m_history.setWorkbench(m_historyOf);
    }
    const QString folder = m_controller.folder();
    const bool another = m_settings.value(kFolderKey).toString() != folder;
    m_settings.setValue(kFolderKey, folder);
    if (another || RecentWorkspaces(m_settings).folders().value(0) != folder)
        RecentWorkspaces(m_settings).add(folder);
    refreshTitle();
    if (QWidget *welcome = m_pages->find(u"welcome"_s)) {
        const bool wasInFront = m_pages->current() == welcome;
        m_pages->close(welcome);
        if (wasInFront)
            m_pages->open(u"run"_s);
    }
    if (!m_selectLater.isEmpty()) {
        // Once every view has the new content.
        QMetaObject::invokeMethod(
            this, [this] { m_selection.selectCase(std::exchange(m_selectLater, {})); },
            Qt::QueuedConnection);
    }
}

void MainWindow::onRunFinished()
{
    const events::RunState &state = m_controller.feed().state();
    const events::RunState::Counts &counts = state.counts();
    if (isActiveWindow() || m_closing)
        return;
    if (m_preferences.isOn(u"general/alert"))
        QApplication::alert(this);
    Notification told;
    told.kind = counts.bad() > 0 ? Notification::Kind::Error : Notification::Kind::Success;
    told.title =
        counts.bad() > 0 ? tr("%n case(s) failed", nullptr, counts.bad()) : tr("The run is over");
    told.text = progressText(state, m_controller.feed().now(), false);
    told.actionText = tr("Show run");
    told.action = [this] { m_pages->open(u"run"_s); };
    m_shell->notify(std::move(told));
}

void MainWindow::restore()
{
    if (!m_preferences.isOn(u"session/restore"))
        return;
    if (const QByteArray geometry = m_settings.value(kGeometryKey).toByteArray();
        !geometry.isEmpty())
        restoreGeometry(geometry);
    m_editors.setPlaces(m_settings.value(kPlacesKey).toMap());
    m_pages->restore(m_settings.value(kPagesKey).toStringList());
    m_scope.setFilterText(m_settings.value(kFilterKey).toString());
    m_selectLater = m_settings.value(kCaseKey).toString();
}

void MainWindow::save()
{
    m_settings.setValue(kGeometryKey, saveGeometry());
    m_settings.setValue(kPagesKey, m_pages->state());
    m_settings.setValue(kPlacesKey, m_editors.places());
    m_settings.setValue(kFilterKey, m_scope.filterText());
    m_settings.setValue(kCaseKey, m_selection.caseId());
    m_layouts->save();
    m_settings.sync();
}

/// A run reads files from the disk: one that is not what is seen would mislead.
void MainWindow::saveBeforeRun(const std::function<void()> &go)
{
    if (!m_preferences.isOn(u"run/saveFirst")) {
        go();
        return;
    }
    m_editors.saveAll([this, go](const QStringList &failed) {
        if (failed.isEmpty()) {
            go();
            return;
        }
        m_shell->notify({Notification::Kind::Error,
                         tr("The run was not started."),
                         tr("%1 could not be saved.").arg(failed.join(u", "_s)),
                         tr("Show file"),
                         [this, file = failed.front()] { m_shell->editFile(file); },
                         {}});
    });
}

/// What was typed when the process before ended without a word.
void MainWindow::restoreUnsaved()
{
    if (const int count = m_editors.restoreUnsaved(); count > 0) {
        m_shell->notify({Notification::Kind::Info,
                         tr("%n file(s) were not saved when Assay ended.", nullptr, count),
                         tr("What was typed is back in the editor."),
                         {},
                         {},
                         {}});
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            return event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            takeDropped(url.toLocalFile());
    }
}

void MainWindow::takeDropped(const QString &path)
{
    const QFileInfo file(path);
    if (file.isDir()) {
        m_controller.openWorkspace(file.absoluteFilePath());
    } else if (path.endsWith(u".assayrun")) {
        m_shell->importRun(file.absoluteFilePath());
    } else if (path.endsWith(u".yaml") || path.endsWith(u".yml")) {
        const QString inside = m_controller.folder() + u'/';
        const bool known =
            !m_controller.folder().isEmpty() && file.absoluteFilePath().startsWith(inside);
        if (!known)
            m_controller.openWorkspace(workspaceOf(path));
        m_shell->editFile(file.absoluteFilePath());
    } else {
        m_shell->notify({Notification::Kind::Error,
                         tr("%1 cannot be opened.").arg(file.fileName()),
                         tr("Drop a folder, a suite file (.yaml) or a run (.assayrun)."),
                         {},
                         {},
                         {}});
    }
}

} // namespace assay::ui
