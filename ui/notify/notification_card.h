// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notify/notifications.h"
#include "ui/theme/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace assay::ui {

/// One notification: its sign, title, text and what can be done. Main thread.
class NotificationCard : public QFrame
{
    Q_OBJECT
public:
    NotificationCard(const Notification &notification, const ThemeManager &themes, QWidget *parent);
    [[nodiscard]] const Notification &notification() const { return m_notification; }

Q_SIGNALS:
    void closed();

private:
    void refreshSign();

    Notification m_notification;
    const ThemeManager &m_themes;
    QLabel *m_sign;
};

} // namespace assay::ui
