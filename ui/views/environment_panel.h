// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/service_list_model.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QListView;

namespace assay::ui {

class PanelHead;

/// The services of the run's environment: where each is and how it is. Main thread.
class EnvironmentPanel : public QWidget
{
    Q_OBJECT
public:
    EnvironmentPanel(RunController &controller, const ThemeManager &themes,
                     QWidget *parent = nullptr);
    [[nodiscard]] QWidget *head() const;
    [[nodiscard]] ServiceListModel &model() { return *m_model; }
    [[nodiscard]] QString environment() const { return m_environment; } ///< "" when none is named

Q_SIGNALS:
    void environmentChanged();

private:
    void refresh();

    RunController &m_controller;
    ServiceListModel *m_model;
    PanelHead *m_head;
    QListView *m_list;
    QLabel *m_empty;
    QString m_environment;
};

} // namespace assay::ui
