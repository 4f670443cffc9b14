// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/case_table_model.h"

#include "ui/models/roles.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString labelOf(const events::PlannedCase &planned)
{
    return planned.key.isEmpty() ? planned.name : u"%1 [%2]"_s.arg(planned.name, planned.key);
}

} // namespace

CaseTableModel::CaseTableModel(RunFeed &feed, QObject *parent)
    : QAbstractTableModel(parent)
    , m_feed(feed)
{
    connect(&feed, &RunFeed::reset, this, &CaseTableModel::onReset);
    connect(&feed, &RunFeed::advanced, this, &CaseTableModel::onAdvanced);
    onReset();
}

void CaseTableModel::onReset()
{
    beginResetModel();
    m_rowOf.clear();
    m_rows = static_cast<int>(m_feed.state().cases().size());
    for (int row = 0; row < m_rows; ++row)
        m_rowOf.insert(m_feed.state().planned(row).id, row);
    endResetModel();
}

void CaseTableModel::onAdvanced(const RunUpdate &update)
{
    if (update.planned)
        return onReset();
    // Neighbours are told together: one signal for a range, at most a few a frame.
    for (std::size_t i = 0; i < update.cases.size();) {
        std::size_t end = i + 1;
        while (end < update.cases.size() && update.cases[end] == update.cases[end - 1] + 1)
            ++end;
        const int first = update.cases[i];
        const int last = std::min(update.cases[end - 1], m_rows - 1);
        if (first <= last)
            Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
        i = end;
    }
}

int CaseTableModel::rowOfCase(const QString &caseId) const
{
    return m_rowOf.value(caseId, -1);
}

int CaseTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int CaseTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

base::Nanoseconds CaseTableModel::durationOf(int row) const
{
    const auto &state = m_feed.state().caseAt(row);
    if (state.status == events::RunState::CaseStatus::Running)
        return std::max(base::Nanoseconds::zero(), m_feed.now() - state.start);
    return state.duration;
}

QString CaseTableModel::reasonOf(int row) const
{
    const auto &state = m_feed.state().caseAt(row);
    for (auto it = state.attempts.rbegin(); it != state.attempts.rend(); ++it) {
        if (!it->failures.empty())
            return it->failures.front().message;
    }
    return state.reason;
}

CaseFacts CaseTableModel::factsAt(int row) const
{
    const auto &planned = m_feed.state().planned(row);
    return {labelOf(planned), planned.suite + u' ' + planned.position.file, planned.tags,
            statusOf(m_feed.state().caseAt(row)), durationOf(row)};
}

QVariant CaseTableModel::display(int row, int column) const
{
    const auto &planned = m_feed.state().planned(row);
    const auto &state = m_feed.state().caseAt(row);
    switch (column) {
    case StatusColumn:
        return statusLabel(statusOf(state));
    case CaseColumn:
        return labelOf(planned);
    case SuiteColumn:
        return planned.suite;
    case WorkerColumn:
        return state.worker > 0 ? QString::number(state.worker) : QString();
    case AttemptsColumn:
        return state.attempts.empty() ? QString() : QString::number(state.attempts.size());
    case DurationColumn: {
        const auto duration = durationOf(row);
        return duration.count() > 0 ? base::durationText(duration) : QString();
    }
    case ReasonColumn:
        return reasonOf(row);
    default:
        return {};
    }
}

QVariant CaseTableModel::sortValue(int row, int column) const
{
    const auto &state = m_feed.state().caseAt(row);
    switch (column) {
    case StatusColumn:
        return statusRank(statusOf(state));
    case WorkerColumn:
        return state.worker;
    case AttemptsColumn:
        return static_cast<qlonglong>(state.attempts.size());
    case DurationColumn:
        // A growing duration would move rows all the time: running cases sort by their start.
        return static_cast<qlonglong>(state.isFinished() ? state.duration.count() : 0);
    default:
        return display(row, column);
    }
}

QVariant CaseTableModel::data(const QModelIndex &index, int role) const
{
    // Between two runs the state may be shorter than the rows.
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_feed.state().cases().size())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), index.column());
    case Qt::ToolTipRole: {
        const QString reason = reasonOf(index.row());
        const QString &id = m_feed.state().planned(index.row()).id;
        return reason.isEmpty() ? id : u"%1\n%2"_s.arg(id, reason.left(1000));
    }
    case Qt::TextAlignmentRole:
        return index.column() >= WorkerColumn && index.column() <= DurationColumn
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    case StatusRole:
        return index.column() == StatusColumn || index.column() == ReasonColumn
                   ? QVariant(int(statusOf(m_feed.state().caseAt(index.row()))))
                   : QVariant();
    case FiguresRole:
        return index.column() >= WorkerColumn && index.column() <= DurationColumn;
    case CaseIdRole:
        return m_feed.state().planned(index.row()).id;
    case SortRole:
        return sortValue(index.row(), index.column());
    default:
        return {};
    }
}

QVariant CaseTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= WorkerColumn && section <= DurationColumn
                   ? int(Qt::AlignRight | Qt::AlignVCenter)
                   : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StatusColumn:
        return tr("status");
    case CaseColumn:
        return tr("case");
    case SuiteColumn:
        return tr("suite");
    case WorkerColumn:
        return tr("worker");
    case AttemptsColumn:
        return tr("attempts");
    case DurationColumn:
        return tr("duration");
    case ReasonColumn:
        return tr("first failure or reason");
    default:
        return {};
    }
}

CaseTableProxy::CaseTableProxy(CaseTableModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
    setSortRole(SortRole);
    sort(CaseTableModel::StatusColumn);
}

void CaseTableProxy::setFilter(CaseFilter filter)
{
    m_filter = std::move(filter);
    invalidateFilter();
}

bool CaseTableProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_filter.isEmpty() || m_filter.matches(m_source.factsAt(row));
}

bool CaseTableProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    const QPartialOrdering order = QVariant::compare(a, b);
    if (order == QPartialOrdering::Less)
        return true;
    if (order == QPartialOrdering::Greater)
        return false;
    // Plan order among equals, whichever way the column is sorted.
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : left.row() > right.row();
}

} // namespace assay::ui
