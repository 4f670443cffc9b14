// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "runner/cron.h"

#include <functional>

namespace assay::runner {

/// Calls a job at each tick of a schedule, until it is told to stop (seed 2.1: scheduler).
///
///     Scheduler(clock).run(schedule, {Catchup::One, Overlap::Skip}, stop, job);
///
/// The job runs on a thread of its own, never twice at once; its token is triggered when the
/// scheduler is stopped or, with Overlap::Replace, when the next tick comes. run() blocks, and
/// returns when the last job has ended. A tick that is found more than a minute late was missed.
class Scheduler
{
public:
    using Job = std::function<void(const QDateTime &tick, const std::stop_token &stop)>;

    explicit Scheduler(const base::Clock &clock)
        : m_clock(clock)
    {
    }
    void run(const CronSchedule &schedule, const SchedulePolicy &policy,
             const std::stop_token &stop, const Job &job) const;

private:
    const base::Clock &m_clock;
};

} // namespace assay::runner
