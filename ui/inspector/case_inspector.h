// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/inspector.h"
#include "ui/models/step_tree_model.h"

#include <QTimer>

class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace assay::ui {

class AttachmentModel;
class StepView;

/// Everything about a case: how it ended, why it was skipped down to the root cause, its attempts
/// and steps, what was kept of it; and below everything about one step (StepView): the selected
/// one, else the one that is of interest, which changes while the case runs. Main thread.
class CaseInspector : public Inspector
{
    Q_OBJECT
public:
    explicit CaseInspector(const InspectorContext &context, QWidget *parent = nullptr);

    void inspect(const Selection &selection) override;
    void advance(const RunUpdate &update) override;
    [[nodiscard]] QString detail() const override;
    [[nodiscard]] bool can(InspectorAct act) const override;
    void perform(InspectorAct act) override;

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeBelow();
    [[nodiscard]] QWidget *makeAttachments();
    void refresh(bool anew);
    void refreshSummary();
    void refreshReason();
    void refreshKept();
    void refreshStep();
    void fitTree();
    void onStepChosen();
    void showAttachment();
    void openAttachment();
    [[nodiscard]] bool isKnown() const;

    const InspectorContext m_context;
    StepTreeModel *m_model;
    AttachmentModel *m_files;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLabel *m_icon = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_root = nullptr;
    QTreeView *m_steps = nullptr;
    StepView *m_step = nullptr;
    QLabel *m_keptTitle = nullptr;
    QLabel *m_kept = nullptr;
    QWidget *m_attachments = nullptr;
    QListView *m_attachmentList = nullptr;
    QPushButton *m_open = nullptr;
    QTimer m_refreshTimer;
    QString m_caseId;
    events::CaseIndex m_index = -1;
    events::CaseIndex m_rootCase = -1;
    bool m_chosen = false; ///< the person picked a step: following stops
    bool m_setting = false;
};

} // namespace assay::ui
