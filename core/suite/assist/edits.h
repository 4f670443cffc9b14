// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "suite/assist/outline.h"
#include "suite/assist/workspace_view.h"
#include "suite/diagnostics.h"

namespace assay::suite::assist {

/// A part of a file and what takes its place. Edits of one list do not overlap.
struct TextEdit
{
    QString file;
    Span span;
    QString text;

    friend bool operator==(const TextEdit &, const TextEdit &) = default;
};

/// The text with the edits that name `file`, in whatever order they stand.
[[nodiscard]] QString edited(QString text, const QString &file, std::vector<TextEdit> edits);

/// Renames the case at the offset (its name, or a need that names it) in every file of the view:
/// the name itself and all needs. Quotes stay as they are. An error when no case is there, or when
/// the name is empty, taken, or could not be told from a file or a row. `text` is that of `file`,
/// the view has all others. Any thread.
[[nodiscard]] base::Result<std::vector<TextEdit>> renameCase(const QString &text, qsizetype offset,
                                                             const QString &newName,
                                                             const QString &file,
                                                             const WorkspaceView &view);

struct QuickFix
{
    QString title; ///< a command: "Replace with \"needs\""
    std::vector<TextEdit> edits;
};
/// What can be done about a mistake of the loader at once; may be empty. `text` must be what the
/// diagnostic was made of. Any thread.
[[nodiscard]] std::vector<QuickFix> quickFixesFor(const Diagnostic &diagnostic,
                                                  const QString &text);
/// What a diagnostic underlines: the word, the key or the value at its position.
[[nodiscard]] Span spanOf(const Diagnostic &diagnostic, const QString &text);

/// The text with `step` spaces a level (of two below a dash, which are beside it), lists indented
/// below their keys, no spaces at line ends, at most one empty line between others, and a line
/// break at the end. Comments, quotes, and all that is not indentation stay as they are. An error
/// when the text does not parse, or would not parse to the same nodes. Any thread.
[[nodiscard]] base::Result<QString> formatted(const QString &text, int step = 2);

} // namespace assay::suite::assist
