// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/diagnostics.h"

#include <QAbstractTableModel>
#include <QMap>

namespace assay::ui {

/// Mistakes with their places: of the workspace's files, of a run that was refused. Of a file that
/// is being edited the mistakes of the text in the editor stand for those on the disk. Main thread.
class ProblemModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TextColumn, FixColumn, PositionColumn, ColumnCount };

    explicit ProblemModel(QObject *parent = nullptr);
    void setWorkspaceProblems(std::vector<suite::Diagnostic> diagnostics);
    void setRunProblems(std::vector<suite::Diagnostic> diagnostics);
    /// What is wrong with the text of a file in the editor, until forgetEdited().
    void setEditedProblems(const QString &file, std::vector<suite::Diagnostic> diagnostics);
    void forgetEdited(const QString &file); ///< the disk counts again
    [[nodiscard]] QStringList editedFiles() const { return m_edited.keys(); }
    [[nodiscard]] base::SourcePosition positionAt(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] const suite::Diagnostic &at(int row) const;
    void merge();

    std::vector<suite::Diagnostic> m_run;
    std::vector<suite::Diagnostic> m_workspace;
    QMap<QString, std::vector<suite::Diagnostic>> m_edited;
    std::vector<suite::Diagnostic> m_shown; ///< of both of these, by file
};

} // namespace assay::ui
