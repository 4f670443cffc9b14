// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/commands/command_palette.h"
#include "ui/notify/notification_stack.h"
#include "ui/window/palette_sources.h"
#include "ui/window/run_commands.h"
#include "ui/window/status_line.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QSettings>
#include <QStatusBar>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

std::vector<CommandSpec> allCommands()
{
    std::vector<CommandSpec> specs = commandSpecs();
    for (CommandSpec &spec : panelCommands(panelSpecs(), pageSpecs()))
        specs.push_back(std::move(spec));
    return specs;
}

} // namespace

MainWindow::MainWindow(RunController &controller, ThemeManager &themes, QSettings &settings)
    : m_controller(controller)
    , m_themes(themes)
    , m_settings(settings)
    , m_preferences(settings)
    , m_commands(*this, allCommands())
    , m_environments(controller)
    , m_editors({}, themes, QFileInfo(settings.fileName()).absolutePath())
    , m_pages(new PageArea(this))
    , m_docks(new Docks(*this))
    , m_shell(new Shell(*m_docks, *m_pages, m_notifications, this))
    , m_context(new PanelContext{controller, controller.feed(), themes, settings, m_preferences,
                                 m_commands, m_selection, m_timeView, m_history, m_environments,
                                 m_scope, m_editors, *m_shell})
    , m_layouts(new Layouts(*m_docks, settings, this))
    , m_runs(new RunCommands(controller, m_commands, m_scope, m_preferences, settings, *this))
    , m_status(new StatusLine(*statusBar(), controller, m_notifications, themes))
    , m_stack(new NotificationStack(m_notifications, themes, *this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Assay"_s);
    resize(1600, 1000);
    setMinimumSize(640, 400);
    setAcceptDrops(true);
    m_commands.useSettings(settings);
    buildMenus();
    buildToolBar();
    setCentralWidget(m_pages);
    connectParts(); // before the panels: a selected case is the chosen one until a view says more
    m_pages->build(pageSpecs(), *m_context);
    m_docks->build(panelSpecs(), *m_context);
    m_palette = new CommandPalette(paletteSources(*m_context), themes, settings, *this);
    bindCommands();
    paintSigns();
    refreshTitle();
    refreshEnvironment();
    if (controller.phase() == RunController::Phase::Closed)
        m_pages->open(u"welcome"_s);
}

MainWindow::~MainWindow()
{
    m_copying.request_stop();
    // Panels use members of this: they go before these do.
    disconnect(m_pages, nullptr, m_shell, nullptr);
    delete m_palette;
    for (QDockWidget *dock : findChildren<QDockWidget *>(QString(), Qt::FindDirectChildrenOnly))
        delete dock;
    delete m_pages;
}

void MainWindow::selectCase(const QString &caseId)
{
    m_selection.selectCase(caseId);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (std::exchange(m_laidOut, true))
        return;
    if (!m_layouts->restore())
        m_layouts->reset(); // sizes of docks hold only in a window that is shown
    restoreUnsaved();
    if (QWidget *page = m_pages->current())
        page->setFocus();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_editors.mayCloseAll(*this, [this] { close(); }) || !m_pages->mayCloseAll()) {
        event->ignore();
        return;
    }
    save();
    const bool settled = m_docks->mayClose();
    if (!m_controller.isLive() && settled) {
        event->accept();
        return;
    }
    // It closes by itself when the teardown is done; until then its progress is seen.
    m_closing = true;
    m_controller.abort();
    m_shell->say(tr("The window closes when every teardown is done."));
    event->ignore();
}

} // namespace assay::ui
