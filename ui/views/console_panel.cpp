// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/console_panel.h"

#include "ui/views/delegates.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingPauseMs = 120;

} // namespace

ConsolePanel::ConsolePanel(RunFeed &feed, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_model(new LogModel(this))
    , m_view(new QTableView(this))
    , m_controls(new QWidget)
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_view->setObjectName(u"consoleView"_s);
    m_view->setAccessibleName(tr("Console"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ConsoleDelegate(themes, m_view));
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_view->horizontalHeader()->hide();
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setColumnWidth(LogModel::TimeColumn, 68);
    m_view->setColumnWidth(LogModel::SourceColumn, 84);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setMinimumSectionSize(kCompactRowHeight);
    m_view->verticalHeader()->setDefaultSectionSize(kCompactRowHeight);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(4, 2, 0, 0);
    lines->addWidget(m_view);
    buildControls();

    connect(&feed, &RunFeed::advanced, this, &ConsolePanel::onAdvanced);
    connect(&feed, &RunFeed::reset, this, &ConsolePanel::clear);
    connect(&themes, &ThemeManager::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    QScrollBar *bar = m_view->verticalScrollBar();
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_following) {
            m_scrolling = true;
            m_view->scrollToBottom();
            m_scrolling = false;
        }
    });
    // Reading upwards pauses; the end of the bar follows again.
    connect(bar, &QScrollBar::actionTriggered, this,
            [this, bar] { setFollowing(bar->sliderPosition() >= bar->maximum()); });
}

void ConsolePanel::buildControls()
{
    const auto pill = [this](const QString &text, const QString &help) {
        auto *button = new QPushButton(text, m_controls);
        button->setObjectName(u"pill"_s);
        button->setFont(smallFont());
        button->setCheckable(true);
        button->setChecked(true);
        button->setToolTip(help);
        button->setAccessibleName(help);
        return button;
    };
    m_cases = pill(tr("cases"), tr("Show lines of cases and steps"));
    m_services = pill(tr("services"), tr("Show lines of services"));
    m_health = pill(tr("health"), tr("Show health and faults"));
    m_follow = pill(tr("following"), tr("Keep the newest line in sight"));
    m_level = new QComboBox(m_controls);
    m_level->setFont(smallFont());
    m_level->setAccessibleName(tr("Least level that is shown"));
    m_level->view()->setAccessibleName(m_level->accessibleName());
    m_level->addItems({tr("all levels"), tr("info"), tr("warnings"), tr("errors")});
    m_search = new QLineEdit(m_controls);
    m_search->setObjectName(u"consoleSearch"_s);
    m_search->setFont(smallFont());
    m_search->setPlaceholderText(tr("Find in console"));
    m_search->setAccessibleName(tr("Find in console"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(190);
    auto *line = new QHBoxLayout(m_controls);
    line->setContentsMargins(0, 0, 8, 0);
    line->setSpacing(6);
    line->addStretch(1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_cases, m_services, m_health, m_level,
                                                            m_search, m_follow})
        line->addWidget(widget);

    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(kTypingPauseMs);
    connect(&m_searchTimer, &QTimer::timeout, this, &ConsolePanel::applyFilter);
    connect(m_search, &QLineEdit::textChanged, &m_searchTimer, qOverload<>(&QTimer::start));
    connect(m_level, &QComboBox::currentIndexChanged, this, &ConsolePanel::applyFilter);
    for (QPushButton *button : {m_cases, m_services, m_health})
        connect(button, &QPushButton::toggled, this, &ConsolePanel::applyFilter);
    connect(m_follow, &QPushButton::clicked, this, &ConsolePanel::setFollowing);
}

void ConsolePanel::applyFilter()
{
    LogFilter filter;
    filter.level = static_cast<events::LogLevel>(m_level->currentIndex());
    filter.cases = m_cases->isChecked();
    filter.services = m_services->isChecked();
    filter.health = m_health->isChecked();
    filter.text = m_search->text();
    m_model->setFilter(filter);
}

void ConsolePanel::onAdvanced(const RunUpdate &update)
{
    std::vector<ConsoleLine> lines;
    for (const events::EventPointer &event : update.events) {
        if (auto line = consoleLine(*event, m_feed.state()))
            lines.push_back(std::move(*line));
    }
    if (!lines.empty())
        m_model->append(std::move(lines));
}

void ConsolePanel::setFollowing(bool following)
{
    if (m_scrolling)
        return;
    m_follow->setChecked(following);
    m_follow->setText(following ? tr("following") : tr("paused"));
    if (following)
        m_view->scrollToBottom();
    if (m_following == following)
        return;
    m_following = following;
    Q_EMIT followingChanged(following);
}

void ConsolePanel::clear()
{
    m_model->clear();
}

void ConsolePanel::copy()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    if (!rows.isEmpty())
        QApplication::clipboard()->setText(m_model->textOf(rows));
}

void ConsolePanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace assay::ui
