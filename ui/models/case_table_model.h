// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"
#include "ui/run/run_feed.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace assay::ui {

/// The cases of the run, live. Rows are case indexes of the plan. Main thread.
class CaseTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        StatusColumn,
        CaseColumn,
        SuiteColumn,
        WorkerColumn,
        AttemptsColumn,
        DurationColumn,
        ReasonColumn,
        ColumnCount
    };

    explicit CaseTableModel(RunFeed &feed, QObject *parent = nullptr);

    [[nodiscard]] CaseFacts factsAt(int row) const;
    [[nodiscard]] int rowOfCase(const QString &caseId) const; ///< -1 when the run has it not

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void onReset();
    void onAdvanced(const RunUpdate &update);
    [[nodiscard]] QVariant display(int row, int column) const;
    [[nodiscard]] QVariant sortValue(int row, int column) const;
    [[nodiscard]] base::Nanoseconds durationOf(int row) const;
    [[nodiscard]] QString reasonOf(int row) const;

    RunFeed &m_feed;
    int m_rows = 0;
    QHash<QString, int> m_rowOf;
};

/// The cases that the filter takes, what needs attention first unless a head is clicked. Main
/// thread.
class CaseTableProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit CaseTableProxy(CaseTableModel &source, QObject *parent = nullptr);
    void setFilter(CaseFilter filter);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    CaseTableModel &m_source;
    CaseFilter m_filter;
};

} // namespace assay::ui
