// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/time_view.h"
#include "ui/theme/figures.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace assay::ui {

/// The line of times above a stack of charts, with the crosshair's and the selection's. Main
/// thread.
class TimeRuler : public QWidget
{
    Q_OBJECT
public:
    TimeRuler(TimeView &time, ThemeManager &themes, QWidget *parent);
    /// Where the plots below start and how wide they are.
    void setPlot(double left, double width);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRectF flagAt(double x, const QString &text) const;

    TimeView &m_time;
    ThemeManager &m_themes;
    TabularFigures m_figures;
    double m_left = 0;
    double m_width = 1;
};

} // namespace assay::ui
