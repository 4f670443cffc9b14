// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suites/suites_panel.h"

#include "ui/filter/filter_bar.h"
#include "ui/models/roles.h"
#include "ui/suites/status_chips.h"
#include "ui/suites/suite_delegate.h"
#include "ui/suites/workspace_watcher.h"
#include "ui/views/panel_head.h"
#include "ui/views/select_row.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// A tree with more cases opens with its suites closed.
constexpr int kExpandAllLimit = 200;

} // namespace

SuitesPanel::SuitesPanel(RunController &controller, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(new SuiteTreeModel(this))
    , m_head(new PanelHead(tr("Suites"), this))
    , m_filter(new FilterBar(this))
    , m_chips(new StatusChips(themes, this))
    , m_tree(new QTreeView(this))
    , m_watcher(new WorkspaceWatcher(this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_tree->setObjectName(u"suiteTree"_s);
    m_tree->setAccessibleName(tr("Suites and cases"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new SuiteDelegate(themes, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);

    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(8, 7, 8, 6);
    inner->setSpacing(6);
    inner->addWidget(m_filter);
    inner->addWidget(m_chips);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(inner);
    column->addWidget(m_tree, 1);
    setTabOrder(&m_filter->box(), m_tree);
    connectParts();
    connect(&themes, &ThemeManager::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
}

void SuitesPanel::connectParts()
{
    connect(m_filter, &FilterBar::filterChanged, this, &SuitesPanel::onFilter);
    connect(m_filter, &FilterBar::accepted, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_chips, &StatusChips::toggled, this, [this](Status status) {
        m_filter->setText(toggleFilterStatus(m_filter->text(), status));
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_rebuilding)
            m_collapsed.insert(index.data(KeyRole).toString());
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_rebuilding)
            m_collapsed.remove(index.data(KeyRole).toString());
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &SuitesPanel::showMenu);
    connect(m_tree, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (m_model->factsAt(index) != nullptr ||
            m_model->kindAt(index) == SuiteTreeModel::Kind::Broken)
            openInEditor();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                const QString id = index.data(CaseIdRole).toString();
                if (!id.isEmpty() && !m_rebuilding)
                    Q_EMIT caseSelected(id);
            });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_rebuilding)
            Q_EMIT selectionChanged();
    });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &SuitesPanel::keepView);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SuitesPanel::restoreView);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parent, int first, int last) {
                for (int row = first; row <= last; ++row)
                    m_tree->expand(m_model->index(row, 0, parent));
            });
    connect(&m_controller, &RunController::contentChanged, this, &SuitesPanel::onContent);
    connect(&m_controller.feed(), &RunFeed::advanced, this, &SuitesPanel::onAdvanced);
    // What was edited before the run has run now.
    connect(&m_controller, &RunController::runFinished, &m_controller, &RunController::reload);
    connect(m_watcher, &WorkspaceWatcher::changed, this, &SuitesPanel::onFilesChanged);
    connect(m_watcher, &WorkspaceWatcher::limited, this, [this](int watched, int wanted) {
        Q_EMIT said(tr("The system watches %1 of %2 files for changes; Ctrl+R reads them all anew.")
                        .arg(watched)
                        .arg(wanted));
    });
}

QWidget *SuitesPanel::head() const
{
    return m_head;
}

QLineEdit &SuitesPanel::filterBox()
{
    return m_filter->box();
}

const CaseFilter &SuitesPanel::filter() const
{
    return m_filter->filter();
}

void SuitesPanel::onFilesChanged()
{
    // One reading at a time: a later one must not be overtaken by an earlier.
    m_reloadAgain = m_reloading;
    if (!std::exchange(m_reloading, true))
        m_controller.reload();
}

void SuitesPanel::onContent()
{
    m_reloading = false;
    if (m_folder != m_controller.folder()) {
        m_folder = m_controller.folder();
        m_watcher->watch(m_folder);
        m_collapsed.clear();
        m_reloadAgain = false;
    }
    const bool first = m_model->caseCount() == 0;
    const workbench::WorkspaceContent &content = m_controller.content();
    if (first) {
        std::size_t cases = 0;
        for (const model::Suite &suite : content.suites)
            cases += suite.cases.size();
        for (const model::Suite &suite : content.suites) {
            if (cases > kExpandAllLimit)
                m_collapsed.insert(suite.file);
        }
    }
    m_model->setContent(content, m_controller.record());
    FilterVocabulary vocabulary;
    QSet<QString> tags;
    for (const model::Suite &suite : content.suites) {
        vocabulary.suites.append(suite.file);
        for (const model::Case &c : suite.cases)
            tags.unite(QSet<QString>(c.tags.begin(), c.tags.end()));
    }
    vocabulary.tags = tags.values();
    vocabulary.tags.sort();
    m_filter->setVocabulary(std::move(vocabulary));
    refreshHead();
    m_chips->setCounts(m_model->counts());
    if (std::exchange(m_reloadAgain, false))
        onFilesChanged();
}

void SuitesPanel::refreshHead()
{
    const int count = m_model->caseCount();
    QString text = count == 1 ? tr("1 case") : tr("%1 cases").arg(count);
    if (!m_filter->filter().isEmpty())
        text = tr("%1 of %2").arg(m_model->shownCases().size()).arg(text);
    const int broken = m_model->brokenCount();
    if (broken > 0)
        text +=
            broken == 1 ? tr(" · 1 file does not load") : tr(" · %1 files do not load").arg(broken);
    m_head->setDetail(text);
}

void SuitesPanel::onAdvanced(const RunUpdate &update)
{
    const events::RunState &state = m_controller.feed().state();
    const auto show = [&](events::CaseIndex index) {
        const auto &c = state.caseAt(index);
        m_model->setResult(state.planned(index).id, statusOf(c), c.duration);
    };
    if (update.planned) {
        for (std::size_t i = 0; i < state.cases().size(); ++i)
            show(static_cast<events::CaseIndex>(i));
    }
    for (const events::CaseIndex index : update.cases)
        show(index);
    m_model->finishUpdate();
    m_chips->setCounts(m_model->counts());
}

void SuitesPanel::onFilter(const CaseFilter &filter)
{
    m_chips->setFilterText(m_filter->text());
    m_chips->setCounts(m_model->counts());
    m_model->setFilter(filter);
    refreshHead();
    Q_EMIT filterChanged(filter);
}

void SuitesPanel::keepView()
{
    m_rebuilding = true;
    m_kept = {};
    for (const QModelIndex &index : m_tree->selectionModel()->selectedIndexes())
        m_kept.selected.append(index.data(KeyRole).toString());
    m_kept.current = m_tree->currentIndex().data(KeyRole).toString();
    if (m_tree->verticalScrollBar()->value() > 0)
        m_kept.top = m_tree->indexAt(QPoint(0, 0)).data(KeyRole).toString();
}

void SuitesPanel::restoreView()
{
    restoreExpansion();
    QItemSelection selected;
    for (const QString &key : std::as_const(m_kept.selected)) {
        const QModelIndex index = m_model->indexOfKey(key);
        if (index.isValid())
            selected.select(index, index);
    }
    const QModelIndex current = m_model->indexOfKey(m_kept.current);
    m_tree->setAutoScroll(false); // going to the current line would open what is closed
    if (current.isValid())
        m_tree->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    m_tree->selectionModel()->select(selected, QItemSelectionModel::ClearAndSelect);
    m_tree->setAutoScroll(true);
    const QModelIndex top = m_model->indexOfKey(m_kept.top);
    bool inSight = top.isValid();
    for (QModelIndex up = top.parent(); up.isValid(); up = up.parent())
        inSight = inSight && m_tree->isExpanded(up);
    if (inSight)
        m_tree->scrollTo(top, QAbstractItemView::PositionAtTop);
    m_rebuilding = false;
    if (selected.indexes().size() != m_kept.selected.size())
        Q_EMIT selectionChanged();
}

void SuitesPanel::restoreExpansion()
{
    if (m_collapsed.isEmpty() || !m_filter->filter().isEmpty()) {
        m_tree->expandAll(); // what a filter finds is always in sight
        return;
    }
    // Only what is open costs: a tree of 10 000 cases mostly is not.
    QModelIndexList open{QModelIndex()};
    while (!open.isEmpty()) {
        const QModelIndex parent = open.takeLast();
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            if (m_model->rowCount(index) == 0)
                continue;
            open.append(index);
            if (!m_collapsed.contains(index.data(KeyRole).toString()))
                m_tree->expand(index);
        }
    }
}

QStringList SuitesPanel::selectedCases() const
{
    return m_model->casesBelow(m_tree->selectionModel()->selectedIndexes());
}

void SuitesPanel::reveal(const QString &caseId)
{
    QModelIndex index = m_model->indexOfCase(caseId);
    if (!index.isValid() && !m_filter->text().isEmpty() && m_model->factsOf(caseId) != nullptr) {
        m_filter->setText({});
        index = m_model->indexOfCase(caseId);
    }
    if (!index.isValid() || m_tree->currentIndex() == index)
        return;
    selectRow(*m_tree, index);
    m_tree->scrollTo(index);
}

void SuitesPanel::focusTree()
{
    m_tree->setFocus();
}

void SuitesPanel::focusFilter()
{
    filterBox().setFocus(Qt::ShortcutFocusReason);
    filterBox().selectAll();
}

bool SuitesPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            const QModelIndex index = m_tree->currentIndex();
            if (m_model->rowCount(index) > 0 && index.isValid())
                m_tree->setExpanded(index, !m_tree->isExpanded(index));
            else
                openInEditor();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace assay::ui
