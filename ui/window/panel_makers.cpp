// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/panel_makers.h"

#include "ui/console/console_panel.h"
#include "ui/environments/environment_commands.h"
#include "ui/environments/environment_panel.h"
#include "ui/inspector/inspector_commands.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/suites/suite_commands.h"
#include "ui/suites/suites_panel.h"
#include "ui/views/problems_panel.h"
#include "ui/window/shell.h"

#include <QAction>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QLineEdit>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

struct Panels
{
    Q_DECLARE_TR_FUNCTIONS(Panels)
};

} // namespace

PanelParts makeSuitesPanel(PanelContext &context, QWidget *parent)
{
    auto *panel = new SuitesPanel(context.controller, context.themes, parent);
    CaseScope &scope = context.scope;
    Selection &selection = context.selection;
    QObject::connect(panel, &SuitesPanel::filterChanged, &scope,
                     [panel, &scope] { scope.setFilterText(panel->filterBox().text()); });
    QObject::connect(&scope, &CaseScope::filterChanged, panel, [panel, &scope] {
        if (panel->filterBox().text() != scope.filterText())
            panel->filterBox().setText(scope.filterText());
    });
    QObject::connect(panel, &SuitesPanel::caseSelected, &selection,
                     [panel, &selection, &scope](const QString &id) {
                         selection.selectCase(id);
                         scope.setChosen(panel->selectedCases());
                     });
    QObject::connect(panel, &SuitesPanel::selectionChanged, &scope, [panel, &scope] {
        if (panel->isAncestorOf(panel->window()->focusWidget()))
            scope.setChosen(panel->selectedCases());
    });
    QObject::connect(&selection, &Selection::changed, panel, [panel, &selection] {
        if (!selection.caseId().isEmpty())
            panel->reveal(selection.caseId());
    });
    const auto count = [panel, &scope] {
        const SuiteTreeModel::StatusCounts &counts = panel->model().counts();
        int bad = 0;
        for (const Status status : {Status::Failed, Status::Error, Status::TimedOut})
            bad += counts[static_cast<std::size_t>(status)];
        scope.setBad(bad, [panel] { return panel->model().casesWith(&isBad); });
    };
    // After the panel's own slots, which were connected first.
    QObject::connect(&context.controller, &RunController::contentChanged, panel, count);
    QObject::connect(&context.feed, &RunFeed::advanced, panel, count);
    context.commands.bind(u"filter.focus", panel, [&context, panel](bool) {
        context.shell.showPanel(u"suites"_s);
        panel->focusFilter();
    });
    context.commands.bind(u"filter.clear", panel,
                          [&scope](bool) { scope.setFilterText(QString()); });
    Shell &shell = context.shell;
    QObject::connect(panel, &SuitesPanel::runRequested, &shell, &Shell::run);
    QObject::connect(panel, &SuitesPanel::said, &shell, &Shell::say);
    QObject::connect(panel, &SuitesPanel::openFile, &shell, &Shell::editFile);
    QObject::connect(panel, &SuitesPanel::revealRequested, &selection,
                     [&selection, &shell](const QString &id) {
                         selection.selectCase(id);
                         shell.openPage(u"run"_s);
                     });
    bindSuiteCommands(context.commands, *panel);
    return {panel, panel->head(), nullptr, {}};
}

PanelParts makeEnvironmentPanel(PanelContext &context, QWidget *parent)
{
    auto *panel =
        new EnvironmentPanel(context.controller, context.environments, context.themes, parent);
    const auto tell = [panel, &context] {
        context.shell.setEnvironment(panel->environment(), panel->model().environmentState());
    };
    QObject::connect(panel, &EnvironmentPanel::environmentChanged, panel, tell);
    tell();
    Shell &shell = context.shell;
    Environments &environments = panel->environments();
    QObject::connect(panel, &EnvironmentPanel::said, &shell, &Shell::say);
    QObject::connect(panel, &EnvironmentPanel::openUrl, panel, &QDesktopServices::openUrl);
    QObject::connect(panel, &EnvironmentPanel::serviceSelected, &context.selection,
                     &Selection::selectService);
    QObject::connect(&environments, &Environments::changed, &shell, [&environments, &shell] {
        if (environments.isIdle())
            Q_EMIT shell.settled();
    });
    bindEnvironmentCommands(context.commands, *panel);
    return {panel, panel->head(), nullptr, [&environments] {
                environments.destroyAll();
                return environments.isIdle();
            }};
}

void connectInspector(InspectorPanel &panel, PanelContext &context)
{
    Shell &shell = context.shell;
    QObject::connect(&panel, &InspectorPanel::fileWanted, &shell,
                     [&shell, &context](const QString &path, int line, int column) {
                         shell.editFile(QDir(context.controller.folder()).absoluteFilePath(path),
                                        line, column);
                     });
    QObject::connect(&panel, &InspectorPanel::urlWanted, &panel, &QDesktopServices::openUrl);
    QObject::connect(&panel, &InspectorPanel::runWanted, &shell, &Shell::run);
    QObject::connect(&panel, &InspectorPanel::said, &shell, &Shell::say);
    QObject::connect(&panel, &InspectorPanel::failed, &shell,
                     [&shell](const QString &title, const QString &fix) {
                         shell.notify({Notification::Kind::Error, title, fix, {}, {}, {}});
                     });
    bindInspectorCommands(context.commands, panel);
}

PanelParts makeInspectorPanel(PanelContext &context, QWidget *parent)
{
    auto *panel = new InspectorPanel(context.feed, context.selection, context.themes, parent);
    panel->setEnvironments(context.environments);
    panel->setServiceActions({&context.commands.action(u"service.start"),
                              &context.commands.action(u"service.stop"),
                              &context.commands.action(u"service.copyEndpoint")});
    connectInspector(*panel, context);
    return {panel, panel->head(), nullptr, {}};
}

void bindConsoleCommands(ConsolePanel &console, PanelContext &context)
{
    ConsolePanel *panel = &console;
    CommandRegistry &commands = context.commands;
    commands.bind(u"edit.findNext", panel, [panel](bool) { panel->findNext(true); });
    commands.bind(u"edit.findPrevious", panel, [panel](bool) { panel->findNext(false); });
    commands.bind(u"console.atCrosshair", panel, [panel](bool) { panel->showCrosshair(); });
    commands.bind(u"console.save", panel, [panel](bool) { panel->saveAs(); });
    commands.bind(u"console.copy", panel, [panel](bool) { panel->copy(); });
    commands.bind(u"console.clear", panel, [panel](bool) { panel->clear(); });
    QObject::connect(panel, &ConsolePanel::failed, panel,
                     [&context](const QString &title, const QString &fix) {
                         context.shell.notify({Notification::Kind::Error, title, fix, {}, {}, {}});
                     });
}

PanelParts makeConsolePanel(PanelContext &context, QWidget *parent)
{
    auto *panel =
        new ConsolePanel(context.feed, context.selection, context.timeView, context.themes, parent);
    CommandRegistry &commands = context.commands;
    bindConsoleCommands(*panel, context);
    commands.bind(u"edit.find", panel, [panel, &context](bool) {
        context.shell.showPanel(u"console"_s);
        panel->focusSearch();
    });
    commands.bind(u"console.follow", panel, [panel](bool on) { panel->setFollowing(on); });
    commands.action(u"console.follow").setChecked(panel->isFollowing());
    QObject::connect(panel, &ConsolePanel::followingChanged, &commands.action(u"console.follow"),
                     &QAction::setChecked);
    return {panel, nullptr, panel->controls(), {}};
}

PanelParts makeProblemsPanel(PanelContext &context, QWidget *parent)
{
    auto *panel = new ProblemsPanel(context.themes, parent);
    const auto retitle = [panel] {
        const int count = panel->model().rowCount();
        panel->setWindowTitle(count > 0 ? Panels::tr("Problems (%1)").arg(count)
                                        : Panels::tr("Problems"));
    };
    QObject::connect(&panel->model(), &QAbstractItemModel::modelReset, panel, retitle);
    QObject::connect(&context.controller, &RunController::contentChanged, panel, [panel, &context] {
        ProblemModel &model = panel->model();
        for (const QString &file : model.editedFiles()) {
            const EditorView *view = context.editors.viewOf(context.editors.absolutePath(file));
            if (view == nullptr || !view->document().isModified())
                model.forgetEdited(file);
        }
        model.setWorkspaceProblems(context.controller.content().diagnostics);
    });
    // A text that is saved stays the editor's until the workspace has been read anew.
    QObject::connect(&context.editors, &Editors::diagnosed, panel, [panel](EditorView *view) {
        if (view->document().isModified() || panel->model().editedFiles().contains(view->file()))
            panel->model().setEditedProblems(view->file(), view->diagnostics());
    });
    QObject::connect(&context.editors, &Editors::closed, &panel->model(),
                     &ProblemModel::forgetEdited);
    QObject::connect(&context.feed, &RunFeed::reset, panel,
                     [panel] { panel->model().setRunProblems({}); });
    QObject::connect(&context.controller, &RunController::refused, panel,
                     [panel, &context](const std::vector<suite::Diagnostic> &diagnostics) {
                         panel->model().setRunProblems(diagnostics);
                         context.shell.showPanel(u"problems"_s);
                     });
    QObject::connect(panel, &ProblemsPanel::openFile, &context.shell, &Shell::editFile);
    return {panel, nullptr, nullptr, {}};
}

} // namespace assay::ui
