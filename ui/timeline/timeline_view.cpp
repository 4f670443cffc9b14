// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_view.h"

#include "ui/run/selection.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_metrics.h"

#include <QEvent>
#include <QScrollBar>

namespace assay::ui {

using namespace Qt::StringLiterals;
using namespace timeline;
using base::Nanoseconds;

namespace {

constexpr int kFrameMs = 16;
constexpr int kWheelEndsMs = 400;
/// What a hand at the crosshair means, in pixels.
constexpr double kSlack = 3;

} // namespace

TimelineView::TimelineView(RunFeed &feed, TimeView &time, Selection &selection,
                           const ThemeManager &themes, std::vector<std::unique_ptr<Lane>> lanes,
                           QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_feed(feed)
    , m_time(time)
    , m_selection(selection)
    , m_themes(themes)
    , m_lanes(std::move(lanes))
    , m_labels(smallFont())
{
    setObjectName(u"timeline"_s);
    setAccessibleName(tr("Timeline of the run; the table of cases has the same in words"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setAutoFillBackground(false);
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_wheelEnds.setSingleShot(true);
    m_wheelEnds.setInterval(kWheelEndsMs);
    connect(&m_frame, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return; // painted when it is shown
        ensureLaidOut();
        viewport()->update();
    });
    connect(&m_wheelEnds, &QTimer::timeout, this, [this] { m_time.endGesture(); });
    connect(&feed, &RunFeed::advanced, this, &TimelineView::follow);
    connect(&feed, &RunFeed::ended, this, &TimelineView::schedule);
    connect(&feed, &RunFeed::reset, this, [this] {
        m_time.reset();
        m_lanes.reset();
        schedule();
    });
    connect(&feed, &RunFeed::rewound, this, [this] {
        m_lanes.reset();
        takeState();
    });
    connect(&time, &TimeView::changed, this, &TimelineView::schedule);
    connect(&time, &TimeView::selectionChanged, this, &TimelineView::schedule);
    connect(&time, &TimeView::crosshairMoved, this, [this] {
        if (!m_dirty)
            layOutReadOut();
        viewport()->update();
    });
    connect(&selection, &Selection::changed, this, &TimelineView::schedule);
    connect(&themes, &ThemeManager::changed, viewport(), qOverload<>(&QWidget::update));

    takeState();
}

void TimelineView::takeState()
{
    // What has happened before; markers of the past come with the events.
    if (m_feed.state().cases().empty())
        return;
    RunUpdate past;
    past.planned = true;
    for (std::size_t i = 0; i < m_feed.state().cases().size(); ++i)
        past.cases.push_back(static_cast<events::CaseIndex>(i));
    follow(past);
}

void TimelineView::follow(const RunUpdate &update)
{
    m_lanes.take(m_feed, update);
    m_time.setEnd(m_feed.length(), m_feed.isLive());
    schedule();
}

void TimelineView::schedule()
{
    m_dirty = true;
    if (m_frame.isActive())
        return;
    const qint64 since = m_sinceLayout.isValid() ? m_sinceLayout.elapsed() : kFrameMs;
    m_frame.start(static_cast<int>(std::clamp<qint64>(kFrameMs - since, 0, kFrameMs)));
}

void TimelineView::ensureLaidOut()
{
    if (m_dirty)
        layOut();
}

void TimelineView::layOut()
{
    m_dirty = false;
    m_sinceLayout.start();
    const double seen = std::max(0.0, viewport()->height() - kRulerHeight);
    m_axis.left = kGutter;
    m_axis.width = std::max(1.0, viewport()->width() - kGutter - kRightMargin);
    m_axis.range = m_time.range();

    LaneFrame frame{m_feed, m_selection, m_labels, m_axis, m_feed.now(), 0, 0, 0};
    frame.seenTop = verticalScrollBar()->value();
    frame.seenBottom = frame.seenTop + seen;
    m_contentHeight = m_lanes.layOut(frame) + kBelowLanes;
    verticalScrollBar()->setPageStep(static_cast<int>(seen));
    verticalScrollBar()->setSingleStep(static_cast<int>(kScrollStep));
    verticalScrollBar()->setRange(
        0, static_cast<int>(std::min(1e8, std::max(0.0, std::ceil(m_contentHeight - seen)))));

    m_nowX = m_feed.isLive() && !m_feed.state().cases().empty() ? m_axis.x(frame.now) : -1;
    m_ticks.clear();
    for (const TimeAxis::Tick &tick : m_axis.ticks(kTickPixels))
        m_ticks.push_back({tick.x, m_labels.cut(tick.label, kTickPixels)});
    m_rangeText.clear();
    if (m_time.selected())
        m_rangeText = base::durationText(m_time.selected()->length());
    layOutGutter();
    layOutReadOut();
}

void TimelineView::layOutGutter()
{
    m_gutter.clear();
    m_rules.clear();
    for (const LaneStack::Entry &entry : m_lanes.entries()) {
        if (entry.hidden || entry.lane->height() <= 0)
            continue;
        if (entry.top > 0)
            m_rules.push_back(entry.top - 1);
        for (const Lane::Row &row : entry.lane->rows()) {
            const bool tall = row.height >= kTallRow && !row.secondary.isEmpty();
            const double line = m_labels.lineHeight();
            const double first = std::min(row.height, kRowLine);
            const double top = tall ? row.top + 6 : std::round(row.top + (first - line) / 2);
            m_gutter.push_back({m_labels.cut(row.label, kGutter - kGutterLeft - 4),
                                {kGutterLeft, top},
                                tall ? Role::Text : Role::Muted});
            if (tall)
                m_gutter.push_back({m_labels.cut(row.secondary, kGutter - kGutterLeft - 4),
                                    {kGutterLeft, top + line + 2},
                                    Role::Muted});
        }
    }
}

void TimelineView::layOutReadOut()
{
    m_readOut.clear();
    const auto &crosshair = m_time.crosshair();
    if (!crosshair || !m_time.range().contains(*crosshair) || m_feed.state().cases().empty() ||
        m_drag == Drag::Pan)
        return;
    const Nanoseconds at = *crosshair;
    const auto slack = Nanoseconds(static_cast<qint64>(
        kSlack * static_cast<double>(m_axis.range.length().count()) / m_axis.width));
    QString head =
        momentText(at, std::min<Nanoseconds>(slack, std::chrono::milliseconds(10)), true);
    std::vector<Lane::ReadOutLine> lines;
    for (const LaneStack::Entry &entry : m_lanes.entries()) {
        if (entry.hidden)
            continue;
        Lane::ReadOut part = entry.lane->readOutAt(m_feed, at, slack);
        if (!part.head.isEmpty())
            head += u" · "_s + part.head;
        lines.insert(lines.end(), part.lines.begin(), part.lines.end());
    }
    if (m_time.selected() && m_time.selected()->contains(at))
        head += tr(" · range + %1").arg(base::durationText(at - m_time.selected()->from));
    const bool pointed = viewport()->rect().contains(m_pointer.toPoint());
    m_readOut.set(head, pointed ? hitAt(m_pointer).tip : QString(), lines);
    m_readOut.place({m_axis.x(at), pointed ? m_pointer.y() : kRulerHeight},
                    QRectF(viewport()->rect()).adjusted(kGutter, kRulerHeight, 0, 0));
}

void TimelineView::setLaneHidden(QStringView id, bool hidden)
{
    m_lanes.setHidden(id, hidden);
    schedule();
    Q_EMIT lanesChanged();
}

void TimelineView::moveLane(QStringView id, int by)
{
    m_lanes.move(id, by);
    schedule();
    Q_EMIT lanesChanged();
}

void TimelineView::setLaneOrder(const QStringList &order)
{
    m_lanes.restore(order);
    schedule();
}

Lane::Hit TimelineView::hitAt(QPointF position)
{
    ensureLaidOut();
    if (!isOnTime(position) || position.y() < kRulerHeight)
        return {};
    const QPointF content = toContent(position);
    for (const LaneStack::Entry &entry : m_lanes.entries()) {
        if (entry.hidden || content.y() < entry.top ||
            content.y() >= entry.top + entry.lane->height())
            continue;
        return entry.lane->hitAt(m_feed, content);
    }
    return {};
}

const TimeAxis &TimelineView::axis()
{
    ensureLaidOut();
    return m_axis;
}

double TimelineView::rulerHeight() const
{
    return kRulerHeight;
}

QString TimelineView::readOutText()
{
    ensureLaidOut();
    return m_readOut.text();
}

std::size_t TimelineView::shapeCount()
{
    ensureLaidOut();
    std::size_t count = 0;
    for (const LaneStack::Entry &entry : m_lanes.entries())
        count += entry.hidden ? 0 : entry.lane->shapeCount();
    return count;
}

QPointF TimelineView::toContent(QPointF position) const
{
    return position + QPointF(0, verticalScrollBar()->value() - kRulerHeight);
}

bool TimelineView::isOnTime(QPointF position) const
{
    return position.x() >= kGutter - 4;
}

Nanoseconds TimelineView::timeAt(double x) const
{
    return m_axis.at(std::clamp(x, m_axis.left, m_axis.left + m_axis.width));
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    schedule();
}

void TimelineView::scrollContentsBy(int, int)
{
    schedule(); // other rows are seen now
}

} // namespace assay::ui
