// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lanes/markers_lane.h"

#include "ui/run/run_feed.h"
#include "ui/run/selection.h"
#include "ui/timeline/labels.h"

#include <QPainter>

namespace assay::ui {

using namespace Qt::StringLiterals;
using base::Nanoseconds;

namespace {

constexpr double kRow = 24;
constexpr double kSign = 10;
/// Nearer than this they would cover each other.
constexpr double kApart = 9;
/// A service that logs nothing but errors must not fill the memory.
constexpr std::size_t kMost = 200'000;
constexpr std::size_t kReadOut = 3;
constexpr qsizetype kLongestText = 300;

} // namespace

QString MarkersLane::id() const
{
    return u"markers"_s;
}

QString MarkersLane::title() const
{
    return tr("Phases, errors and notices");
}

Role MarkersLane::roleOf(Kind kind)
{
    switch (kind) {
    case Kind::Notice:
        return Role::Muted;
    case Kind::Stage:
        return Role::Accent;
    case Kind::Warning:
        return Role::Flaky;
    case Kind::Error:
        return Role::Failed;
    }
    return Role::Muted;
}

void MarkersLane::reset()
{
    m_markers.clear();
    m_phases.clear();
    m_dropped = 0;
}

void MarkersLane::add(const events::Event &event, Kind kind, QString text, events::CaseIndex index)
{
    if (m_markers.size() >= kMost) {
        ++m_dropped;
        return;
    }
    if (text.size() > kLongestText)
        text = text.left(kLongestText) + u"…"_s;
    const Marker marker{event.at, kind, event.sequence, index, std::move(text)};
    const auto place =
        std::upper_bound(m_markers.begin(), m_markers.end(), marker,
                         [](const Marker &a, const Marker &b) { return a.at < b.at; });
    m_markers.insert(place, marker);
}

bool MarkersLane::take(const RunFeed &feed, const RunUpdate &update)
{
    const std::size_t before = m_markers.size();
    const auto &cases = feed.state().plan().cases;
    for (const events::EventPointer &pointer : update.events) {
        const events::Event &event = *pointer;
        std::visit(events::Overloaded{
                       [&](const events::CaseStarted &e) {
                           if (e.index < 0 || e.index >= cases.size())
                               return;
                           const QString &phase = cases[e.index].phase;
                           if (phase.isEmpty() || m_phases.contains(phase))
                               return;
                           m_phases.insert(phase);
                           add(event, Kind::Stage, tr("phase %1").arg(phase));
                       },
                       [&](const events::EnvironmentChanged &e) {
                           if (!e.service.isEmpty())
                               return;
                           const bool failed = e.state == model::ServiceState::Failed;
                           add(event, failed ? Kind::Error : Kind::Stage,
                               tr("environment %1").arg(model::serviceStateName(e.state)));
                       },
                       [&](const events::LogLine &e) {
                           const bool ours = e.source == u"assay";
                           if (e.level == events::LogLevel::Error ||
                               (ours && e.level == events::LogLevel::Warning))
                               add(event,
                                   e.level == events::LogLevel::Error ? Kind::Error : Kind::Warning,
                                   ours ? e.text : u"%1: %2"_s.arg(e.source, e.text), e.index);
                       },
                       [&](const events::SnapshotTaken &e) {
                           add(event, Kind::Notice, tr("snapshot %1").arg(e.name), e.index);
                       },
                       [&](const events::RunFinished &e) {
                           add(event, e.reason.isEmpty() ? Kind::Stage : Kind::Warning,
                               e.reason.isEmpty() ? tr("run finished")
                                                  : tr("run finished: %1").arg(e.reason));
                       },
                       [](const auto &) {}},
                   event.payload);
    }
    return m_markers.size() != before;
}

void MarkersLane::layOut(const LaneFrame &frame)
{
    m_signs.clear();
    m_labels.clear();
    m_rows.clear();
    m_top = frame.top;
    m_height = m_markers.empty() ? 0 : kRow;
    if (m_markers.empty() || !frame.sees(m_top, kRow))
        return;
    m_rows.push_back(
        {m_top, kRow, tr("events"), m_dropped > 0 ? tr("%1 not shown").arg(m_dropped) : QString()});
    const auto first =
        std::lower_bound(m_markers.begin(), m_markers.end(), frame.axis.range.from,
                         [](const Marker &marker, Nanoseconds at) { return marker.at < at; });
    for (auto it = first; it != m_markers.end() && it->at <= frame.axis.range.to; ++it) {
        // Whole also at the ends of the axis.
        const double x = std::clamp(frame.axis.x(it->at), frame.axis.left + kSign / 2,
                                    std::max(frame.axis.left, frame.right()) + kSign / 2);
        const auto place = static_cast<std::size_t>(it - m_markers.begin());
        if (!m_signs.empty() && x - m_signs.back().x < kApart) {
            Sign &last = m_signs.back();
            ++last.count;
            if (it->kind > last.kind) {
                last.kind = it->kind;
                last.marker = place;
            }
            continue;
        }
        m_signs.push_back({x, it->kind, place, 1});
    }
    for (std::size_t i = 0; i < m_signs.size(); ++i) {
        const Sign &sign = m_signs[i];
        const double until = i + 1 < m_signs.size() ? m_signs[i + 1].x - kApart : frame.right();
        Bar room;
        room.rect = QRectF(sign.x + 3, m_top, std::max(0.0, until - sign.x - 3), kRow);
        const QString &text = m_markers[sign.marker].text;
        static_cast<void>(placeLabel(frame.labels, room,
                                     sign.count > 1 ? u"%1 × %2"_s.arg(sign.count).arg(text) : text,
                                     frame.axis.left, frame.right(), m_labels));
    }
}

void MarkersLane::paint(QPainter &painter, const Theme &theme) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = m_top + kRow / 2;
    for (const Sign &sign : m_signs) {
        const QRectF square(sign.x - kSign / 2, middle - kSign / 2, kSign, kSign);
        const QColor &colour = theme.fill(roleOf(sign.kind));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        switch (sign.kind) {
        case Kind::Notice:
            painter.drawEllipse(square.center(), 2.6, 2.6);
            break;
        case Kind::Stage:
            painter.drawConvexPolygon(std::array<QPointF, 4>{QPointF(sign.x, square.top()),
                                                             {square.right(), middle},
                                                             {sign.x, square.bottom()},
                                                             {square.left(), middle}}
                                          .data(),
                                      4);
            break;
        case Kind::Warning:
        case Kind::Error:
            painter.drawConvexPolygon(std::array<QPointF, 3>{QPointF(sign.x, square.top()),
                                                             {square.right(), square.bottom() - 1},
                                                             {square.left(), square.bottom() - 1}}
                                          .data(),
                                      3);
            painter.fillRect(QRectF(sign.x - 0.6, middle - 1.5, 1.2, 3), theme.fill(Role::Panel));
            break;
        }
    }
    painter.setPen(theme.ink(Role::Muted));
    for (const BarLabel &label : m_labels)
        painter.drawStaticText(label.at, label.text);
}

Lane::Hit MarkersLane::hitAt(const RunFeed &feed, QPointF position) const
{
    if (position.y() < m_top || position.y() >= m_top + m_height)
        return {};
    for (const Sign &sign : m_signs) {
        if (std::abs(position.x() - sign.x) > kSign / 2 + 1 || sign.marker >= m_markers.size())
            continue;
        const Marker &marker = m_markers[sign.marker];
        Hit hit;
        hit.tip = tr("%1\nat %2").arg(marker.text, base::durationText(marker.at));
        if (sign.count > 1)
            hit.tip += tr("\nand %1 more here").arg(sign.count - 1);
        const Nanoseconds around = std::chrono::milliseconds(500);
        hit.range = {marker.at - around, marker.at + around};
        const auto &cases = feed.state().plan().cases;
        const QString id =
            marker.index >= 0 && marker.index < cases.size() ? cases[marker.index].id : QString();
        hit.select = [sequence = marker.sequence, id](Selection &s) {
            s.selectEvent(sequence, id);
        };
        return hit;
    }
    return {};
}

Lane::ReadOut MarkersLane::readOutAt(const RunFeed &, Nanoseconds at, Nanoseconds slack) const
{
    ReadOut out;
    const auto first =
        std::lower_bound(m_markers.begin(), m_markers.end(), at - slack,
                         [](const Marker &marker, Nanoseconds from) { return marker.at < from; });
    for (auto it = first; it != m_markers.end() && it->at <= at + slack; ++it) {
        if (out.lines.size() < kReadOut)
            out.lines.push_back({it->text, roleOf(it->kind)});
    }
    return out;
}

} // namespace assay::ui
