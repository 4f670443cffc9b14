// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_panel.h"

#include "ui/views/fitting_row.h"
#include "ui/views/panel_head.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSearchWidth = 150;

} // namespace

GraphPanel::GraphPanel(RunFeed &feed, Selection &selection, const ThemeManager &themes,
                       QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_head(new PanelHead(tr("Graph"), this))
    , m_view(new GraphView(feed, selection, themes, this))
    , m_controls(new FittingRow(m_head))
    , m_search(new QLineEdit(this))
    , m_focus(chip(tr("show everything"), tr("Take back the focus on a case.")))
    , m_follow(chip(tr("follow running"), tr("Keep what runs in sight.")))
    , m_bySuite(chip(tr("group by suite"), tr("Draw each suite as a group that folds.")))
    , m_byPhase(chip(tr("by phase"), tr("Draw each phase as a group that folds.")))
{
    setObjectName(u"graphPanel"_s);
    m_search->setObjectName(u"graphSearch"_s);
    m_search->setAccessibleName(tr("Search the graph"));
    m_search->setPlaceholderText(tr("Search…"));
    m_search->setToolTip(tr("Words or status:failed tag:db; Return goes to the next, Shift+Return "
                            "to the one before."));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(kSearchWidth);
    m_search->setMaximumHeight(24);
    m_focus->setCheckable(false);
    // What does not fit has commands: view menu, palette and keys.
    m_controls->add(m_search, 3);
    m_controls->add(m_focus, 4);
    m_controls->add(m_follow, FittingRow::kAlways);
    m_controls->add(m_bySuite, 2);
    m_controls->add(m_byPhase, 1);
    m_head->addControl(m_controls);
    for (QPushButton *button : {m_focus, m_follow, m_bySuite, m_byPhase})
        button->setObjectName(u"pill"_s);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_head);
    lines->addWidget(m_view, 1);
    setFocusProxy(m_view);

    connect(m_follow, &QPushButton::toggled, m_view, &GraphView::setFollowing);
    const auto group = [this](Grouping grouping) {
        return [this, grouping](bool on) { m_view->setGrouping(on ? grouping : Grouping::None); };
    };
    connect(m_bySuite, &QPushButton::clicked, this, group(Grouping::BySuite));
    connect(m_byPhase, &QPushButton::clicked, this, group(Grouping::ByPhase));
    connect(m_focus, &QPushButton::clicked, this, [this] {
        m_view->focusCurrent(0);
        m_view->setFocus();
    });
    connect(m_search, &QLineEdit::textChanged, this, &GraphPanel::refreshSearch);
    connect(m_search, &QLineEdit::returnPressed, m_view, &GraphView::findNext);
    connect(
        new QShortcut(Qt::SHIFT | Qt::Key_Return, m_search, nullptr, nullptr, Qt::WidgetShortcut),
        &QShortcut::activated, m_view, &GraphView::findPrevious);
    connect(new QShortcut(Qt::Key_Escape, m_search, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this, [this] {
                m_search->clear();
                m_view->setFocus();
            });
    connect(m_view, &GraphView::searchWanted, this, &GraphPanel::focusSearch);
    connect(m_view, &GraphView::changed, this, &GraphPanel::refreshHead);
    connect(&feed, &RunFeed::advanced, this, [this](const RunUpdate &update) {
        if (update.cases.empty() && !update.planned)
            return;
        m_phase = phaseText(m_feed.state());
        refreshHead();
    });
    connect(&feed, &RunFeed::reset, this, [this] {
        m_phase.clear();
        refreshHead();
    });
    m_phase = phaseText(feed.state());
    refreshHead();
}

QPushButton *GraphPanel::chip(const QString &text, const QString &help)
{
    auto *button = new QPushButton(text, this);
    button->setCheckable(true);
    button->setToolTip(help);
    button->setAccessibleDescription(help);
    return button;
}

void GraphPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void GraphPanel::refreshSearch()
{
    const int hits = m_view->search(m_search->text());
    m_hits = m_search->text().trimmed().isEmpty() ? -1 : hits;
    refreshHead();
}

void GraphPanel::refreshHead()
{
    QStringList parts;
    if (!m_phase.isEmpty())
        parts += m_phase;
    if (m_hits >= 0)
        parts += tr("%1 found").arg(m_hits);
    if (m_view->hops() > 0)
        parts += m_view->hops() == 1 ? tr("neighbours of one case")
                                     : tr("%1 edges around one case").arg(m_view->hops());
    if (m_view->isLayingOut() && m_view->scene() != nullptr)
        parts += tr("laying out…");
    m_head->setDetail(parts.join(u" · "_s));
    m_follow->setChecked(m_view->isFollowing());
    m_bySuite->setChecked(m_view->grouping() == Grouping::BySuite);
    m_byPhase->setChecked(m_view->grouping() == Grouping::ByPhase);
    m_controls->setWanted(m_byPhase, !m_phase.isEmpty());
    m_controls->setWanted(m_focus, m_view->hops() > 0);
}

} // namespace assay::ui
