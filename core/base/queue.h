// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace assay::base {

/// An unbounded queue between threads that is read in batches.
///
///     queue.push(event);                                  // any thread, never blocks
///     while (auto batch = queue.popAll(stopToken)) {...}  // one reader
///
/// close() lets the reader drain what is left and then end. A producer that makes much awaits room
/// before it goes on, so that a slow reader bounds the memory.
template <class T>
class Queue
{
public:
    /// False when the queue is closed: the value was not taken.
    bool push(T value)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return false;
            m_items.push_back(std::move(value));
        }
        m_ready.notify_one();
        return true;
    }
    /// All that is waiting, in order; waits for the first. Nothing when closed and empty, or
    /// stopped.
    [[nodiscard]] std::optional<std::vector<T>> popAll(std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        m_ready.wait(lock, stop, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty())
            return std::nullopt;
        return takeAll();
    }
    /// As popAll, but gives up after the time and then returns an empty batch.
    [[nodiscard]] std::optional<std::vector<T>> popAllFor(std::chrono::nanoseconds time,
                                                          std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        m_ready.wait_for(lock, stop, time, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty() && (m_closed || stop.stop_requested()))
            return std::nullopt;
        return takeAll();
    }
    /// Waits until fewer than `most` values wait, or the queue is closed. False when stopped
    /// before.
    bool awaitRoom(std::size_t most, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        return m_room.wait(lock, stop, [&] { return m_closed || m_items.size() < most; });
    }
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_ready.notify_all();
        m_room.notify_all();
    }
    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    std::vector<T> takeAll()
    {
        m_room.notify_all();
        return std::exchange(m_items, {});
    }

    mutable std::mutex m_mutex;
    std::condition_variable_any m_ready;
    std::condition_variable_any m_room;
    std::vector<T> m_items;
    bool m_closed = false;
};

} // namespace assay::base
