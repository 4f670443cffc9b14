// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run_comparison.h"
#include "ui/filter/case_filter.h"

#include <QAbstractTableModel>
#include <QSet>

#include <memory>

namespace assay::ui {

/// The cases of a comparison that the chips and the filter take, worst first. Main thread.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { CaseColumn, VerdictColumn, BeforeColumn, AfterColumn, ChangeColumn, ColumnCount };
    enum ExtraRole {
        VerdictRole = Qt::UserRole + 100, ///< int of history::CaseVerdict
        InkRole,                          ///< int of Role
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(std::shared_ptr<const history::RunComparison> comparison);
    /// Null before there is one.
    [[nodiscard]] const history::RunComparison *comparison() const { return m_comparison.get(); }
    /// None takes all.
    void setVerdicts(const QSet<int> &verdicts);
    void setFilter(CaseFilter filter);
    [[nodiscard]] const history::ComparedCase *caseAt(int row) const;
    [[nodiscard]] int rowOf(const QString &caseId) const; ///< -1 when it is not shown

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void rebuild();

    std::shared_ptr<const history::RunComparison> m_comparison;
    QSet<int> m_verdicts;
    CaseFilter m_filter;
    std::vector<std::size_t> m_rows;
};

} // namespace assay::ui
