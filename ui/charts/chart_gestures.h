// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/time_view.h"

#include <QObject>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace assay::ui {

class ChartPane;

/// What a hand does on a chart, told to the time axis: moving sets the crosshair, dragging selects,
/// the wheel zooms at the pointer, with Shift or the middle button it pans, a double click shows
/// all; Left and Right pan, + and - zoom, Home shows all, Escape ends the selection. Main thread.
class ChartGestures : public QObject
{
    Q_OBJECT
public:
    explicit ChartGestures(TimeView &time, QObject *parent);
    void watch(ChartPane &pane);
    void zoom(double factor); ///< at the crosshair, else in the middle

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool press(const ChartPane &pane, const QMouseEvent &event);
    bool move(const ChartPane &pane, const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool wheel(const ChartPane &pane, const QWheelEvent &event);
    bool key(const QKeyEvent &event);

    TimeView &m_time;
    Qt::MouseButton m_held = Qt::NoButton;
    double m_pressedX = 0;
    base::Nanoseconds m_pressedAt{};
    double m_lastX = 0;
    bool m_dragging = false;
};

} // namespace assay::ui
