// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

class Editors;
class EditorView;

/// What editorCommandSpecs() and "edit.find" do for a file in sight; forgotten with its view.
void bindEditorCommands(CommandRegistry &commands, Editors &editors, EditorView &view);
/// What they do when no file is in sight: Editors says that one must be opened.
void bindEditorCommands(CommandRegistry &commands, Editors &editors);

} // namespace assay::ui
