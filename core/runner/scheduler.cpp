// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/scheduler.h"

#include "base/monitor.h"

#include <deque>
#include <thread>

namespace assay::runner {

namespace {

/// The thread that runs the jobs one after another.
class JobThread
{
public:
    JobThread(const Scheduler::Job &job, const std::stop_token &stop)
        : m_job(job)
    {
        m_thread = std::jthread([this, stop] { work(stop); });
    }
    ~JobThread()
    {
        m_state.change([](State &state) { state.closed = true; });
        m_thread.join();
    }

    void add(const QDateTime &tick, Overlap overlap)
    {
        m_state.change([&](State &state) {
            const bool busy = state.running || !state.waiting.empty();
            if (busy && overlap == Overlap::Skip)
                return;
            if (overlap == Overlap::Replace) {
                state.waiting.clear();
                if (state.running)
                    state.current.request_stop();
            }
            state.waiting.push_back(tick);
        });
    }

private:
    struct State
    {
        std::deque<QDateTime> waiting;
        std::stop_source current;
        bool running = false;
        bool closed = false;
    };

    void work(const std::stop_token &stop)
    {
        for (;;) {
            QDateTime tick;
            std::stop_source source;
            m_state.waitThen([](const State &s) { return s.closed || !s.waiting.empty(); },
                             [&](State &s) {
                                 if (s.waiting.empty())
                                     return;
                                 tick = s.waiting.front();
                                 s.waiting.pop_front();
                                 s.current = source;
                                 s.running = true;
                             });
            if (!tick.isValid() || stop.stop_requested())
                return;
            {
                const std::stop_callback forward(stop,
                                                 [source]() mutable { source.request_stop(); });
                m_job(tick, source.get_token());
            }
            m_state.change([](State &s) { s.running = false; });
        }
    }

    const Scheduler::Job &m_job;
    base::Monitor<State> m_state;
    std::jthread m_thread;
};

} // namespace

void Scheduler::run(const CronSchedule &schedule, const SchedulePolicy &policy,
                    const std::stop_token &stop, const Job &job) const
{
    constexpr qint64 kLate = 60;
    JobThread thread(job, stop);
    QDateTime next = schedule.next(m_clock.wallNow());
    while (m_clock.waitUntilWall(next, stop)) {
        const QDateTime now = m_clock.wallNow();
        std::vector<QDateTime> missed;
        while (next.isValid() && next.secsTo(now) > kLate) {
            missed.push_back(next);
            next = schedule.next(next);
        }
        if (policy.catchup == Catchup::One && !missed.empty())
            thread.add(missed.back(), policy.overlap);
        if (policy.catchup == Catchup::All) {
            // Each missed one is wanted, so they queue up whatever the overlap says.
            for (const QDateTime &tick : missed)
                thread.add(tick, Overlap::Queue);
        }
        if (next <= now) {
            thread.add(next, policy.overlap);
            next = schedule.next(next);
        }
    }
}

} // namespace assay::runner
