// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/notification_stack.h"
#include "ui/views/panel_head.h"
#include "ui/views/status_icon.h"

#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kList(380, 420);

} // namespace

NotificationBell::NotificationBell(Notifications &notifications, const ThemeManager &themes,
                                   QWidget *parent)
    : QToolButton(parent)
    , m_notifications(notifications)
    , m_themes(themes)
{
    setObjectName(u"bell"_s);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setIconSize({12, 12});
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(this, &QToolButton::clicked, this, &NotificationBell::openList);
    connect(&notifications, &Notifications::changed, this, &NotificationBell::refresh);
    connect(&themes, &ThemeManager::changed, this, &NotificationBell::refresh);
    refresh();
}

void NotificationBell::refresh()
{
    const int unseen = m_notifications.unseen();
    const Theme &theme = m_themes.theme();
    setIcon(signIcon(Sign::Bell, theme.ink(unseen > 0 ? Role::Accent : Role::Muted),
                     theme.fill(Role::Skipped)));
    setText(unseen > 0 ? QLocale().toString(unseen) : QString());
    setAccessibleName(unseen > 0 ? tr("Notifications, %n new", nullptr, unseen)
                                 : tr("Notifications"));
    setToolTip(accessibleName());
}

void NotificationBell::openList()
{
    auto *popup = new QFrame(this, Qt::Popup);
    popup->setObjectName(u"bellList"_s);
    popup->setAccessibleName(tr("The last notifications"));
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setAttribute(Qt::WA_StyledBackground);
    auto *head = new PanelHead(tr("Notifications"), popup);
    auto *clear = new QPushButton(tr("Clear"), head);
    clear->setObjectName(u"pill"_s);
    clear->setAccessibleName(tr("Clear notifications"));
    clear->setEnabled(!m_notifications.all().empty());
    head->addControl(clear);
    connect(clear, &QPushButton::clicked, popup, [this, popup] {
        m_notifications.clear();
        popup->close();
    });
    auto *inside = new QWidget(popup);
    auto *cards = new QVBoxLayout(inside);
    cards->setContentsMargins(8, 8, 8, 8);
    cards->setSpacing(6);
    for (const Notification &one : m_notifications.all()) {
        Notification dated = one;
        const QString at = QLocale().toString(one.at.time(), QLocale::ShortFormat);
        dated.text = one.text.isEmpty() ? at : u"%1 · %2"_s.arg(at, one.text);
        auto *card = new NotificationCard(dated, m_themes, inside);
        card->findChild<QToolButton *>(u"cardClose"_s)->hide();
        connect(card, &NotificationCard::closed, popup, &QWidget::close);
        cards->addWidget(card);
    }
    if (m_notifications.all().empty())
        cards->addWidget(makeEmptyText(tr("Nothing has happened yet."), inside));
    cards->addStretch(1);
    auto *scroll = new QScrollArea(popup);
    scroll->setAccessibleName(tr("The last notifications"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto *lines = new QVBoxLayout(popup);
    lines->setContentsMargins(1, 1, 1, 1);
    lines->setSpacing(0);
    lines->addWidget(head);
    lines->addWidget(scroll, 1);
    const QRect room = screen()->availableGeometry();
    const QSize size = kList.boundedTo(window()->size() - QSize(20, 60));
    const QPoint corner = mapToGlobal(QPoint(width(), 0)) - QPoint(size.width(), size.height() + 4);
    popup->setGeometry(
        QRect(QPoint(std::max(room.left(), corner.x()), std::max(room.top(), corner.y())), size));
    popup->show();
    scroll->setFocus();
    m_notifications.markSeen();
}

} // namespace assay::ui
