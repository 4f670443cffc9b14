// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/docks.h"

#include "ui/window/dock_head.h"

#include <QDockWidget>
#include <QGuiApplication>
#include <QMainWindow>
#include <QTabBar>

#include <algorithm>
#include <map>
#include <tuple>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// Of the docks: another number makes saved states of older windows void.
constexpr int kStateVersion = 2;

// Px of the columns at first, and below which width of the window there is no right one.
constexpr int kLeft = 310;
constexpr int kNarrowLeft = 230;
constexpr int kRight = 372;
constexpr int kNarrow = 1100;
constexpr int kLeastMiddle = 360;

Qt::DockWidgetArea areaOf(PanelArea area)
{
    switch (area) {
    case PanelArea::Left:
        return Qt::LeftDockWidgetArea;
    case PanelArea::Right:
        return Qt::RightDockWidgetArea;
    case PanelArea::Bottom:
        return Qt::BottomDockWidgetArea;
    }
    return Qt::LeftDockWidgetArea;
}

/// The first widget in it that takes the keyboard.
void giveFocus(QWidget &panel)
{
    if (QWidget *last = panel.focusWidget(); last != nullptr && last->isVisibleTo(&panel))
        return last->setFocus(Qt::OtherFocusReason);
    for (QWidget *widget : panel.findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisibleTo(&panel) &&
            widget->isEnabled())
            return widget->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace

Docks::Docks(QMainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_headsTimer.setSingleShot(true);
    m_headsTimer.setInterval(0);
    connect(&m_headsTimer, &QTimer::timeout, this, &Docks::refreshHeads);
}

void Docks::build(std::vector<PanelSpec> specs, PanelContext &context)
{
    std::ranges::stable_sort(specs, [](const PanelSpec &a, const PanelSpec &b) {
        return std::tuple(a.area, a.order) < std::tuple(b.area, b.order);
    });
    m_specs = std::move(specs);
    for (const PanelSpec &spec : m_specs)
        add(spec, context);
    arrange(LayoutKind::Run);
}

void Docks::add(const PanelSpec &spec, PanelContext &context)
{
    auto *dock = new QDockWidget(spec.title, &m_window);
    dock->setObjectName(spec.id + u"Dock"_s);
    dock->setAccessibleName(spec.title);
    QDockWidget::DockWidgetFeatures features =
        QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable;
    // A floating dock cannot be docked again under Wayland (QTBUG-87332).
    if (!QGuiApplication::platformName().startsWith(u"wayland"))
        features |= QDockWidget::DockWidgetFloatable;
    dock->setFeatures(features);
    const PanelParts parts = spec.make(context, dock);
    parts.widget->setProperty("helpPage", spec.help);
    auto *head = new DockHead(spec.title, parts.head, parts.controls, dock);
    dock->setTitleBarWidget(head);
    dock->setWidget(parts.widget);
    m_window.addDockWidget(areaOf(spec.area), dock);
    const std::size_t index = m_panels.size();
    m_panels.push_back({dock, head, parts.widget, parts.mayClose});

    const auto retitle = [this, dock, head, title = spec.title, widget = parts.widget] {
        const QString own = widget->windowTitle();
        dock->setWindowTitle(own.isEmpty() ? title : own);
        head->setTitle(dock->windowTitle());
        m_headsTimer.start();
    };
    connect(parts.widget, &QWidget::windowTitleChanged, this, retitle);
    retitle();
    const auto later = [this] { m_headsTimer.start(); };
    connect(dock, &QDockWidget::visibilityChanged, this, later);
    connect(dock, &QDockWidget::dockLocationChanged, this, later);
    connect(dock, &QDockWidget::topLevelChanged, this, later);
    connect(head, &DockHead::tabChosen, this, [this, index](int tab) { chooseTab(index, tab); });
}

std::size_t Docks::indexOf(const QString &id) const
{
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        if (m_specs[i].id == id)
            return i;
    }
    return m_specs.size();
}

QWidget *Docks::panel(const QString &id) const
{
    const std::size_t index = indexOf(id);
    return index < m_panels.size() ? m_panels[index].widget : nullptr;
}

bool Docks::isInSight(const QString &id) const
{
    const std::size_t index = indexOf(id);
    return index < m_panels.size() && !m_panels[index].dock->isHidden();
}

void Docks::show(const QString &id)
{
    const std::size_t index = indexOf(id);
    if (index == m_panels.size())
        return;
    m_panels[index].dock->show();
    m_panels[index].dock->raise();
    giveFocus(*m_panels[index].widget);
    m_headsTimer.start();
}

void Docks::toggle(const QString &id)
{
    const std::size_t index = indexOf(id);
    if (index == m_panels.size())
        return;
    QDockWidget &dock = *m_panels[index].dock;
    const QWidget *focus = m_window.focusWidget();
    if (!dock.isHidden() && focus != nullptr && dock.isAncestorOf(focus))
        dock.close();
    else
        show(id);
}

/// All in the place of a dock, itself too, in the order of the registry.
std::vector<std::size_t> Docks::sharing(std::size_t panel) const
{
    const QList<QDockWidget *> others = m_window.tabifiedDockWidgets(m_panels[panel].dock);
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        if (i == panel || (others.contains(m_panels[i].dock) && !m_panels[i].dock->isHidden()))
            all.push_back(i);
    }
    return all;
}

void Docks::refreshHeads()
{
    // Qt's own lines of tabs: the style gives their tabs no size, so they are never placed.
    for (QTabBar *bar : m_window.findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setMaximumSize(0, 0);
        bar->setFocusPolicy(Qt::NoFocus);
    }
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const std::vector<std::size_t> all = sharing(i);
        QStringList titles;
        int own = 0;
        for (const std::size_t other : all) {
            if (other == i)
                own = static_cast<int>(titles.size());
            titles.append(m_panels[other].dock->windowTitle());
        }
        m_panels[i].head->setTabs(titles, own);
    }
    Q_EMIT changed();
}

void Docks::chooseTab(std::size_t panel, int tab)
{
    const std::vector<std::size_t> all = sharing(panel);
    if (tab < 0 || static_cast<std::size_t>(tab) >= all.size())
        return;
    const std::size_t chosen = all[static_cast<std::size_t>(tab)];
    if (chosen == panel)
        return;
    const bool byKeyboard = m_panels[panel].head->tabs().hasFocus();
    m_panels[chosen].dock->raise();
    m_headsTimer.start();
    if (byKeyboard) // arrows go on in the line that is in sight now
        m_panels[chosen].head->tabs().setFocus();
}

bool Docks::mayClose()
{
    bool done = true;
    for (const Panel &panel : m_panels)
        done = (!panel.mayClose || panel.mayClose()) && done; // all of them begin now
    return done;
}

void Docks::arrange(LayoutKind layout)
{
    QDockWidget *before = nullptr;
    PanelArea area = PanelArea::Left;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        QDockWidget *dock = m_panels[i].dock;
        const PanelSpec &spec = m_specs[i];
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
        m_window.addDockWidget(areaOf(spec.area), dock);
        const bool first = before == nullptr || spec.area != area;
        if (!first && spec.tabbed)
            m_window.tabifyDockWidget(before, dock);
        else if (!first)
            m_window.splitDockWidget(
                before, dock, spec.area == PanelArea::Bottom ? Qt::Horizontal : Qt::Vertical);
        before = dock;
        area = spec.area;
    }
    // On a small screen the middle needs the room more than the right side does.
    const bool isNarrow = m_window.width() < kNarrow;
    QList<QDockWidget *> across;
    QList<int> widths;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        const PanelSpec &spec = m_specs[i];
        QDockWidget *dock = m_panels[i].dock;
        const bool wanted = std::ranges::find(spec.layouts, layout) != spec.layouts.end();
        dock->setVisible(wanted && !(spec.area == PanelArea::Right && isNarrow));
        if (dock->isHidden())
            continue;
        const bool leads = i == 0 || m_specs[i - 1].area != spec.area;
        if (spec.area != PanelArea::Bottom && leads) {
            across.append(dock);
            widths.append(spec.area == PanelArea::Right ? kRight : isNarrow ? kNarrowLeft : kLeft);
        }
        if (spec.area == PanelArea::Bottom && leads)
            m_window.resizeDocks({dock}, {std::min(spec.extent, m_window.height() / 3)},
                                 Qt::Vertical);
    }
    m_window.resizeDocks(across, widths, Qt::Horizontal);
    for (const PanelArea side : {PanelArea::Left, PanelArea::Right}) {
        QList<QDockWidget *> column;
        QList<int> heights;
        for (std::size_t i = 0; i < m_specs.size(); ++i) {
            if (m_specs[i].area == side && !m_specs[i].tabbed && !m_panels[i].dock->isHidden()) {
                column.append(m_panels[i].dock);
                heights.append(m_specs[i].extent);
            }
        }
        if (column.size() > 1)
            m_window.resizeDocks(column, heights, Qt::Vertical);
    }
    // Of tabs the first is in front.
    for (std::size_t i = m_specs.size(); i-- > 0;) {
        if (!m_panels[i].dock->isHidden() && !m_specs[i].tabbed)
            m_panels[i].dock->raise();
    }
    m_headsTimer.start();
}

void Docks::giveRoomTo(int width)
{
    const int missing = kLeastMiddle - width;
    std::map<int, QDockWidget *> columns; // by their place: one of those above each other
    for (const Panel &panel : m_panels) {
        QDockWidget *dock = panel.dock;
        const auto area = m_window.dockWidgetArea(dock);
        if (dock->isHidden() || dock->isFloating() || dock->width() <= 0 ||
            (area != Qt::LeftDockWidgetArea && area != Qt::RightDockWidgetArea))
            continue;
        columns[dock->x()] = dock;
    }
    int all = 0;
    for (const auto &[place, dock] : columns)
        all += dock->width();
    if (missing <= 0 || all <= missing)
        return;
    QList<QDockWidget *> sides;
    QList<int> widths;
    for (const auto &[place, dock] : columns) {
        sides.append(dock);
        widths.append(dock->width() * (all - missing) / all);
    }
    m_window.resizeDocks(sides, widths, Qt::Horizontal);
}

QByteArray Docks::state() const
{
    return m_window.saveState(kStateVersion);
}

bool Docks::restore(const QByteArray &state)
{
    const bool done = m_window.restoreState(state, kStateVersion);
    m_headsTimer.start();
    return done;
}

} // namespace assay::ui
