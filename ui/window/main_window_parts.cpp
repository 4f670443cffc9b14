// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"
#include "ui/console/console_panel.h"
#include "ui/theme/status.h"
#include "ui/views/case_inspector.h"
#include "ui/views/environment_panel.h"
#include "ui/views/phase_bar.h"
#include "ui/views/problems_panel.h"
#include "ui/pages/run_page.h"
#include "ui/views/status_icon.h"
#include "ui/views/suites_panel.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString menuTitle(MenuPlace place)
{
    switch (place) {
    case MenuPlace::File:
        return MainWindow::tr("&File");
    case MenuPlace::Edit:
        return MainWindow::tr("&Edit");
    case MenuPlace::View:
        return MainWindow::tr("&View");
    case MenuPlace::Run:
        return MainWindow::tr("&Run");
    case MenuPlace::Help:
        return MainWindow::tr("&Help");
    }
    return {};
}

QWidget *stretch(QWidget *parent)
{
    auto *space = new QWidget(parent);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return space;
}

QToolButton *button(QToolBar &bar, QAction &action, const QString &name)
{
    auto *made = new QToolButton(&bar);
    made->setObjectName(name);
    made->setDefaultAction(&action);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setIconSize({12, 12});
    made->setFocusPolicy(Qt::TabFocus);
    made->setFixedHeight(28);
    bar.addWidget(made);
    return made;
}

} // namespace

void MainWindow::buildMenus()
{
    auto *brand = new QLabel(u"Assay"_s, this);
    brand->setObjectName(u"brand"_s);
    menuBar()->setCornerWidget(brand, Qt::TopLeftCorner);
    m_titleLabel = new QLabel(this);
    m_titleLabel->setObjectName(u"muted"_s);
    m_titleLabel->setContentsMargins(8, 0, 10, 0);
    m_titleLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_titleLabel->setMinimumSize(360, 27);
    menuBar()->setCornerWidget(m_titleLabel, Qt::TopRightCorner);
    QHash<int, QMenu *> menus;
    for (const CommandSpec &spec : m_commands.specs()) {
        QMenu *&menu = menus[int(spec.menu)];
        if (menu == nullptr)
            menu = menuBar()->addMenu(menuTitle(spec.menu));
        if (spec.separated)
            menu->addSeparator();
        menu->addAction(&m_commands.action(spec.id));
    }
}

void MainWindow::buildToolBar()
{
    QToolBar *bar = addToolBar(tr("Run"));
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setFixedHeight(42);
    m_runButton = button(*bar, m_commands.action(u"run.all"), u"runButton"_s);
    button(*bar, m_commands.action(u"run.abort"), u"abortButton"_s);
    button(*bar, m_commands.action(u"run.selected"), u"selectedButton"_s);
    button(*bar, m_commands.action(u"run.failed"), u"failedButton"_s);
    m_environmentLabel = new QLabel(bar);
    m_environmentLabel->setTextFormat(Qt::RichText);
    m_environmentLabel->setContentsMargins(12, 0, 0, 0);
    bar->addWidget(m_environmentLabel);
    bar->addWidget(stretch(bar));
    m_search = new QPushButton(tr("Search commands and cases…"), bar);
    m_search->setObjectName(u"searchButton"_s);
    m_search->setAccessibleName(tr("Search commands and cases"));
    m_search->setToolTip(m_commands.action(u"palette.open").toolTip());
    m_search->setFixedSize(330, 28);
    auto *hint = new QLabel(
        m_commands.action(u"palette.open").shortcut().toString(QKeySequence::NativeText), m_search);
    hint->setObjectName(u"muted"_s);
    hint->setFont(smallFont());
    hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *inside = new QHBoxLayout(m_search);
    inside->setContentsMargins(0, 0, 10, 0);
    inside->addStretch(1);
    inside->addWidget(hint);
    bar->addWidget(m_search);
    connect(m_search, &QPushButton::clicked, &m_commands.action(u"palette.open"),
            &QAction::trigger);
}

QDockWidget *MainWindow::addPanel(const QString &name, const QString &title, QWidget *panel,
                                  QWidget *head, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    QDockWidget::DockWidgetFeatures features = QDockWidget::DockWidgetMovable;
    // A floating dock cannot be docked again under Wayland (QTBUG-87332).
    if (!QGuiApplication::platformName().startsWith(u"wayland"))
        features |= QDockWidget::DockWidgetFloatable;
    dock->setFeatures(features);
    dock->setTitleBarWidget(head);
    dock->setWidget(panel);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::buildPanels()
{
    setDockNestingEnabled(true);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_suites = new SuitesPanel(m_controller, m_themes, this);
    m_environment = new EnvironmentPanel(m_controller, m_themes, this);
    m_inspector = new CaseInspector(m_controller.feed(), m_themes, this);
    m_console = new ConsolePanel(m_controller.feed(), m_selection, m_timeView, m_themes, this);
    m_problems = new ProblemsPanel(m_themes, this);
    m_runPage = new RunPage(m_controller.feed(), m_timeView, m_themes, this);

    m_tabs = new QTabWidget(this);
    m_tabs->addTab(m_runPage, tr("Run"));
    m_tabs->setIconSize({12, 12});
    m_tabs->setAccessibleName(tr("Pages"));
    m_tabs->tabBar()->setAccessibleName(tr("Pages"));
    setCentralWidget(m_tabs);

    m_bottomTabs = new QTabWidget(this);
    m_bottomTabs->setObjectName(u"bottomTabs"_s);
    m_bottomTabs->setAccessibleName(tr("Console and problems"));
    m_bottomTabs->addTab(m_console, tr("Console"));
    m_bottomTabs->addTab(m_problems, tr("Problems"));
    m_bottomTabs->tabBar()->setAccessibleName(tr("Console and problems"));
    m_bottomTabs->setCornerWidget(m_console->controls(), Qt::TopRightCorner);
    connect(m_bottomTabs, &QTabWidget::currentChanged, this,
            [this](int tab) { m_console->controls()->setVisible(tab == 0); });

    QDockWidget *suites =
        addPanel(u"suitesDock"_s, tr("Suites"), m_suites, m_suites->head(), Qt::LeftDockWidgetArea);
    QDockWidget *environment = addPanel(u"environmentDock"_s, tr("Environment"), m_environment,
                                        m_environment->head(), Qt::LeftDockWidgetArea);
    QDockWidget *inspector = addPanel(u"inspectorDock"_s, tr("Inspector"), m_inspector,
                                      m_inspector->head(), Qt::RightDockWidgetArea);
    auto *none = new QWidget(this);
    none->setFixedHeight(0);
    QDockWidget *bottom = addPanel(u"bottomDock"_s, tr("Console and problems"), m_bottomTabs, none,
                                   Qt::BottomDockWidgetArea);
    splitDockWidget(suites, environment, Qt::Vertical);
    m_docks = {suites, environment, inspector, bottom};
    m_palette = new CommandPalette(m_themes, *this);
}

void MainWindow::resetLayout()
{
    if (!m_firstState.isEmpty())
        restoreState(m_firstState, kDockStateVersion);
    resizeDocks({m_docks[0], m_docks[1]}, {740, 170}, Qt::Vertical);
    resizeDocks({m_docks[0], m_docks[2]}, {310, 372}, Qt::Horizontal);
    resizeDocks({m_docks[3]}, {250}, Qt::Vertical);
}

void MainWindow::buildStatusBar()
{
    QStatusBar *bar = statusBar();
    bar->setSizeGripEnabled(false);
    bar->setFixedHeight(24);
    m_outcome = new OutcomeBar(m_themes, this);
    m_outcome->setAccessibleName(tr("Progress of the run"));
    m_progress = new QLabel(this);
    m_message = new QLabel(this);
    m_facts = new QLabel(this);
    auto *left = new QWidget(this);
    auto *line = new QHBoxLayout(left);
    line->setContentsMargins(8, 0, 0, 0);
    line->setSpacing(14);
    line->addWidget(m_outcome);
    line->addWidget(m_progress);
    line->addWidget(m_message, 1);
    bar->addWidget(left, 1);
    m_facts->setContentsMargins(0, 0, 6, 0);
    bar->addPermanentWidget(m_facts);
}

void MainWindow::paintSigns()
{
    const Theme &theme = m_themes.theme();
    const QColor off = theme.fill(Role::Skipped);
    m_commands.action(u"run.all").setIcon(signIcon(Sign::Run, theme.ink(Role::OnAccent), off));
    m_commands.action(u"run.abort").setIcon(signIcon(Sign::Abort, theme.ink(Role::Text), off));
    m_commands.action(u"run.failed").setIcon(signIcon(Sign::Again, theme.ink(Role::Text), off));
    m_commands.action(u"run.selected").setIcon(signIcon(Sign::Run, theme.ink(Role::Text), off));
    for (const auto id : {u"run.all", u"run.abort", u"run.failed", u"run.selected"})
        m_commands.action(id).setIconVisibleInMenu(false);
    m_search->setIcon(signIcon(Sign::Search, theme.ink(Role::Muted), off));
    m_search->setIconSize({12, 12});
}

} // namespace assay::ui
