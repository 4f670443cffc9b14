// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dock_head.h"

#include "ui/views/panel_head.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTabBar>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 30;

} // namespace

DockHead::DockHead(const QString &title, QWidget *head, QWidget *controls, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_made(head == nullptr)
{
    setFixedHeight(kHeight);
    if (head == nullptr) {
        auto *made = new PanelHead(title, this);
        if (controls != nullptr)
            made->addControl(controls);
        head = made;
    }
    m_head = qobject_cast<PanelHead *>(head);
    m_tabs->setObjectName(u"dockTabs"_s);
    m_tabs->setAccessibleName(tr("Panels in this place"));
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->hide();
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(m_tabs);
    line->addWidget(head, 1);
    connect(m_tabs, &QTabBar::tabBarClicked, this, &DockHead::tabChosen);
    connect(m_tabs, &QTabBar::currentChanged, this, &DockHead::tabChosen);
}

void DockHead::setTabs(const QStringList &titles, int own)
{
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > titles.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    for (int i = 0; i < titles.size(); ++i) {
        if (i < m_tabs->count())
            m_tabs->setTabText(i, titles[i]);
        else
            m_tabs->addTab(titles[i]);
    }
    m_tabs->setCurrentIndex(own);
    const bool many = titles.size() > 1;
    m_tabs->setVisible(many);
    if (m_head != nullptr)
        m_head->setTitleVisible(!many);
}

void DockHead::setTitle(const QString &title)
{
    if (m_made)
        m_head->setTitle(title);
}

// A dock asks its title for a hint and takes no notice of a fixed height.
QSize DockHead::sizeHint() const
{
    return {QWidget::sizeHint().width(), kHeight};
}

QSize DockHead::minimumSizeHint() const
{
    return {60, kHeight};
}

} // namespace assay::ui
