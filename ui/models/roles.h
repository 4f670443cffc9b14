// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace assay::ui {

/// What delegates and panels ask of every model beside the text.
enum ItemRole {
    StatusRole = Qt::UserRole + 1, ///< int of Status; invalid when it has none
    CaseIdRole,                    ///< QString
    NoteRole,                      ///< a muted text at the right or after the name
    SortRole,
    KeyRole,        ///< stable name of a tree node, for the expand state
    StrongRole,     ///< bool: bold
    FiguresRole,    ///< bool: set in tabular figures
    TagsRole,       ///< QStringList
    QuarantineRole, ///< bool
    ChangedRole,    ///< bool: edited since it last ran
};

} // namespace assay::ui
