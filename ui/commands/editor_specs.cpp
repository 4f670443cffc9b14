// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_registry.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Commands", text);
}

CommandSpec spec(const QString &id, MenuPlace menu, const QString &text, const QKeySequence &keys,
                 const QString &help, bool separated = false)
{
    CommandSpec result;
    result.id = id;
    result.menu = menu;
    result.text = text;
    result.shortcut = keys;
    result.help = help;
    result.separated = separated;
    return result;
}

} // namespace

std::vector<CommandSpec> editorCommandSpecs()
{
    using enum MenuPlace;
    const auto keys = [](QKeyCombination combination) { return QKeySequence(combination); };
    return {
        spec(u"editor.save"_s, File, tr("Save"), keys(Qt::CTRL | Qt::Key_S),
             tr("Write the file to the disk."), true),
        spec(u"editor.saveAll"_s, File, tr("Save all"), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
             tr("Write every file that is not saved.")),
        spec(u"editor.close"_s, File, tr("Close file"), keys(Qt::CTRL | Qt::Key_W),
             tr("Close the tab; what is not saved is asked about.")),
        spec(u"editor.undo"_s, Edit, tr("Undo"), keys(Qt::CTRL | Qt::Key_Z),
             tr("Take the last change of the text back; runs and reloads keep the history."), true),
        spec(u"editor.redo"_s, Edit, tr("Redo"), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
             tr("Make the change again that was taken back.")),
        spec(u"editor.find"_s, Edit, tr("Find in file"), {},
             tr("Find a text in the file; Ctrl+F while the text has the focus."), true),
        spec(u"editor.replace"_s, Edit, tr("Replace in file"), keys(Qt::CTRL | Qt::Key_H),
             tr("Find a text in the file and write another in its place.")),
        spec(u"editor.findNext"_s, Edit, tr("Find next"), keys(QKeyCombination(Qt::Key_F3)),
             tr("Go to the next place of the text.")),
        spec(u"editor.findPrevious"_s, Edit, tr("Find previous"), keys(Qt::SHIFT | Qt::Key_F3),
             tr("Go to the place of the text before this one.")),
        spec(u"editor.line"_s, Edit, tr("Go to line…"), keys(Qt::CTRL | Qt::Key_G),
             tr("Go to a line by its number.")),
        spec(u"editor.complete"_s, Edit, tr("Complete"), keys(Qt::CTRL | Qt::Key_Space),
             tr("List what can be written here."), true),
        spec(u"editor.help"_s, Edit, tr("What is this?"), keys(Qt::CTRL | Qt::Key_I),
             tr("Say what the word at the cursor means.")),
        spec(u"editor.fix"_s, Edit, tr("Quick fix…"), keys(Qt::ALT | Qt::Key_Return),
             tr("Correct the mistake at the cursor; Ctrl+. while the text has the focus.")),
        spec(u"editor.definition"_s, Edit, tr("Go to definition"),
             keys(QKeyCombination(Qt::Key_F12)),
             tr("Go to the case, file, service or variable that is named at the cursor.")),
        spec(u"editor.rename"_s, Edit, tr("Rename case…"), keys(Qt::SHIFT | Qt::Key_F6),
             tr("Rename the case at the cursor, and every need that names it.")),
        spec(u"editor.format"_s, Edit, tr("Format file"), keys(Qt::CTRL | Qt::SHIFT | Qt::Key_I),
             tr("Indent the file evenly; comments and meaning stay.")),
        spec(u"editor.fold"_s, Edit, tr("Fold or unfold"), keys(Qt::CTRL | Qt::Key_BracketLeft),
             tr("Hide or show the lines below this one.")),
        spec(u"editor.runCase"_s, Run, tr("Run case at cursor"), keys(Qt::CTRL | Qt::Key_Return),
             tr("Save the file and run the case that the cursor is in."), true),
    };
}

} // namespace assay::ui
