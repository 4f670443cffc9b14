// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

namespace assay::ui {

/// Makes a row the current and the only selected one. The view's own setCurrentIndex() would add to
/// what is selected while Shift or Ctrl is still down from a shortcut.
inline void selectRow(QAbstractItemView &view, const QModelIndex &index)
{
    view.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                      QItemSelectionModel::Rows);
}

} // namespace assay::ui
