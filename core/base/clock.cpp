// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include "base/cancellation.h"

namespace assay::base {

std::chrono::steady_clock::time_point SystemClock::steadyNow() const
{
    return std::chrono::steady_clock::now();
}

QDateTime SystemClock::wallNow() const
{
    return QDateTime::currentDateTimeUtc();
}

bool SystemClock::waitUntilWall(const QDateTime &when, const std::stop_token &stop) const
{
    // The wall clock may be set while we wait, so look at it again at least once a second.
    while (!stop.stop_requested()) {
        const qint64 left = wallNow().msecsTo(when);
        if (left <= 0)
            return true;
        waitFor(std::chrono::milliseconds(std::min<qint64>(left, 1000)), stop);
    }
    return false;
}

} // namespace assay::base
