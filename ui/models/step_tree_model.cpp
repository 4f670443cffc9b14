// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/step_tree_model.h"

#include "ui/models/roles.h"
#include "ui/theme/status.h"

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::RunState;

namespace {

/// The internal id of an attempt; a step's is the row of its attempt plus one.
constexpr quintptr kAttempt = 0;

int depthOf(const QString &path)
{
    return static_cast<int>(path.count(u'.')) - 1;
}

} // namespace

StepTreeModel::StepTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void StepTreeModel::setCase(const RunState::CaseState *state)
{
    beginResetModel();
    m_attempts = state == nullptr ? std::vector<RunState::AttemptState>() : state->attempts;
    endResetModel();
}

void StepTreeModel::updateCase(const RunState::CaseState &state)
{
    if (state.attempts.size() < m_attempts.size())
        return setCase(&state);
    for (std::size_t i = 0; i < state.attempts.size(); ++i) {
        const RunState::AttemptState &now = state.attempts[i];
        const auto row = static_cast<int>(i);
        if (i == m_attempts.size()) {
            beginInsertRows({}, row, row);
            m_attempts.push_back(now);
            m_attempts.back().steps.clear();
            endInsertRows();
        }
        RunState::AttemptState &mine = m_attempts[i];
        const QModelIndex parent = index(row, 0, {});
        const auto before = static_cast<int>(mine.steps.size());
        const auto after = static_cast<int>(now.steps.size());
        if (after < before)
            return setCase(&state);
        if (after > before) {
            beginInsertRows(parent, before, after - 1);
            mine = now;
            endInsertRows();
        } else {
            mine = now;
        }
        Q_EMIT dataChanged(parent, parent);
        if (before > 0)
            Q_EMIT dataChanged(index(0, 0, parent), index(before - 1, 0, parent));
    }
}

const RunState::StepState *StepTreeModel::stepAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kAttempt)
        return nullptr;
    return &m_attempts[index.internalId() - 1].steps[static_cast<std::size_t>(index.row())];
}

const RunState::AttemptState *StepTreeModel::attemptAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const std::size_t row = index.internalId() == kAttempt ? static_cast<std::size_t>(index.row())
                                                           : index.internalId() - 1;
    return &m_attempts[row];
}

QModelIndex StepTreeModel::interesting() const
{
    if (m_attempts.empty())
        return {};
    const QModelIndex attempt = index(static_cast<int>(m_attempts.size()) - 1, 0, {});
    const auto &steps = m_attempts.back().steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i].running && model::isBad(steps[i].outcome))
            return index(static_cast<int>(i), 0, attempt);
    }
    return steps.empty() ? attempt : index(static_cast<int>(steps.size()) - 1, 0, attempt);
}

QModelIndex StepTreeModel::find(int attempt, const QString &path) const
{
    for (std::size_t i = 0; i < m_attempts.size(); ++i) {
        if (m_attempts[i].number != attempt)
            continue;
        const auto &steps = m_attempts[i].steps;
        for (std::size_t row = 0; row < steps.size(); ++row) {
            if (steps[row].path == path)
                return index(static_cast<int>(row), 0, index(static_cast<int>(i), 0, {}));
        }
    }
    return {};
}

QModelIndex StepTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, 0,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kAttempt);
}

QModelIndex StepTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kAttempt)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kAttempt);
}

int StepTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_attempts.size());
    if (parent.internalId() != kAttempt)
        return 0;
    return static_cast<int>(m_attempts[static_cast<std::size_t>(parent.row())].steps.size());
}

int StepTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant StepTreeModel::data(const QModelIndex &index, int role) const
{
    const RunState::AttemptState *attempt = attemptAt(index);
    if (attempt == nullptr)
        return {};
    const RunState::StepState *step = stepAt(index);
    const Status status = step != nullptr ? statusOf(*step) : statusOf(*attempt);
    const base::Nanoseconds duration = step != nullptr ? step->duration : attempt->duration;
    switch (role) {
    case Qt::DisplayRole: {
        if (step == nullptr)
            return tr("attempt %1").arg(attempt->number);
        const QString title = step->title.isEmpty() ? step->kind : step->title;
        return QString(std::max(0, depthOf(step->path)) * 3, u' ') + title;
    }
    case Qt::ToolTipRole:
        if (step == nullptr)
            return {};
        return u"%1 · %2\n%3"_s.arg(step->kind, step->path, step->position.toString());
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(data(index, Qt::DisplayRole).toString(), statusLabel(status));
    case StatusRole:
        return static_cast<int>(status);
    case NoteRole: {
        QString note = duration.count() > 0 ? base::durationText(duration) : QString();
        if (step != nullptr && step->tries > 1)
            note = tr("%1 tries · %2").arg(step->tries).arg(note);
        return note;
    }
    case StrongRole:
        return step == nullptr;
    default:
        return {};
    }
}

} // namespace assay::ui
