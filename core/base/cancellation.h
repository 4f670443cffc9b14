// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <map>

namespace assay::base {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Waits until the time is over (true) or the token is triggered (false). Any thread.
bool waitFor(std::chrono::nanoseconds time, const std::stop_token &stop);

/// Waits until `condition` holds, polling every `every`; false when the deadline passed or the token
/// was triggered first. For things that give no signal of their own (a socket that is not there yet).
bool pollUntil(const std::function<bool()> &condition, std::chrono::nanoseconds every,
               SteadyTime deadline, const std::stop_token &stop);

/// Requests a stop at a point in time: one thread serves all deadlines of a process.
/// Any thread; outlives every StopScope made with it.
class DeadlineTimer
{
public:
    DeadlineTimer();
    ~DeadlineTimer();
    DeadlineTimer(const DeadlineTimer &) = delete;
    DeadlineTimer &operator=(const DeadlineTimer &) = delete;

    using Id = std::uint64_t;
    Id add(SteadyTime when, std::stop_source source);
    void remove(Id id);

private:
    void run(const std::stop_token &stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::multimap<SteadyTime, std::pair<Id, std::stop_source>> m_deadlines;
    Id m_next = 1;
    std::jthread m_thread;
};

/// A stop token that is triggered by its parent's token or by its own deadline, whichever comes first.
///
///     StopScope scope(timer, parentToken, SteadyTime::max());
///     if (!waitFor(1s, scope.token()) && scope.timedOut()) ...
///
/// Confined to the thread that made it; the tokens go anywhere.
class StopScope
{
public:
    StopScope(DeadlineTimer &timer, const std::stop_token &parent,
              SteadyTime deadline = SteadyTime::max());
    ~StopScope();
    StopScope(const StopScope &) = delete;
    StopScope &operator=(const StopScope &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }
    [[nodiscard]] SteadyTime deadline() const { return m_deadline; }
    /// The deadline passed (and the parent was not stopped before).
    [[nodiscard]] bool timedOut() const;
    [[nodiscard]] bool parentStopped() const { return m_parent.stop_requested(); }

private:
    DeadlineTimer &m_timer;
    std::stop_source m_source;
    std::stop_token m_parent;
    SteadyTime m_deadline;
    DeadlineTimer::Id m_id = 0;
    std::unique_ptr<std::stop_callback<std::function<void()>>> m_forward;
};

} // namespace assay::base
