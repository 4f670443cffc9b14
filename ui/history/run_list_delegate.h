// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/views/delegates.h"

namespace assay::ui {

/// Rows of the list of runs: status before the id, and a strip of outcomes. Main thread.
class RunListDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RunListDelegate(const ThemeManager &themes, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const ThemeManager &m_themes;
    TabularFigures m_figures;
    QFont m_fixed;
};

/// Draws counts as a bar: bad cases first and never thinner than two pixels.
void paintOutcomeStrip(QPainter &painter, const QRectF &bar, const events::RunState::Counts &counts,
                       const Theme &theme);

} // namespace assay::ui
