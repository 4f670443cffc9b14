// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/docks.h"
#include "ui/window/layouts.h"
#include "ui/window/page_area.h"
#include "ui/window/panel.h"
#include "ui/window/shell.h"

#include <QMainWindow>

class QLabel;
class QToolBar;

namespace assay::ui {

class CommandPalette;
class HelpPage;
class NotificationStack;
class RunCommands;
class SearchButton;
class StatusLine;

/// The window: panels and pages of the registries around one RunController, and the commands that
/// belong to no panel. It holds no logic of runs. The references outlive it. Main thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(RunController &controller, ThemeManager &themes, QSettings &settings);
    ~MainWindow() override;

    [[nodiscard]] CommandRegistry &commands() { return m_commands; }
    [[nodiscard]] Shell &shell() { return *m_shell; }
    [[nodiscard]] PanelContext &context() { return *m_context; }
    [[nodiscard]] Notifications &notifications() { return m_notifications; }
    [[nodiscard]] PageArea &pages() { return *m_pages; }
    [[nodiscard]] Docks &docks() { return *m_docks; }
    /// Geometry, layout, pages, filter and selection as they were; unless the person turned that
    /// off.
    void restore();
    void selectCase(const QString &caseId);

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // main_window_parts.cpp: its bars
    void buildMenus();
    void buildToolBar();
    void paintSigns();
    void refreshTitle();
    void refreshEnvironment();
    // main_window_commands.cpp: the commands that belong to no panel
    void bindCommands();
    void openFolder();
    void openExample();
    void openHelpHere();
    void openHelp(const QString &page);
    void openSettings(const QString &search);
    void showAbout();
    void bindHistory();
    void setTheme(const QString &name);
    void saveBeforeRun(const std::function<void()> &go);
    void restoreUnsaved();
    // main_window_session.cpp: what is remembered, dropped, told
    void save();
    void takeDropped(const QString &path);
    void onContent();
    void onRunFinished();
    void notifyProblems();
    void connectParts();

    RunController &m_controller;
    ThemeManager &m_themes;
    QSettings &m_settings;
    Preferences m_preferences;
    CommandRegistry m_commands;
    Selection m_selection;
    TimeView m_timeView;
    CaseScope m_scope;
    Notifications m_notifications;
    HistoryAccess m_history;
    Environments m_environments;
    Editors m_editors;
    std::shared_ptr<workbench::Workbench> m_historyOf; ///< what m_history was given
    PageArea *m_pages;
    Docks *m_docks;
    Shell *m_shell;
    std::unique_ptr<PanelContext> m_context;
    Layouts *m_layouts;
    RunCommands *m_runs;
    StatusLine *m_status;
    NotificationStack *m_stack;
    CommandPalette *m_palette = nullptr;
    QToolBar *m_toolBar = nullptr;
    QLabel *m_titleLabel = nullptr;
    QLabel *m_environmentLabel = nullptr;
    SearchButton *m_search = nullptr;
    QString m_selectLater; ///< a case, once the workspace is there
    std::stop_source m_copying;
    bool m_laidOut = false;
    bool m_closing = false;
};

} // namespace assay::ui
