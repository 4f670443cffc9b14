// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_feed.h"
#include "ui/run/selection.h"
#include "ui/timeline/labels.h"
#include "ui/timeline/lanes/workers_lane.h"

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::CaseIndex;
using events::RunState;

namespace {

constexpr int kReadOutWorkers = 4;
constexpr double kEasyToHit = 4;

} // namespace

Lane::Hit WorkersLane::hitAt(const RunFeed &feed, QPointF position) const
{
    const Bar *nearest = nullptr;
    for (auto bar = m_bars.rbegin(); bar != m_bars.rend(); ++bar) {
        // A hand is not exact to two pixels.
        if (!bar->rect.adjusted(-2, -2, 2, 2).contains(position))
            continue;
        const bool badAndNarrow = isBad(bar->status) && bar->rect.width() < kEasyToHit;
        if (nearest == nullptr || bar->rect.contains(position) || badAndNarrow)
            nearest = &*bar;
        if (badAndNarrow)
            break;
    }
    if (nearest != nullptr) {
        const int worker = m_workerOf[static_cast<std::size_t>(nearest - m_bars.data())];
        const BarTrack &track = m_tracks.at(worker);
        return nearest->count > 1 ? hitOnMany(feed, *nearest, track, position.x())
                                  : hitOnBar(feed, *nearest, track);
    }
    for (const Bar &bar : m_stepBars) {
        if (bar.rect.contains(position))
            return hitOnStep(feed, m_steps[bar.span]);
    }
    return {};
}

Lane::Hit WorkersLane::hitOnBar(const RunFeed &feed, const Bar &bar, const BarTrack &track) const
{
    if (bar.span >= track.spans().size())
        return {};
    const RunState &state = feed.state();
    const Span &span = track.spans()[bar.span];
    const auto &planned = state.planned(span.key);
    Hit hit;
    const base::Nanoseconds end = span.end(feed.now());
    hit.range = {span.from, std::max(end, span.from + TimeView::kShortest)};
    hit.tip = u"%1\n%2 %3 · %4 · %5"_s.arg(planned.name)
                  .arg(statusGlyph(span.status))
                  .arg(statusLabel(span.status), base::durationText(end - span.from),
                       tr("from %1").arg(base::durationText(span.from)));
    const std::size_t attempts = state.caseAt(span.key).attempts.size();
    if (attempts > 1)
        hit.tip += tr(" · attempt %1 of %2").arg(span.part).arg(attempts);
    hit.select = [id = planned.id](Selection &s) { s.selectCase(id); };
    return hit;
}

Lane::Hit WorkersLane::hitOnMany(const RunFeed &feed, const Bar &bar, const BarTrack &track,
                                 double x) const
{
    // Of the pixel under the pointer, however long the bar is.
    const auto &spans = track.spans();
    const double pixel =
        std::clamp(std::floor(x), bar.rect.left(), std::max(bar.rect.left(), bar.rect.right() - 1));
    const auto from =
        std::lower_bound(spans.begin(), spans.end(), m_axis.at(pixel),
                         [](const Span &span, base::Nanoseconds at) { return span.from < at; });
    const base::Nanoseconds until = m_axis.at(pixel + 1);
    const Span *worst = nullptr;
    int count = 0;
    for (auto it = from; it != spans.end() && it->from < until; ++it, ++count) {
        if (worst == nullptr || statusRank(it->status) < statusRank(worst->status))
            worst = &*it;
    }
    if (worst == nullptr)
        return hitOnBar(feed, bar, track);
    const auto &planned = feed.state().planned(worst->key);
    Hit hit;
    // Wide enough to tell them apart, and the one that needs attention in the middle.
    const base::Nanoseconds around =
        std::max<base::Nanoseconds>((until - m_axis.at(pixel)) * 4, TimeView::kShortest);
    hit.range = {worst->from - around, worst->from + around};
    hit.tip = tr("%1 attempts on this pixel; zoom in to tell them apart\n%2 %3: %4")
                  .arg(count)
                  .arg(statusGlyph(worst->status))
                  .arg(statusLabel(worst->status), planned.name);
    hit.select = [id = planned.id](Selection &s) { s.selectCase(id); };
    return hit;
}

Lane::Hit WorkersLane::hitOnStep(const RunFeed &feed, const StepPlace &place) const
{
    const auto &attempts = feed.state().caseAt(place.index).attempts;
    const auto attempt = static_cast<std::size_t>(place.attempt);
    const auto number = static_cast<std::size_t>(place.step);
    if (attempt >= attempts.size() || number >= attempts[attempt].steps.size())
        return {};
    const RunState::StepState &step = attempts[attempt].steps[number];
    const base::Nanoseconds end =
        step.running ? std::max(step.start, feed.now()) : step.start + step.duration;
    Hit hit;
    hit.range = {step.start, std::max(end, step.start + TimeView::kShortest)};
    hit.tip = u"%1 %2\n%3 %4 · %5"_s.arg(step.kind, step.title)
                  .arg(statusGlyph(statusOf(step)))
                  .arg(statusLabel(statusOf(step)), base::durationText(end - step.start));
    if (!step.failures.empty())
        hit.tip += u"\n"_s + step.failures.front().message;
    hit.select = [id = feed.state().planned(place.index).id, number = attempts[attempt].number,
                  path = step.path](Selection &s) { s.selectStep(id, number, path); };
    return hit;
}

Lane::ReadOut WorkersLane::readOutAt(const RunFeed &feed, base::Nanoseconds at,
                                     base::Nanoseconds) const
{
    ReadOut out;
    int more = 0;
    for (const auto &[worker, track] : m_tracks) {
        for (const Span *span : track.at(at, feed.now(), BarTrack::kDeepest)) {
            if (static_cast<int>(out.lines.size()) >= kReadOutWorkers) {
                ++more;
                continue;
            }
            out.lines.push_back(
                {u"%1  %2"_s.arg(worker > 0 ? tr("worker %1").arg(worker) : tr("no worker"),
                                 feed.state().planned(span->key).name),
                 statusRole(span->status), span->status});
        }
    }
    if (more > 0)
        out.lines.push_back({tr("and %1 more").arg(more), Role::Muted});
    return out;
}

bool WorkersLane::selectNext(const RunFeed &feed, Selection &selection, int direction) const
{
    const CaseIndex current = selectedCase(feed.state(), selection.caseId());
    const auto choose = [&](const Span &span) {
        selection.selectCase(feed.state().planned(span.key).id);
        return true;
    };
    if (current < 0) {
        for (const auto &[worker, track] : m_tracks) {
            if (!track.spans().empty())
                return choose(direction > 0 ? track.spans().front() : track.spans().back());
        }
        return false;
    }
    const auto track = m_tracks.find(m_known[static_cast<std::size_t>(current)].worker);
    if (track == m_tracks.end())
        return false;
    const auto &spans = track->second.spans();
    const auto at = std::find_if(spans.begin(), spans.end(),
                                 [&](const Span &span) { return span.key == current; });
    for (auto i = at - spans.begin(); i >= 0 && i < std::ssize(spans); i += direction) {
        const Span &span = spans[static_cast<std::size_t>(i)];
        if (span.key != current)
            return choose(span);
    }
    return false;
}

} // namespace assay::ui
