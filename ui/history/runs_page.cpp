// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/runs_page.h"

#include "ui/filter/flow_layout.h"
#include "ui/history/run_filter.h"
#include "ui/history/run_list_delegate.h"
#include "ui/history/run_words.h"
#include "ui/views/panel_head.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingPauseMs = 120;
constexpr int kToolGap = 6;
constexpr int kLeastSearch = 260; ///< px; narrower, one does not see what one typed

void setColumns(QTableView &table)
{
    QHeaderView &head = *table.horizontalHeader();
    head.setHighlightSections(false);
    head.setFixedHeight(26);
    head.setMinimumSectionSize(44);
    head.setStretchLastSection(true);
    const std::array widths = {128, 124, 190, 150, 250, 84, 110};
    for (int i = 0; i < int(widths.size()); ++i)
        table.setColumnWidth(i, widths[static_cast<std::size_t>(i)]);
}

QStringList runFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile() && url.toLocalFile().endsWith(u".assayrun"_s, Qt::CaseInsensitive))
            files += url.toLocalFile();
    }
    return files;
}

} // namespace

RunsPage::RunsPage(HistoryAccess &access, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_model(new RunListModel(access, this))
    , m_head(new PanelHead(tr("History"), this))
    , m_filter(new QLineEdit(this))
    , m_acts(new QWidget(this))
    , m_actLines(new FlowLayout(m_acts, kToolGap))
    , m_tools(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_problem(new QLabel(this))
    , m_table(new QTableView(this))
    , m_empty(makeEmptyText({}, this))
    , m_stack(new QStackedWidget(this))
    , m_notice(new QWidget(this))
    , m_noticeText(new QLabel(m_notice))
    , m_undo(new QPushButton(tr("Undo"), m_notice))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    setWindowTitle(tr("History"));
    m_filter->setObjectName(u"runFilter"_s);
    m_filter->setPlaceholderText(tr("Search: status:failed branch:main after:2026-11-01 text…"));
    m_filter->setAccessibleName(tr("Search of runs"));
    m_filter->setToolTip(
        tr("status:failed,interrupted  branch:main  env:local  tag:nightly  after:7d  "
           "before:2026-11-01  slow:>2m  -branch:wip  text"));
    m_filter->setClearButtonEnabled(true);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setFont(smallFont());
    m_table->setObjectName(u"runTable"_s);
    m_table->setAccessibleName(tr("Runs, newest first"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RunListDelegate(themes, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setColumns(*m_table);

    m_tools->setContentsMargins(8, 7, 8, 6);
    m_tools->setSpacing(kToolGap);
    m_tools->addWidget(m_filter, 1);
    m_tools->addWidget(m_acts);
    const auto button = [this](const QString &text, const QString &name, void (RunsPage::*act)()) {
        auto *made = new QPushButton(text, m_acts);
        made->setObjectName(name);
        connect(made, &QPushButton::clicked, this, act);
        m_actLines->addWidget(made);
        return made;
    };
    m_buttons = {button(tr("Open"), u"openRun"_s, &RunsPage::openSelected),
                 button(tr("Compare"), u"compareRuns"_s, &RunsPage::compareSelected),
                 button(tr("Report…"), u"reportRun"_s, &RunsPage::reportSelected),
                 button(tr("Export…"), u"exportRun"_s, &RunsPage::exportSelected),
                 button(tr("Delete"), u"deleteRuns"_s, &RunsPage::deleteSelected)};
    button(tr("Import…"), u"importRun"_s, &RunsPage::importFile);

    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setObjectName(u"notice"_s);
    m_noticeText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_undo->setObjectName(u"undoDelete"_s);
    auto *noticeLine = new QHBoxLayout(m_notice);
    noticeLine->setContentsMargins(10, 4, 8, 4);
    noticeLine->addWidget(m_noticeText, 1);
    noticeLine->addWidget(m_undo);
    m_notice->hide();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_head);
    lines->addLayout(m_tools);
    m_problem->setContentsMargins(10, 0, 10, 6);
    lines->addWidget(m_problem);
    lines->addWidget(m_stack, 1);
    lines->addWidget(m_notice);

    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPauseMs);
    connect(m_filter, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, &RunsPage::applyFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        applyFilter();
        m_table->setFocus();
    });
    connect(m_undo, &QPushButton::clicked, this, &RunsPage::undoDelete);
    connect(m_table, &QTableView::activated, this, &RunsPage::openSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        refreshButtons();
        Q_EMIT selectionChanged();
    });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_kept = selectedRuns(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &RunsPage::keepSelection);
    connect(m_model, &RunListModel::stateChanged, this, &RunsPage::refresh);
    connect(&access, &HistoryAccess::opened, this, [this] {
        m_deleted.clear();
        m_notice->hide();
    });
    connect(&themes, &ThemeManager::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    refresh();
    refreshButtons();
}

void RunsPage::resizeEvent(QResizeEvent *event)
{
    const int acts = m_actLines->lineWidth();
    const QMargins margins = m_tools->contentsMargins();
    const bool beside =
        width() >= margins.left() + kLeastSearch + kToolGap + acts + margins.right();
    m_tools->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QWidget::resizeEvent(event);
}

void RunsPage::applyFilter()
{
    m_pause.stop();
    m_model->setTerms(RunFilter::parse(m_filter->text(), QDateTime::currentDateTime()).terms);
    refresh();
}

void RunsPage::keepSelection()
{
    for (const QString &id : std::exchange(m_kept, {})) {
        const int row = m_model->rowOf(id);
        if (row >= 0)
            m_table->selectionModel()->select(
                m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

void RunsPage::refresh()
{
    const QString filter = RunFilter::parse(m_filter->text(), QDateTime::currentDateTime()).problem;
    const QString problem = m_model->problem().isEmpty() ? filter : m_model->problem();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    const int count = m_model->rowCount();
    m_head->setDetail(count == 0   ? QString()
                      : count == 1 ? tr("1 run")
                                   : tr("%1 runs").arg(QLocale().toString(count)));
    m_stack->setCurrentIndex(count > 0 ? 1 : 0);
    m_empty->setText(!m_access.isOpen()     ? tr("Open a workspace to see its runs.")
                     : m_model->isLoading() ? tr("Reading…")
                     : !m_model->problem().isEmpty()
                         ? tr("History cannot be read. Everything else works.")
                     : m_filter->text().isEmpty()
                         ? tr("Nothing has run yet. F5 runs every case; a dropped .assayrun file "
                              "is taken in.")
                         : tr("No run is like this."));
    refreshButtons();
}

void RunsPage::refreshButtons()
{
    const auto count = selectedRuns().size();
    const std::array enabled = {count == 1, count == 2, count == 1, count == 1, count > 0};
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setEnabled(enabled[i]);
}

QStringList RunsPage::selectedRuns() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    QStringList ids;
    for (const int row : rows) {
        if (const auto *run = m_model->runAt(row))
            ids += run->id;
    }
    return ids;
}

void RunsPage::openSelected()
{
    const QStringList ids = selectedRuns();
    if (ids.size() == 1)
        Q_EMIT openWanted(ids.first());
}

void RunsPage::compareSelected()
{
    const QStringList ids = selectedRuns();
    if (ids.size() == 2)
        Q_EMIT compareWanted(ids[1], ids[0]);
    else
        say(tr("Select two runs to compare them."));
}

void RunsPage::reportSelected()
{
    const QStringList ids = selectedRuns();
    if (ids.size() == 1)
        Q_EMIT reportWanted(ids.first());
}

void RunsPage::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void RunsPage::say(const QString &text, bool undo)
{
    m_noticeText->setText(text);
    m_noticeText->setToolTip(text);
    m_undo->setVisible(undo);
    m_notice->show();
    Q_EMIT said(text);
}

void RunsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!runFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void RunsPage::dropEvent(QDropEvent *event)
{
    importFiles(runFiles(*event->mimeData()));
    event->acceptProposedAction();
}

} // namespace assay::ui
