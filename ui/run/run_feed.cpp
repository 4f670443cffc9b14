// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_feed.h"

#include <algorithm>

namespace assay::ui {

namespace {

constexpr int kFrameMs = 16;
/// Half a frame for events, the other half for painting them.
constexpr qint64 kDrainBudgetMs = 6;
/// Running cases show their growing duration so often.
constexpr qint64 kTickMs = 200;
/// With so many that wait, no more are asked for: who gives them bounds what waits there.
constexpr std::size_t kEnough = 20'000;
/// So many events of a past run views take within a part of a frame.
constexpr std::size_t kSlice = 1000;

void sortOut(std::vector<events::CaseIndex> &cases)
{
    std::sort(cases.begin(), cases.end());
    cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
}

} // namespace

events::CaseIndex changedCase(const events::Event &event)
{
    return std::visit(events::Overloaded{[](const events::CaseQueued &e) { return e.index; },
                                         [](const events::CaseStarted &e) { return e.index; },
                                         [](const events::CaseFinished &e) { return e.index; },
                                         [](const events::AttemptStarted &e) { return e.index; },
                                         [](const events::AttemptFinished &e) { return e.index; },
                                         [](const events::StepStarted &e) { return e.index; },
                                         [](const events::StepFinished &e) { return e.index; },
                                         [](const auto &) { return events::CaseIndex(-1); }},
                      event.payload);
}

RunFeed::RunFeed(QObject *parent)
    : QObject(parent)
{
    m_frame.setInterval(kFrameMs);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &RunFeed::drain);
    m_tell.setInterval(kFrameMs);
    connect(&m_tell, &QTimer::timeout, this, [this] { tell({}); });
}

void RunFeed::begin(const QString &runId)
{
    m_frame.stop();
    m_source = {};
    m_runId = runId;
    m_state = events::RunState();
    m_waiting.clear();
    m_running.clear();
    m_eventCount = 0;
    m_ending = false;
    m_moment.reset();
    m_length = {};
    m_untold.clear();
    m_tell.stop();
    m_sinceEvent.start();
    m_sinceTick.start();
}

void RunFeed::restart(const QString &runId, Source source)
{
    begin(runId);
    m_source = std::move(source);
    Q_EMIT reset();
    m_frame.start();
}

void RunFeed::end()
{
    m_ending = true;
}

void RunFeed::clear()
{
    begin({});
    Q_EMIT reset();
}

void RunFeed::show(const QString &runId, events::EventBatch events)
{
    begin(runId);
    Q_EMIT reset();
    RunUpdate update;
    for (const events::EventPointer &event : events)
        apply(*event, update);
    update.events = std::move(events);
    sortOut(update.cases);
    Q_EMIT advanced(update);
    finish();
}

void RunFeed::seek(RunMoment &moment)
{
    const bool same = m_moment && moment.runId == m_runId;
    if (!same) {
        begin(moment.runId);
        Q_EMIT reset();
    }
    const bool back = same && moment.state.lastSequence() < m_state.lastSequence();
    const bool planned = moment.state.cases().size() != m_state.cases().size();
    std::swap(m_state, moment.state);
    m_moment = moment.at;
    m_length = moment.length;
    m_eventCount = moment.eventCount;
    m_running.clear();
    for (std::size_t i = 0; i < m_state.cases().size(); ++i) {
        if (m_state.cases()[i].status == events::RunState::CaseStatus::Running)
            m_running.insert(static_cast<events::CaseIndex>(i));
    }
    if (back) {
        m_untold.clear();
        Q_EMIT rewound();
    }
    RunUpdate update;
    update.planned = planned;
    update.cases = std::move(moment.cases);
    update.cases.insert(update.cases.end(), m_running.begin(), m_running.end());
    sortOut(update.cases);
    update.services = true;
    m_untold.insert(m_untold.end(), moment.fresh.begin(), moment.fresh.end());
    tell(std::move(update));
}

void RunFeed::tell(RunUpdate update)
{
    const auto slice =
        m_untold.begin() + static_cast<std::ptrdiff_t>(std::min(m_untold.size(), kSlice));
    update.events.assign(std::make_move_iterator(m_untold.begin()), std::make_move_iterator(slice));
    m_untold.erase(m_untold.begin(), slice);
    if (m_untold.empty())
        m_tell.stop();
    else if (!m_tell.isActive())
        m_tell.start();
    Q_EMIT advanced(update);
}

void RunFeed::step(events::EventBatch fresh, base::Nanoseconds at)
{
    RunUpdate update;
    for (const events::EventPointer &event : fresh)
        apply(*event, update);
    m_moment = at;
    // Running cases show how long they have run by then.
    update.cases.insert(update.cases.end(), m_running.begin(), m_running.end());
    sortOut(update.cases);
    m_untold.insert(m_untold.end(), fresh.begin(), fresh.end());
    tell(std::move(update));
}

base::Nanoseconds RunFeed::length() const
{
    return std::max(now(), m_length);
}

base::Nanoseconds RunFeed::now() const
{
    if (m_moment)
        return *m_moment;
    base::Nanoseconds now = m_state.now();
    if (m_frame.isActive() && m_state.status() == events::RunState::Status::Running)
        now += base::Nanoseconds(m_sinceEvent.nsecsElapsed());
    return now;
}

void RunFeed::drain()
{
    // Asked before the source: what it gives below is then the rest.
    const bool ending = m_ending;
    const bool asks = m_waiting.size() < kEnough;
    const events::EventBatch fresh = asks ? m_source() : events::EventBatch();
    m_waiting.insert(m_waiting.end(), fresh.begin(), fresh.end());

    RunUpdate update;
    QElapsedTimer budget;
    budget.start();
    while (!m_waiting.empty() && budget.elapsed() < kDrainBudgetMs) {
        apply(*m_waiting.front(), update);
        update.events.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    if (!update.events.empty())
        m_sinceEvent.restart();
    const bool tick = m_sinceTick.elapsed() >= kTickMs;
    if (tick) {
        m_sinceTick.restart();
        for (const events::CaseIndex index : std::as_const(m_running)) {
            if (index >= 0 && static_cast<std::size_t>(index) < m_state.cases().size())
                update.cases.push_back(index);
        }
    }
    sortOut(update.cases);
    if (tick || !update.events.empty())
        Q_EMIT advanced(update);
    if (ending && asks && m_waiting.empty())
        finish();
}

void RunFeed::apply(const events::Event &event, RunUpdate &update)
{
    m_state.apply(event);
    ++m_eventCount;
    const events::CaseIndex changed = changedCase(event);
    if (changed >= 0 && static_cast<std::size_t>(changed) < m_state.cases().size())
        update.cases.push_back(changed);
    std::visit(
        events::Overloaded{[&](const events::RunPlanned &) { update.planned = true; },
                           [&](const events::EnvironmentChanged &) { update.services = true; },
                           [&](const events::HealthChanged &) { update.services = true; },
                           [&](const events::CaseStarted &e) { m_running.insert(e.index); },
                           [&](const events::CaseFinished &e) { m_running.remove(e.index); },
                           [](const auto &) {}},
        event.payload);
}

void RunFeed::finish()
{
    m_frame.stop();
    m_source = {};
    if (m_state.status() != events::RunState::Status::Finished)
        m_state.markInterrupted();
    RunUpdate last;
    for (std::size_t i = 0; i < m_state.cases().size(); ++i)
        last.cases.push_back(static_cast<events::CaseIndex>(i));
    last.services = true;
    Q_EMIT advanced(last);
    Q_EMIT ended();
}

} // namespace assay::ui
