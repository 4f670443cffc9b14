// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/run_list_model.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace assay::ui {

class FlowLayout;
class PanelHead;

/// Every run of the workspace: search, open, compare two, export, take in by drop, delete with
/// undo. Follows what other processes write. Main thread.
///
/// Deleting keeps the run as a file beside history until the next one is deleted, so that it can
/// be undone also after a crash: `.assay/deleted/ID.assayrun`.
class RunsPage : public QWidget
{
    Q_OBJECT
public:
    RunsPage(HistoryAccess &access, const ThemeManager &themes, QWidget *parent = nullptr);

    [[nodiscard]] RunListModel &model() { return *m_model; }
    [[nodiscard]] QTableView &table() { return *m_table; }
    [[nodiscard]] QLineEdit &filterBox() { return *m_filter; }
    /// In the order of the list, newest first; runs that are still read are left out.
    [[nodiscard]] QStringList selectedRuns() const;

    // What the commands do.
    void openSelected();    ///< "history.open"
    void compareSelected(); ///< "history.compare": the two that are selected, the older first
    void exportSelected();  ///< "history.export": asks for a file
    void importFile();      ///< "history.import": asks for files
    void deleteSelected();  ///< "history.delete"; undoDelete() takes it back
    void undoDelete();      ///< "history.undoDelete"
    void reportSelected();  ///< "history.report"
    void focusFilter();     ///< "history.search"

    void exportTo(const QString &runId, const QString &file);
    void importFiles(const QStringList &files);

Q_SIGNALS:
    void openWanted(const QString &runId); ///< past or live
    void compareWanted(const QString &before, const QString &after);
    void reportWanted(const QString &runId);
    void selectionChanged();
    /// One sentence for the status line.
    void said(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void applyFilter();
    void refresh();
    void refreshButtons();
    void say(const QString &text, bool undo = false);
    void keepSelection();

    HistoryAccess &m_access;
    RunListModel *m_model;
    PanelHead *m_head;
    QLineEdit *m_filter;
    QWidget *m_acts; ///< buttons: beside the search, below it in a narrow page
    FlowLayout *m_actLines;
    QBoxLayout *m_tools;
    QLabel *m_problem;
    QTableView *m_table;
    QLabel *m_empty;
    QStackedWidget *m_stack;
    QWidget *m_notice;
    QLabel *m_noticeText;
    QPushButton *m_undo;
    std::vector<QPushButton *> m_buttons; ///< open, compare, report, export, delete
    QTimer m_pause;
    QStringList m_deleted; ///< files of what was deleted last
    QStringList m_kept;    ///< selected before the model was reset
    std::vector<HistoryTask> m_tasks;
};

} // namespace assay::ui
