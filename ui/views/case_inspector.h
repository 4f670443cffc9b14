// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/step_tree_model.h"
#include "ui/run/run_feed.h"
#include "ui/views/text_view.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace assay::ui {

class PanelHead;
class PhaseBar;

/// Everything about the selected case: how it ended, its attempts and steps, what did not hold, and
/// what went over the wire. Main thread.
class CaseInspector : public QWidget
{
    Q_OBJECT
public:
    CaseInspector(RunFeed &feed, const ThemeManager &themes, QWidget *parent = nullptr);
    [[nodiscard]] QWidget *head() const;
    void showCase(const QString &caseId);
    [[nodiscard]] const QString &caseId() const { return m_caseId; }

private:
    enum class Side { Response, Request, Headers };
    void buildExchange(QWidget &parent, const ThemeManager &themes);
    void onAdvanced(const RunUpdate &update);
    void refresh(bool anew);
    void refreshSummary();
    void refreshStep();
    void setSide(Side side);
    [[nodiscard]] events::CaseIndex findCase() const;

    RunFeed &m_feed;
    const ThemeManager &m_themes;
    StepTreeModel *m_model;
    PanelHead *m_head;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLabel *m_icon;
    QLabel *m_summary;
    QLabel *m_reason;
    QTreeView *m_steps;
    TextView *m_failure;
    QWidget *m_exchange = nullptr;
    QLabel *m_exchangeTitle = nullptr;
    PhaseBar *m_phases = nullptr;
    std::vector<QPushButton *> m_sides;
    TextView *m_body = nullptr;
    QTimer m_refreshTimer;
    QString m_caseId;
    events::CaseIndex m_index = -1;
    Side m_side = Side::Response;
    bool m_chosen = false; ///< the person picked a step: following stops
};

} // namespace assay::ui
