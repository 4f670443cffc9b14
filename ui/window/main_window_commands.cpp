// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"
#include "ui/help/help_page.h"
#include "ui/settings/settings_page.h"
#include "ui/window/main_window.h"
#include "ui/window/panel_makers.h"
#include "ui/window/status_line.h"
#include "ui/window/workspaces.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QIcon>
#include <QMessageBox>
#include <QPointer>
#include <QThreadPool>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QFileDialog *folderDialog(const QString &title, const QString &at, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, title, at);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    return dialog;
}

} // namespace

void MainWindow::bindCommands()
{
    const auto bind = [this](QStringView id, std::function<void()> handler) {
        m_commands.bind(id, [handler = std::move(handler)](bool) { handler(); });
    };
    bind(u"workspace.open", [this] { openFolder(); });
    bind(u"workspace.example", [this] { openExample(); });
    bind(u"workspace.reload", [this] { m_controller.reload(); });
    bind(u"window.quit", [this] { close(); });
    bind(u"palette.open", [this] { m_palette->openWith(); });
    bind(u"settings.open", [this] { openSettings({}); });
    bind(u"page.close", [this] { m_pages->closeCurrent(); });
    bind(u"page.next", [this] { m_pages->next(1); });
    bind(u"page.previous", [this] { m_pages->next(-1); });
    bind(u"page.split", [this] { m_pages->splitCurrent(); });
    bind(u"page.float", [this] { m_pages->floatCurrent(); });
    bind(u"notifications.open", [this] { m_status->bell().openList(); });
    bind(u"notifications.close", [this] { m_stack->closeNewest(); });
    for (const PanelSpec &panel : m_docks->specs()) {
        const QString id = u"panel."_s + panel.id;
        bind(id, [this, name = panel.id] { m_docks->toggle(name); });
        QAction &action = m_commands.action(id);
        // What the dock is, not what the click says: it may only have come to the front.
        const auto refresh = [this, &action, name = panel.id] {
            action.setChecked(m_docks->isInSight(name));
        };
        connect(m_docks, &Docks::changed, this, refresh);
        connect(&action, &QAction::triggered, this, refresh);
        refresh();
    }
    for (const PageSpec &page : m_pages->specs()) {
        if (page.listed)
            bind(u"page."_s + page.id, [this, name = page.id] {
                if (QWidget *opened = m_pages->open(name))
                    opened->setFocus();
            });
    }
    for (const LayoutKind kind : kLayoutKinds) {
        const QString id = u"layout."_s + layoutName(kind);
        bind(id, [this, kind] { m_layouts->switchTo(kind); });
        const auto refresh = [this, id, kind] {
            m_commands.action(id).setChecked(m_layouts->current() == kind);
        };
        connect(m_layouts, &Layouts::switched, this, refresh);
        refresh();
    }
    bind(u"layout.save", [this] {
        m_layouts->keep();
        m_shell->say(tr("Reset layout goes back to this arrangement."));
    });
    bind(u"layout.reset", [this] { m_layouts->reset(); });
    bind(u"layout.original", [this] { m_layouts->original(); });
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark})
        bind(u"theme."_s + themeModeName(mode),
             [this, mode] { m_preferences.set(u"window/theme"_s, themeModeName(mode)); });
    setTheme(themeModeName(m_themes.mode()));
    bindHistory();
    bind(u"help.here", [this] { openHelpHere(); });
    bind(u"help.index", [this] { openHelp({}); });
    bind(u"help.shortcuts", [this] {
        if (auto *page = qobject_cast<SettingsPage *>(m_pages->open(u"settings"_s)))
            page->open(u"shortcuts"_s);
    });
    bind(u"help.about", [this] { showAbout(); });
}

/// What the pages of history do when they are in sight; else they are opened.
void MainWindow::bindHistory()
{
    for (const QStringView id :
         {u"history.search", u"history.open", u"history.compare", u"history.report",
          u"history.export", u"history.import", u"history.delete", u"history.undoDelete"})
        m_commands.bind(id, [this](bool) { m_pages->open(u"history"_s); });
    m_commands.bind(u"history.compareLast", [this](bool) {
        m_pages->open(u"compare"_s, compareArgument(u"previous"_s, u"latest"_s));
    });
    for (const QStringView id : {u"replay.play", u"replay.forward", u"replay.back",
                                 u"replay.speed1", u"replay.speed10", u"replay.speed100"}) {
        m_commands.bind(
            id, [this](bool) { m_shell->say(tr("Open a past run first: it can be replayed.")); });
    }
    for (const QStringView id : {u"compare.swap", u"compare.save"}) {
        m_commands.bind(
            id, [this](bool) { m_shell->say(tr("Compare two runs of the history first.")); });
    }
}

void MainWindow::setTheme(const QString &name)
{
    m_commands.action(u"theme."_s + name).setChecked(true);
    if (const ThemeMode mode = themeModeFromName(name); mode != m_themes.mode())
        m_themes.setMode(mode);
}

void MainWindow::openFolder()
{
    QFileDialog *dialog = folderDialog(tr("Open workspace"), m_controller.folder(), this);
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &RunController::openWorkspace);
    dialog->open();
}

void MainWindow::openExample()
{
    const QString example = findExample();
    if (example.isEmpty()) {
        m_shell->notify({Notification::Kind::Error,
                         tr("The example is not installed."),
                         tr("It belongs into share/assay/example beside the program."),
                         {},
                         {},
                         {}});
        return;
    }
    QFileDialog *dialog =
        folderDialog(tr("Folder for a copy of the example"), QDir::homePath(), this);
    connect(dialog, &QFileDialog::fileSelected, this, [this, example](const QString &folder) {
        m_shell->say(tr("Copying the example…"));
        QThreadPool::globalInstance()->start(
            [self = QPointer<MainWindow>(this), example, folder, stop = m_copying.get_token()] {
                auto copied = copyExample(example, folder, stop);
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [self, copied = std::move(copied)] {
                        if (!self)
                            return;
                        if (copied)
                            self->m_controller.openWorkspace(*copied);
                        else
                            self->m_shell->notify({Notification::Kind::Error,
                                                   copied.error().title,
                                                   copied.error().fix,
                                                   {},
                                                   {},
                                                   {}});
                    },
                    Qt::QueuedConnection);
            });
    });
    dialog->open();
}

/// The page of whatever has the keyboard: the nearest widget around it that names one.
void MainWindow::openHelpHere()
{
    QString page;
    for (const QWidget *at = QApplication::focusWidget(); at != nullptr && page.isEmpty();
         at = at->parentWidget())
        page = at->property("helpPage").toString();
    openHelp(page);
}

void MainWindow::openHelp(const QString &page)
{
    auto *help = qobject_cast<HelpPage *>(m_pages->open(u"help"_s));
    if (help == nullptr)
        return;
    help->open(page);
    help->setFocus();
}

void MainWindow::openSettings(const QString &search)
{
    auto *page = qobject_cast<SettingsPage *>(m_pages->open(u"settings"_s));
    if (page == nullptr)
        return;
    page->search(search);
    page->setFocus();
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

} // namespace assay::ui
