// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kZoomStep = 1.2;
constexpr double kWheelNotch = 120;
constexpr double kPanStep = 80;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

void GraphView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_dragFrom = event->position();
    m_dragged = false;
    if (event->button() != Qt::LeftButton)
        return;
    if (const int node = nodeAt(event->position()); node >= 0)
        setCurrent(node, true);
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragFrom) {
        const bool over = nodeAt(event->position()) >= 0 || groupAt(event->position()) >= 0;
        setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const QPointF way = event->position() - *m_dragFrom;
    if (!m_dragged && way.manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragged = true;
    setCursor(Qt::ClosedHandCursor);
    m_camera.pan(way);
    m_dragFrom = event->position();
    moved();
}

void GraphView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool click = m_dragFrom && !m_dragged && event->button() == Qt::LeftButton;
    m_dragFrom.reset();
    unsetCursor();
    if (!click || nodeAt(event->position()) >= 0)
        return;
    if (const int group = groupAt(event->position()); group >= 0)
        setFolded(m_scene->graph.groups[at(group)].key, true);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int node = nodeAt(event->position());
    if (event->button() != Qt::LeftButton || node < 0)
        return;
    const GraphNode &shown = m_scene->graph.nodes[at(node)];
    if (shown.folded)
        setFolded(m_scene->graph.groups[at(shown.group)].key, false);
    else
        Q_EMIT activated(m_asked.plan.cases[shown.index].id);
}

void GraphView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / kWheelNotch;
    if (notches == 0 || !m_scene)
        return;
    m_camera.zoomAt(event->position(), std::pow(kZoomStep, notches));
    moved();
    event->accept();
}

/// Of some nodes the one that stands nearest to the height of the current one.
int GraphView::along(const std::vector<int> &nodes) const
{
    const double height = m_scene->layout.nodes[at(m_current)].center().y();
    const auto nearest = std::ranges::min_element(nodes, {}, [&](int node) {
        return std::abs(m_scene->layout.nodes[at(node)].center().y() - height);
    });
    return nearest == nodes.end() ? -1 : *nearest;
}

/// The nearest node in a direction; what stands aside counts as further away.
int GraphView::towards(QPointF direction) const
{
    const QPointF from = m_scene->layout.nodes[at(m_current)].center();
    int best = -1;
    double least = 0;
    for (std::size_t i = 0; i < m_scene->layout.nodes.size(); ++i) {
        const QPointF way = m_scene->layout.nodes[i].center() - from;
        const double ahead = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        if (ahead < 1 || aside > 2 * ahead + 60)
            continue;
        const double cost = ahead + 3 * aside;
        if (best < 0 || cost < least) {
            best = static_cast<int>(i);
            least = cost;
        }
    }
    return best;
}

void GraphView::walk(Qt::Key key)
{
    if (m_scene->graph.nodes.empty())
        return;
    int next = -1;
    if (m_current < 0 || key == Qt::Key_Home)
        next = 0;
    else if (key == Qt::Key_End)
        next = static_cast<int>(m_scene->graph.nodes.size()) - 1;
    else if (key == Qt::Key_Right)
        next = along(m_scene->after[at(m_current)]);
    else if (key == Qt::Key_Left)
        next = along(m_scene->before[at(m_current)]);
    if (next < 0) {
        const QPointF direction = key == Qt::Key_Right  ? QPointF(1, 0)
                                  : key == Qt::Key_Left ? QPointF(-1, 0)
                                  : key == Qt::Key_Down ? QPointF(0, 1)
                                                        : QPointF(0, -1);
        // Where an edge could have led but none does, the arrow means the place.
        next = towards(direction);
    }
    if (next < 0)
        return;
    setCurrent(next, true);
    reveal(next);
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    if (!m_scene)
        return QWidget::keyPressEvent(event);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const auto pan = [&](double x, double y) {
        m_camera.pan({x, y});
        moved();
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return control ? pan(kPanStep, 0) : walk(Qt::Key_Left);
    case Qt::Key_Right:
        return control ? pan(-kPanStep, 0) : walk(Qt::Key_Right);
    case Qt::Key_Up:
        return control ? pan(0, kPanStep) : walk(Qt::Key_Up);
    case Qt::Key_Down:
        return control ? pan(0, -kPanStep) : walk(Qt::Key_Down);
    case Qt::Key_PageUp:
        return pan(0, height() * 0.8);
    case Qt::Key_PageDown:
        return pan(0, -height() * 0.8);
    case Qt::Key_Home:
        return walk(Qt::Key_Home);
    case Qt::Key_End:
        return walk(Qt::Key_End);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(kZoomStep);
    case Qt::Key_Minus:
        return zoom(1 / kZoomStep);
    case Qt::Key_0:
        return fitAll();
    case Qt::Key_Space:
        return toggleFoldOfCurrent();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current < 0)
            break;
        if (m_scene->graph.nodes[at(m_current)].folded)
            return toggleFoldOfCurrent();
        Q_EMIT activated(m_asked.plan.cases[m_scene->graph.nodes[at(m_current)].index].id);
        return;
    case Qt::Key_Escape:
        if (hops() == 0)
            break;
        return focusCurrent(0);
    case Qt::Key_Slash:
        Q_EMIT searchWanted();
        return;
    case Qt::Key_F:
        if (!control)
            break;
        Q_EMIT searchWanted();
        return;
    case Qt::Key_F3:
        return event->modifiers().testFlag(Qt::ShiftModifier) ? findPrevious() : findNext();
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void GraphView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_scene)
        return;
    if (event->reason() == QContextMenuEvent::Mouse) {
        if (const int node = nodeAt(event->pos()); node >= 0)
            setCurrent(node, true);
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool any = m_current >= 0;
    menu->addAction(tr("Show only what is next to it"), this, [this] { focusCurrent(1); })
        ->setEnabled(any);
    for (const int hops : {2, 3}) {
        menu->addAction(tr("Show only what is %1 edges away").arg(hops), this,
                        [this, hops] { focusCurrent(hops); })
            ->setEnabled(any);
    }
    menu->addAction(tr("Show everything"), this, [this] { focusCurrent(0); })
        ->setEnabled(hops() > 0);
    menu->addSeparator();
    const bool grouped = !m_scene->graph.groups.empty();
    const bool folded = any && m_scene->graph.nodes[at(m_current)].folded;
    menu->addAction(folded ? tr("Unfold group") : tr("Fold group"), this,
                    &GraphView::toggleFoldOfCurrent)
        ->setEnabled(grouped && any);
    menu->addAction(tr("Fold all groups"), this, &GraphView::foldAll)->setEnabled(grouped);
    menu->addAction(tr("Unfold all groups"), this, &GraphView::unfoldAll)
        ->setEnabled(!m_asked.folded.isEmpty());
    menu->addSeparator();
    menu->addAction(tr("Fit all"), this, &GraphView::fitAll);
    const QPoint place = event->reason() == QContextMenuEvent::Mouse || !any
                             ? event->globalPos()
                             : mapToGlobal(rectOf(m_current).bottomLeft().toPoint());
    menu->popup(place);
}

bool GraphView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const int node = nodeAt(help->pos()); node >= 0)
            QToolTip::showText(help->globalPos(), describe(node), this,
                               rectOf(node).toAlignedRect());
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void GraphView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void GraphView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace assay::ui
