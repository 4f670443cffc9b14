// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/attachment_model.h"
#include "ui/inspector/case_inspector.h"
#include "ui/inspector/root_cause.h"
#include "ui/inspector/step_view.h"
#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"
#include "ui/views/select_row.h"
#include "ui/views/status_icon.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::RunState;

QWidget *CaseInspector::makeTop()
{
    auto *top = new QWidget(this);
    m_icon = new QLabel(top);
    m_summary = new QLabel(top);
    m_summary->setTextFormat(Qt::RichText);
    m_reason = new QLabel(top);
    m_reason->setObjectName(u"muted"_s);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_root = new QPushButton(tr("Root cause"), top);
    m_root->setObjectName(u"rootCause"_s);
    m_root->setProperty("look", u"link"_s);
    connect(m_root, &QPushButton::clicked, this, [this] {
        if (m_rootCase >= 0 && std::size_t(m_rootCase) < m_context.feed.state().cases().size())
            m_context.selection.selectCase(m_context.feed.state().planned(m_rootCase).id);
    });
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_icon);
    line->addWidget(m_summary, 1);
    auto *rootLine = new QHBoxLayout;
    rootLine->addWidget(m_root);
    rootLine->addStretch(1);
    auto *lines = new QVBoxLayout(top);
    lines->setContentsMargins(12, 8, 10, 6);
    lines->setSpacing(4);
    lines->addLayout(line);
    lines->addWidget(m_reason);
    lines->addLayout(rootLine);
    return top;
}

QWidget *CaseInspector::makeBelow()
{
    auto *below = new QWidget(this);
    below->setObjectName(u"pane"_s);
    m_step = new StepView(m_context, below);
    m_kept = new QLabel(below);
    m_kept->setTextFormat(Qt::PlainText);
    m_kept->setWordWrap(true);
    m_kept->setObjectName(u"keptWorld"_s);
    m_keptTitle = new QLabel(tr("Kept world"), below);
    m_keptTitle->setFont(boldFont());
    auto *lines = new QVBoxLayout(below);
    lines->setContentsMargins(10, 8, 10, 8);
    lines->setSpacing(8);
    lines->addWidget(m_step, 1);
    lines->addWidget(m_keptTitle);
    lines->addWidget(m_kept);
    lines->addWidget(makeAttachments());
    connect(m_step, &StepView::fileWanted, this, &Inspector::fileWanted);
    connect(m_step, &StepView::runWanted, this, &Inspector::runWanted);
    connect(m_step, &StepView::said, this, &Inspector::said);
    connect(m_step, &StepView::failed, this, &Inspector::failed);
    return below;
}

QWidget *CaseInspector::makeAttachments()
{
    m_attachments = new QWidget(this);
    auto *title = new QLabel(tr("Attachments"), m_attachments);
    title->setFont(boldFont());
    m_open = new QPushButton(tr("Open outside"), m_attachments);
    m_open->setObjectName(u"openAttachment"_s);
    m_open->setProperty("look", u"link"_s);
    m_open->setToolTip(tr("Open the file with the program that the desktop has for it."));
    m_attachmentList = new QListView(m_attachments);
    m_attachmentList->setObjectName(u"attachmentList"_s);
    m_attachmentList->setAccessibleName(tr("Attachments of the case"));
    m_attachmentList->setModel(m_files);
    m_attachmentList->setItemDelegate(new PaletteDelegate(m_context.themes, m_attachmentList));
    m_attachmentList->setUniformItemSizes(true);
    m_attachmentList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_open);
    auto *lines = new QVBoxLayout(m_attachments);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(2);
    lines->addLayout(head);
    lines->addWidget(m_attachmentList);
    connect(m_attachmentList, &QListView::clicked, this, &CaseInspector::showAttachment);
    connect(m_attachmentList, &QListView::activated, this, &CaseInspector::showAttachment);
    connect(m_open, &QPushButton::clicked, this, &CaseInspector::openAttachment);
    connect(m_attachmentList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                m_open->setEnabled(current.isValid() && !m_files->at(current.row()).file.isEmpty());
            });
    m_open->setEnabled(false);
    m_attachments->hide();
    return m_attachments;
}

void CaseInspector::showAttachment()
{
    const QModelIndex current = m_attachmentList->currentIndex();
    if (!current.isValid())
        return;
    m_step->showBody(m_files->at(current.row()).name,
                     m_files->sourceOf(current.row(), m_context.feed.runId() + m_caseId));
}

void CaseInspector::openAttachment()
{
    const QModelIndex current = m_attachmentList->currentIndex();
    if (current.isValid() && !m_files->at(current.row()).file.isEmpty())
        Q_EMIT urlWanted(QUrl::fromLocalFile(m_files->at(current.row()).file));
}

} // namespace assay::ui
