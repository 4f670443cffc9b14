// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_page.h"

#include "ui/graph/graph_panel.h"
#include "ui/models/roles.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"
#include "ui/views/select_row.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kSplitKey = u"run/split"_s;
const QString kHiddenKey = u"run/hidden"_s;

QString nameOf(RunPage::Section section)
{
    static const std::array names = {u"graph"_s, u"timeline"_s, u"cases"_s};
    return names[static_cast<std::size_t>(section)];
}

void setColumns(QTableView &table)
{
    QHeaderView &head = *table.horizontalHeader();
    head.setHighlightSections(false);
    head.setSectionsClickable(true);
    head.setSortIndicatorShown(true);
    head.setFixedHeight(26);
    head.setMinimumSectionSize(44);
    head.setStretchLastSection(true);
    const std::array widths = {108, 250, 142, 74, 86, 84};
    for (int i = 0; i < int(widths.size()); ++i)
        table.setColumnWidth(i, widths[static_cast<std::size_t>(i)]);
}

QWidget *column(QWidget *head, QWidget *body, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(head);
    lines->addWidget(body, 1);
    return box;
}

} // namespace

RunPage::RunPage(RunFeed &feed, TimeView &time, Selection &selection, const ThemeManager &themes,
                 QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_settings(settings)
    , m_model(new CaseTableModel(feed, this))
    , m_proxy(new CaseTableProxy(*m_model, this))
    , m_graph(new GraphPanel(feed, selection, themes, this))
    , m_timeline(new TimelinePanel(feed, time, selection, themes, settings, this))
    , m_casesHead(new PanelHead(tr("Cases"), this))
    , m_table(new QTableView(this))
    , m_empty(makeEmptyText({}, this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_stack(new QStackedWidget(this))
{
    m_table->setObjectName(u"caseTable"_s);
    m_table->setAccessibleName(tr("Cases of the run"));
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(new CellDelegate(themes, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setMouseTracking(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(CaseTableModel::StatusColumn, Qt::AscendingOrder);
    setColumns(*m_table);

    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_graph);
    m_split->addWidget(m_timeline);
    m_split->addWidget(column(m_casesHead, m_table, this));
    m_split->setSizes({250, 260, 170});
    for (int i = 0; i < m_split->count(); ++i)
        m_split->setStretchFactor(i, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_split);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_stack);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    Q_EMIT caseSelected(index.data(CaseIdRole).toString());
            });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT caseActivated(index.data(CaseIdRole).toString());
    });
    connect(&m_graph->view(), &GraphView::activated, this, &RunPage::caseActivated);
    connect(m_split, &QSplitter::splitterMoved, this, &RunPage::keep);
    const auto revealSelected = [this] {
        if (!m_selection.caseId().isEmpty())
            reveal(m_selection.caseId());
    };
    connect(&m_selection, &Selection::changed, this, revealSelected);
    // A new run has the same cases: without this, the table would choose its first row.
    connect(m_proxy, &QAbstractItemModel::modelReset, this, revealSelected);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, revealSelected);
    connect(&feed, &RunFeed::advanced, this, &RunPage::refreshHeads);
    connect(&feed, &RunFeed::reset, this, &RunPage::refreshHeads);
    connect(&feed, &RunFeed::ended, this, &RunPage::refreshHeads);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &RunPage::refreshHeads);
    connect(&themes, &ThemeManager::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    restore();
    refreshHeads();
}

bool RunPage::isShown(Section section) const
{
    return !m_split->widget(static_cast<int>(section))->isHidden();
}

void RunPage::setShown(Section section, bool shown)
{
    if (isShown(section) == shown)
        return;
    m_split->widget(static_cast<int>(section))->setVisible(shown);
    if (std::ranges::none_of(kSections, [this](Section one) { return isShown(one); }))
        m_split->widget(static_cast<int>(section))->show(); // something has to be there
    keep();
    Q_EMIT sectionsChanged();
}

void RunPage::restore()
{
    if (m_settings == nullptr)
        return;
    const QStringList hidden = m_settings->value(kHiddenKey).toStringList();
    for (const Section section : kSections)
        m_split->widget(static_cast<int>(section))->setHidden(hidden.contains(nameOf(section)));
    if (std::ranges::none_of(kSections, [this](Section one) { return isShown(one); }))
        m_table->parentWidget()->show();
    m_split->restoreState(m_settings->value(kSplitKey).toByteArray());
}

void RunPage::keep()
{
    if (m_settings == nullptr)
        return;
    QStringList hidden;
    for (const Section section : kSections) {
        if (!isShown(section))
            hidden.append(nameOf(section));
    }
    m_settings->setValue(kHiddenKey, hidden);
    m_settings->setValue(kSplitKey, m_split->saveState());
}

void RunPage::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void RunPage::setFilter(const CaseFilter &filter)
{
    m_proxy->setFilter(filter);
    refreshHeads();
}

void RunPage::reveal(const QString &caseId)
{
    const int row = m_model->rowOfCase(caseId);
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(row, 0));
    if (!index.isValid() || m_table->currentIndex().siblingAtColumn(0) == index)
        return;
    selectRow(*m_table, index);
    m_table->scrollTo(index);
}

QStringList RunPage::selectedCases() const
{
    QStringList ids;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        ids.append(index.data(CaseIdRole).toString());
    return ids;
}

void RunPage::refreshHeads()
{
    const bool any = m_model->rowCount() > 0;
    m_stack->setCurrentIndex(any ? 1 : 0);
    if (!any)
        return;
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    m_casesHead->setDetail(shown == all ? tr("what needs attention first")
                                        : tr("%1 of %2, filtered").arg(shown).arg(all));
}

} // namespace assay::ui
