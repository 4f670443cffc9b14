// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/suites_panel.h"

#include "ui/models/roles.h"
#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"
#include "ui/views/status_chips.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTreeView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// A pause in typing before 10 000 cases are filtered.
constexpr int kTypingPauseMs = 40;
/// A tree with more cases opens with its suites closed.
constexpr int kExpandAllLimit = 200;

} // namespace

SuitesPanel::SuitesPanel(RunController &controller, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(new SuiteTreeModel(this))
    , m_proxy(new SuiteFilterProxy(*m_model, this))
    , m_head(new PanelHead(tr("Suites"), this))
    , m_filter(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_chips(new StatusChips(themes, this))
    , m_tree(new QTreeView(this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(tr("Filter: status:failed tag:smoke…"));
    m_filter->setAccessibleName(tr("Filter of the suites"));
    m_filter->setToolTip(tr("status:failed,flaky  tag:db  slow:>2s  suite:api  -tag:wip  text"));
    m_filter->setClearButtonEnabled(true);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setFont(smallFont());
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_tree->setObjectName(u"suiteTree"_s);
    m_tree->setAccessibleName(tr("Suites and cases"));
    m_tree->setModel(m_proxy);
    m_tree->setItemDelegate(new TreeDelegate(themes, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setExpandsOnDoubleClick(true);

    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(8, 7, 8, 6);
    inner->setSpacing(6);
    inner->addWidget(m_filter);
    inner->addWidget(m_problem);
    inner->addWidget(m_chips);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(inner);
    column->addWidget(m_tree, 1);

    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(kTypingPauseMs);
    connect(m_filter, &QLineEdit::textChanged, &m_filterTimer, qOverload<>(&QTimer::start));
    connect(&m_filterTimer, &QTimer::timeout, this, &SuitesPanel::applyFilter);
    connect(m_filter, &QLineEdit::returnPressed, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_chips, &StatusChips::toggled, this, [this](Status status) {
        m_filter->setText(CaseFilter::toggleStatus(m_filter->text(), status));
        applyFilter();
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_rebuilding)
            m_collapsed.insert(index.data(KeyRole).toString());
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_rebuilding)
            m_collapsed.remove(index.data(KeyRole).toString());
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                const QString id = index.data(CaseIdRole).toString();
                if (!id.isEmpty())
                    Q_EMIT caseSelected(id);
            });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SuitesPanel::selectionChanged);
    connect(&controller, &RunController::contentChanged, this, &SuitesPanel::onContent);
    connect(&controller.feed(), &RunFeed::advanced, this, &SuitesPanel::onAdvanced);
    connect(&themes, &ThemeManager::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
}

QWidget *SuitesPanel::head() const
{
    return m_head;
}

void SuitesPanel::onContent()
{
    const QStringList selected = selectedCases();
    const bool first = m_model->caseCount() == 0;
    m_rebuilding = true;
    m_model->setContent(m_controller.content());
    m_rebuilding = false;
    if (first && m_model->caseCount() > kExpandAllLimit) {
        for (const model::Suite &suite : m_controller.content().suites)
            m_collapsed.insert(suite.file);
    }
    restore();
    for (const QString &id : selected) {
        const QModelIndex index = m_proxy->mapFromSource(m_model->indexOfCase(id));
        if (index.isValid())
            m_tree->selectionModel()->select(index, QItemSelectionModel::Select);
    }
    const int count = m_model->caseCount();
    m_head->setDetail(count == 1 ? tr("1 case") : tr("%1 cases").arg(count));
    m_chips->setCounts(m_model->counts());
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

void SuitesPanel::applyFilter()
{
    m_filterTimer.stop();
    const CaseFilter filter = CaseFilter::parse(m_filter->text());
    m_problem->setText(filter.problem());
    m_problem->setVisible(!filter.problem().isEmpty());
    m_chips->setFilterText(m_filter->text());
    m_chips->setCounts(m_model->counts());
    m_rebuilding = true;
    m_proxy->setFilter(filter);
    m_rebuilding = false;
    restore();
    Q_EMIT filterChanged(filter);
}

void SuitesPanel::restore()
{
    m_rebuilding = true;
    m_tree->expandAll();
    const bool filtering = !m_filter->text().trimmed().isEmpty();
    if (!filtering) { // what a filter finds is always in sight
        std::vector<QModelIndex> open = {QModelIndex()};
        while (!open.empty()) {
            const QModelIndex parent = open.back();
            open.pop_back();
            for (int row = 0; row < m_proxy->rowCount(parent); ++row) {
                const QModelIndex index = m_proxy->index(row, 0, parent);
                if (m_collapsed.contains(index.data(KeyRole).toString()))
                    m_tree->collapse(index);
                if (m_proxy->hasChildren(index))
                    open.push_back(index);
            }
        }
    }
    m_rebuilding = false;
}

QStringList SuitesPanel::selectedCases() const
{
    QModelIndexList rows;
    for (const QModelIndex &index : m_tree->selectionModel()->selectedIndexes())
        rows.append(m_proxy->mapToSource(index));
    return m_model->casesBelow(rows);
}

void SuitesPanel::reveal(const QString &caseId)
{
    QModelIndex index = m_proxy->mapFromSource(m_model->indexOfCase(caseId));
    if (!index.isValid() && !m_filter->text().isEmpty()) {
        m_filter->clear();
        applyFilter();
        index = m_proxy->mapFromSource(m_model->indexOfCase(caseId));
    }
    if (!index.isValid() || m_tree->currentIndex() == index)
        return;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void SuitesPanel::focusTree()
{
    m_tree->setFocus();
}

void SuitesPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

} // namespace assay::ui
