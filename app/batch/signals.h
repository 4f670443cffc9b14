// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <thread>

namespace assay::app {

/// Turns SIGINT and SIGTERM into calls, on a thread of its own. Make it before any other thread: it
/// blocks both signals for the thread that makes it and all that come later. The third one ends the
/// process at once, for teardowns that hang; SIGPIPE and SIGXFSZ are ignored.
class Signals
{
public:
    /// The signal's number and how often one came, from 1.
    using Handler = std::function<void(int signal, int count)>;

    Signals();
    ~Signals();
    Signals(const Signals &) = delete;
    Signals &operator=(const Signals &) = delete;

    /// From now on. Signals that came before are delivered now.
    void start(Handler handler);
    /// The handler is not called any more when this returns.
    void stop();

private:
    std::jthread m_thread;
};

} // namespace assay::app
