// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/outline.h"
#include "suite/assist/workspace_view.h"

namespace assay::suite::assist {

struct Completion
{
    enum class Kind { Key, Value, Name, Case, File };
    Kind kind = Kind::Key;
    QString label;  ///< what the list shows and the typed word is compared with
    QString insert; ///< what takes the place of `Completions::replaced`
    QString help;   ///< one sentence; may be empty
};

struct Completions
{
    Span replaced; ///< the word that is being typed
    std::vector<Completion> items;
};

/// What can be written at the offset of a text that is being typed, in the order of the format:
/// keys, words, step kinds and matchers from the shape of the file; inside `${...}` the variables,
/// captures, columns and services in scope; names of cases, environments, blocks, files where they
/// are meant. Items are not narrowed by the word: the list does that. Empty in comments and where
/// nothing is known. Any thread.
[[nodiscard]] Completions completions(const QString &text, qsizetype offset, const QString &file,
                                      const WorkspaceView &view);

} // namespace assay::suite::assist
