// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/status.h"
#include "ui/views/status_icon.h"
#include "ui/window/main_window.h"
#include "ui/window/search_button.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QResizeEvent>
#include <QToolBar>
#include <QToolButton>

#include <map>

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
    case MenuPlace::Environment:
        return MainWindow::tr("E&nvironment");
    case MenuPlace::Analyze:
        return MainWindow::tr("&Analyze");
    case MenuPlace::Help:
        return MainWindow::tr("&Help");
    }
    return {};
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
    m_titleLabel->setTextFormat(Qt::PlainText);
    m_titleLabel->setContentsMargins(8, 0, 10, 0);
    m_titleLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_titleLabel->setMinimumSize(180, 27);
    menuBar()->setCornerWidget(m_titleLabel, Qt::TopRightCorner);
    std::map<MenuPlace, std::vector<const CommandSpec *>> places;
    for (const CommandSpec &spec : m_commands.specs())
        places[spec.menu].push_back(&spec);
    for (const auto &[place, specs] : places) {
        QMenu *menu = menuBar()->addMenu(menuTitle(place));
        QHash<QString, QMenu *> submenus;
        for (const CommandSpec *spec : specs) {
            QMenu *in = menu;
            if (!spec->submenu.isEmpty()) {
                if (submenus.isEmpty())
                    menu->addSeparator();
                QMenu *&sub = submenus[spec->submenu];
                if (sub == nullptr)
                    sub = menu->addMenu(spec->submenu);
                in = sub;
            }
            if (spec->separated)
                in->addSeparator();
            in->addAction(&m_commands.action(spec->id));
        }
    }
}

void MainWindow::buildToolBar()
{
    m_toolBar = addToolBar(tr("Run"));
    m_toolBar->setObjectName(u"toolBar"_s);
    m_toolBar->setMovable(false);
    m_toolBar->setFloatable(false);
    m_toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_toolBar->setFixedHeight(42);
    button(*m_toolBar, m_commands.action(u"run.all"), u"runButton"_s);
    button(*m_toolBar, m_commands.action(u"run.abort"), u"abortButton"_s);
    button(*m_toolBar, m_commands.action(u"run.selected"), u"selectedButton"_s);
    button(*m_toolBar, m_commands.action(u"run.failed"), u"failedButton"_s);
    m_environmentLabel = new QLabel(m_toolBar);
    m_environmentLabel->setTextFormat(Qt::RichText);
    m_environmentLabel->setContentsMargins(12, 0, 0, 0);
    m_toolBar->addWidget(m_environmentLabel);
    auto *space = new QWidget(m_toolBar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    m_search = new SearchButton(tr("Search commands, cases, runs…"), m_toolBar);
    m_search->setObjectName(u"searchButton"_s);
    m_search->setAccessibleName(tr("Search commands, cases, runs, files, settings and help"));
    m_toolBar->addWidget(m_search);
    connect(m_search, &QPushButton::clicked, &m_commands.action(u"palette.open"),
            &QAction::trigger);
    const auto name = [this] {
        const QAction &find = m_commands.action(u"palette.open");
        m_search->setToolTip(find.toolTip());
        m_search->setHint(find.shortcut().toString(QKeySequence::NativeText));
    };
    connect(&m_commands, &CommandRegistry::shortcutsChanged, this, name);
    name();
    const auto words = [this] {
        const auto style = m_preferences.isOn(u"appearance/toolbarText")
                               ? Qt::ToolButtonTextBesideIcon
                               : Qt::ToolButtonIconOnly;
        for (QToolButton *one : m_toolBar->findChildren<QToolButton *>())
            one->setToolButtonStyle(style);
    };
    connect(&m_preferences, &Preferences::changed, this, words);
    words();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (event->size().width() < event->oldSize().width())
        m_docks->giveRoomTo(m_pages->width());
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
}

void MainWindow::refreshTitle()
{
    const QString run = m_controller.feed().runId().left(8);
    QString title = m_controller.content().name;
    if (!run.isEmpty())
        title += tr(" — run %1").arg(run);
    if (m_titleLabel->text() != title)
        m_titleLabel->setText(title);
    setWindowTitle(title.isEmpty() ? u"Assay"_s : title + u" — Assay"_s);
}

void MainWindow::refreshEnvironment()
{
    const Theme &theme = m_themes.theme();
    const QString called = m_shell->environment().toHtmlEscaped();
    QString text = u"<span style='color:%1'>%2</span>&nbsp; %3"_s.arg(
        theme.ink(Role::Muted).name(), tr("Environment"),
        called.isEmpty() ? tr("by suite") : called);
    if (const auto state = m_shell->environmentState()) {
        const Role role = statusRole(statusOf(*state));
        text += u"&nbsp; <span style='color:%1'>● %2</span>"_s.arg(theme.ink(role).name(),
                                                                   model::serviceStateName(*state));
    }
    if (m_environmentLabel->text() != text)
        m_environmentLabel->setText(text);
}

} // namespace assay::ui
