// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/commands/command_palette.h"
#include "ui/console/console_panel.h"
#include "ui/views/case_inspector.h"
#include "ui/views/environment_panel.h"
#include "ui/views/problems_panel.h"
#include "ui/pages/run_page.h"
#include "ui/views/suites_panel.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

namespace assay::ui {

using namespace Qt::StringLiterals;
using Phase = RunController::Phase;

namespace {

constexpr int kMessageMs = 8000;
const QString kGeometryKey = u"window/geometry"_s;
const QString kStateKey = u"window/state"_s;
const QString kThemeKey = u"window/theme"_s;
const QString kFilterKey = u"filter/text"_s;
const QString kFolderKey = u"workspace/last"_s;

} // namespace

MainWindow::MainWindow(RunController &controller, ThemeManager &themes, QSettings &settings)
    : m_controller(controller)
    , m_themes(themes)
    , m_settings(settings)
    , m_consent(settings)
    , m_commands(*this)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Assay"_s);
    resize(1600, 1000);
    setMinimumSize(720, 420);
    buildMenus();
    buildToolBar();
    buildPanels();
    buildStatusBar();
    bindCommands();
    connectParts();
    paintSigns();
    m_firstState = saveState(kDockStateVersion);
    refreshCommands();
    refreshStatus();
    refreshProblemsTab();
    refreshEmptyText();
}

MainWindow::~MainWindow() = default;

void MainWindow::bindCommands()
{
    m_commands.bind(u"workspace.open", [this](bool) { openFolder(); });
    m_commands.bind(u"workspace.reload", [this](bool) { m_controller.reload(); });
    m_commands.bind(u"window.quit", [this](bool) { close(); });
    m_commands.bind(u"palette.open", [this](bool) { openPalette(); });
    m_commands.bind(u"filter.focus", [this](bool) { m_suites->focusFilter(); });
    m_commands.bind(u"filter.clear", [this](bool) { m_suites->filterBox().clear(); });
    m_commands.bind(u"console.find", [this](bool) {
        m_bottomTabs->setCurrentIndex(0);
        m_console->focusSearch();
    });
    m_commands.bind(u"console.findNext", [this](bool) { m_console->findNext(true); });
    m_commands.bind(u"console.findPrevious", [this](bool) { m_console->findNext(false); });
    m_commands.bind(u"console.atCrosshair", [this](bool) { m_console->showCrosshair(); });
    m_commands.bind(u"console.save", [this](bool) { m_console->saveAs(); });
    m_commands.bind(u"console.copy", [this](bool) { m_console->copy(); });
    m_commands.bind(u"console.clear", [this](bool) { m_console->clear(); });
    m_commands.bind(u"console.follow", [this](bool on) { m_console->setFollowing(on); });
    m_commands.action(u"console.follow").setChecked(true);
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark}) {
        const QString id = u"theme."_s + themeModeName(mode);
        m_commands.bind(id, [this, mode](bool) {
            m_themes.setMode(mode);
            m_settings.setValue(kThemeKey, themeModeName(mode));
        });
        m_commands.action(id).setChecked(m_themes.mode() == mode);
    }
    m_commands.bind(u"layout.reset", [this](bool) { resetLayout(); });
    m_commands.bind(u"run.all", [this](bool) { run({}); });
    m_commands.bind(u"run.selected", [this](bool) { runSelected(); });
    m_commands.bind(u"run.failed", [this](bool) { runFailed(); });
    m_commands.bind(u"run.abort", [this](bool) { m_controller.abort(); });
    m_commands.bind(u"help.about", [this](bool) { showAbout(); });
}

void MainWindow::connectParts()
{
    connect(&m_themes, &ThemeManager::changed, this, [this] {
        paintSigns();
        refreshStatus();
    });
    connect(m_suites, &SuitesPanel::filterChanged, m_runPage, &RunPage::setFilter);
    connect(m_suites, &SuitesPanel::caseSelected, this, [this](const QString &id) {
        m_tableWasLast = false;
        m_selection.selectCase(id);
    });
    connect(m_runPage, &RunPage::caseSelected, this, [this](const QString &id) {
        m_selection.selectCase(id);
        m_tableWasLast = true;
        refreshCommands();
    });
    connect(&m_selection, &Selection::changed, this, [this] {
        const QString &id = m_selection.caseId();
        if (id.isEmpty())
            return;
        m_suites->reveal(id);
        m_runPage->reveal(id);
        m_inspector->showCase(id);
    });
    connect(m_suites, &SuitesPanel::selectionChanged, this, [this] {
        m_tableWasLast = false;
        refreshCommands();
    });
    connect(m_runPage->table().selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] {
                m_tableWasLast = m_runPage->table().hasFocus();
                refreshCommands();
            });
    connect(m_palette, &CommandPalette::caseChosen, this, &MainWindow::selectCase);
    connect(m_console, &ConsolePanel::followingChanged, &m_commands.action(u"console.follow"),
            &QAction::setChecked);
    connect(m_environment, &EnvironmentPanel::environmentChanged, this, &MainWindow::refreshStatus);
    connect(m_problems, &ProblemsPanel::copied, this,
            [this](const QString &position) { say(tr("Copied %1").arg(position)); });

    connect(&m_controller, &RunController::phaseChanged, this, [this] {
        refreshEmptyText();
        refreshCommands();
        refreshStatus();
        if (m_closing && !m_controller.isLive())
            close();
    });
    connect(&m_controller, &RunController::contentChanged, this, [this] {
        m_settings.setValue(kFolderKey, m_controller.folder());
        m_problems->model().setWorkspaceProblems(m_controller.content().diagnostics);
        refreshProblemsTab();
        refreshCommands();
        refreshStatus();
    });
    connect(&m_controller.feed(), &RunFeed::advanced, this, [this](const RunUpdate &update) {
        refreshStatus();
        if (!update.cases.empty())
            refreshCommands();
    });
    connect(&m_controller.feed(), &RunFeed::reset, this, [this] {
        m_problems->model().setRunProblems({});
        refreshProblemsTab();
    });
    connect(&m_controller, &RunController::refused, this,
            [this](const std::vector<suite::Diagnostic> &diagnostics) {
                m_problems->model().setRunProblems(diagnostics);
                refreshProblemsTab();
                m_bottomTabs->setCurrentIndex(1);
                say(tr("The run was not started: %1")
                        .arg(diagnostics.empty() ? QString() : diagnostics.front().error.title));
            });
    connect(&m_controller, &RunController::failed, this,
            [this](const QString &title, const QString &fix) {
                say(fix.isEmpty() ? title : u"%1 (%2)"_s.arg(title, fix));
            });
    connect(&m_controller, &RunController::runFinished, this, [this] { refreshStatus(); });
    m_messageTimer.setSingleShot(true);
    m_messageTimer.setInterval(kMessageMs);
    connect(&m_messageTimer, &QTimer::timeout, m_message, &QLabel::clear);
}

void MainWindow::openFolder()
{
    auto *dialog = new QFileDialog(this, tr("Open workspace"), m_controller.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &RunController::openWorkspace);
    dialog->open();
}

void MainWindow::run(workbench::RunRequest request)
{
    if (m_controller.phase() != Phase::Idle)
        return;
    const QString folder = m_controller.folder();
    if (m_consent.isGiven(folder))
        return m_controller.start(std::move(request));
    auto *dialog = new ConsentDialog(folder, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, folder, request] {
        m_consent.give(folder);
        m_controller.start(request);
    });
    dialog->open();
}

QStringList MainWindow::selectedCases() const
{
    const QStringList inTable = m_runPage->selectedCases();
    if (m_tableWasLast && !inTable.isEmpty())
        return inTable;
    return m_suites->selectedCases();
}

void MainWindow::runSelected()
{
    const QStringList ids = selectedCases();
    if (ids.isEmpty())
        return;
    workbench::RunRequest request;
    request.selection.only = QSet<QString>(ids.begin(), ids.end());
    run(std::move(request));
}

void MainWindow::runFailed()
{
    const QStringList ids = m_suites->model().casesWith(&isBad);
    workbench::RunRequest request;
    if (ids.isEmpty())
        request.lastFailed = true; // of an earlier window: history knows
    else
        request.selection.only = QSet<QString>(ids.begin(), ids.end());
    run(std::move(request));
}

void MainWindow::selectCase(const QString &caseId)
{
    m_selection.selectCase(caseId);
}

void MainWindow::openPalette()
{
    std::vector<PaletteEntry> entries;
    for (const CommandSpec &spec : m_commands.specs()) {
        QAction &action = m_commands.action(spec.id);
        if (spec.id != u"palette.open")
            entries.push_back({action.text(),
                               spec.help,
                               spec.shortcut.toString(QKeySequence::NativeText),
                               std::nullopt,
                               &action,
                               {}});
    }
    SuiteTreeModel &suites = m_suites->model();
    for (const QString &id : suites.caseIds()) {
        const CaseFacts *facts = suites.factsAt(suites.indexOfCase(id));
        entries.push_back({facts->name, id.section(u"::"_s, 0, 0), {}, facts->status, nullptr, id});
    }
    m_palette->openWith(std::move(entries));
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setObjectName(u"aboutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Assay"));
    box->setIconPixmap(QIcon(u":/assay/icons/assay.svg"_s).pixmap(48, 48));
    box->setText(u"<b>Assay %1</b>"_s.arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(tr("Integration tests of whole systems, on one time axis.\n"
                               "Free software under the GNU General Public License, version 3 or "
                               "later; without warranty."));
    box->open();
}

void MainWindow::restore()
{
    if (const QByteArray geometry = m_settings.value(kGeometryKey).toByteArray();
        !geometry.isEmpty())
        restoreGeometry(geometry);
    if (const QByteArray state = m_settings.value(kStateKey).toByteArray(); !state.isEmpty())
        m_laidOut = restoreState(state, kDockStateVersion);
    m_suites->filterBox().setText(m_settings.value(kFilterKey).toString());
}

void MainWindow::save()
{
    m_settings.setValue(kGeometryKey, saveGeometry());
    m_settings.setValue(kStateKey, saveState(kDockStateVersion));
    m_settings.setValue(kFilterKey, m_suites->filterBox().text());
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!std::exchange(m_laidOut, true))
        resetLayout(); // sizes of docks hold only in a window that is shown
    m_suites->focusTree();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    if (!m_controller.isLive()) {
        event->accept();
        return;
    }
    // It closes by itself when the teardown is done; until then its progress is seen.
    m_closing = true;
    m_controller.abort();
    say(tr("The window closes when every teardown is done."));
    event->ignore();
}

} // namespace assay::ui
