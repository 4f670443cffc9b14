// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/expression_watchdog.h"

#include "base/cancellation.h"

#include <QFile>

#include <unistd.h>

namespace assay::suite::detail {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kTripped = -1;

std::int64_t steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// The process's resident memory in bytes; 0 when it cannot be told.
std::int64_t residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = statm.readLine(200).split(' ');
    return fields.size() < 2 ? 0 : fields.at(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

} // namespace

ExpressionWatchdog::ExpressionWatchdog(ExpressionLimits limits, std::function<void()> interrupt)
    : m_limits(limits)
    , m_interrupt(std::move(interrupt))
    , m_thread([this](const std::stop_token &end) { run(end); })
{
}

ExpressionWatchdog::~ExpressionWatchdog()
{
    m_thread.request_stop();
    ++m_signal;
    m_signal.notify_one();
    m_thread.join();
}

void ExpressionWatchdog::start(const std::stop_token &stop)
{
    m_reason = Interruption::None;
    m_resident = 0;
    m_deadline = steadyNow() + m_limits.time.count();
    if (m_sleeps.load()) {
        ++m_signal;
        m_signal.notify_one();
    }
    if (stop.stop_possible())
        m_onStop = std::make_unique<Callback>(stop, [this] { trip(Interruption::Stopped); });
}

Interruption ExpressionWatchdog::finish()
{
    m_onStop.reset();
    if (m_deadline.exchange(0) == kTripped) {
        // The thread has decided, and is about to say why.
        while (m_reason.load() == Interruption::None)
            std::this_thread::yield();
    }
    return m_reason.load();
}

void ExpressionWatchdog::trip(Interruption reason)
{
    m_interrupt();
    Interruption none = Interruption::None;
    m_reason.compare_exchange_strong(none, reason);
}

void ExpressionWatchdog::run(const std::stop_token &end)
{
    constexpr auto kEvery = std::chrono::milliseconds(2);
    constexpr int kIdleLooks =
        50; // an engine in use wakes the thread rarely: most scripts are short
    int idle = 0;
    while (!end.stop_requested()) {
        std::int64_t deadline = m_deadline.load();
        if (deadline <= 0) {
            if (++idle > kIdleLooks) {
                const int signal = m_signal.load();
                m_sleeps = true;
                if (m_deadline.load() <= 0 && !end.stop_requested())
                    m_signal.wait(signal);
                m_sleeps = false;
                idle = 0;
                continue;
            }
        } else {
            idle = 0;
            const std::int64_t resident = residentBytes();
            std::int64_t unknown = 0;
            const bool tooLarge = !m_resident.compare_exchange_strong(unknown, resident) &&
                                  resident - unknown > m_limits.memory.value;
            // Only the script that was looked at: it may be over, and the next one running.
            if ((tooLarge || steadyNow() > deadline) &&
                m_deadline.compare_exchange_strong(deadline, kTripped))
                trip(tooLarge ? Interruption::Memory : Interruption::Time);
        }
        base::waitFor(kEvery, end);
    }
}

} // namespace assay::suite::detail
