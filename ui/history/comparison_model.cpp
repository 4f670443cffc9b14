// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/comparison_model.h"

#include "reporting/comparison_report.h"
#include "ui/history/comparison_words.h"
#include "ui/history/run_words.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using history::ComparedCase;
using history::ComparedSide;

namespace {

Role sideRole(const ComparedSide &side)
{
    if (!side.planned || !side.finished)
        return Role::Muted;
    if (side.outcome == model::Outcome::Passed)
        return Role::Text;
    return statusRole(statusOf(side.outcome));
}

CaseFacts factsOf(const ComparedCase &one)
{
    const ComparedSide &side = one.after.planned ? one.after : one.before;
    Status status = side.finished ? statusOf(side.outcome) : Status::NotRun;
    if (side.finished && side.flaky)
        status = Status::Flaky;
    if (side.finished && side.quarantined && isBad(status))
        status = Status::Quarantined;
    return {one.name, one.suite + u' ' + one.id, one.tags, status, side.duration};
}

} // namespace

void ComparisonModel::setComparison(std::shared_ptr<const history::RunComparison> comparison)
{
    m_comparison = std::move(comparison);
    rebuild();
}

void ComparisonModel::setVerdicts(const QSet<int> &verdicts)
{
    m_verdicts = verdicts;
    rebuild();
}

void ComparisonModel::setFilter(CaseFilter filter)
{
    m_filter = std::move(filter);
    rebuild();
}

void ComparisonModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    if (m_comparison) {
        for (std::size_t i = 0; i < m_comparison->cases.size(); ++i) {
            const ComparedCase &one = m_comparison->cases[i];
            if ((m_verdicts.isEmpty() || m_verdicts.contains(int(one.verdict))) &&
                (m_filter.isEmpty() || m_filter.matches(factsOf(one))))
                m_rows.push_back(i);
        }
    }
    endResetModel();
}

const ComparedCase *ComparisonModel::caseAt(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size()
               ? &m_comparison->cases[m_rows[static_cast<std::size_t>(row)]]
               : nullptr;
}

int ComparisonModel::rowOf(const QString &caseId) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](std::size_t place) {
        return m_comparison->cases[place].id == caseId;
    });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    const ComparedCase *one = index.isValid() ? caseAt(index.row()) : nullptr;
    if (one == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case CaseColumn:
            return one->id;
        case VerdictColumn:
            return verdictLabel(one->verdict);
        case BeforeColumn:
            return reporting::comparedSideText(one->before);
        case AfterColumn:
            return reporting::comparedSideText(one->after);
        case ChangeColumn:
            return reporting::comparedChangeText(*one);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return one->after.reason.isEmpty() ? one->id
                                           : u"%1\n%2"_s.arg(one->id, one->after.reason.left(1000));
    case VerdictRole:
        return int(one->verdict);
    case InkRole:
        switch (index.column()) {
        case CaseColumn:
            return int(Role::Text);
        case BeforeColumn:
            return int(sideRole(one->before));
        case AfterColumn:
            return int(sideRole(one->after));
        default:
            return int(verdictRole(one->verdict));
        }
    case CaseIdRole:
        return one->id;
    case FiguresRole:
        return index.column() >= BeforeColumn;
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CaseColumn:
        return tr("case");
    case VerdictColumn:
        return tr("verdict");
    case BeforeColumn:
        return m_comparison ? shortRunId(m_comparison->before.id) : tr("before");
    case AfterColumn:
        return m_comparison ? shortRunId(m_comparison->after.id) : tr("after");
    case ChangeColumn:
        return tr("change");
    default:
        return {};
    }
}

} // namespace assay::ui
