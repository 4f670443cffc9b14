// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/environment.h"
#include "ui/notify/notifications.h"
#include "workbench/run_request.h"

#include <QObject>

#include <functional>
#include <optional>

class QWidget;

namespace assay::ui {

class Docks;
class PageArea;

/// What the window does for its panels and pages, which know nothing else of it. Main thread,
/// outlives them.
class Shell : public QObject
{
    Q_OBJECT
public:
    Shell(Docks &docks, PageArea &pages, Notifications &notifications, QObject *parent);

    /// A word in the status bar, for a few seconds: what the person just did had an effect.
    void say(const QString &text) { Q_EMIT said(text); }
    /// Something happened by itself, or went wrong: the corner and the bell show it.
    void notify(Notification notification);
    void showPanel(const QString &id);
    [[nodiscard]] QWidget *panel(const QString &id) const;
    QWidget *openPage(const QString &id, const QString &argument = {});
    void closePage(QWidget *page);
    /// "suites.md" or "suites.md#cases"; "" is the index.
    void openHelp(const QString &page) { Q_EMIT helpWanted(page); }
    /// The one page of settings; with a text its search.
    void openSettings(const QString &search = {}) { Q_EMIT settingsWanted(search); }
    void openWorkspace(const QString &folder) { Q_EMIT workspaceWanted(folder); }
    /// Asks first whether a workspace may run that never did; fills in the settings of runs.
    void run(const workbench::RunRequest &request) { Q_EMIT runWanted(request); }
    /// A file of the workspace, at a line and column (from 1; 0: wherever it was). Whoever edits
    /// files follows.
    void editFile(const QString &path, int line = 0, int column = 0)
    {
        Q_EMIT fileWanted(path, line, column);
    }
    void showRun(const QString &runId) { Q_EMIT pastRunWanted(runId); }
    void importRun(const QString &file) { Q_EMIT runFileDropped(file); }
    void setEnvironment(const QString &name, std::optional<model::ServiceState> state);
    [[nodiscard]] const QString &environment() const { return m_environment; }
    [[nodiscard]] std::optional<model::ServiceState> environmentState() const { return m_state; }

Q_SIGNALS:
    void said(const QString &text);
    void helpWanted(const QString &page);
    void settingsWanted(const QString &search);
    void workspaceWanted(const QString &folder);
    void runWanted(const assay::workbench::RunRequest &request);
    void fileWanted(const QString &path, int line, int column);
    void pastRunWanted(const QString &runId);
    void runFileDropped(const QString &file); ///< an .assayrun, dropped or opened
    void environmentChanged();
    void pageChanged(QWidget *page); ///< the one in front; null without one
    void settled();                  ///< a panel that kept the window from closing no longer does

private:
    Docks &m_docks;
    PageArea &m_pages;
    Notifications &m_notifications;
    QString m_environment;
    std::optional<model::ServiceState> m_state;
};

} // namespace assay::ui
