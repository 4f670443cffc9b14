// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <utility>

namespace assay::base {

/// A value behind its own lock: the only way to reach it is through with().
///
///     Guarded<std::vector<int>> numbers;
///     numbers.with([](auto &v) { v.push_back(1); });
///
/// Any thread. The function runs under the lock: keep it short and never call out of it.
template <class T>
class Guarded
{
public:
    Guarded() = default;
    explicit Guarded(T value)
        : m_value(std::move(value))
    {
    }

    template <class F>
    decltype(auto) with(F &&function)
    {
        const std::lock_guard lock(m_mutex);
        return std::forward<F>(function)(m_value);
    }
    template <class F>
    decltype(auto) with(F &&function) const
    {
        const std::lock_guard lock(m_mutex);
        return std::forward<F>(function)(std::as_const(m_value));
    }
    [[nodiscard]] T copy() const
    {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }

private:
    mutable std::mutex m_mutex;
    T m_value{};
};

} // namespace assay::base
