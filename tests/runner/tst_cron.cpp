// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/cron.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using runner::CronSchedule;

namespace {

QDateTime in(const QString &zone, const QString &local)
{
    return QDateTime::fromString(local, u"yyyy-MM-dd HH:mm"_s).isValid()
               ? QDateTime(QDate::fromString(local.first(10), Qt::ISODate),
                           QTime::fromString(local.sliced(11), u"HH:mm"_s),
                           QTimeZone(zone.toUtf8()))
               : QDateTime();
}

QString shown(const QDateTime &time, const QString &zone)
{
    const QDateTime local = time.toTimeZone(QTimeZone(zone.toUtf8()));
    const int minutes = local.offsetFromUtc() / 60;
    return local.toString(u"yyyy-MM-dd HH:mm "_s) +
           QString::number(minutes / 60.0); // the offset tells the two repeated hours apart
}

} // namespace

class TestCron : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void next_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("ticks");

        const auto row = [](const char *name, const QString &expression, const QString &zone,
                            const QString &after, const QStringList &ticks) {
            QTest::newRow(name) << expression << zone << after << ticks;
        };
        const QString utc = u"UTC"_s;
        const QString berlin = u"Europe/Berlin"_s;
        const QString newYork = u"America/New_York"_s;
        row("every minute", u"* * * * *"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-23 10:01 0"_s, u"2026-11-23 10:02 0"_s});
        row("step on star", u"*/15 * * * *"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-23 10:15 0"_s, u"2026-11-23 10:30 0"_s, u"2026-11-23 10:45 0"_s,
             u"2026-11-23 11:00 0"_s});
        row("step on range", u"10-50/20 * * * *"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-23 10:10 0"_s, u"2026-11-23 10:30 0"_s, u"2026-11-23 10:50 0"_s,
             u"2026-11-23 11:10 0"_s});
        row("step over the end", u"30-50/2147483647 */100 * * *"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-24 00:30 0"_s, u"2026-11-25 00:30 0"_s});
        row("list", u"0 3,15 * * *"_s, utc, u"2026-11-23 03:00"_s,
            {u"2026-11-23 15:00 0"_s, u"2026-11-24 03:00 0"_s});
        row("names", u"0 9 * dec mon-fri"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-12-01 09:00 0"_s, u"2026-12-02 09:00 0"_s});
        row("names in a list, any case", u"0 0 * * SAT,Sun"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-28 00:00 0"_s, u"2026-11-29 00:00 0"_s});
        row("7 is Sunday", u"0 0 * * 7"_s, utc, u"2026-11-23 10:00"_s, {u"2026-11-29 00:00 0"_s});
        row("range to Sunday", u"0 0 * * fri-sun"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-27 00:00 0"_s, u"2026-11-28 00:00 0"_s, u"2026-11-29 00:00 0"_s,
             u"2026-12-04 00:00 0"_s});
        row("both restricted is or", u"0 0 13 * fri"_s, utc, u"2026-11-10 00:00"_s,
            {u"2026-11-13 00:00 0"_s, u"2026-11-20 00:00 0"_s});
        row("both restricted is or, by date", u"0 0 24 * fri"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-24 00:00 0"_s, u"2026-11-27 00:00 0"_s});
        row("star step is not restricted", u"0 0 */2 * mon"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-12-07 00:00 0"_s, u"2026-12-21 00:00 0"_s});
        row("hourly", u"@hourly"_s, utc, u"2026-11-23 10:59"_s, {u"2026-11-23 11:00 0"_s});
        row("daily", u"@daily"_s, utc, u"2026-11-23 10:59"_s, {u"2026-11-24 00:00 0"_s});
        row("weekly", u"@weekly"_s, utc, u"2026-11-23 10:59"_s, {u"2026-11-29 00:00 0"_s});
        row("monthly", u"@monthly"_s, utc, u"2026-11-23 10:59"_s, {u"2026-12-01 00:00 0"_s});
        row("yearly", u"@yearly"_s, utc, u"2026-11-23 10:59"_s, {u"2027-01-01 00:00 0"_s});
        row("leap day", u"0 0 29 2 *"_s, utc, u"2026-11-23 10:59"_s, {u"2028-02-29 00:00 0"_s});
        row("zone prefix", u"CRON_TZ=Asia/Tokyo 0 9 * * *"_s, utc, u"2026-11-23 10:00"_s,
            {u"2026-11-24 00:00 0"_s});
        row("spaces around", u"  0   0  1 1   *  "_s, utc, u"2026-11-23 10:00"_s,
            {u"2027-01-01 00:00 0"_s});

        // Berlin jumps from 02:00 to 03:00 on 2026-03-29 and from 03:00 back to 02:00 on
        // 2026-10-25.
        row("fixed time in the skipped hour runs at the jump", u"30 2 * * *"_s, berlin,
            u"2026-03-28 12:00"_s, {u"2026-03-29 03:00 2"_s, u"2026-03-30 02:30 2"_s});
        row("two fixed times in the skipped hour run once", u"10,40 2 * * *"_s, berlin,
            u"2026-03-28 12:00"_s, {u"2026-03-29 03:00 2"_s, u"2026-03-30 02:10 2"_s});
        row("a fixed time right after the jump", u"0 3 * * *"_s, berlin, u"2026-03-28 12:00"_s,
            {u"2026-03-29 03:00 2"_s, u"2026-03-30 03:00 2"_s});
        row("wildcard hours follow the wall clock in spring", u"30 * * * *"_s, berlin,
            u"2026-03-29 01:00"_s, {u"2026-03-29 01:30 1"_s, u"2026-03-29 03:30 2"_s});
        row("fixed time in the repeated hour runs once", u"30 2 * * *"_s, berlin,
            u"2026-10-24 12:00"_s, {u"2026-10-25 02:30 2"_s, u"2026-10-26 02:30 1"_s});
        row("wildcard hours run in both repeated hours", u"30 * * * *"_s, berlin,
            u"2026-10-25 01:45"_s,
            {u"2026-10-25 02:30 2"_s, u"2026-10-25 02:30 1"_s, u"2026-10-25 03:30 1"_s});
        row("wildcard minutes too", u"*/30 2 * * *"_s, berlin, u"2026-10-25 01:45"_s,
            {u"2026-10-25 02:00 2"_s, u"2026-10-25 02:30 2"_s, u"2026-10-25 02:00 1"_s,
             u"2026-10-25 02:30 1"_s});
        row("New York in spring", u"0 2 * * *"_s, newYork, u"2026-03-07 12:00"_s,
            {u"2026-03-08 03:00 -4"_s, u"2026-03-09 02:00 -4"_s});
        row("New York in autumn", u"0 1 * * *"_s, newYork, u"2026-10-31 12:00"_s,
            {u"2026-11-01 01:00 -4"_s, u"2026-11-02 01:00 -5"_s});
        row("half an hour, Lord Howe, in spring", u"15 2 * * *"_s, u"Australia/Lord_Howe"_s,
            u"2026-10-03 12:00"_s, {u"2026-10-04 02:30 11"_s, u"2026-10-05 02:15 11"_s});
    }
    void next()
    {
        QFETCH(QString, expression);
        QFETCH(QString, zone);
        QFETCH(QString, after);
        QFETCH(QStringList, ticks);
        const auto schedule = CronSchedule::parse(expression, QTimeZone(zone.toUtf8()));
        QVERIFY2(schedule, qPrintable(schedule ? QString() : schedule.error().toString()));
        QDateTime time = in(zone, after);
        QVERIFY(time.isValid());
        QStringList found;
        for (qsizetype i = 0; i < ticks.size(); ++i) {
            time = schedule->next(time);
            found << shown(time, zone);
        }
        QCOMPARE(found, ticks);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &expression, const QString &message) {
            QTest::newRow(name) << expression << message;
        };
        row("too few fields", u"* * * *"_s,
            u"a schedule has five fields, this has 4 (write minute, hour, day of month, month, day "
            "of week, for example 30 2 * * 1-5)"_s);
        row("empty", u""_s,
            u"a schedule has five fields, this has 0 (write minute, hour, day of month, month, day "
            "of week, for example 30 2 * * 1-5)"_s);
        row("number too large", u"60 * * * *"_s,
            u":1:1: minute: \"60\" is not a minute (write a number from 0 to 59)"_s);
        row("day 0", u"0 0 0 * *"_s,
            u":1:5: day of month: \"0\" is not a day of month (write a number from 1 to 31)"_s);
        row("unknown month", u"0 0 1 jnu *"_s,
            u":1:7: month: \"jnu\" is not a month (did you mean \"jun\"?)"_s);
        row("reversed range", u"0 22-6 * * *"_s,
            u":1:3: hour: the range \"22-6\" is reversed (write it as two: 22-23,0-6)"_s);
        row("step 0", u"*/0 * * * *"_s,
            u":1:1: minute: \"0\" is not a step (write a whole number above 0)"_s);
        row("step on a number", u"5/10 * * * *"_s,
            u":1:1: minute: a step needs a range or \"*\" before it (write 5-59/10)"_s);
        row("empty part", u"1,,2 * * * *"_s,
            u":1:1: minute: a part of the list is empty (take a comma away)"_s);
        row("negative", u"-1 * * * *"_s,
            u":1:1: minute: \"\" is not a minute (write a number from 0 to 59)"_s);
        row("never matches", u"0 0 30 2 *"_s,
            u"\"0 0 30 2 *\" never matches (no month of it has such a day)"_s);
        row("never matches, two months", u"0 0 31 4,6 *"_s,
            u"\"0 0 31 4,6 *\" never matches (no month of it has such a day)"_s);
        row("unknown macro", u"@dayly"_s,
            u":1:1: \"@dayly\" is not known (did you mean \"@daily\"?)"_s);
        row("unknown zone", u"CRON_TZ=Europe/Berln 0 0 * * *"_s,
            u":1:9: there is no time zone \"Europe/Berln\" (write a name such as Europe/Berlin or UTC)"_s);
    }
    void errors()
    {
        QFETCH(QString, expression);
        QFETCH(QString, message);
        const auto schedule = CronSchedule::parse(expression, QTimeZone::utc());
        QVERIFY(!schedule);
        QCOMPARE(schedule.error().toString(), message);
    }
};

QTEST_APPLESS_MAIN(TestCron)
#include "tst_cron.moc"
