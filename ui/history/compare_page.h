// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/comparison_model.h"
#include "ui/history/history_access.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace assay::ui {

class PanelHead;
class TextView;

/// What changed from one run to another: verdicts as chips, cases, and of the selected one both
/// sides and how they differ. Main thread; `access` and `themes` outlive it.
class ComparePage : public QWidget
{
    Q_OBJECT
public:
    ComparePage(HistoryAccess &access, const ThemeManager &themes, QWidget *parent = nullptr);

    /// `before` and `after` as in HistoryStore::find().
    void compare(const QString &before, const QString &after);
    void swap();
    [[nodiscard]] ComparisonModel &model() { return *m_model; }
    [[nodiscard]] QTableView &table() { return *m_table; }
    [[nodiscard]] const QString &problem() const { return m_problem; }
    void saveAs();                  ///< asks for a file
    void save(const QString &file); ///< as JSON when it ends so, else as Markdown

Q_SIGNALS:
    /// One of the sides is to be opened at a case.
    void openWanted(const QString &runId, const QString &caseId);
    void said(const QString &text);

private:
    void buildDetail(QWidget &parent, const ThemeManager &themes);
    void onCompared(base::Result<std::shared_ptr<const history::RunComparison>> comparison);
    void refreshChips();
    void showCase();

    HistoryAccess &m_access;
    ComparisonModel *m_model;
    QLabel *m_title;
    QLabel *m_detail;
    QPushButton *m_save;
    std::vector<QPushButton *> m_chips; ///< by verdict
    QLineEdit *m_filter;
    QLabel *m_filterProblem;
    QTableView *m_table;
    QLabel *m_text;
    QStackedWidget *m_stack;
    QWidget *m_sides;
    PanelHead *m_beforeHead;
    PanelHead *m_afterHead;
    PanelHead *m_diffHead;
    TextView *m_before;
    TextView *m_after;
    TextView *m_diff;
    QString m_beforeId;
    QString m_afterId;
    QString m_problem;
    HistoryTask m_task;
    HistoryTask m_diffTask;
    HistoryTask m_saveTask;
};

} // namespace assay::ui
