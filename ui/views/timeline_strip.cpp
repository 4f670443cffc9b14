// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/timeline_strip.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kGutter = 88;
constexpr double kAxisHeight = 22;
constexpr double kLane = 24;
constexpr double kBar = 17;
constexpr double kMinimumBar = 2;
constexpr double kLabelledFrom = 34;
constexpr double kTickPixels = 110;
/// Bars are laid out anew at most so often while a run is live.
constexpr qint64 kLayoutMs = 60;

} // namespace

TimelineStrip::TimelineStrip(RunFeed &feed, TimeView &time, const ThemeManager &themes,
                             QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_themes(themes)
    , m_time(time)
{
    setObjectName(u"timeline"_s);
    setAccessibleName(tr("Timeline of workers; the table of cases has the same in words"));
    setMouseTracking(true);
    m_sinceLayout.start();
    connect(&feed, &RunFeed::advanced, this, [this](const RunUpdate &update) {
        if (update.planned || m_sinceLayout.elapsed() >= kLayoutMs || !m_feed.isLive())
            layOut();
    });
    connect(&feed, &RunFeed::reset, this, [this] {
        m_time.reset();
        layOut();
    });
    connect(&time, &TimeView::changed, this, qOverload<>(&QWidget::update));
    connect(&feed, &RunFeed::ended, this, &TimelineStrip::layOut);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
    layOut();
}

void TimelineStrip::setSelectedCase(const QString &caseId)
{
    m_selected = caseId;
    update();
}

void TimelineStrip::layOut()
{
    m_sinceLayout.restart();
    const events::RunState &state = m_feed.state();
    const base::Nanoseconds now = m_feed.now();
    m_bars.clear();
    m_ticks.clear();
    m_lanes.clear();

    int workers = std::max(1, state.workers());
    for (const auto &c : state.cases())
        workers = std::max(workers, c.worker);
    for (int worker = 1; worker <= workers; ++worker)
        m_lanes.push_back({kAxisHeight + (worker - 1) * kLane, tr("worker %1").arg(worker)});
    setMinimumHeight(int(kAxisHeight + workers * kLane + 6));

    m_axis.left = kGutter;
    m_axis.width = std::max(1.0, width() - kGutter - 14.0);
    m_time.setEnd(m_feed.length(), m_feed.isLive());
    m_axis.range = m_time.range();
    m_nowX = m_feed.isLive() && !state.cases().empty() ? m_axis.x(now) : -1;
    m_ticks = m_axis.ticks(kTickPixels);
    std::erase_if(m_ticks, [this](const TimeAxis::Tick &tick) {
        return tick.x > m_axis.left + m_axis.width - 30;
    });

    const QFontMetricsF metrics(smallFont());
    for (std::size_t i = 0; i < state.cases().size(); ++i) {
        const auto &c = state.cases()[i];
        if (c.worker <= 0)
            continue;
        const auto index = static_cast<events::CaseIndex>(i);
        const double top = kAxisHeight + (c.worker - 1) * kLane + (kLane - kBar) / 2;
        const auto add = [&](base::Nanoseconds start, base::Nanoseconds end, Status status) {
            const double x = m_axis.x(start);
            // A pixel between neighbours tells them apart.
            const double w = std::max(kMinimumBar, m_axis.x(end) - x - 1);
            if (!m_bars.empty() && w <= kMinimumBar && m_bars.back().index != index &&
                m_bars.back().rect.top() == top && x < m_bars.back().rect.right() && !isBad(status))
                return; // it would be painted over its neighbour's pixel
            Bar bar;
            bar.rect = QRectF(x, top, w, kBar);
            bar.status = status;
            bar.index = index;
            if (w >= kLabelledFrom) {
                bar.label.setTextFormat(Qt::PlainText);
                bar.label.setText(
                    metrics.elidedText(state.planned(index).name, Qt::ElideRight, w - 10));
                bar.label.prepare({}, smallFont());
                bar.labelled = true;
            }
            m_bars.push_back(std::move(bar));
        };
        if (c.attempts.empty()) {
            const bool running = c.status == events::RunState::CaseStatus::Running;
            add(c.start, running ? now : c.start + c.duration, statusOf(c));
        }
        for (std::size_t a = 0; a < c.attempts.size(); ++a) {
            const auto &attempt = c.attempts[a];
            const bool last = a + 1 == c.attempts.size();
            add(attempt.start, attempt.running ? now : attempt.start + attempt.duration,
                last && !attempt.running && c.isFinished() ? statusOf(c) : statusOf(attempt));
        }
    }
    update();
}

void TimelineStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_themes.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.fill(Role::Panel));
    painter.setFont(smallFont());
    const QFontMetricsF metrics = painter.fontMetrics();
    for (const TimeAxis::Tick &tick : m_ticks) {
        painter.setPen(theme.fill(Role::Line));
        painter.drawLine(QPointF(tick.x + 0.5, kAxisHeight - 4), QPointF(tick.x + 0.5, height()));
        painter.setPen(theme.ink(Role::Muted));
        painter.drawText(QPointF(tick.x + 3, kAxisHeight - 8), tick.label);
    }
    for (const Lane &lane : m_lanes) {
        painter.setPen(theme.ink(Role::Muted));
        painter.drawText(QRectF(10, lane.top, kGutter - 14, kLane),
                         Qt::AlignLeft | Qt::AlignVCenter, lane.label);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Bar &bar : m_bars) {
        const bool selected = !m_selected.isEmpty() &&
                              static_cast<std::size_t>(bar.index) < m_feed.state().cases().size() &&
                              m_feed.state().planned(bar.index).id == m_selected;
        QColor colour = theme.fill(statusRole(bar.status));
        const QColor edge = colour;
        colour.setAlphaF(isBad(bar.status) ? 0.62F : 0.38F);
        painter.setBrush(colour);
        painter.setPen(selected ? QPen(theme.fill(Role::Text), 1.4) : QPen(Qt::NoPen));
        painter.drawRoundedRect(bar.rect, 2.5, 2.5);
        if (!selected && bar.rect.width() > 4) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(edge);
            painter.drawRect(QRectF(bar.rect.left(), bar.rect.top() + 1, 2, bar.rect.height() - 2));
        }
        if (bar.labelled) {
            painter.setPen(theme.ink(Role::Text));
            painter.drawStaticText(
                QPointF(bar.rect.left() + 6, bar.rect.center().y() - metrics.height() / 2),
                bar.label);
        }
    }
    if (m_nowX >= 0) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(theme.fill(Role::Accent));
        painter.drawLine(QPointF(m_nowX, kAxisHeight - 4), QPointF(m_nowX, height()));
    }
}

void TimelineStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

const TimelineStrip::Bar *TimelineStrip::barAt(QPointF position) const
{
    const Bar *nearest = nullptr;
    for (const Bar &bar : m_bars) {
        if (bar.rect.adjusted(-2, -3, 2, 3).contains(position)) {
            nearest = &bar;
            if (bar.rect.contains(position))
                break;
        }
    }
    return nearest;
}

QString TimelineStrip::caseAt(QPointF position) const
{
    const Bar *bar = barAt(position);
    if (bar == nullptr || static_cast<std::size_t>(bar->index) >= m_feed.state().cases().size())
        return {};
    return m_feed.state().planned(bar->index).id;
}

QString TimelineStrip::tipOf(const Bar &bar) const
{
    if (static_cast<std::size_t>(bar.index) >= m_feed.state().cases().size())
        return {};
    const auto &c = m_feed.state().caseAt(bar.index);
    const base::Nanoseconds duration = c.isFinished() ? c.duration : m_feed.now() - c.start;
    return u"%1\n%2 %3 · %4 · from %5"_s.arg(m_feed.state().planned(bar.index).name)
        .arg(statusGlyph(bar.status))
        .arg(statusLabel(bar.status), base::durationText(duration), base::durationText(c.start));
}

void TimelineStrip::mousePressEvent(QMouseEvent *event)
{
    if (const QString id = caseAt(event->position()); !id.isEmpty())
        Q_EMIT caseClicked(id);
}

bool TimelineStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const Bar *bar = barAt(help->pos()))
            QToolTip::showText(help->globalPos(), tipOf(*bar), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace assay::ui
