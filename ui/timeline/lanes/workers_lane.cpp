// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lanes/workers_lane.h"

#include "ui/run/run_feed.h"
#include "ui/run/selection.h"
#include "ui/timeline/labels.h"

#include <QPainter>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::CaseIndex;
using events::RunState;

namespace {

constexpr double kRow = 24;
constexpr double kBar = 17;
constexpr double kDepth = 20;
constexpr double kStepBar = 14;
constexpr double kStepDepth = 16;
/// Workers that have had nothing to do yet are shown up to this many.
constexpr int kIdleWorkers = 64;
/// Steps come in sight when a bar takes so much of the width...
constexpr double kStepsFrom = 0.45;
/// ... and then for every bar that is wide enough.
constexpr double kStepsBar = 60;
constexpr std::size_t kMostSteps = 20'000;

Span spanOf(const RunState &state, CaseIndex index, std::size_t attempt)
{
    const RunState::CaseState &c = state.caseAt(index);
    const RunState::AttemptState &a = c.attempts[attempt];
    const bool last = attempt + 1 == c.attempts.size();
    Span span;
    span.key = index;
    span.part = static_cast<std::int32_t>(attempt) + 1;
    span.from = a.start;
    span.open = a.running && last && !c.isFinished();
    span.to = a.running ? c.start + c.duration : a.start + a.duration;
    span.status = last && !span.open && c.isFinished() ? statusOf(c) : statusOf(a);
    return span;
}

Span waitingSpan(const RunState &state, CaseIndex index)
{
    const RunState::CaseState &c = state.caseAt(index);
    Span span;
    span.key = index;
    span.from = c.start;
    span.open = c.status == RunState::CaseStatus::Running;
    span.to = c.start + c.duration;
    span.status = statusOf(c);
    return span;
}

} // namespace

QString WorkersLane::id() const
{
    return u"workers"_s;
}

QString WorkersLane::title() const
{
    return tr("Workers and their cases");
}

void WorkersLane::reset()
{
    m_tracks.clear();
    m_known.clear();
    m_selectedId.clear();
    m_selectedIndex = -1;
    m_showsSteps = false;
}

bool WorkersLane::take(const RunFeed &feed, const RunUpdate &update)
{
    const RunState &state = feed.state();
    if (update.planned || m_known.size() != state.cases().size()) {
        reset();
        m_known.resize(state.cases().size());
    }
    // Added in the order of time: the cases come in that of the plan.
    std::vector<std::pair<int, Span>> fresh;
    for (const CaseIndex index : update.cases)
        takeCase(state, index, fresh);
    std::stable_sort(fresh.begin(), fresh.end(),
                     [](const auto &a, const auto &b) { return a.second.from < b.second.from; });
    for (const auto &[worker, span] : fresh)
        m_tracks[worker].add(span);
    return update.planned || !update.cases.empty();
}

void WorkersLane::takeCase(const RunState &state, CaseIndex index,
                           std::vector<std::pair<int, Span>> &fresh)
{
    if (index < 0 || static_cast<std::size_t>(index) >= m_known.size())
        return;
    Known &known = m_known[static_cast<std::size_t>(index)];
    const RunState::CaseState &c = state.caseAt(index);
    const auto attempts = static_cast<int>(c.attempts.size());
    if (known.closed && c.isFinished() && attempts == known.attempts)
        return;
    known.closed = c.isFinished();
    if (known.attempts > 0)
        m_tracks[known.worker].set(
            spanOf(state, index, static_cast<std::size_t>(known.attempts - 1)));
    if (attempts == known.attempts && attempts > 0)
        return;
    const int worker = std::max(0, c.worker);
    if (attempts == 0) {
        const bool began = c.worker > 0 && c.status >= RunState::CaseStatus::Running;
        if (began && known.waits)
            m_tracks[known.worker].set(waitingSpan(state, index));
        else if (began)
            fresh.emplace_back(worker, waitingSpan(state, index));
        known.waits = began;
        known.worker = worker;
        return;
    }
    if (known.waits)
        m_tracks[known.worker].remove(waitingSpan(state, index));
    known.waits = false;
    known.worker = worker;
    for (int a = known.attempts; a < attempts; ++a)
        fresh.emplace_back(worker, spanOf(state, index, static_cast<std::size_t>(a)));
    known.attempts = attempts;
}

CaseIndex WorkersLane::selectedCase(const RunState &state, const QString &caseId) const
{
    if (caseId == m_selectedId)
        return m_selectedIndex;
    const auto &cases = state.plan().cases;
    const auto it = std::find_if(cases.begin(), cases.end(),
                                 [&](const auto &planned) { return planned.id == caseId; });
    m_selectedId = caseId;
    m_selectedIndex =
        caseId.isEmpty() || it == cases.end() ? -1 : static_cast<CaseIndex>(it - cases.begin());
    return m_selectedIndex;
}

void WorkersLane::layOut(const LaneFrame &frame)
{
    m_axis = frame.axis;
    const int idle = std::min(frame.feed.state().workers(), kIdleWorkers);
    for (int worker = 1; worker <= std::max(1, idle); ++worker)
        m_tracks.try_emplace(worker);
    const double widest = layOutRows(frame);
    const bool steps = widest >= kStepsFrom * frame.axis.width;
    if (steps == m_showsSteps)
        return;
    m_showsSteps = steps;
    static_cast<void>(layOutRows(frame));
}

double WorkersLane::layOutRows(const LaneFrame &frame)
{
    m_bars.clear();
    m_workerOf.clear();
    m_labels.clear();
    m_stepBars.clear();
    m_stepLabels.clear();
    m_steps.clear();
    m_rows.clear();
    double widest = 0;
    double top = frame.top;
    for (auto &[worker, track] : m_tracks) {
        double height = kRow + std::max(0, track.depth() - 1) * kDepth;
        if (frame.sees(top, height)) {
            const std::size_t first = m_bars.size();
            BarTrack::Shape shape;
            shape.top = top + (kRow - kBar) / 2;
            shape.height = kBar;
            shape.distance = kDepth;
            shape.selectedKey = selectedCase(frame.feed.state(), frame.selection.caseId());
            track.layOut(frame.axis, frame.now, shape, m_bars);
            for (std::size_t i = first; i < m_bars.size(); ++i) {
                const Bar &bar = m_bars[i];
                const Span &span = track.spans()[bar.span];
                const double seen = std::min(bar.rect.right(), frame.right()) -
                                    std::max(bar.rect.left(), frame.axis.left);
                const auto &attempts = frame.feed.state().caseAt(span.key).attempts;
                const auto attempt = static_cast<std::size_t>(std::max(0, span.part - 1));
                if (bar.count == 1 && attempt < attempts.size() && attempts[attempt].steps.size())
                    widest = std::max(widest, seen);
                if (bar.count == 1 && seen >= kLabelledFrom)
                    label(frame, span, bar);
            }
            m_workerOf.resize(m_bars.size(), worker);
            if (m_showsSteps)
                height += layOutSteps(frame, first, track, top + height);
            m_rows.push_back(
                {top, height, worker > 0 ? tr("worker %1").arg(worker) : tr("no worker"), {}});
        }
        top += height;
    }
    m_height = top - frame.top;
    return widest;
}

void WorkersLane::label(const LaneFrame &frame, const Span &span, const Bar &bar)
{
    const QString &name = frame.feed.state().planned(span.key).name;
    const QString text = span.part > 1 ? u"↻ "_s + name : name;
    static_cast<void>(
        placeLabel(frame.labels, bar, text, frame.axis.left, frame.right(), m_labels));
}

double WorkersLane::layOutSteps(const LaneFrame &frame, std::size_t firstBar, const BarTrack &track,
                                double top)
{
    const RunState &state = frame.feed.state();
    BarTrack steps;
    for (std::size_t i = firstBar; i < m_bars.size(); ++i) {
        const Bar &bar = m_bars[i];
        const Span &span = track.spans()[bar.span];
        const auto &attempts = state.caseAt(span.key).attempts;
        const auto attempt = static_cast<std::size_t>(span.part - 1);
        const bool again = bar.selected && i + 1 == m_bars.size() && i > firstBar;
        if (bar.count > 1 || again || span.part < 1 || attempt >= attempts.size() ||
            bar.rect.width() < kStepsBar)
            continue;
        const auto &all = attempts[attempt].steps;
        for (std::size_t s = 0; s < all.size() && m_steps.size() < kMostSteps; ++s) {
            Span step;
            step.key = static_cast<std::int32_t>(m_steps.size());
            step.from = all[s].start;
            step.to = all[s].start + all[s].duration;
            step.open = all[s].running && span.open;
            step.status = statusOf(all[s]);
            m_steps.push_back({span.key, span.part - 1, static_cast<int>(s)});
            steps.add(step);
        }
    }
    const std::size_t first = m_stepBars.size();
    BarTrack::Shape shape;
    shape.top = top - 2;
    shape.height = kStepBar;
    shape.distance = kStepDepth;
    steps.layOut(frame.axis, frame.now, shape, m_stepBars);
    for (std::size_t i = first; i < m_stepBars.size(); ++i) {
        Bar &bar = m_stepBars[i];
        bar.span = static_cast<std::uint32_t>(steps.spans()[bar.span].key);
        if (bar.count > 1)
            continue;
        const StepPlace &place = m_steps[bar.span];
        const auto &step = state.caseAt(place.index)
                               .attempts[static_cast<std::size_t>(place.attempt)]
                               .steps[static_cast<std::size_t>(place.step)];
        const QString title = step.title.isEmpty() ? step.kind : step.title;
        static_cast<void>(placeLabel(
            frame.labels, bar, step.tries > 1 ? u"%1 ×%2"_s.arg(title).arg(step.tries) : title,
            frame.axis.left, frame.right(), m_stepLabels));
    }
    return steps.depth() > 0 ? steps.depth() * kStepDepth + 2 : 0;
}

void WorkersLane::paint(QPainter &painter, const Theme &theme) const
{
    paintBars(painter, theme, m_bars);
    paintLabels(painter, theme, m_labels);
    paintBars(painter, theme, m_stepBars, BarStyle::Quiet);
    paintLabels(painter, theme, m_stepLabels);
}

} // namespace assay::ui
