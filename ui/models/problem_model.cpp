// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/problem_model.h"

#include "ui/models/roles.h"
#include "ui/theme/status.h"

#include <algorithm>

namespace assay::ui {

ProblemModel::ProblemModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ProblemModel::setWorkspaceProblems(std::vector<suite::Diagnostic> diagnostics)
{
    m_workspace = std::move(diagnostics);
    merge();
}

void ProblemModel::setEditedProblems(const QString &file,
                                     std::vector<suite::Diagnostic> diagnostics)
{
    m_edited.insert(file, std::move(diagnostics));
    merge();
}

void ProblemModel::forgetEdited(const QString &file)
{
    if (m_edited.remove(file) > 0)
        merge();
}

void ProblemModel::merge()
{
    std::vector<suite::Diagnostic> all;
    for (const suite::Diagnostic &one : m_workspace) {
        if (!m_edited.contains(one.error.position.file))
            all.push_back(one);
    }
    for (const auto &edited : std::as_const(m_edited))
        all.insert(all.end(), edited.begin(), edited.end());
    std::ranges::stable_sort(all, {},
                             [](const suite::Diagnostic &one) { return one.error.position.file; });
    // Each key typed comes here: what stays the same keeps the row that somebody looks at.
    if (std::ranges::equal(all, m_shown, {}, &suite::Diagnostic::error, &suite::Diagnostic::error))
        return;
    beginResetModel();
    m_shown = std::move(all);
    endResetModel();
}

void ProblemModel::setRunProblems(std::vector<suite::Diagnostic> diagnostics)
{
    beginResetModel();
    m_run = std::move(diagnostics);
    endResetModel();
}

const suite::Diagnostic &ProblemModel::at(int row) const
{
    const auto i = static_cast<std::size_t>(row);
    return i < m_run.size() ? m_run[i] : m_shown[i - m_run.size()];
}

base::SourcePosition ProblemModel::positionAt(const QModelIndex &index) const
{
    return index.isValid() ? at(index.row()).error.position : base::SourcePosition();
}

int ProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_run.size() + m_shown.size());
}

int ProblemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const base::Error &error = at(index.row()).error;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == TextColumn)
            return error.title;
        return index.column() == FixColumn ? error.fix : error.position.toString();
    case Qt::ToolTipRole:
        return error.toText();
    case StatusRole:
        return index.column() == TextColumn ? QVariant(int(Status::Error)) : QVariant();
    default:
        return {};
    }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == TextColumn  ? tr("problem")
           : section == FixColumn ? tr("what to do")
                                  : tr("where");
}

} // namespace assay::ui
