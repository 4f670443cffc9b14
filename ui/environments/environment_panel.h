// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/environments/environment_model.h"
#include "ui/environments/environments.h"
#include "ui/theme/theme.h"

#include <QHash>
#include <QWidget>

class QAction;
class QLabel;
class QPlainTextEdit;
class QToolButton;
class QTreeView;

namespace assay::ui {

class PanelHead;

/// The environment of the run, and the workspace's environments with what can be done with them
/// (environment_commands.h): each with its services, where each is and how it is; the last lines of
/// the service that is selected. Main thread.
class EnvironmentPanel : public QWidget
{
    Q_OBJECT
public:
    /// All outlive it.
    EnvironmentPanel(RunController &controller, Environments &environments,
                     const ThemeManager &themes, QWidget *parent = nullptr);
    [[nodiscard]] QWidget *head() const;
    [[nodiscard]] EnvironmentModel &model() { return *m_model; }
    [[nodiscard]] Environments &environments() { return *m_environments; }
    /// Of the run, or the workspace's only one; "" when none is named.
    [[nodiscard]] QString environment() const { return m_environment; }

    /// The actions of its context menu and of the buttons below; a null one is a line. They outlive
    /// it; it enables those that fit what is selected.
    void setActions(QList<QAction *> actions);

    // What its commands do; nothing when nothing fits.
    void provision();
    void cancel();
    void destroyEnvironment();
    void configure();    ///< asks for the settings
    void startService(); ///< again, when it runs
    void stopService();
    void openEndpoint();
    void copyEndpoint();

Q_SIGNALS:
    void environmentChanged();
    void openUrl(const QUrl &url);
    void said(const QString &message); ///< for the status bar
    /// `environment` is "" for a service of the run.
    void serviceSelected(const QString &service, const QString &environment);

private:
    /// What the commands are about.
    struct Target
    {
        QString environment; ///< "" for that of the run
        QString service;
        bool ofRun = false;
        QString endpoint; ///< url or address
    };
    void connectParts();
    void refresh();
    void refreshLog();
    void refreshActions();
    void collectRunLines(const RunUpdate &update);
    void keepView();
    void restoreView();
    void showMenu(const QPoint &at);
    [[nodiscard]] EnvironmentLine runLine() const;
    [[nodiscard]] EnvironmentLine lineOf(const QString &name) const;
    [[nodiscard]] Target target() const;

    RunController &m_controller;
    Environments *m_environments;
    EnvironmentModel *m_model;
    PanelHead *m_head;
    QTreeView *m_tree;
    QWidget *m_buttons;
    QPlainTextEdit *m_log;
    QLabel *m_empty;
    QList<QAction *> m_actions;
    QHash<QString, QStringList> m_runLines; ///< of the run's services
    QString m_environment;
    QString m_kept;
    QStringList m_collapsed;
    QStringList m_shownLog;
    QTimer m_second;
    bool m_rebuilding = false;
};

} // namespace assay::ui
