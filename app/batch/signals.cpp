// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/signals.h"

#include <csignal>
#include <ctime>
#include <unistd.h>

namespace assay::app {

namespace {

sigset_t ours()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

Signals::Signals()
{
    const sigset_t set = ours();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a write beyond `ulimit -f` is an error like a full disk
}

Signals::~Signals() = default;

void Signals::start(Handler handler)
{
    m_thread = std::jthread([handler = std::move(handler)](const std::stop_token &stop) {
        const sigset_t set = ours();
        const timespec pause{0, 50'000'000};
        for (int count = 0; !stop.stop_requested();) {
            const int signal = sigtimedwait(&set, nullptr, &pause);
            if (signal < 0)
                continue;
            ++count;
            if (count >= 3)
                ::_exit(128 + signal);
            handler(signal, count);
        }
    });
}

void Signals::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace assay::app
