// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <QAbstractItemModel>

namespace assay::ui {

/// The attempts of one case and the steps of each, as far as they are known. Main thread.
class StepTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit StepTreeModel(QObject *parent = nullptr);

    /// Another case, or none: a new tree.
    void setCase(const events::RunState::CaseState *state);
    /// The same case, further on: rows are added and changed, none is taken away.
    void updateCase(const events::RunState::CaseState &state);
    /// Null for an attempt and for nothing.
    [[nodiscard]] const events::RunState::StepState *stepAt(const QModelIndex &index) const;
    [[nodiscard]] const events::RunState::AttemptState *attemptAt(const QModelIndex &index) const;
    /// The first bad step of the last attempt, else its last step.
    [[nodiscard]] QModelIndex interesting() const;
    /// A step of an attempt (its number, from 1); invalid when it is not known.
    [[nodiscard]] QModelIndex find(int attempt, const QString &path) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<events::RunState::AttemptState> m_attempts;
};

} // namespace assay::ui
