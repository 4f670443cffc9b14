// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QTimeZone>

#include <bitset>
#include <optional>

namespace assay::runner {

/// A cron expression: five fields (minute, hour, day of month, month, day of week) with lists,
/// ranges, steps on `*` or a range, names, 0 and 7 as Sunday; or @hourly @daily @weekly @monthly
/// @yearly; and `CRON_TZ=Europe/Berlin ` before either (semantics: "Cron").
///
///     auto schedule = CronSchedule::parse(u"30 2 * * mon-fri"_s);
///     schedule->next(QDateTime::currentDateTimeUtc());
///
/// Day of month and day of week: both restricted means either; a field that starts with `*` is not
/// restricted. Daylight saving as Vixie cron: a job at a fixed time in the skipped hour runs once
/// at the jump, one in the repeated hour does not run again; jobs with a wildcard hour or minute
/// follow the wall clock. Errors: the field, what is wrong with it, its column; an expression that
/// never matches. A plain value, any thread. Source: crontab(5), cron(8) of Debian.
class CronSchedule
{
public:
    [[nodiscard]] static base::Result<CronSchedule>
    parse(const QString &text, const QTimeZone &zone = QTimeZone::systemTimeZone());

    /// The first tick after the time; UTC.
    [[nodiscard]] QDateTime next(const QDateTime &after) const;
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QTimeZone zone() const { return m_zone; }

private:
    [[nodiscard]] bool dayMatches(const QDate &date) const;
    [[nodiscard]] std::optional<QDateTime> firstOn(const QDate &date, const QDateTime &after) const;
    [[nodiscard]] base::Result<> parseFields(const QString &fields, int offset);

    QString m_text;
    QTimeZone m_zone;
    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;
    std::bitset<13> m_months;
    std::bitset<8> m_weekdays; ///< 0 is Sunday
    bool m_anyDay = false;     ///< the day-of-month field starts with `*`
    bool m_anyWeekday = false;
    bool m_fixedTime = false; ///< neither hour nor minute starts with `*`
};

enum class Catchup { None, One, All };
enum class Overlap { Skip, Queue, Replace };

/// What to do with ticks that were missed (the machine slept) and with runs that are still going.
struct SchedulePolicy
{
    Catchup catchup = Catchup::None;
    Overlap overlap = Overlap::Skip;
};

} // namespace assay::runner
