// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/case_table_model.h"
#include "ui/run/selection.h"

#include <QWidget>

class QSettings;
class QTableView;
class QStackedWidget;
class QLabel;

namespace assay::ui {

class PanelHead;
class TimelinePanel;
class TimeView;

/// A run: its timeline above, its cases below. Main thread.
class RunPage : public QWidget
{
    Q_OBJECT
public:
    RunPage(RunFeed &feed, TimeView &time, Selection &selection, const ThemeManager &themes,
            QSettings *settings = nullptr, QWidget *parent = nullptr);

    [[nodiscard]] CaseTableModel &model() { return *m_model; }
    [[nodiscard]] QTableView &table() { return *m_table; }
    /// What stands there before anything has run.
    void setEmptyText(const QString &text);
    void setFilter(const CaseFilter &filter);
    void reveal(const QString &caseId);
    [[nodiscard]] QStringList selectedCases() const;

Q_SIGNALS:
    void caseSelected(const QString &caseId);

private:
    void refreshHeads();

    RunFeed &m_feed;
    Selection &m_selection;
    CaseTableModel *m_model;
    CaseTableProxy *m_proxy;
    TimelinePanel *m_timeline;
    PanelHead *m_casesHead;
    QTableView *m_table;
    QLabel *m_empty;
    QStackedWidget *m_stack;
};

} // namespace assay::ui
