// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_view.h"

#include <algorithm>
#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::CaseIndex;

namespace {

/// What is followed is shown at least this large.
constexpr double kReadable = 0.6;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

QRectF GraphView::rectOf(int node) const
{
    return m_scene ? m_camera.toView(m_scene->layout.nodes[at(node)]) : QRectF();
}

bool GraphView::isShown(int node) const
{
    return QRectF(rect()).intersects(rectOf(node));
}

int GraphView::nodeAt(QPointF position) const
{
    if (!m_scene)
        return -1;
    // Far out a node is smaller than what a hand can hit.
    const double slack = std::max(0.0, 3 - 20 * m_camera.scale) / m_camera.scale;
    const QPointF point = m_camera.toScene(position);
    std::vector<int> found;
    m_scene->nodes.find(
        QRectF(point - QPointF(slack, slack), QSizeF(2 * slack + 1e-3, 2 * slack + 1e-3)), found);
    const auto distance = [&](int node) {
        return (m_scene->layout.nodes[at(node)].center() - point).manhattanLength();
    };
    const auto nearest = std::ranges::min_element(found, {}, distance);
    return nearest == found.end() ? -1 : *nearest;
}

int GraphView::groupAt(QPointF position) const
{
    if (!m_scene || m_camera.scale < 0.2)
        return -1;
    for (std::size_t g = 0; g < m_scene->layout.groups.size(); ++g) {
        const int first = m_scene->nodeOf(m_scene->graph.groups[g].cases.front());
        if (first >= 0 && !m_scene->graph.nodes[at(first)].folded &&
            GraphPainter::titleOf(m_scene->layout.groups[g], m_camera).contains(position))
            return static_cast<int>(g);
    }
    return -1;
}

void GraphView::follow()
{
    QRectF running;
    double nearest = 0;
    const QPointF middle = m_camera.toScene(QRectF(rect()).center());
    QRectF nearestRect;
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
        if (m_looks[i].status != Status::Running)
            continue;
        const QRectF &node = m_scene->layout.nodes[i];
        running |= node;
        const double distance = (node.center() - middle).manhattanLength();
        if (nearestRect.isNull() || distance < nearest) {
            nearest = distance;
            nearestRect = node;
        }
    }
    if (running.isNull())
        return;
    if (m_camera.scale < kReadable)
        m_camera.zoomAt(QRectF(rect()).center(), kReadable / m_camera.scale);
    // All of them when they fit, else the one that needs the shortest way: nothing jumps about.
    const QSizeF seen = QSizeF(size()) / m_camera.scale;
    const bool fits = running.width() <= seen.width() && running.height() <= seen.height();
    m_camera.reveal(fits ? running : nearestRect, size());
    m_framing = Framing::Free;
}

void GraphView::reveal(int node)
{
    m_camera.reveal(m_scene->layout.nodes[at(node)], size());
    m_framing = Framing::Free;
    update();
}

void GraphView::moved()
{
    m_framing = Framing::Free;
    if (m_scene)
        m_camera.clamp(m_scene->layout.size, size());
    if (std::exchange(m_following, false))
        Q_EMIT changed();
    update();
}

void GraphView::frame()
{
    m_camera.fit(m_scene->layout.size, size(),
                 m_framing == Framing::Readable ? kReadable : GraphCamera::kSmallest);
}

} // namespace assay::ui
