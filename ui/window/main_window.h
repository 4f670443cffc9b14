// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"
#include "ui/run/run_controller.h"
#include "ui/run/selection.h"
#include "ui/run/time_view.h"
#include "ui/theme/theme.h"
#include "ui/window/consent.h"

#include <QMainWindow>

class QDockWidget;
class QLabel;
class QPushButton;
class QSettings;
class QTabWidget;
class QToolButton;

namespace assay::ui {

class CaseInspector;
class CommandPalette;
class ConsolePanel;
class EnvironmentPanel;
class OutcomeBar;
class ProblemsPanel;
class RunPage;
class SuitesPanel;

/// The window: panels around one RunController. It holds no logic of runs; every act of a person is
/// a command. The references outlive it. Main thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(RunController &controller, ThemeManager &themes, QSettings &settings);
    ~MainWindow() override;

    [[nodiscard]] CommandRegistry &commands() { return m_commands; }
    void restore(); ///< geometry, docks, filter as they were
    void selectCase(const QString &caseId);

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    // main_window_parts.cpp: what it is made of
    void buildMenus();
    void buildToolBar();
    void buildPanels();
    void buildStatusBar();
    QDockWidget *addPanel(const QString &name, const QString &title, QWidget *panel, QWidget *head,
                          Qt::DockWidgetArea area);
    void paintSigns();
    void resetLayout();
    // main_window.cpp: what it does
    void bindCommands();
    void connectParts();
    void openFolder();
    void run(workbench::RunRequest request);
    void runSelected();
    void runFailed();
    void openPalette();
    void showAbout();
    void save();
    [[nodiscard]] QStringList selectedCases() const;
    // main_window_status.cpp: what its bars and commands say of the run
    void say(const QString &text);
    void refreshCommands();
    void refreshStatus();
    void refreshTitle();
    void refreshRunTab();
    void refreshEmptyText();
    void refreshEnvironment();
    void refreshProblemsTab();
    /// Of the docks: another number makes saved states of older windows void.
    static constexpr int kDockStateVersion = 1;

    RunController &m_controller;
    ThemeManager &m_themes;
    QSettings &m_settings;
    Consent m_consent;
    CommandRegistry m_commands;
    Selection m_selection;
    TimeView m_timeView;
    SuitesPanel *m_suites = nullptr;
    EnvironmentPanel *m_environment = nullptr;
    RunPage *m_runPage = nullptr;
    CaseInspector *m_inspector = nullptr;
    ConsolePanel *m_console = nullptr;
    ProblemsPanel *m_problems = nullptr;
    QTabWidget *m_tabs = nullptr;
    QTabWidget *m_bottomTabs = nullptr;
    CommandPalette *m_palette = nullptr;
    QLabel *m_titleLabel = nullptr;
    QLabel *m_environmentLabel = nullptr;
    QToolButton *m_runButton = nullptr;
    QPushButton *m_search = nullptr;
    OutcomeBar *m_outcome = nullptr;
    QLabel *m_progress = nullptr;
    QLabel *m_message = nullptr;
    QLabel *m_facts = nullptr;
    QTimer m_messageTimer;
    QByteArray m_firstState;      ///< of the docks, for the reset
    QList<QDockWidget *> m_docks; ///< suites, environment, inspector, bottom
    bool m_laidOut = false;
    bool m_closing = false;
    bool m_tableWasLast = false; ///< the last selection was made in the table of the run
};

} // namespace assay::ui
