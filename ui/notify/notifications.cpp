// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/notifications.h"

#include <algorithm>

namespace assay::ui {

void Notifications::post(Notification notification)
{
    notification.at = QDateTime::currentDateTime();
    m_all.push_front(std::move(notification));
    if (m_all.size() > kKept)
        m_all.pop_back();
    m_unseen = std::min(m_unseen + 1, static_cast<int>(kKept));
    Q_EMIT posted(Notification(m_all.front()));
    Q_EMIT changed();
}

void Notifications::markSeen()
{
    if (std::exchange(m_unseen, 0) != 0)
        Q_EMIT changed();
}

void Notifications::clear()
{
    m_all.clear();
    m_unseen = 0;
    Q_EMIT changed();
}

} // namespace assay::ui
