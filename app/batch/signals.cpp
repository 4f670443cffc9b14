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
    sigaddset(&set, SIGUSR2); // from stop(), to wake the thread
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

Signals::~Signals()
{
    stop();
}

void Signals::start(Handler handler)
{
    m_thread = std::jthread([handler = std::move(handler)](const std::stop_token &stop) {
        const sigset_t set = ours();
        for (int count = 0;;) {
            const int signal = sigwaitinfo(&set, nullptr);
            if (stop.stop_requested())
                return;
            if (signal != SIGINT && signal != SIGTERM)
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
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    pthread_kill(m_thread.native_handle(), SIGUSR2);
    m_thread.join();
}

} // namespace assay::app
