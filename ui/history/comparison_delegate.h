// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/delegates.h"

namespace assay::ui {

/// Cells of a comparison: the verdict as a pill, figures in columns. Main thread.
class ComparisonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ComparisonDelegate(const ThemeManager &themes, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const ThemeManager &m_themes;
    TabularFigures m_figures;
};

} // namespace assay::ui
