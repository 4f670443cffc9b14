// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/expressions.h"

#include <atomic>
#include <functional>
#include <stop_token>
#include <thread>

namespace assay::suite::detail {

/// Why a script was interrupted.
enum class Interruption { None, Time, Memory, Stopped };

/// Interrupts a script that takes too long, too much memory, or whose token is triggered. Its
/// thread sleeps while nothing is watched. start() and finish() belong to the engine's thread;
/// `interrupt` is called on others, only between start() and the end of finish(), or a moment
/// later.
class ExpressionWatchdog
{
public:
    ExpressionWatchdog(ExpressionLimits limits, std::function<void()> interrupt);
    ~ExpressionWatchdog();

    void start(const std::stop_token &stop);
    [[nodiscard]] Interruption finish();

private:
    using Callback = std::stop_callback<std::function<void()>>;
    void run(const std::stop_token &end);
    void trip(Interruption reason);

    ExpressionLimits m_limits;
    std::function<void()> m_interrupt;
    std::atomic<std::int64_t> m_deadline = 0; ///< steady clock, ns; 0: nothing is watched
    std::atomic<std::int64_t> m_resident = 0; ///< at the start, bytes; 0: not measured yet
    std::atomic<Interruption> m_reason = Interruption::None;
    std::atomic<int> m_signal = 0; ///< changes when the thread has to look
    std::atomic<bool> m_sleeps = false;
    std::unique_ptr<Callback> m_onStop;
    std::jthread m_thread;
};

} // namespace assay::suite::detail
