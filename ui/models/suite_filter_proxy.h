// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"

#include <QSortFilterProxyModel>

namespace assay::ui {

class SuiteTreeModel;

/// The tree with the cases that a filter takes, and the folders above them. Main thread.
class SuiteFilterProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit SuiteFilterProxy(SuiteTreeModel &source, QObject *parent = nullptr);
    void setFilter(CaseFilter filter);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    SuiteTreeModel &m_source;
    CaseFilter m_filter;
};

} // namespace assay::ui
