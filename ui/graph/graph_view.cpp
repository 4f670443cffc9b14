// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_view.h"

#include <QAccessible>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::CaseIndex;

namespace {

constexpr double kSweepSeconds = 1.6;
/// A run may change hundreds of nodes in a frame: they are painted so often, and what runs is
/// followed in steps that an eye can follow, too.
constexpr int kShowMs = 50;
constexpr int kFollowMs = 250;

/// From here on another shape of the view is worth another layout.
constexpr double kOtherShape = 1.5;

double shapeOf(QSize view)
{
    return std::clamp(double(view.width()) / std::max(1, view.height()), 1.0, 8.0);
}

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

GraphView::GraphView(RunFeed &feed, Selection &selection, const ThemeManager &themes,
                     QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_themes(themes)
{
    setObjectName(u"graph"_s);
    setAccessibleName(tr("Execution graph"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setMinimumSize(120, 80);
    m_show.setSingleShot(true);
    m_show.setInterval(kShowMs);
    m_sinceFollow.start();
    connect(&m_show, &QTimer::timeout, this, &GraphView::showChanges);
    connect(&feed, &RunFeed::reset, this, &GraphView::onReset);
    connect(&feed, &RunFeed::advanced, this, &GraphView::onAdvanced);
    connect(&feed, &RunFeed::ended, this, qOverload<>(&QWidget::update));
    connect(&selection, &Selection::changed, this, &GraphView::onSelection);
    connect(&themes, &ThemeManager::changed, this, [this] {
        m_painter.forget();
        update();
    });
    connect(&m_layouter, &GraphLayouter::ready, this, &GraphView::onScene);
    if (!feed.state().cases().empty()) {
        RunUpdate update;
        update.planned = true;
        onAdvanced(update);
    }
}

void GraphView::onReset()
{
    m_layouter.cancel();
    m_scene.reset();
    m_asked.plan = {};
    m_asked.focus.clear();
    m_indexOf.clear();
    m_looks.clear();
    m_edgeLooks.clear();
    m_edgesOf.clear();
    m_hits.clear();
    m_hitCount = 0;
    m_current = -1;
    m_currentCase = -1;
    m_framing = Framing::Readable;
    m_painter.forget();
    update();
    Q_EMIT changed();
}

void GraphView::onAdvanced(const RunUpdate &update)
{
    if (update.planned) {
        m_asked.plan = m_feed.state().plan();
        m_asked.focus.clear();
        m_asked.shape = shapeOf(size());
        m_indexOf.clear();
        for (qsizetype i = 0; i < m_asked.plan.cases.size(); ++i)
            m_indexOf.insert(m_asked.plan.cases[i].id, static_cast<CaseIndex>(i));
        relay();
        return;
    }
    if (!m_scene || update.cases.empty())
        return;
    bool seen = false;
    int last = -1;
    for (const CaseIndex index : update.cases) {
        const int node = m_scene->nodeOf(index);
        if (node < 0 || node == last)
            continue;
        last = node;
        refreshNode(node);
        seen = true;
    }
    if (seen && !m_show.isActive())
        m_show.start();
}

void GraphView::showChanges()
{
    if (m_following && m_scene && m_sinceFollow.elapsed() >= kFollowMs) {
        m_sinceFollow.restart();
        follow();
    }
    update();
}

void GraphView::relay()
{
    m_layouter.lay(m_asked);
    update();
    Q_EMIT changed();
}

void GraphView::onScene(std::shared_ptr<const GraphScene> scene)
{
    const bool first = !m_scene;
    // What a person looks at stays where it is on the screen.
    std::optional<QPointF> anchor;
    if (!first && m_framing == Framing::Free && m_currentCase >= 0 && m_current >= 0 &&
        isShown(m_current))
        anchor = rectOf(m_current).center();
    m_scene = std::move(scene);
    m_painter.forget();
    m_edgesOf.assign(m_scene->graph.nodes.size(), {});
    for (std::size_t e = 0; e < m_scene->graph.edges.size(); ++e) {
        m_edgesOf[at(m_scene->graph.edges[e].from)].push_back(static_cast<int>(e));
        m_edgesOf[at(m_scene->graph.edges[e].to)].push_back(static_cast<int>(e));
    }
    m_current = m_scene->nodeOf(m_currentCase);
    refresh();
    markHits();
    if (first)
        onSelection();
    if (m_framing != Framing::Free) {
        frame();
    } else if (anchor && m_current >= 0) {
        m_camera.pan(*anchor - rectOf(m_current).center());
    } else {
        m_camera.clamp(m_scene->layout.size, size());
    }
    if (m_following)
        follow();
    update();
    Q_EMIT changed();
}

void GraphView::refresh()
{
    m_looks.resize(m_scene->graph.nodes.size());
    m_edgeLooks.resize(m_scene->graph.edges.size());
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
        const GraphNode &node = m_scene->graph.nodes[i];
        m_looks[i] =
            lookOf(m_scene->graph, node, m_feed.state(), m_feed.now(), expectedOf(node.index));
    }
    for (std::size_t i = 0; i < m_edgeLooks.size(); ++i)
        m_edgeLooks[i] = lookOf(m_scene->graph.edges[i], m_feed.state());
}

void GraphView::refreshNode(int node)
{
    const GraphNode &shown = m_scene->graph.nodes[at(node)];
    m_looks[at(node)] =
        lookOf(m_scene->graph, shown, m_feed.state(), m_feed.now(), expectedOf(shown.index));
    for (const int edge : m_edgesOf[at(node)])
        m_edgeLooks[at(edge)] = lookOf(m_scene->graph.edges[at(edge)], m_feed.state());
}

base::Nanoseconds GraphView::expectedOf(CaseIndex index) const
{
    if (m_expected.isEmpty() || index < 0 || index >= m_asked.plan.cases.size())
        return {};
    return m_expected.value(m_asked.plan.cases[index].id);
}

void GraphView::setExpected(QHash<QString, base::Nanoseconds> expected)
{
    m_expected = std::move(expected);
    if (m_scene)
        refresh();
    update();
}

void GraphView::onSelection()
{
    const QString &id = m_selection.caseId();
    if (id.isEmpty() || !m_indexOf.contains(id))
        return;
    const CaseIndex index = m_indexOf.value(id);
    if (!m_scene) {
        m_currentCase = index;
        return;
    }
    const int node = m_scene->nodeOf(index);
    m_currentCase = index;
    if (node == m_current)
        return;
    setCurrent(node, false);
    if (node >= 0 && m_framing != Framing::All)
        reveal(node);
}

void GraphView::setCurrent(int node, bool select)
{
    m_current = node;
    if (node >= 0) {
        const GraphNode &shown = m_scene->graph.nodes[at(node)];
        if (select || !shown.folded)
            m_currentCase = shown.index;
        setAccessibleDescription(describe(node));
        if (hasFocus() && QAccessible::isActive()) {
            QAccessibleEvent event(this, QAccessible::DescriptionChanged);
            QAccessible::updateAccessibility(&event);
        }
        if (select && !shown.folded)
            m_selection.selectCase(m_asked.plan.cases[shown.index].id);
    }
    update();
}

QString GraphView::describe(int node) const
{
    if (!m_scene || node < 0)
        return {};
    const GraphNode &shown = m_scene->graph.nodes[at(node)];
    const NodeLook &look = m_looks[at(node)];
    const QString status = u"%1 %2"_s.arg(statusGlyph(look.status)).arg(statusLabel(look.status));
    QStringList lines;
    if (shown.folded) {
        const GraphGroup &group = m_scene->graph.groups[at(shown.group)];
        lines += group.title;
        lines +=
            tr("%1 · %2 of %3 finished").arg(status).arg(look.finished).arg(group.cases.size());
        if (look.bad > 0)
            lines.last() += tr(" · %1 failed").arg(look.bad);
    } else {
        const events::PlannedCase &planned = m_asked.plan.cases[shown.index];
        const auto &state = m_feed.state().caseAt(shown.index);
        lines += planned.name.left(200);
        QString second = status;
        if (state.worker > 0) {
            const auto took = state.isFinished() ? state.duration : m_feed.now() - state.start;
            second +=
                u" · %1 · "_s.arg(base::durationText(took)) + tr("worker %1").arg(state.worker);
        }
        lines += second;
        if (!state.reason.isEmpty())
            lines += state.reason;
        lines += planned.phase.isEmpty() ? planned.suite
                                         : u"%1 · %2"_s.arg(planned.suite, planned.phase);
    }
    const auto needs = static_cast<int>(m_scene->before[at(node)].size());
    const auto needed = static_cast<int>(m_scene->after[at(node)].size());
    lines += tr("needs %1, needed by %2").arg(needs).arg(needed);
    return lines.join(u'\n');
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_scene)
        return;
    if (m_framing == Framing::Free) {
        m_camera.clamp(m_scene->layout.size, size());
        return;
    }
    frame();
    const double shape = shapeOf(size());
    if (std::max(shape / m_asked.shape, m_asked.shape / shape) > kOtherShape) {
        m_asked.shape = shape;
        relay();
    }
}

void GraphView::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_themes.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.fill(Role::Panel));
    if (!m_scene) {
        painter.setPen(theme.ink(Role::Muted));
        const auto cases = static_cast<int>(m_asked.plan.cases.size());
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                         cases > 0 ? tr("Laying out %1 cases…").arg(cases)
                                   : tr("Run something, and its cases and what they need stand "
                                        "here."));
        return;
    }
    const double seconds = std::chrono::duration<double>(m_feed.now()).count() / kSweepSeconds;
    const GraphFrame frame{*m_scene,
                           m_feed.state(),
                           m_looks,
                           m_edgeLooks,
                           m_camera,
                           size(),
                           m_current,
                           hasFocus(),
                           m_hits.empty() ? nullptr : &m_hits,
                           seconds - std::floor(seconds)};
    if (!m_painter.paint(painter, frame, theme))
        QMetaObject::invokeMethod(this, qOverload<>(&QWidget::update), Qt::QueuedConnection);
}

void GraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_painter.forget();
    QWidget::changeEvent(event);
}

} // namespace assay::ui
