// SPDX-License-Identifier: GPL-3.0-or-later
// Two bytes are the time, any text is the schedule: the next tick is later, on a whole minute, and
// no tick lies before it.
#include "runner/cron.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using assay::runner::CronSchedule;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    // A quarter of an hour each: 2023 and 2024, both changes of the clocks included.
    constexpr qint64 kStart = 1'672'531'200;
    const qint64 seconds = kStart + 900LL * (data[0] * 256 + data[1]);
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data + 2),
                                           static_cast<qsizetype>(size - 2));
    const auto schedule = CronSchedule::parse(text, QTimeZone::utc());
    if (!schedule)
        return 0;
    const QDateTime after = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    const QDateTime tick = schedule->next(after);
    if (!tick.isValid() || tick <= after || tick.toSecsSinceEpoch() % 60 != 0)
        std::abort();
    if (schedule->next(tick.addSecs(-60)) != tick)
        std::abort();
    return 0;
}
