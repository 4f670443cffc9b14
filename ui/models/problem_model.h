// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/diagnostics.h"

#include <QAbstractTableModel>

namespace assay::ui {

/// Mistakes with their places: of the workspace's files, of a run that was refused. Main thread.
class ProblemModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TextColumn, FixColumn, PositionColumn, ColumnCount };

    explicit ProblemModel(QObject *parent = nullptr);
    void setWorkspaceProblems(std::vector<suite::Diagnostic> diagnostics);
    void setRunProblems(std::vector<suite::Diagnostic> diagnostics);
    [[nodiscard]] base::SourcePosition positionAt(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] const suite::Diagnostic &at(int row) const;

    std::vector<suite::Diagnostic> m_run;
    std::vector<suite::Diagnostic> m_workspace;
};

} // namespace assay::ui
