// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/suite_filter_proxy.h"
#include "ui/models/suite_tree_model.h"
#include "ui/run/run_controller.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace assay::ui {

class PanelHead;
class StatusChips;

/// The suites of the workspace: filter, counts, tree. Main thread.
class SuitesPanel : public QWidget
{
    Q_OBJECT
public:
    SuitesPanel(RunController &controller, const ThemeManager &themes, QWidget *parent = nullptr);

    [[nodiscard]] SuiteTreeModel &model() { return *m_model; }
    [[nodiscard]] QWidget *head() const;
    [[nodiscard]] QLineEdit &filterBox() { return *m_filter; }
    /// Ids at and below the selection, in the order of the tree.
    [[nodiscard]] QStringList selectedCases() const;
    void reveal(const QString &caseId);
    void focusFilter();
    void focusTree();

Q_SIGNALS:
    void filterChanged(const assay::ui::CaseFilter &filter);
    void caseSelected(const QString &caseId);
    void selectionChanged();

private:
    void onContent();
    void onAdvanced(const RunUpdate &update);
    void applyFilter();
    void restore();

    RunController &m_controller;
    SuiteTreeModel *m_model;
    SuiteFilterProxy *m_proxy;
    PanelHead *m_head;
    QLineEdit *m_filter;
    QLabel *m_problem;
    StatusChips *m_chips;
    QTreeView *m_tree;
    QTimer m_filterTimer;
    QSet<QString> m_collapsed;
    bool m_rebuilding = false;
};

} // namespace assay::ui
