// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_area.h"

#include <QApplication>
#include <QEvent>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

PageArea::PageArea(QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
{
    setObjectName(u"pageArea"_s);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    m_group = addGroup();
    connect(qApp, &QApplication::focusChanged, this,
            [this](const QWidget *, const QWidget *now) { followFocus(now); });
}

PageArea::~PageArea()
{
    disconnect(qApp, nullptr, this, nullptr);
    qDeleteAll(m_windows);
}

void PageArea::build(std::vector<PageSpec> specs, PanelContext &context)
{
    m_specs = std::move(specs);
    m_context = &context;
    for (const PageSpec &spec : m_specs) {
        if (spec.permanent)
            open(spec.id);
    }
    m_group->setCurrentIndex(0);
}

QTabWidget *PageArea::addGroup()
{
    auto *group = new QTabWidget(this);
    group->setObjectName(u"pageTabs"_s);
    group->setDocumentMode(false);
    group->setMovable(true);
    group->setTabsClosable(true);
    group->setIconSize({12, 12});
    group->setAccessibleName(tr("Pages"));
    group->tabBar()->setAccessibleName(tr("Pages"));
    group->tabBar()->setElideMode(Qt::ElideMiddle);
    connect(group, &QTabWidget::currentChanged, this, [this, group] {
        if (indexOf(group) >= 0)
            m_group = group;
        Q_EMIT currentChanged();
    });
    connect(group, &QTabWidget::tabCloseRequested, this,
            [this, group](int index) { close(group->widget(index)); });
    addWidget(group);
    return group;
}

std::vector<QTabWidget *> PageArea::groups() const
{
    std::vector<QTabWidget *> all;
    for (int i = 0; i < QSplitter::count(); ++i) {
        if (auto *group = qobject_cast<QTabWidget *>(widget(i)))
            all.push_back(group);
    }
    for (const QWidget *window : m_windows)
        all.push_back(window->findChild<QTabWidget *>(u"pageTabs"_s));
    return all;
}

const PageSpec *PageArea::specOf(const QString &id) const
{
    for (const PageSpec &spec : m_specs) {
        if (spec.id == id)
            return &spec;
    }
    return nullptr;
}

const PageArea::Page *PageArea::pageOf(const QWidget *widget) const
{
    for (const Page &page : m_pages) {
        if (page.widget == widget)
            return &page;
    }
    return nullptr;
}

QTabWidget *PageArea::groupOf(const QWidget *widget) const
{
    for (QTabWidget *group : groups()) {
        for (int i = 0; i < group->count(); ++i) {
            if (group->widget(i) == widget)
                return group;
        }
    }
    return nullptr;
}

QTabWidget *PageArea::currentGroup() const
{
    return m_floating != nullptr ? m_floating : m_group;
}

QWidget *PageArea::current() const
{
    return currentGroup()->currentWidget();
}

/// The page in front is that of the column that is worked in.
void PageArea::followFocus(const QWidget *focus)
{
    for (int i = 0; i < QSplitter::count(); ++i) {
        auto *group = qobject_cast<QTabWidget *>(widget(i));
        if (group != nullptr && group != m_group && group->isAncestorOf(focus)) {
            m_group = group;
            Q_EMIT currentChanged();
            return;
        }
    }
}

QWidget *PageArea::find(const QString &id, const QString &argument) const
{
    for (const Page &page : m_pages) {
        if (page.id == id && page.argument == argument)
            return page.widget;
    }
    return nullptr;
}

QWidget *PageArea::open(const QString &id, const QString &argument)
{
    QWidget *widget = find(id, argument);
    if (widget == nullptr) {
        const PageSpec *spec = specOf(id);
        if (spec == nullptr)
            return nullptr;
        PanelParts parts = spec->make(*m_context, argument, this);
        widget = parts.widget;
        if (widget->windowTitle().isEmpty())
            widget->setWindowTitle(spec->title);
        widget->setProperty("helpPage", spec->help);
        m_pages.push_back({id, argument, widget, std::move(parts.mayClose), spec->permanent});
        const auto refresh = [this, widget] { refreshTab(widget); };
        connect(widget, &QWidget::windowTitleChanged, this, refresh);
        connect(widget, &QWidget::windowIconChanged, this, refresh);
        widget->installEventFilter(this);
        put(widget, currentGroup());
    }
    if (QTabWidget *group = groupOf(widget)) {
        group->setCurrentWidget(widget);
        if (indexOf(group) < 0)
            group->window()->activateWindow();
        else
            m_group = group;
    }
    return widget;
}

void PageArea::put(QWidget *widget, QTabWidget *group)
{
    group->addTab(widget, widget->windowTitle());
    const Page *page = pageOf(widget);
    const int index = group->indexOf(widget);
    if (page != nullptr && page->permanent) {
        for (const auto side : {QTabBar::LeftSide, QTabBar::RightSide}) {
            if (QWidget *button = group->tabBar()->tabButton(index, side))
                button->hide();
            group->tabBar()->setTabButton(index, side, nullptr);
        }
    } else if (QWidget *button = group->tabBar()->tabButton(index, QTabBar::RightSide)) {
        button->setFocusPolicy(Qt::NoFocus); // Ctrl+W does it
        button->setAccessibleName(tr("Close page"));
    }
    refreshTab(widget);
}

void PageArea::refreshTab(QWidget *widget)
{
    QTabWidget *group = groupOf(widget);
    if (group == nullptr)
        return;
    const int index = group->indexOf(widget);
    QString title = widget->windowTitle();
    title.remove(u"[*]"_s);
    group->setTabText(index, widget->isWindowModified() ? u"● "_s + title : title);
    group->setTabIcon(index, widget->windowIcon());
    group->setTabToolTip(index, widget->toolTip());
    if (indexOf(group) < 0 && group->currentWidget() == widget)
        group->window()->setWindowTitle(title + u" — Assay"_s);
}

bool PageArea::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::ModifiedChange && widget != nullptr)
        refreshTab(widget);
    if (event->type() == QEvent::WindowActivate) {
        const QTabWidget *before = m_floating;
        if (m_windows.contains(widget))
            m_floating = widget->findChild<QTabWidget *>(u"pageTabs"_s);
        else if (watched == window())
            m_floating = nullptr;
        if (m_floating != before)
            Q_EMIT currentChanged();
    }
    if (event->type() == QEvent::Close && m_windows.contains(widget)) {
        // A window of pages that is closed gives them back.
        auto *group = widget->findChild<QTabWidget *>(u"pageTabs"_s);
        while (group->count() > 0)
            put(group->widget(0), m_group);
        tidy(group);
        return true;
    }
    return QSplitter::eventFilter(watched, event);
}

void PageArea::close(QWidget *widget, bool ask)
{
    const Page *page = pageOf(widget);
    if (page == nullptr || page->permanent)
        return;
    if (ask && page->mayClose && !page->mayClose())
        return;
    QTabWidget *group = groupOf(widget);
    std::erase_if(m_pages, [&](const Page &one) { return one.widget == widget; });
    group->removeTab(group->indexOf(widget));
    widget->deleteLater();
    tidy(group);
    if (QWidget *now = current())
        now->setFocus();
    Q_EMIT currentChanged();
}

void PageArea::closeCurrent()
{
    close(current());
}

bool PageArea::mayCloseAll()
{
    for (const Page &page : m_pages) {
        if (page.mayClose && !page.mayClose()) {
            open(page.id, page.argument);
            return false;
        }
    }
    return true;
}

/// A column or a window without pages goes; the last column stays.
void PageArea::tidy(QTabWidget *group)
{
    if (group->count() > 0)
        return;
    if (m_floating == group)
        m_floating = nullptr;
    if (indexOf(group) < 0) {
        QWidget *window = group->window();
        m_windows.removeOne(window);
        window->removeEventFilter(this);
        window->hide();
        window->deleteLater();
        return;
    }
    if (QSplitter::count() < 2)
        return;
    group->hide();
    group->setParent(nullptr);
    group->deleteLater();
    m_group = qobject_cast<QTabWidget *>(QSplitter::widget(0));
}

} // namespace assay::ui
