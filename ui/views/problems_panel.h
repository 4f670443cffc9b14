// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/problem_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace assay::ui {

/// What is wrong with the workspace's files and why a run was refused. Double click or Return
/// goes to the place. Main thread.
class ProblemsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemsPanel(const ThemeManager &themes, QWidget *parent = nullptr);
    [[nodiscard]] ProblemModel &model() { return *m_model; }

Q_SIGNALS:
    void openFile(const QString &path, int line, int column);

private:
    ProblemModel *m_model;
    QTableView *m_view;
    QLabel *m_empty;
};

} // namespace assay::ui
