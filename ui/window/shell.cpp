// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shell.h"

#include "ui/window/docks.h"
#include "ui/window/page_area.h"

namespace assay::ui {

Shell::Shell(Docks &docks, PageArea &pages, Notifications &notifications, QObject *parent)
    : QObject(parent)
    , m_docks(docks)
    , m_pages(pages)
    , m_notifications(notifications)
{
    connect(&pages, &PageArea::currentChanged, this,
            [this] { Q_EMIT pageChanged(m_pages.current()); });
}

void Shell::notify(Notification notification)
{
    m_notifications.post(std::move(notification));
}

void Shell::showPanel(const QString &id)
{
    m_docks.show(id);
}

QWidget *Shell::panel(const QString &id) const
{
    return m_docks.panel(id);
}

QWidget *Shell::openPage(const QString &id, const QString &argument)
{
    return m_pages.open(id, argument);
}

void Shell::closePage(QWidget *page)
{
    m_pages.close(page, false);
}

void Shell::setEnvironment(const QString &name, std::optional<model::ServiceState> state)
{
    if (name == m_environment && state == m_state)
        return;
    m_environment = name;
    m_state = state;
    Q_EMIT environmentChanged();
}

} // namespace assay::ui
