// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lanes/services_lane.h"

#include "ui/run/run_feed.h"
#include "ui/run/selection.h"
#include "ui/timeline/labels.h"

namespace assay::ui {

using namespace Qt::StringLiterals;
using model::ServiceState;

namespace {

constexpr double kRow = 24;
constexpr double kBar = 17;
constexpr std::size_t kReadOutServices = 3;

bool isWell(const QString &health)
{
    return health.isEmpty() || health == u"ready" || health == u"healthy" || health == u"ok" ||
           health == u"up";
}

Status statusFor(ServiceState state, const QString &health)
{
    if (state != ServiceState::Ready || isWell(health))
        return state == ServiceState::Starting ? Status::Queued : statusOf(state);
    return health == u"unhealthy" || health == u"down" || health == u"failed" ? Status::Failed
                                                                              : Status::Flaky;
}

} // namespace

QString ServicesLane::id() const
{
    return u"services"_s;
}

QString ServicesLane::title() const
{
    return tr("Services and their health");
}

void ServicesLane::reset()
{
    m_services.clear();
    m_places.clear();
}

ServicesLane::Service &ServicesLane::serviceOf(const QString &name)
{
    const auto place = m_places.constFind(name);
    if (place != m_places.cend())
        return m_services[*place];
    m_places.insert(name, m_services.size());
    m_services.emplace_back().name = name;
    return m_services.back();
}

bool ServicesLane::take(const RunFeed &, const RunUpdate &update)
{
    bool changed = false;
    for (const events::EventPointer &event : update.events) {
        if (const auto *e = std::get_if<events::EnvironmentChanged>(&event->payload)) {
            if (e->service.isEmpty()) // the environment as a whole
                continue;
            Service &service = serviceOf(e->service);
            if (e->state == ServiceState::Starting && service.state != e->state && service.wasUp)
                ++service.restarts;
            service.wasUp = service.wasUp || e->state == ServiceState::Ready;
            service.state = e->state;
            service.detail = e->state == ServiceState::Failed ? e->detail : QString();
            service.health.clear();
            enter(service, event->at);
            changed = true;
        } else if (const auto *h = std::get_if<events::HealthChanged>(&event->payload)) {
            Service &service = serviceOf(h->service);
            service.state = ServiceState::Ready; // a service that has a health is up
            service.wasUp = true;
            service.health = h->to;
            service.detail = isWell(h->to) ? QString() : h->detail;
            enter(service, event->at);
            changed = true;
        }
    }
    return changed;
}

void ServicesLane::enter(Service &service, base::Nanoseconds at)
{
    QString text = service.state == ServiceState::Ready && !isWell(service.health)
                       ? service.health
                       : model::serviceStateName(service.state);
    if (service.state == ServiceState::Starting && service.restarts > 0)
        text = tr("restart %1").arg(service.restarts);
    if (!service.detail.isEmpty())
        text += u": "_s + service.detail;
    const Status status = statusFor(service.state, service.health);
    if (!service.texts.empty()) {
        if (service.open.status == status && service.texts.back() == text)
            return;
        at = std::max(at, service.open.from); // the clock never runs back within a service
        service.open.to = at;
        service.open.open = false;
        service.track.set(service.open);
    }
    service.open = {};
    service.open.from = at;
    service.open.to = at;
    service.open.open = true;
    service.open.status = status;
    service.open.part = static_cast<std::int32_t>(service.texts.size());
    service.texts.push_back(std::move(text));
    service.track.add(service.open);
}

void ServicesLane::layOut(const LaneFrame &frame)
{
    m_bars.clear();
    m_serviceOf.clear();
    m_labels.clear();
    m_rows.clear();
    double top = frame.top;
    for (std::size_t s = 0; s < m_services.size(); ++s, top += kRow) {
        Service &service = m_services[s];
        static_cast<void>(service.track.depth()); // also of what is not seen: readOutAt() asks it
        if (!frame.sees(top, kRow))
            continue;
        const std::size_t first = m_bars.size();
        BarTrack::Shape shape;
        shape.top = top + (kRow - kBar) / 2;
        shape.height = kBar;
        shape.distance = 0;
        service.track.layOut(frame.axis, frame.now, shape, m_bars);
        m_serviceOf.resize(m_bars.size(), s);
        for (std::size_t i = first; i < m_bars.size(); ++i) {
            const Span &span = service.track.spans()[m_bars[i].span];
            if (m_bars[i].count == 1)
                static_cast<void>(placeLabel(frame.labels, m_bars[i],
                                             service.texts[static_cast<std::size_t>(span.part)],
                                             frame.axis.left, frame.right(), m_labels));
        }
        m_rows.push_back({top, kRow, service.name, {}});
    }
    m_height = top - frame.top;
}

void ServicesLane::paint(QPainter &painter, const Theme &theme) const
{
    paintBars(painter, theme, m_bars);
    paintLabels(painter, theme, m_labels);
}

Lane::Hit ServicesLane::hitAt(const RunFeed &feed, QPointF position) const
{
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const Bar &bar = m_bars[i];
        if (!bar.rect.adjusted(-1, -2, 1, 2).contains(position))
            continue;
        const Service &service = m_services[m_serviceOf[i]];
        if (bar.span >= service.track.spans().size())
            return {};
        const Span &span = service.track.spans()[bar.span];
        const base::Nanoseconds end = span.end(feed.now());
        Hit hit;
        hit.range = {span.from, std::max(end, span.from + TimeView::kShortest)};
        hit.select = [name = service.name](Selection &s) { s.selectService(name); };
        hit.tip =
            bar.count > 1
                ? tr("%1\n%2 changes here; zoom in to tell them apart")
                      .arg(service.name)
                      .arg(bar.count)
                : tr("%1\n%2\n%3 from %4")
                      .arg(service.name, service.texts[static_cast<std::size_t>(span.part)],
                           base::durationText(end - span.from), base::durationText(span.from));
        return hit;
    }
    return {};
}

Lane::ReadOut ServicesLane::readOutAt(const RunFeed &feed, base::Nanoseconds at,
                                      base::Nanoseconds) const
{
    ReadOut out;
    int ready = 0;
    for (const Service &service : m_services) {
        const auto spans = service.track.at(at, feed.now(), BarTrack::kDeepest);
        if (spans.empty())
            continue;
        const Span &span = *spans.back();
        if (span.status == Status::Passed) {
            ++ready;
        } else if (out.lines.size() < kReadOutServices) {
            out.lines.push_back(
                {u"%1 %2"_s.arg(service.name, service.texts[static_cast<std::size_t>(span.part)]),
                 statusRole(span.status), span.status});
        }
    }
    if (ready > 0)
        out.lines.push_back({tr("services ready: %1").arg(ready), Role::Muted});
    return out;
}

} // namespace assay::ui
