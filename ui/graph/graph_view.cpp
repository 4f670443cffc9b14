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
/// What is followed is shown at least this large.
constexpr double kReadable = 0.6;
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

void GraphView::frame()
{
    m_camera.fit(m_scene->layout.size, size(),
                 m_framing == Framing::Readable ? kReadable : GraphCamera::kSmallest);
}

void GraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_painter.forget();
    QWidget::changeEvent(event);
}

} // namespace assay::ui
