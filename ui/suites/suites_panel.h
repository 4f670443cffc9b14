// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"
#include "ui/run/run_controller.h"
#include "ui/suites/suite_tree_model.h"
#include "ui/theme/theme.h"

#include <QSet>
#include <QWidget>

class QAction;
class QLineEdit;
class QTreeView;

namespace assay::ui {

class FilterBar;
class PanelHead;
class StatusChips;
class WorkspaceWatcher;

/// The suites of the workspace: filter, counts, tree, and what can be done with what is selected
/// (suite_commands.h). It follows the files as they change on disk; what is selected, open and in
/// sight stays so. Main thread.
class SuitesPanel : public QWidget
{
    Q_OBJECT
public:
    SuitesPanel(RunController &controller, const ThemeManager &themes, QWidget *parent = nullptr);

    [[nodiscard]] SuiteTreeModel &model() { return *m_model; }
    [[nodiscard]] QWidget *head() const;
    [[nodiscard]] QLineEdit &filterBox();
    [[nodiscard]] const CaseFilter &filter() const;
    /// Ids of the shown cases at and below the selection, in the order of the tree.
    [[nodiscard]] QStringList selectedCases() const;
    void reveal(const QString &caseId);
    void focusFilter();
    void focusTree();
    /// The actions of its context menu; a null one is a line. They outlive it.
    void setMenu(QList<QAction *> actions);

    // What its commands do; nothing when nothing fits.
    void runSelected();
    void runFailed();  ///< of the window's last results; when there are none, those of history
    void runChanged(); ///< cases of suites that were edited since all of them last ran
    void runSuite();   ///< every case of the suite at the cursor, whatever the filter
    void toggleQuarantine(); ///< of what is selected: in, unless all of it is
    void openInEditor();
    void revealInRun();
    void copyIds();
    void copyCommandLine(); ///< that runs headless what the filter shows
    void expandAll();
    void collapseAll();

Q_SIGNALS:
    void filterChanged(const assay::ui::CaseFilter &filter);
    void caseSelected(const QString &caseId);
    void selectionChanged();
    void runRequested(const assay::workbench::RunRequest &request);
    /// `path` is absolute; line and column from 1, 0 when they are not known.
    void openFile(const QString &path, int line, int column);
    void revealRequested(const QString &caseId); ///< in the run
    void said(const QString &message);           ///< for the status bar

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectParts();
    void onContent();
    void onFilesChanged();
    void onAdvanced(const RunUpdate &update);
    void onFilter(const CaseFilter &filter);
    void keepView();
    void restoreView();
    void restoreExpansion();
    void refreshHead();
    void showMenu(const QPoint &at);
    void runCases(const QStringList &ids);

    RunController &m_controller;
    SuiteTreeModel *m_model;
    PanelHead *m_head;
    FilterBar *m_filter;
    StatusChips *m_chips;
    QTreeView *m_tree;
    WorkspaceWatcher *m_watcher;
    QList<QAction *> m_menu;
    QSet<QString> m_collapsed;
    QString m_folder;
    struct View ///< by keys, over a reset of the model
    {
        QStringList selected;
        QString current;
        QString top;
        bool hadFocus = false;
    };
    View m_kept;
    bool m_rebuilding = false;
    bool m_reloading = false;
    bool m_reloadAgain = false;
};

} // namespace assay::ui
