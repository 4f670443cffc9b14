// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/editor_specs.h"

#include "ui/commands/spec_maker.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::ui", text);
}

} // namespace

std::vector<CommandSpec> editorCommandSpecs()
{
    const SpecMaker file{MenuPlace::File, {}};
    const SpecMaker edit{MenuPlace::Edit, {}};
    const SpecMaker code{MenuPlace::Edit, tr("Suite file")};
    const SpecMaker run{MenuPlace::Run, {}};
    const auto keys = [](QKeyCombination combination) { return QKeySequence(combination); };
    return {
        SpecMaker::separated(file(u"editor.save"_s, tr("Save"), tr("Write the file to the disk."),
                                  keys(Qt::CTRL | Qt::Key_S))),
        file(u"editor.saveAll"_s, tr("Save all"), tr("Write every file that is not saved."),
             keys(Qt::CTRL | Qt::ALT | Qt::Key_S)),
        SpecMaker::separated(
            edit(u"editor.undo"_s, tr("Undo"),
                 tr("Take the last change of the text back; runs and reloads keep the history."),
                 keys(Qt::CTRL | Qt::Key_Z))),
        edit(u"editor.redo"_s, tr("Redo"), tr("Make the change again that was taken back."),
             keys(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)),
        edit(u"editor.replace"_s, tr("Replace…"),
             tr("Find a text in the file and write another in its place."),
             keys(Qt::CTRL | Qt::SHIFT | Qt::Key_H)),
        edit(u"editor.line"_s, tr("Go to line…"), tr("Go to a line by its number."),
             keys(Qt::CTRL | Qt::Key_G)),
        code(u"editor.complete"_s, tr("Complete"), tr("List what can be written here."),
             keys(Qt::CTRL | Qt::Key_Space)),
        code(u"editor.help"_s, tr("What is this?"), tr("Say what the word at the cursor means."),
             keys(Qt::CTRL | Qt::Key_I)),
        code(u"editor.fix"_s, tr("Quick fix…"), tr("Correct the mistake at the cursor."),
             keys(Qt::ALT | Qt::Key_Return)),
        code(u"editor.definition"_s, tr("Go to definition"),
             tr("Go to the case, file, service or variable that is named at the cursor."),
             keys(QKeyCombination(Qt::Key_F12))),
        code(u"editor.rename"_s, tr("Rename case…"),
             tr("Rename the case at the cursor, and every need that names it."),
             keys(Qt::SHIFT | Qt::Key_F6)),
        code(u"editor.format"_s, tr("Format file"),
             tr("Indent the file evenly; comments and meaning stay."),
             keys(Qt::CTRL | Qt::SHIFT | Qt::Key_I)),
        code(u"editor.fold"_s, tr("Fold or unfold lines"),
             tr("Hide or show the lines that belong to this one."),
             keys(Qt::CTRL | Qt::Key_BracketLeft)),
        SpecMaker::separated(run(u"editor.runCase"_s, tr("Run case at cursor"),
                                 tr("Save the file and run the case that the cursor is in."),
                                 keys(Qt::CTRL | Qt::Key_Return))),
    };
}

} // namespace assay::ui
