// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_view.h"

#include <QCursor>

#include <utility>

namespace assay::ui {

using events::CaseIndex;

namespace {

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

void GraphView::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    if (following && m_scene)
        follow();
    update();
    Q_EMIT changed();
}

void GraphView::setGrouping(Grouping grouping)
{
    if (m_asked.grouping == grouping)
        return;
    m_asked.grouping = grouping;
    m_asked.folded.clear();
    m_framing = Framing::Readable;
    relay();
}

void GraphView::setFolded(const QString &key, bool folded)
{
    if (m_asked.folded.contains(key) == folded)
        return;
    if (folded)
        m_asked.folded.insert(key);
    else
        m_asked.folded.remove(key);
    relay();
}

void GraphView::foldAll()
{
    if (!m_scene || m_scene->graph.groups.empty())
        return;
    for (const GraphGroup &group : m_scene->graph.groups)
        m_asked.folded.insert(group.key);
    m_framing = Framing::Readable;
    relay();
}

void GraphView::unfoldAll()
{
    if (m_asked.folded.isEmpty())
        return;
    m_asked.folded.clear();
    m_framing = Framing::Readable;
    relay();
}

void GraphView::toggleFoldOfCurrent()
{
    if (!m_scene || m_current < 0)
        return;
    const GraphNode &node = m_scene->graph.nodes[at(m_current)];
    if (node.group >= 0)
        setFolded(m_scene->graph.groups[at(node.group)].key, !node.folded);
}

void GraphView::focusCurrent(int hops)
{
    if (hops <= 0) {
        if (m_asked.focus.empty())
            return;
        m_asked.focus.clear();
    } else {
        if (!m_scene || m_current < 0)
            return;
        m_asked.focus = {m_scene->graph.nodes[at(m_current)].index};
        m_asked.hops = hops;
    }
    m_framing = Framing::Readable;
    relay();
}

void GraphView::zoom(double factor)
{
    const QPointF pointer = mapFromGlobal(QCursor::pos());
    m_camera.zoomAt(underMouse() && rect().contains(pointer.toPoint()) ? pointer
                                                                       : QRectF(rect()).center(),
                    factor);
    m_framing = Framing::Free;
    update();
}

void GraphView::fitAll()
{
    m_framing = Framing::All;
    if (m_scene)
        frame();
    if (std::exchange(m_following, false))
        Q_EMIT changed();
    update();
}

int GraphView::search(const QString &text)
{
    m_searched = text.trimmed();
    m_filter = CaseFilter::parse(m_searched);
    markHits();
    update();
    return m_hitCount;
}

void GraphView::markHits()
{
    m_hits.clear();
    m_hitCount = 0;
    if (!m_scene || m_searched.isEmpty() || m_filter.isEmpty())
        return;
    m_hits.assign(m_scene->graph.nodes.size(), false);
    const events::RunState &state = m_feed.state();
    for (CaseIndex i = 0; i < static_cast<CaseIndex>(state.cases().size()); ++i) {
        const int node = m_scene->nodeOf(i);
        if (node < 0)
            continue;
        const events::PlannedCase &planned = state.planned(i);
        const auto &one = state.caseAt(i);
        if (!m_filter.matches({planned.name + u' ' + planned.key,
                               planned.suite + u' ' + planned.position.file, planned.tags,
                               statusOf(one), one.duration}))
            continue;
        ++m_hitCount;
        m_hits[at(node)] = true;
    }
}

void GraphView::find(int by)
{
    if (m_hitCount == 0)
        return;
    // In the order of the plan, around the end.
    const int count = static_cast<int>(m_hits.size());
    int node = m_current < 0 ? (by > 0 ? -1 : count) : m_current;
    do
        node = (node + by + count) % count;
    while (!m_hits[at(node)]);
    setCurrent(node, true);
    reveal(node);
}

} // namespace assay::ui
