// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editor_commands.h"

#include "ui/editor/editors.h"

#include <QAction>
#include <QInputDialog>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// Asks for the new name of the case at the cursor.
void askForCaseName(Editors &editors, EditorView &view)
{
    auto *dialog = new QInputDialog(&view);
    dialog->setObjectName(u"renameDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(EditorView::tr("Rename case"));
    dialog->setLabelText(EditorView::tr("New name, here and in every need:"));
    const auto here = view.caseAtCursor();
    dialog->setTextValue(here ? here->name : QString());
    QObject::connect(dialog, &QInputDialog::textValueSelected, &view,
                     [&editors, &view](const QString &name) {
                         if (const auto renamed = editors.renameCase(view, name); !renamed)
                             view.showProblem(renamed.error());
                     });
    dialog->open();
}

} // namespace

void bindEditorCommands(CommandRegistry &commands, Editors &editors, EditorView &view)
{
    const std::vector<std::pair<QStringView, std::function<void()>>> acts{
        {u"editor.save", [&view] { view.save(); }},
        {u"editor.undo", [&view] { view.editor().undo(); }},
        {u"editor.redo", [&view] { view.editor().redo(); }},
        {u"edit.find", [&view] { view.findBar().open(false); }},
        {u"edit.findNext", [&view] { view.findBar().findNext(true); }},
        {u"edit.findPrevious", [&view] { view.findBar().findNext(false); }},
        {u"editor.replace", [&view] { view.findBar().open(true); }},
        {u"editor.line", [&view] { view.goToLine(); }},
        {u"editor.complete", [&view] { view.complete(); }},
        {u"editor.help", [&view] { view.showHoverAtCursor(); }},
        {u"editor.fix", [&view] { view.showQuickFixes(); }},
        {u"editor.definition", [&view] { Q_EMIT view.definitionWanted(view.editor().offset()); }},
        {u"editor.rename", [&editors, &view] { askForCaseName(editors, view); }},
        {u"editor.format", [&view] { view.format(); }},
        {u"editor.fold", [&view] { view.toggleFold(); }},
        {u"editor.runCase", [&editors, &view] { editors.runCase(view); }},
    };
    for (const auto &[id, act] : acts)
        commands.bind(id, &view, [run = act](bool) { run(); });
    for (const auto &id : {u"editor.definition", u"editor.rename", u"editor.fix", u"editor.format",
                           u"editor.runCase"})
        view.editor().addAction(&commands.action(id)); // its context menu
}

void bindEditorCommands(CommandRegistry &commands, Editors &editors)
{
    for (const auto &id :
         {u"editor.save", u"editor.undo", u"editor.redo", u"editor.replace", u"editor.line",
          u"editor.complete", u"editor.help", u"editor.fix", u"editor.definition", u"editor.rename",
          u"editor.format", u"editor.fold", u"editor.runCase"}) {
        commands.bind(id,
                      [&editors](bool) { Q_EMIT editors.said(Editors::tr("Open a file first.")); });
    }
    commands.bind(u"editor.saveAll", [&editors](bool) { editors.saveAll(); });
}

} // namespace assay::ui
