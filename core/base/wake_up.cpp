// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wake_up.h"

#include <algorithm>
#include <cerrno>
#include <sys/eventfd.h>
#include <vector>

namespace assay::base {

WakeUp::WakeUp(const std::stop_token &stop)
    : m_stop(stop)
    , m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_callback(stop, [this] {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = write(m_event.get(), &one, sizeof one);
    })
{
}

WakeUp::Result WakeUp::wait(std::span<pollfd> entries, SteadyTime deadline)
{
    using namespace std::chrono;
    std::vector<pollfd> all(entries.begin(), entries.end());
    all.push_back({m_event.get(), POLLIN, 0});
    while (true) {
        if (m_stop.stop_requested())
            return Stopped;
        // Rounded up, so that it does not spin in the last millisecond; without an event descriptor
        // (none left in the process) the token is looked at now and then.
        milliseconds left = m_event.isOpen() ? milliseconds(60'000) : milliseconds(20);
        if (deadline != SteadyTime::max()) {
            const nanoseconds exact = deadline - steady_clock::now();
            if (exact <= nanoseconds::zero())
                return TimedOut;
            left = std::min(left, ceil<milliseconds>(exact));
        }
        const int ready = poll(all.data(), all.size(), static_cast<int>(left.count()));
        if (ready <= 0)
            continue;
        bool any = false;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            entries[i].revents = all[i].revents;
            any = any || all[i].revents != 0;
        }
        if (any && !m_stop.stop_requested())
            return Ready;
    }
}

WakeUp::Result WakeUp::waitFor(int descriptor, short events, SteadyTime deadline)
{
    pollfd entry{descriptor, events, 0};
    return wait(std::span(&entry, 1), deadline);
}

} // namespace assay::base
