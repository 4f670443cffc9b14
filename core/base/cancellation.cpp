// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cancellation.h"

namespace assay::base {

bool waitFor(std::chrono::nanoseconds time, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

bool pollUntil(const std::function<bool()> &condition, std::chrono::nanoseconds every,
               SteadyTime deadline, const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        if (condition())
            return true;
        const auto left = deadline - std::chrono::steady_clock::now();
        if (left <= std::chrono::nanoseconds::zero())
            return false;
        waitFor(std::min<std::chrono::nanoseconds>(every, left), stop);
    }
    return false;
}

DeadlineTimer::DeadlineTimer() : m_thread([this](const std::stop_token &stop) { run(stop); }) {}

DeadlineTimer::~DeadlineTimer() = default;

DeadlineTimer::Id DeadlineTimer::add(SteadyTime when, std::stop_source source)
{
    bool first = false;
    Id id = 0;
    {
        const std::lock_guard lock(m_mutex);
        id = m_next++;
        const auto it = m_deadlines.emplace(when, std::pair(id, std::move(source)));
        first = it == m_deadlines.begin();
    }
    if (first)
        m_changed.notify_one();
    return id;
}

void DeadlineTimer::remove(Id id)
{
    const std::lock_guard lock(m_mutex);
    for (auto it = m_deadlines.begin(); it != m_deadlines.end(); ++it) {
        if (it->second.first == id) {
            m_deadlines.erase(it);
            return;
        }
    }
}

void DeadlineTimer::run(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        if (m_deadlines.empty()) {
            m_changed.wait(lock, stop, [this] { return !m_deadlines.empty(); });
            continue;
        }
        const SteadyTime next = m_deadlines.begin()->first;
        if (std::chrono::steady_clock::now() < next) {
            m_changed.wait_until(lock, stop, next, [this, next] {
                return m_deadlines.empty() || m_deadlines.begin()->first < next;
            });
            continue;
        }
        std::stop_source source = m_deadlines.begin()->second.second;
        m_deadlines.erase(m_deadlines.begin());
        lock.unlock();
        source.request_stop();
        lock.lock();
    }
}

StopScope::StopScope(DeadlineTimer &timer, const std::stop_token &parent, SteadyTime deadline)
    : m_timer(timer), m_parent(parent), m_deadline(deadline)
{
    if (deadline != SteadyTime::max())
        m_id = timer.add(deadline, m_source);
    if (parent.stop_possible()) {
        m_forward = std::make_unique<std::stop_callback<std::function<void()>>>(
            parent, [source = m_source]() mutable { source.request_stop(); });
    }
}

StopScope::~StopScope()
{
    m_forward.reset();
    if (m_id != 0)
        m_timer.remove(m_id);
}

bool StopScope::timedOut() const
{
    return !m_parent.stop_requested() && m_deadline != SteadyTime::max()
        && std::chrono::steady_clock::now() >= m_deadline;
}

} // namespace assay::base
