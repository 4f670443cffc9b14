// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/notification_stack.h"

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace assay::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kStays = 6s;
constexpr int kWidth = 340;
constexpr int kEdge = 12;
constexpr int kBetween = 8;

} // namespace

NotificationStack::NotificationStack(Notifications &notifications, const ThemeManager &themes,
                                     QWidget &window)
    : QWidget(&window)
    , m_themes(themes)
{
    setObjectName(u"notificationStack"_s);
    setAccessibleName(tr("Notifications"));
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kBetween);
    hide();
    window.installEventFilter(this);
    connect(&notifications, &Notifications::posted, this, &NotificationStack::add);
}

void NotificationStack::setShown(bool infos, bool errors)
{
    m_infos = infos;
    m_errors = errors;
}

std::vector<NotificationCard *> NotificationStack::cards() const
{
    return m_cards;
}

void NotificationStack::add(const Notification &notification)
{
    const bool isError = notification.kind == Notification::Kind::Error;
    if (isError ? !m_errors : !m_infos)
        return;
    while (m_cards.size() >= kShown)
        remove(m_cards.front());
    auto *card = new NotificationCard(notification, m_themes, this);
    layout()->addWidget(card);
    m_cards.push_back(card);
    connect(card, &NotificationCard::closed, this, [this, card] { remove(card); });
    if (!isError) {
        auto *timer = new QTimer(card);
        timer->setInterval(kStays);
        connect(timer, &QTimer::timeout, this, [this, card] {
            if (!card->underMouse() && !card->isAncestorOf(card->window()->focusWidget()))
                remove(card);
        });
        timer->start();
    }
    card->show();
    place();
}

void NotificationStack::remove(NotificationCard *card)
{
    std::erase(m_cards, card);
    card->hide();
    layout()->removeWidget(card);
    card->deleteLater();
    place();
}

void NotificationStack::closeNewest()
{
    if (!m_cards.empty())
        remove(m_cards.back());
}

void NotificationStack::place()
{
    setVisible(!m_cards.empty());
    if (m_cards.empty())
        return;
    const QSize window = parentWidget()->size();
    const int width = std::min(kWidth, window.width() - 2 * kEdge);
    const int wanted = layout()->hasHeightForWidth() ? layout()->heightForWidth(width)
                                                     : layout()->sizeHint().height();
    const int height = std::min(wanted, window.height() - m_bottom - 2 * kEdge);
    setGeometry(window.width() - width - kEdge, window.height() - m_bottom - kEdge - height, width,
                height);
    raise();
}

bool NotificationStack::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() &&
        (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace assay::ui
