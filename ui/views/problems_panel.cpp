// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/problems_panel.h"

#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

ProblemsPanel::ProblemsPanel(const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_model(new ProblemModel(this))
    , m_view(new QTableView(this))
    , m_empty(makeEmptyText(tr("No problems."), this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_view->setObjectName(u"problemTable"_s);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CellDelegate(themes, m_view));
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setFixedHeight(26);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->setColumnWidth(ProblemModel::TextColumn, 330);
    m_view->setColumnWidth(ProblemModel::FixColumn, 330);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_view);
    lines->addWidget(m_empty);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        const base::SourcePosition position = m_model->positionAt(index);
        if (!position.file.isEmpty())
            Q_EMIT openFile(position.file, position.line, position.column);
    });
    const auto refresh = [this] {
        m_view->setVisible(m_model->rowCount() > 0);
        m_empty->setVisible(m_model->rowCount() == 0);
    };
    connect(m_model, &QAbstractItemModel::modelReset, this, refresh);
    connect(&themes, &ThemeManager::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

} // namespace assay::ui
