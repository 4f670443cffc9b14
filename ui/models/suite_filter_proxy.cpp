// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/suite_filter_proxy.h"

#include "ui/models/suite_tree_model.h"

namespace assay::ui {

SuiteFilterProxy::SuiteFilterProxy(SuiteTreeModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setRecursiveFilteringEnabled(true);
    setSourceModel(&source);
}

void SuiteFilterProxy::setFilter(CaseFilter filter)
{
    m_filter = std::move(filter);
    invalidateFilter();
}

bool SuiteFilterProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_filter.isEmpty())
        return true;
    const QModelIndex index = m_source.index(row, 0, parent);
    if (const CaseFacts *facts = m_source.factsAt(index))
        return m_filter.matches(*facts);
    if (m_source.kindAt(index) != SuiteTreeModel::Kind::Broken)
        return false; // it is shown for the cases below it
    CaseFacts facts;
    facts.name = index.data().toString();
    facts.status = Status::Error;
    return m_filter.matches(facts);
}

} // namespace assay::ui
