// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/replay.h"

#include <algorithm>

namespace assay::ui {

base::Nanoseconds Replay::length() const
{
    return m_times.empty() ? base::Nanoseconds{} : m_times.back();
}

std::size_t Replay::placeAt(base::Nanoseconds at) const
{
    const auto happened = static_cast<std::size_t>(
        std::upper_bound(m_times.begin(), m_times.end(), at) - m_times.begin());
    return std::max(happened, std::min<std::size_t>(1, m_events.size()));
}

base::Nanoseconds Replay::timeOf(std::size_t place) const
{
    return place == 0 || m_times.empty() ? base::Nanoseconds{}
                                         : m_times[std::min(place, m_times.size()) - 1];
}

events::RunState Replay::stateAt(std::size_t place) const
{
    place = std::min(place, m_events.size());
    const auto after = std::upper_bound(
        m_checkpoints.begin(), m_checkpoints.end(), place,
        [](std::size_t wanted, const Checkpoint &kept) { return wanted < kept.place; });
    events::RunState state;
    std::size_t at = 0;
    if (after != m_checkpoints.begin()) {
        state = std::prev(after)->state;
        at = std::prev(after)->place;
    }
    for (; at < place; ++at)
        state.apply(*m_events[at]);
    if (place == m_events.size() && m_interrupted)
        state.markInterrupted();
    return state;
}

events::EventBatch Replay::events(std::size_t from, std::size_t to) const
{
    to = std::min(to, m_events.size());
    if (from >= to)
        return {};
    return {m_events.begin() + static_cast<std::ptrdiff_t>(from),
            m_events.begin() + static_cast<std::ptrdiff_t>(to)};
}

RunMoment Replay::moment(std::size_t place, base::Nanoseconds at,
                         std::optional<std::size_t> shown) const
{
    RunMoment moment;
    moment.runId = m_runId;
    moment.state = stateAt(place);
    moment.at = at;
    moment.length = length();
    moment.eventCount = place;
    const std::size_t before = shown.value_or(0);
    moment.fresh = events(place < before ? 0 : before, place);
    for (std::size_t i = std::min(before, place); i < std::max(before, place); ++i) {
        if (const events::CaseIndex index = changedCase(*m_events[i]); index >= 0)
            moment.cases.push_back(index);
    }
    std::sort(moment.cases.begin(), moment.cases.end());
    moment.cases.erase(std::unique(moment.cases.begin(), moment.cases.end()), moment.cases.end());
    const auto known = static_cast<events::CaseIndex>(moment.state.cases().size());
    std::erase_if(moment.cases, [known](events::CaseIndex index) { return index >= known; });
    return moment;
}

ReplayBuilder::ReplayBuilder(const QString &runId)
    : m_replay(std::make_shared<Replay>())
{
    m_replay->m_runId = runId;
}

void ReplayBuilder::add(const events::EventBatch &batch)
{
    Replay &replay = *m_replay;
    for (const events::EventPointer &event : batch) {
        m_state.apply(*event);
        replay.m_events.push_back(event);
        replay.m_times.push_back(std::max(replay.length(), event->at));
        if (const auto *finished = std::get_if<events::CaseFinished>(&event->payload);
            finished != nullptr && model::isBad(finished->outcome) && !finished->quarantined)
            replay.m_failures.push_back(replay.m_times.back());
        if (replay.m_events.size() % m_step != 0)
            continue;
        replay.m_checkpoints.push_back({replay.m_events.size(), m_state});
        if (replay.m_checkpoints.size() <= kCheckpoints)
            continue;
        // Half as many, twice as far apart.
        m_step *= 2;
        std::erase_if(replay.m_checkpoints,
                      [this](const Replay::Checkpoint &kept) { return kept.place % m_step != 0; });
    }
}

std::shared_ptr<const Replay> ReplayBuilder::finish(bool interrupted)
{
    m_replay->m_interrupted = interrupted;
    m_replay->m_checkpoints.push_back({m_replay->m_events.size(), std::move(m_state)});
    return std::exchange(m_replay, nullptr);
}

} // namespace assay::ui
