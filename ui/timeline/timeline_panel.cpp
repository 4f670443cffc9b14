// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_panel.h"

#include "ui/run/time_view.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_view.h"
#include "ui/views/panel_head.h"

#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString lanesKey()
{
    return u"timeline/lanes"_s;
}

QPushButton *makePill(const QString &text, const QString &name, QWidget *parent)
{
    auto *pill = new QPushButton(text, parent);
    pill->setObjectName(u"pill"_s);
    pill->setProperty("part", name);
    pill->setFont(smallFont());
    pill->setCursor(Qt::PointingHandCursor);
    return pill;
}

} // namespace

TimelinePanel::TimelinePanel(RunFeed &feed, TimeView &time, Selection &selection,
                             const ThemeManager &themes, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_time(time)
    , m_settings(settings)
    , m_view(new TimelineView(feed, time, selection, themes, makeLanes(), this))
    , m_head(new PanelHead(tr("Timeline"), this))
    , m_lanes(makePill(tr("lanes"), u"lanes"_s, this))
    , m_follow(makePill({}, u"follow"_s, this))
    , m_menu(new QMenu(this))
{
    m_head->setDetail(tr("one axis for cases, services, health and metrics"));
    m_lanes->setAccessibleName(tr("Lanes of the timeline: show, hide, order"));
    m_lanes->setToolTip(tr("Show, hide and order the lanes."));
    m_follow->setCheckable(true);
    m_follow->setAccessibleName(tr("Follow the run"));
    m_head->addControl(m_lanes);
    m_head->addControl(m_follow);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_head);
    lines->addWidget(m_view, 1);
    setFocusProxy(m_view);

    connect(m_lanes, &QPushButton::clicked, this, [this] {
        fillMenu();
        m_menu->popup(m_lanes->mapToGlobal(QPoint(0, m_lanes->height() + 2)));
    });
    connect(m_follow, &QPushButton::clicked, this, [this](bool checked) {
        m_time.setFollowing(checked);
        refreshHead();
    });
    if (m_settings != nullptr) {
        m_view->setLaneOrder(m_settings->value(lanesKey()).toStringList());
        connect(m_view, &TimelineView::lanesChanged, this,
                [this] { m_settings->setValue(lanesKey(), m_view->lanes().save()); });
    }
    connect(&feed, &RunFeed::advanced, this, &TimelinePanel::refreshHead);
    connect(&feed, &RunFeed::reset, this, &TimelinePanel::refreshHead);
    connect(&feed, &RunFeed::ended, this, &TimelinePanel::refreshHead);
    connect(&time, &TimeView::changed, this, &TimelinePanel::refreshHead);
    refreshHead();
}

void TimelinePanel::refreshHead()
{
    const bool any = !m_feed.state().cases().empty();
    m_follow->setVisible(any);
    if (!any)
        return;
    const bool live = m_feed.isLive();
    const QString now = base::durationText(m_feed.now());
    const QString text = live ? tr("%1 live").arg(now) : now;
    if (m_follow->text() != text)
        m_follow->setText(text);
    m_follow->setEnabled(live);
    m_follow->setChecked(live && m_time.isFollowing());
    m_follow->setToolTip(live ? tr("Keep the end of the run in sight.")
                              : tr("How long the run took."));
    m_follow->setAccessibleName(live ? tr("Follow the run, at %1").arg(now)
                                     : tr("The run took %1").arg(now));
}

void TimelinePanel::fillMenu()
{
    m_menu->clear();
    for (const LaneStack::Entry &entry : m_view->lanes().entries()) {
        const QString id = entry.lane->id();
        QMenu *menu = m_menu->addMenu(entry.hidden ? tr("%1 (hidden)").arg(entry.lane->title())
                                                   : entry.lane->title());
        menu->setObjectName(id);
        QAction *shown = menu->addAction(tr("Shown"));
        shown->setCheckable(true);
        shown->setChecked(!entry.hidden);
        connect(shown, &QAction::triggered, m_view,
                [this, id](bool checked) { m_view->setLaneHidden(id, !checked); });
        connect(menu->addAction(tr("Move up")), &QAction::triggered, m_view,
                [this, id] { m_view->moveLane(id, -1); });
        connect(menu->addAction(tr("Move down")), &QAction::triggered, m_view,
                [this, id] { m_view->moveLane(id, 1); });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("All lanes in their first order")), &QAction::triggered, m_view,
            [this] {
                m_view->setLaneOrder({});
                if (m_settings != nullptr)
                    m_settings->remove(lanesKey());
            });
}

} // namespace assay::ui
