// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace assay::base {

/// A value behind its own lock that threads can wait on.
///
///     Monitor<State> state;
///     state.change([](State &s) { s.ready = true; });                       // wakes the waiters
///     state.waitThen([](State &s) { return s.ready; }, [](State &s) {...}); // under the lock
///
/// Any thread. Functions run under the lock: keep them short and never call out of them.
template <class T>
class Monitor
{
public:
    Monitor() = default;
    explicit Monitor(T value)
        : m_value(std::move(value))
    {
    }

    /// Changes the value and wakes everyone who waits.
    template <class F>
    decltype(auto) change(F &&function)
    {
        // Woken under the lock: who sees the change may be the one to destroy the monitor.
        struct Wake
        {
            std::condition_variable_any &changed;
            ~Wake() { changed.notify_all(); }
        };
        const std::lock_guard lock(m_mutex);
        const Wake wake{m_changed};
        return std::forward<F>(function)(m_value);
    }
    template <class F>
    decltype(auto) read(F &&function) const
    {
        const std::lock_guard lock(m_mutex);
        return std::forward<F>(function)(m_value);
    }
    /// Waits until `condition` holds, then runs `function` under the same lock; wakes nobody.
    template <class Condition, class F>
    decltype(auto) waitThen(Condition condition, F &&function)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return condition(m_value); });
        return std::forward<F>(function)(m_value);
    }
    /// False when the token was triggered before the condition held.
    template <class Condition>
    bool waitFor(Condition condition, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait(lock, stop, [&] { return condition(m_value); });
    }
    template <class Condition, class Duration>
    bool waitFor(Condition condition, Duration time, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, stop, time, [&] { return condition(m_value); });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    T m_value{};
};

} // namespace assay::base
