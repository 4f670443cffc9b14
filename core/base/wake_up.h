// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/descriptor.h"

#include <poll.h>
#include <span>

namespace assay::base {

/// Makes a poll() end when a stop token is triggered.
///
///     WakeUp wakeUp(stop);
///     switch (wakeUp.waitFor(socket, POLLIN, deadline)) { case WakeUp::Stopped: ... }
///
/// Confined to the thread that waits; the token may be triggered by any.
class WakeUp
{
public:
    enum Result { Ready, TimedOut, Stopped };

    explicit WakeUp(const std::stop_token &stop);
    WakeUp(const WakeUp &) = delete;
    WakeUp &operator=(const WakeUp &) = delete;

    /// Waits for one of `entries` to be ready (their revents say which).
    [[nodiscard]] Result wait(std::span<pollfd> entries, SteadyTime deadline);
    /// Waits for one descriptor; an error or a hang-up of it is Ready too.
    [[nodiscard]] Result waitFor(int descriptor, short events, SteadyTime deadline);

private:
    std::stop_token m_stop;
    Descriptor m_event;
    std::stop_callback<std::function<void()>> m_callback;
};

} // namespace assay::base
