// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notify/notification_card.h"

#include <QToolButton>

namespace assay::ui {

/// Notifications in the lower right corner of a window, the newest below. They never take the
/// focus; an error stays until it is closed, the others go by themselves unless the mouse is on
/// one. Main thread, child of the window.
class NotificationStack : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kShown = 4;

    NotificationStack(Notifications &notifications, const ThemeManager &themes, QWidget &window);
    /// Which kinds appear at all.
    void setShown(bool infos, bool errors);
    /// Px that the window's own bars take at the bottom.
    void setMargin(int bottom) { m_bottom = bottom; }
    [[nodiscard]] std::vector<NotificationCard *> cards() const;
    void closeNewest();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add(const Notification &notification);
    void remove(NotificationCard *card);
    void place();

    const ThemeManager &m_themes;
    std::vector<NotificationCard *> m_cards; ///< the oldest first
    bool m_infos = true;
    bool m_errors = true;
    int m_bottom = 24;
};

/// The bell in the status bar: how many came since it was opened last, and the last ones.
class NotificationBell : public QToolButton
{
    Q_OBJECT
public:
    NotificationBell(Notifications &notifications, const ThemeManager &themes, QWidget *parent);
    /// Shows the last ones in a popup above it.
    void openList();

private:
    void refresh();

    Notifications &m_notifications;
    const ThemeManager &m_themes;
};

} // namespace assay::ui
