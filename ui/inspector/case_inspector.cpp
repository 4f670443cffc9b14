// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/case_inspector.h"

#include "ui/inspector/attachment_model.h"
#include "ui/inspector/root_cause.h"
#include "ui/inspector/step_view.h"
#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"
#include "ui/views/select_row.h"
#include "ui/views/status_icon.h"

#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::RunState;

namespace {

/// A live case is shown anew at most so often.
constexpr int kRefreshMs = 100;
constexpr int kTreeRows = 9;
constexpr int kAttachmentRows = 4;
constexpr int kKept = 3;

} // namespace

CaseInspector::CaseInspector(const InspectorContext &context, QWidget *parent)
    : Inspector(parent)
    , m_context(context)
    , m_model(new StepTreeModel(this))
    , m_files(new AttachmentModel(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(makeEmptyText({}, this))
{
    auto *page = new QWidget(this);
    auto *split = new QSplitter(Qt::Vertical, page);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    m_steps = new QTreeView(split);
    m_steps->setObjectName(u"stepTree"_s);
    m_steps->setAccessibleName(tr("Attempts and steps of the case"));
    m_steps->setModel(m_model);
    m_steps->setItemDelegate(new TreeDelegate(context.themes, m_steps));
    m_steps->setHeaderHidden(true);
    m_steps->setUniformRowHeights(true);
    m_steps->setIndentation(16);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    split->addWidget(m_steps);
    auto *scroll = new QScrollArea(split); // a low window scrolls what it cannot show at once
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeBelow());
    split->addWidget(scroll);
    split->setStretchFactor(1, 1);
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(makeTop());
    lines->addWidget(split, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);

    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kRefreshMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, [this] { refresh(false); });
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CaseInspector::onStepChosen);
    connect(m_steps, &QTreeView::expanded, this, &CaseInspector::fitTree);
    connect(m_steps, &QTreeView::collapsed, this, &CaseInspector::fitTree);
    connect(&context.themes, &ThemeManager::changed, this, &CaseInspector::refreshSummary);
}

bool CaseInspector::isKnown() const
{
    return m_index >= 0 &&
           static_cast<std::size_t>(m_index) < m_context.feed.state().cases().size();
}

QString CaseInspector::detail() const
{
    return isKnown() ? m_context.feed.state().planned(m_index).name : QString();
}

void CaseInspector::inspect(const Selection &selection)
{
    const events::CaseIndex index = caseOf(m_context.feed.state(), selection.caseId());
    const bool anew = selection.caseId() != m_caseId || index != m_index || index < 0;
    m_caseId = selection.caseId();
    m_index = index;
    if (anew) {
        m_chosen = false;
        refresh(true);
    }
    if (selection.kind() == Selection::Kind::Step) {
        const QModelIndex step = m_model->find(selection.attempt(), selection.stepPath());
        if (step.isValid()) {
            m_chosen = true;
            const QScopedValueRollback setting(m_setting, true);
            selectRow(*m_steps, step);
        }
        refreshStep();
    } else if (!anew && m_chosen) {
        m_chosen = false;
        refresh(false);
    }
}

void CaseInspector::advance(const RunUpdate &update)
{
    if (update.planned || !isKnown()) {
        m_index = -1;
        inspect(m_context.selection);
        Q_EMIT detailChanged();
    }
    if (isKnown() && !m_refreshTimer.isActive() &&
        std::binary_search(update.cases.begin(), update.cases.end(), m_index))
        m_refreshTimer.start();
}

void CaseInspector::refresh(bool anew)
{
    m_stack->setCurrentIndex(isKnown() ? 1 : 0);
    if (!isKnown()) {
        const QScopedValueRollback setting(m_setting, true);
        m_model->setCase(nullptr);
        m_empty->setText(tr("This case has not run yet. Ctrl+F5 runs it."));
        return;
    }
    const RunState::CaseState &state = m_context.feed.state().caseAt(m_index);
    {
        const QScopedValueRollback setting(m_setting, true);
        const auto attempts = m_model->rowCount();
        if (anew)
            m_model->setCase(&state);
        else
            m_model->updateCase(state);
        if (anew || m_model->rowCount() != attempts) {
            m_steps->collapseAll();
            m_steps->expand(m_model->index(m_model->rowCount() - 1, 0, {}));
        }
        if (!m_chosen) {
            selectRow(*m_steps, m_model->interesting());
            m_steps->scrollTo(m_steps->currentIndex());
        }
    }
    fitTree();
    refreshSummary();
    refreshReason();
    refreshKept();
    refreshStep();
}

void CaseInspector::fitTree()
{
    int rows = 0;
    for (QModelIndex index = m_model->index(0, 0, {}); index.isValid() && rows < kTreeRows;
         index = m_steps->indexBelow(index))
        ++rows;
    m_steps->setVisible(rows > 0);
    m_steps->setMinimumHeight(std::min(rows, 3) * kRowHeight);
    m_steps->setMaximumHeight(std::max(1, rows) * kRowHeight + (rows < kTreeRows ? 2 : 2000));
    if (auto *split = qobject_cast<QSplitter *>(m_steps->parentWidget()))
        split->setSizes({rows * kRowHeight + 2, std::max(1, split->height() - rows * kRowHeight)});
}

void CaseInspector::refreshSummary()
{
    if (!isKnown())
        return;
    const RunState::CaseState &state = m_context.feed.state().caseAt(m_index);
    const Status status = statusOf(state);
    const Theme &theme = m_context.themes.theme();
    m_icon->setPixmap(statusIcon(status, theme, 12).pixmap(QSize(12, 12), devicePixelRatioF()));
    QStringList facts;
    const auto *attempt = m_model->attemptAt(m_steps->currentIndex());
    if (state.attempts.size() > 1 && attempt != nullptr)
        facts.append(tr("attempt %1 of %2").arg(attempt->number).arg(state.attempts.size()));
    if (state.isFinished() && state.duration.count() > 0)
        facts.append(base::durationText(state.duration));
    if (state.worker > 0)
        facts.append(tr("worker %1").arg(state.worker));
    m_summary->setText(
        u"<b style='color:%1'>%2</b>&nbsp;&nbsp;<span style='color:%3'>%4</span>"_s.arg(
            theme.ink(statusRole(status)).name(), statusLabel(status).toHtmlEscaped(),
            theme.ink(Role::Muted).name(), facts.join(u" · "_s).toHtmlEscaped()));
}

void CaseInspector::refreshReason()
{
    const RunState &run = m_context.feed.state();
    const RunState::CaseState &state = run.caseAt(m_index);
    const auto chain = skipChain(run, m_index);
    m_rootCase = chain.empty() ? -1 : chain.back();
    QStringList through;
    for (std::size_t i = 0; i + 1 < chain.size() && i < 4; ++i)
        through.append(run.planned(chain[i]).name);
    QString reason = state.reason.left(2000);
    if (!through.isEmpty())
        reason += u'\n' + tr("It waited through: %1").arg(through.join(u" → "_s));
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    m_root->setVisible(m_rootCase >= 0);
    if (m_rootCase < 0)
        return;
    const Status status = statusOf(run.caseAt(m_rootCase));
    m_root->setIcon(statusIcon(status, m_context.themes.theme(), 12));
    QString name = run.planned(m_rootCase).name.left(60);
    m_root->setText(tr("Root cause: %1").arg(name.replace(u'&', u"&&"_s)));
}

void CaseInspector::refreshKept()
{
    QStringList kept;
    for (const events::SnapshotTaken &taken : m_context.record.snapshots()) {
        if (taken.index == m_index && kept.size() < kKept)
            kept.append(u"◫ %1  %2 · %3"_s.arg(taken.name.section(u'/', -1), taken.kind,
                                               base::byteCountText({taken.bytes})));
    }
    m_kept->setText(kept.join(u'\n'));
    m_keptTitle->setVisible(!kept.isEmpty());
    m_kept->setVisible(!kept.isEmpty());
    const auto &attachments = m_context.feed.state().caseAt(m_index).attachments;
    m_files->setAttachments(attachments);
    m_attachments->setVisible(!attachments.empty());
    m_attachmentList->setFixedHeight(std::clamp(m_files->rowCount(), 1, kAttachmentRows) *
                                     kRowHeight);
}

void CaseInspector::refreshStep()
{
    const QModelIndex current = m_steps->currentIndex();
    InspectedStep shown;
    shown.caseId = m_caseId;
    shown.index = m_index;
    if (const RunState::AttemptState *attempt = m_model->attemptAt(current)) {
        shown.attempt = attempt->number;
        shown.failures = attempt->failures;
    }
    if (const RunState::StepState *step = m_model->stepAt(current)) {
        shown.step = *step;
        shown.failures = step->failures;
    }
    m_step->inspect(shown);
}

void CaseInspector::onStepChosen()
{
    if (m_setting)
        return;
    m_chosen = true;
    const QModelIndex current = m_steps->currentIndex();
    const auto *attempt = m_model->attemptAt(current);
    const auto *step = m_model->stepAt(current);
    if (attempt != nullptr && step != nullptr)
        m_context.selection.selectStep(m_caseId, attempt->number, step->path);
    refreshSummary();
    refreshStep();
}

bool CaseInspector::can(InspectorAct act) const
{
    if (!isKnown())
        return false;
    return act == InspectorAct::OpenSource || m_step->can(act);
}

void CaseInspector::perform(InspectorAct act)
{
    if (act == InspectorAct::OpenSource && isKnown() && !m_step->can(act)) {
        const auto &position = m_context.feed.state().planned(m_index).position;
        Q_EMIT fileWanted(position.file, position.line, position.column);
        return;
    }
    m_step->perform(act);
}

} // namespace assay::ui
