// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/selection.h"
#include "ui/timeline/timeline_metrics.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>

namespace assay::ui {

using namespace timeline;
using base::Nanoseconds;

namespace {

/// One notch of a wheel.
constexpr double kNotch = 120;
constexpr double kZoomPerNotch = 0.8;
constexpr double kPanPerNotch = 0.1; ///< of what is seen
constexpr double kKeyZoom = 0.5;
constexpr double kCrosshairPixels = 10;
/// What a double click shows beside the bar, of its length.
constexpr double kBesideBar = 0.15;

Nanoseconds part(Nanoseconds length, double factor)
{
    return Nanoseconds(static_cast<qint64>(static_cast<double>(length.count()) * factor));
}

TimeRange ordered(Nanoseconds a, Nanoseconds b)
{
    return {std::min(a, b), std::max(a, b)};
}

} // namespace

void TimelineView::setDrag(Drag drag)
{
    if (m_drag == Drag::Pan && drag != Drag::Pan)
        m_time.endGesture();
    m_drag = drag;
    if (drag == Drag::Pan) {
        m_time.beginGesture();
        m_pressedRange = m_time.range();
    }
    if (drag == Drag::Pan)
        viewport()->setCursor(Qt::ClosedHandCursor);
    else if (m_spaceHeld)
        viewport()->setCursor(Qt::OpenHandCursor);
    else
        viewport()->unsetCursor();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    ensureLaidOut();
    m_pressed = event->position();
    m_pressedAt = timeAt(m_pressed.x());
    if (!isOnTime(m_pressed))
        return;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld))
        setDrag(Drag::Pan);
    else if (event->button() == Qt::LeftButton)
        setDrag(Drag::Pressed);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    if (m_drag == Drag::Pressed &&
        std::abs(m_pointer.x() - m_pressed.x()) >= QApplication::startDragDistance())
        setDrag(Drag::Range);
    if (m_drag == Drag::Pan) {
        const Nanoseconds by =
            part(m_pressedRange.length(), (m_pressed.x() - m_pointer.x()) / m_axis.width);
        m_time.setRange({m_pressedRange.from + by, m_pressedRange.to + by});
        return;
    }
    const Nanoseconds at = timeAt(m_pointer.x());
    if (m_drag == Drag::Range && at != m_pressedAt)
        m_time.select(ordered(m_pressedAt, at));
    if (!isOnTime(m_pointer)) {
        m_time.setCrosshair({});
        return;
    }
    if (m_time.crosshair() == at) { // only up or down: another bar may be under it
        layOutReadOut();
        viewport()->update();
    }
    m_time.setCrosshair(at);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *)
{
    if (m_drag == Drag::Pressed) {
        const Lane::Hit hit = hitAt(m_pressed);
        if (hit.select)
            hit.select(m_selection);
        else
            m_time.select({});
    }
    setDrag(Drag::None);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Lane::Hit hit = hitAt(event->position());
    if (hit.tip.isEmpty())
        return;
    if (hit.select)
        hit.select(m_selection);
    m_time.select(hit.range);
    const Nanoseconds beside = part(hit.range.length(), kBesideBar);
    m_time.setRange({hit.range.from - beside, hit.range.to + beside});
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    ensureLaidOut();
    const QPointF turned = event->angleDelta();
    const bool scrolls =
        event->modifiers().testFlag(Qt::ControlModifier) || !isOnTime(event->position());
    if (scrolls) {
        const double by = turned.y() / kNotch * 3 * kScrollStep;
        verticalScrollBar()->setValue(verticalScrollBar()->value() - static_cast<int>(by));
        return;
    }
    m_time.beginGesture();
    m_wheelEnds.start();
    const bool sideways = std::abs(turned.x()) > std::abs(turned.y());
    if (sideways || event->modifiers().testFlag(Qt::ShiftModifier)) {
        const double notches = (sideways ? turned.x() : turned.y()) / kNotch;
        m_time.pan(part(m_time.range().length(), -notches * kPanPerNotch));
        return;
    }
    m_time.zoomAt(timeAt(event->position().x()), std::pow(kZoomPerNotch, turned.y() / kNotch));
}

void TimelineView::zoomBy(double factor)
{
    const auto &crosshair = m_time.crosshair();
    const TimeRange &range = m_time.range();
    const Nanoseconds middle = range.from + range.length() / 2;
    m_time.zoomAt(crosshair && range.contains(*crosshair) ? *crosshair : middle, factor);
}

void TimelineView::zoomToSelection()
{
    if (m_time.selected()) {
        m_time.setRange(*m_time.selected());
        return;
    }
    const auto &cases = m_feed.state().plan().cases;
    for (qsizetype i = 0; i < cases.size(); ++i) {
        if (cases[i].id != m_selection.caseId())
            continue;
        const auto &c = m_feed.state().caseAt(static_cast<events::CaseIndex>(i));
        const Nanoseconds end = c.isFinished() ? c.start + c.duration : m_feed.now();
        if (c.worker <= 0 || end <= c.start)
            return;
        const Nanoseconds beside = part(end - c.start, kBesideBar);
        m_time.setRange({c.start - beside, end + beside});
        return;
    }
}

void TimelineView::moveCrosshair(int direction)
{
    ensureLaidOut();
    m_pointer = {-1, -1}; // the keyboard leads now
    const TimeRange &range = m_time.range();
    const auto &crosshair = m_time.crosshair();
    const bool isSeen = crosshair && range.contains(*crosshair);
    const Nanoseconds from = isSeen ? *crosshair : range.from + range.length() / 2;
    const Nanoseconds by = part(range.length(), direction * kCrosshairPixels / m_axis.width);
    m_time.setCrosshair(std::clamp(from + by, range.from, range.to - Nanoseconds(1)));
    setAccessibleDescription(m_readOut.text());
}

bool TimelineView::keyWithModifiers(const QKeyEvent &event)
{
    const int direction = event.key() == Qt::Key_Right ? 1 : event.key() == Qt::Key_Left ? -1 : 0;
    if (direction == 0)
        return false;
    const Qt::KeyboardModifiers held = event.modifiers() & ~Qt::KeypadModifier;
    if (held == Qt::AltModifier)
        direction < 0 ? m_time.undo() : m_time.redo();
    else if (held == Qt::ShiftModifier)
        moveCrosshair(direction);
    else if (held == Qt::ControlModifier) {
        for (const LaneStack::Entry &entry : m_lanes.entries()) {
            if (!entry.hidden && entry.lane->selectNext(m_feed, m_selection, direction))
                break;
        }
    } else
        return false;
    return true;
}

bool TimelineView::keyAlone(const QKeyEvent &event)
{
    const TimeRange range = m_time.range();
    switch (event.key()) {
    case Qt::Key_Left:
        m_time.pan(part(range.length(), -kPanPerNotch));
        return true;
    case Qt::Key_Right:
        m_time.pan(part(range.length(), kPanPerNotch));
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        verticalScrollBar()->triggerAction(event.key() == Qt::Key_Up
                                               ? QAbstractSlider::SliderSingleStepSub
                                               : QAbstractSlider::SliderSingleStepAdd);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(event.key() == Qt::Key_PageUp
                                               ? QAbstractSlider::SliderPageStepSub
                                               : QAbstractSlider::SliderPageStepAdd);
        return true;
    case Qt::Key_Home:
        m_time.pan(-range.from);
        return true;
    case Qt::Key_End:
        m_time.pan(m_time.end() - range.to);
        m_time.setFollowing(true);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: // plus without Shift
        zoomBy(kKeyZoom);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / kKeyZoom);
        return true;
    case Qt::Key_0:
        m_time.showAll();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        zoomToSelection();
        return true;
    case Qt::Key_Escape:
        if (m_time.selected())
            m_time.select({});
        else if (m_time.crosshair())
            m_time.setCrosshair({});
        else
            return false; // somebody else's
        return true;
    default:
        return false;
    }
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            setDrag(m_drag);
        }
        return;
    }
    // A plus needs Shift on many keyboards.
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    const bool alone =
        held == Qt::NoModifier || (held == Qt::ShiftModifier && event->key() == Qt::Key_Plus);
    if (!(alone ? keyAlone(*event) : keyWithModifiers(*event)))
        event->ignore();
}

void TimelineView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        event->ignore();
        return;
    }
    m_spaceHeld = false;
    setDrag(m_drag);
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    m_spaceHeld = false; // its release goes to somebody else
    setDrag(Drag::None);
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && m_drag == Drag::None) {
        m_pointer = {-1, -1};
        m_time.setCrosshair({});
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace assay::ui
