// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/outline.h"
#include "suite/assist/workspace_view.h"

#include <optional>

namespace assay::suite::assist {

/// What is said of the word under the pointer.
struct Hover
{
    Span span;     ///< of the word
    QString title; ///< "needs", "stores a text"
    QString text;  ///< plain, some short lines; may be empty
};
/// Of a key: what it means and takes; of a value that names something: what that is; of a name in
/// `${...}`: where it comes from. Any thread.
[[nodiscard]] std::optional<Hover> hoverAt(const QString &text, qsizetype offset,
                                           const QString &file, const WorkspaceView &view);

/// Where the thing under the cursor is made: the case of a need, the file of an include, a dataset,
/// a mock or a golden file, an environment, a service, a block, a phase, a variable or capture of
/// an expression. Nothing when there is none. Any thread.
[[nodiscard]] std::optional<base::SourcePosition>
definitionAt(const QString &text, qsizetype offset, const QString &file, const WorkspaceView &view);

/// The case around a place of a file.
struct CaseAt
{
    QString name;
    QStringList ids; ///< without a row's key; of an include: one for each suite that includes it
    Span span;       ///< from its dash to the end of its last value
    Span nameSpan;
};
[[nodiscard]] std::optional<CaseAt> caseAt(const QString &text, qsizetype offset,
                                           const QString &file, const WorkspaceView &view);

} // namespace assay::suite::assist
