// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/notification_card.h"

#include "ui/views/status_icon.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSign = 14;

Status signOf(Notification::Kind kind)
{
    switch (kind) {
    case Notification::Kind::Info:
        return Status::Queued;
    case Notification::Kind::Success:
        return Status::Passed;
    case Notification::Kind::Error:
        return Status::Error;
    }
    return Status::Queued;
}

QString wordOf(Notification::Kind kind)
{
    switch (kind) {
    case Notification::Kind::Info:
        return NotificationCard::tr("Information");
    case Notification::Kind::Success:
        return NotificationCard::tr("Success");
    case Notification::Kind::Error:
        return NotificationCard::tr("Error");
    }
    return {};
}

QLabel *plain(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

NotificationCard::NotificationCard(const Notification &notification, const ThemeManager &themes,
                                   QWidget *parent)
    : QFrame(parent)
    , m_notification(notification)
    , m_themes(themes)
    , m_sign(new QLabel(this))
{
    setObjectName(u"card"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(u"%1: %2"_s.arg(wordOf(notification.kind), notification.title));
    auto *title = plain(notification.title, this);
    title->setFont(boldFont());
    auto *close = new QToolButton(this);
    close->setObjectName(u"cardClose"_s);
    close->setIcon(QIcon(u":/assay/icons/close.svg"_s));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close notification"));
    close->setToolTip(tr("Close"));
    connect(close, &QToolButton::clicked, this, &NotificationCard::closed);
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(title);
    if (!notification.text.isEmpty()) {
        auto *text = plain(notification.text, this);
        text->setObjectName(u"muted"_s);
        words->addWidget(text);
    }
    if (!notification.actionText.isEmpty()) {
        auto *act = new QPushButton(notification.actionText, this);
        act->setObjectName(u"cardAction"_s);
        act->setAutoDefault(false);
        auto *line = new QHBoxLayout;
        line->setContentsMargins(0, 4, 0, 0);
        line->addWidget(act);
        line->addStretch(1);
        words->addLayout(line);
        connect(act, &QPushButton::clicked, this, [this] {
            const auto action = m_notification.action; // the card may be gone afterwards
            Q_EMIT closed();
            if (action)
                action();
        });
    }
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(12, 10, 8, 10);
    line->setSpacing(10);
    line->addWidget(m_sign, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    line->addWidget(close, 0, Qt::AlignTop);
    m_sign->setAccessibleName(wordOf(notification.kind));
    connect(&themes, &ThemeManager::changed, this, &NotificationCard::refreshSign);
    refreshSign();
}

void NotificationCard::refreshSign()
{
    m_sign->setPixmap(statusIcon(signOf(m_notification.kind), m_themes.theme(), kSign)
                          .pixmap(QSize(kSign, kSign), devicePixelRatioF()));
}

} // namespace assay::ui
