// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editor_commands.h"
#include "ui/window/panel_makers.h"
#include "ui/window/shell.h"

#include <QAction>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

EditorOptions optionsOf(const PanelContext &context)
{
    const Preferences &preferences = context.preferences;
    EditorOptions options;
    options.tabWidth = preferences.number(u"editor/tabWidth");
    options.wrap = preferences.isOn(u"editor/wrap");
    options.whitespace = preferences.isOn(u"editor/whitespace");
    options.formatOnSave = preferences.isOn(u"editor/formatOnSave");
    options.fixKeys =
        context.commands.action(u"editor.fix").shortcut().toString(QKeySequence::NativeText);
    return options;
}

} // namespace

void connectEditors(PanelContext &context)
{
    Editors &editors = context.editors;
    Shell &shell = context.shell;
    RunController &controller = context.controller;
    bindEditorCommands(context.commands, editors);
    QObject::connect(&shell, &Shell::fileWanted, &editors, &Editors::open);
    QObject::connect(&editors, &Editors::openWanted, &shell,
                     [&shell](const QString &path, int line, int column) {
                         auto *view = qobject_cast<EditorView *>(shell.openPage(u"editor"_s, path));
                         if (view == nullptr)
                             return;
                         if (line > 0)
                             view->goToWhenLoaded(line, std::max(1, column));
                         view->setFocus();
                     });
    QObject::connect(&editors, &Editors::closeWanted, &shell, &Shell::closePage);
    QObject::connect(&editors, &Editors::said, &shell, &Shell::say);
    QObject::connect(&editors, &Editors::runCaseRequested, &shell,
                     [&shell](const QStringList &ids) {
                         workbench::RunRequest request;
                         request.selection.only = QSet<QString>(ids.begin(), ids.end());
                         shell.run(request);
                     });
    QObject::connect(&shell, &Shell::pageChanged, &editors, [&editors](QWidget *page) {
        editors.setCurrent(qobject_cast<EditorView *>(page));
    });
    QObject::connect(&controller, &RunController::contentChanged, &editors,
                     [&editors, &controller, folder = QString()]() mutable {
                         if (std::exchange(folder, controller.folder()) == controller.folder())
                             editors.refresh();
                         else
                             editors.setServices(EditorServices::of(controller.folder()));
                     });
    const auto options = [&editors, &context] { editors.setOptions(optionsOf(context)); };
    QObject::connect(&context.preferences, &Preferences::changed, &editors, options);
    QObject::connect(&context.commands, &CommandRegistry::shortcutsChanged, &editors, options);
    options();
}

PanelParts makeEditorPage(PanelContext &context, const QString &path, QWidget *parent)
{
    Editors &editors = context.editors;
    EditorView *view = editors.makeView(editors.absolutePath(path), parent);
    bindEditorCommands(context.commands, editors, *view);
    return {view, nullptr, nullptr, [view, &editors] { return editors.mayClose(*view); }};
}

} // namespace assay::ui
