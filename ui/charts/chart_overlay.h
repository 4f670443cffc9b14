// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_pane.h"
#include "ui/run/time_view.h"
#include "ui/theme/theme.h"

#include <QRegion>
#include <QWidget>

namespace assay::ui {

/// Over all charts of a stack: the one crosshair with a read-out of every visible series at it, and
/// the selected stretch of time. Takes no mouse. Main thread.
class ChartOverlay : public QWidget
{
    Q_OBJECT
public:
    ChartOverlay(TimeView &time, ThemeManager &themes, QWidget *stack);

    void setPanes(std::vector<ChartPane *> panes);
    /// Paints anew what moved, and only that: below it charts are painted anew with it.
    void refresh();
    /// What the read-out of a pane says, a line for each series; empty without a crosshair.
    [[nodiscard]] QStringList readOut(const ChartPane &pane) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Note
    {
        QString text;
        Role role = Role::Text;
    };
    [[nodiscard]] std::vector<Note> notesOf(const ChartPane &pane) const;
    [[nodiscard]] QRectF placeOf(const ChartPane &pane) const;
    [[nodiscard]] QRectF boxOf(const QRectF &place, double x, const std::vector<Note> &notes) const;
    [[nodiscard]] QRegion covered() const;

    TimeView &m_time;
    ThemeManager &m_themes;
    TabularFigures m_figures;
    std::vector<ChartPane *> m_panes;
    QRegion m_covered;
};

} // namespace assay::ui
