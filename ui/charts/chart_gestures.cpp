// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_gestures.h"

#include "ui/charts/chart_pane.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace assay::ui {

using base::Nanoseconds;

namespace {

constexpr double kZoomPerNotch = 0.8;
constexpr double kPanPerNotch = 0.1; ///< of what is shown
constexpr double kNotch = 120;       ///< QWheelEvent: eighths of a degree

Nanoseconds part(Nanoseconds length, double share)
{
    return Nanoseconds(std::llround(static_cast<double>(length.count()) * share));
}

} // namespace

ChartGestures::ChartGestures(TimeView &time, QObject *parent)
    : QObject(parent)
    , m_time(time)
{
}

void ChartGestures::watch(ChartPane &pane)
{
    pane.installEventFilter(this);
    pane.viewport()->setMouseTracking(true);
    pane.viewport()->installEventFilter(this);
}

void ChartGestures::zoom(double factor)
{
    const TimeRange &range = m_time.range();
    const auto &crosshair = m_time.crosshair();
    m_time.zoomAt(crosshair && range.contains(*crosshair) ? *crosshair
                                                          : range.from + range.length() / 2,
                  factor);
}

bool ChartGestures::eventFilter(QObject *watched, QEvent *event)
{
    const auto *pane = qobject_cast<ChartPane *>(watched);
    if (pane != nullptr)
        return event->type() == QEvent::KeyPress && key(static_cast<QKeyEvent &>(*event));
    pane = qobject_cast<ChartPane *>(watched->parent());
    if (pane == nullptr)
        return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*pane, static_cast<QMouseEvent &>(*event));
    case QEvent::MouseMove:
        return move(*pane, static_cast<QMouseEvent &>(*event));
    case QEvent::MouseButtonRelease:
        return release(static_cast<QMouseEvent &>(*event));
    case QEvent::MouseButtonDblClick:
        m_held = Qt::NoButton;
        m_time.showAll();
        return true;
    case QEvent::Wheel:
        return wheel(*pane, static_cast<QWheelEvent &>(*event));
    case QEvent::Leave:
        m_time.setCrosshair({});
        return false;
    default:
        return false;
    }
}

bool ChartGestures::press(const ChartPane &pane, const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton && event.button() != Qt::MiddleButton)
        return false;
    m_held = event.button();
    m_pressedX = m_lastX = event.position().x();
    m_pressedAt = pane.timeAxis().at(m_pressedX);
    m_dragging = false;
    return false; // the pane still takes the focus
}

bool ChartGestures::move(const ChartPane &pane, const QMouseEvent &event)
{
    const TimeAxis axis = pane.timeAxis();
    const double x = event.position().x();
    const TimeRange range = m_time.range();
    const Nanoseconds at = std::clamp(axis.at(x), range.from, range.to - Nanoseconds(1));
    m_dragging = m_dragging || std::abs(x - m_pressedX) >= QApplication::startDragDistance() / 2.0;
    if (m_held == Qt::LeftButton && m_dragging)
        m_time.select(
            TimeRange{std::min(m_pressedAt, at), std::max(m_pressedAt, at) + Nanoseconds(1)});
    if (m_held == Qt::MiddleButton) {
        m_time.pan(axis.at(m_lastX) - axis.at(x));
        m_lastX = x;
    }
    if (pane.plot().left() <= x && x <= pane.plot().right())
        m_time.setCrosshair(at);
    else
        m_time.setCrosshair({});
    return true;
}

bool ChartGestures::release(const QMouseEvent &event)
{
    if (event.button() == Qt::LeftButton && m_held == Qt::LeftButton && !m_dragging)
        m_time.select({});
    m_held = Qt::NoButton;
    return false;
}

bool ChartGestures::wheel(const ChartPane &pane, const QWheelEvent &event)
{
    const QPoint turned = event.angleDelta();
    if (event.modifiers() & Qt::ShiftModifier || std::abs(turned.x()) > std::abs(turned.y())) {
        const int by = turned.x() != 0 ? turned.x() : turned.y();
        m_time.pan(part(m_time.range().length(), -kPanPerNotch * by / kNotch));
    } else if (turned.y() != 0) {
        m_time.zoomAt(pane.timeAxis().at(event.position().x()),
                      std::pow(kZoomPerNotch, turned.y() / kNotch));
    }
    return true;
}

bool ChartGestures::key(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    const Nanoseconds length = m_time.range().length();
    switch (event.key()) {
    case Qt::Key_Left:
        m_time.pan(part(length, -kPanPerNotch));
        return true;
    case Qt::Key_Right:
        m_time.pan(part(length, kPanPerNotch));
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kZoomPerNotch);
        return true;
    case Qt::Key_Minus:
        zoom(1 / kZoomPerNotch);
        return true;
    case Qt::Key_Home:
        m_time.showAll();
        return true;
    case Qt::Key_Escape:
        if (!m_time.selected())
            return false;
        m_time.select({});
        return true;
    default:
        return false;
    }
}

} // namespace assay::ui
