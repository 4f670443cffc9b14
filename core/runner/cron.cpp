// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/cron.h"

#include "base/suggest.h"

#include <algorithm>
#include <array>
#include <vector>

namespace assay::runner {

using namespace Qt::StringLiterals;

namespace {

struct FieldKind
{
    QLatin1StringView name;
    int lowest;
    int highest;
    const QStringList names; ///< from `lowest` on
};

const std::array<FieldKind, 5> &fieldKinds()
{
    static const std::array<FieldKind, 5> kKinds = {
        FieldKind{"minute"_L1, 0, 59, {}}, FieldKind{"hour"_L1, 0, 23, {}},
        FieldKind{"day of month"_L1, 1, 31, {}},
        FieldKind{"month"_L1,
                  1,
                  12,
                  {u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s, u"jul"_s, u"aug"_s,
                   u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s}},
        FieldKind{"day of week"_L1,
                  0,
                  7,
                  {u"sun"_s, u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s}}};
    return kKinds;
}

struct Word
{
    QString text;
    int column = 0; ///< from 1
};

std::vector<Word> wordsOf(const QString &text, int offset)
{
    std::vector<Word> words;
    for (qsizetype i = 0; i < text.size();) {
        if (text[i].isSpace()) {
            ++i;
            continue;
        }
        const qsizetype start = i;
        while (i < text.size() && !text[i].isSpace())
            ++i;
        words.push_back({text.sliced(start, i - start), static_cast<int>(start) + offset + 1});
    }
    return words;
}

base::Result<int> numberOf(const QString &text, const FieldKind &kind)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    if (ok && number >= kind.lowest && number <= kind.highest && text.front().isDigit())
        return number;
    const qsizetype named = kind.names.indexOf(text.toLower());
    if (named >= 0)
        return static_cast<int>(named) + kind.lowest;
    const QString fix = kind.names.isEmpty() || ok
                            ? u"write a number from %1 to %2"_s.arg(kind.lowest).arg(kind.highest)
                            : base::didYouMean(text, kind.names);
    return base::failure(u"\"%1\" is not a %2"_s.arg(text, kind.name), fix);
}

/// One part of a list: `*`, `*/5`, `7`, `mon-fri`, `10-50/10`.
base::Result<std::vector<int>> valuesOf(const QString &part, const FieldKind &kind)
{
    const qsizetype slash = part.indexOf(u'/');
    const QString range = slash < 0 ? part : part.first(slash);
    int first = kind.lowest;
    int last = kind.highest == 7 ? 6 : kind.highest;
    if (range != u"*") {
        const qsizetype dash = range.indexOf(u'-');
        const auto from = numberOf(dash < 0 ? range : range.first(dash), kind);
        if (!from)
            return base::failure(from.error());
        const auto to = dash < 0 ? from : numberOf(range.sliced(dash + 1), kind);
        if (!to)
            return base::failure(to.error());
        first = *from;
        last = *to;
        if (last == 0 && dash >= 0 && kind.highest == 7)
            last = 7; // fri-sun
        if (first > last) {
            return base::failure(u"the range \"%1\" is reversed"_s.arg(range),
                                 u"write it as two: %1-%2,%3-%4"_s.arg(first)
                                     .arg(kind.highest == 7 ? 6 : kind.highest)
                                     .arg(kind.lowest)
                                     .arg(last));
        }
        if (slash >= 0 && dash < 0) {
            return base::failure(
                u"a step needs a range or \"*\" before it"_s,
                u"write %1-%2%3"_s.arg(first).arg(kind.highest).arg(part.sliced(slash)));
        }
    }
    int step = 1;
    if (slash >= 0) {
        bool ok = false;
        step = part.sliced(slash + 1).toInt(&ok);
        if (!ok || step < 1) {
            return base::failure(u"\"%1\" is not a step"_s.arg(part.sliced(slash + 1)),
                                 u"write a whole number above 0"_s);
        }
        step = std::min(step, kind.highest + 1); // a larger one means the first value too
    }
    std::vector<int> values;
    for (int value = first; value <= last; value += step)
        values.push_back(value);
    return values;
}

template <std::size_t N>
base::Result<> fill(std::bitset<N> &bits, const Word &word, const FieldKind &kind)
{
    const QStringList parts = word.text.split(u',');
    for (const QString &part : parts) {
        auto values = part.isEmpty()
                          ? base::Result<std::vector<int>>(base::failure(
                                u"a part of the list is empty"_s, u"take a comma away"_s))
                          : valuesOf(part, kind);
        if (!values) {
            base::Error error = values.error();
            error.title = u"%1: %2"_s.arg(kind.name, error.title);
            return base::failure(error.at({{}, 1, word.column}));
        }
        for (const int value : *values)
            bits.set(static_cast<std::size_t>(kind.highest == 7 ? value % 7 : value));
    }
    return {};
}

QString expandMacro(const QString &text)
{
    struct Macro
    {
        QLatin1StringView name;
        QLatin1StringView fields;
    };
    static constexpr std::array kMacros = {
        Macro{"@hourly"_L1, "0 * * * *"_L1},   Macro{"@daily"_L1, "0 0 * * *"_L1},
        Macro{"@midnight"_L1, "0 0 * * *"_L1}, Macro{"@weekly"_L1, "0 0 * * 0"_L1},
        Macro{"@monthly"_L1, "0 0 1 * *"_L1},  Macro{"@yearly"_L1, "0 0 1 1 *"_L1},
        Macro{"@annually"_L1, "0 0 1 1 *"_L1}};
    for (const Macro &macro : kMacros) {
        if (text.compare(macro.name, Qt::CaseInsensitive) == 0)
            return macro.fields;
    }
    return {};
}

} // namespace

base::Result<CronSchedule> CronSchedule::parse(const QString &text, const QTimeZone &zone)
{
    CronSchedule schedule;
    schedule.m_text = text.trimmed();
    schedule.m_zone = zone;
    QString rest = schedule.m_text;
    int offset = 0;
    for (const QLatin1StringView prefix : {"CRON_TZ="_L1, "TZ="_L1}) {
        if (!rest.startsWith(prefix))
            continue;
        const qsizetype space = rest.indexOf(u' ');
        const QString name =
            rest.sliced(prefix.size(), (space < 0 ? rest.size() : space) - prefix.size());
        schedule.m_zone = QTimeZone(name.toUtf8());
        if (!schedule.m_zone.isValid()) {
            return base::failure(u"there is no time zone \"%1\""_s.arg(name),
                                 u"write a name such as Europe/Berlin or UTC"_s,
                                 {{}, 1, static_cast<int>(prefix.size()) + 1});
        }
        offset = static_cast<int>(space < 0 ? rest.size() : space);
        rest = rest.sliced(offset);
        break;
    }
    const QString word = rest.trimmed();
    if (word.startsWith(u'@')) {
        const QString fields = expandMacro(word);
        if (fields.isEmpty()) {
            return base::failure(u"\"%1\" is not known"_s.arg(word),
                                 base::didYouMean(word, {u"@hourly"_s, u"@daily"_s, u"@weekly"_s,
                                                         u"@monthly"_s, u"@yearly"_s}),
                                 {{}, 1, offset + 1});
        }
        rest = fields;
    }
    if (auto parsed = schedule.parseFields(rest, offset); !parsed)
        return base::failure(parsed.error());
    // 29 February on a given weekday comes once in 28 years, 40 around 2100.
    const QDate start(2096, 3, 1);
    bool matches = false;
    for (int day = 0; !matches && day < 41 * 366; ++day)
        matches = schedule.dayMatches(start.addDays(day));
    if (!matches) {
        return base::failure(u"\"%1\" never matches"_s.arg(schedule.m_text),
                             u"no month of it has such a day"_s);
    }
    return schedule;
}

base::Result<> CronSchedule::parseFields(const QString &fields, int offset)
{
    const std::vector<Word> words = wordsOf(fields, offset);
    if (words.size() != 5) {
        return base::failure(
            u"a schedule has five fields, this has %1"_s.arg(words.size()),
            u"write minute, hour, day of month, month, day of week, for example 30 2 * * 1-5"_s);
    }
    const auto &kinds = fieldKinds();
    base::Result<> filled = fill(m_minutes, words[0], kinds[0]);
    if (filled)
        filled = fill(m_hours, words[1], kinds[1]);
    if (filled)
        filled = fill(m_days, words[2], kinds[2]);
    if (filled)
        filled = fill(m_months, words[3], kinds[3]);
    if (filled)
        filled = fill(m_weekdays, words[4], kinds[4]);
    if (!filled)
        return filled;
    m_anyDay = words[2].text.startsWith(u'*');
    m_anyWeekday = words[4].text.startsWith(u'*');
    m_fixedTime = !words[0].text.startsWith(u'*') && !words[1].text.startsWith(u'*');
    return {};
}

bool CronSchedule::dayMatches(const QDate &date) const
{
    if (!m_months.test(static_cast<std::size_t>(date.month())))
        return false;
    const bool day = m_days.test(static_cast<std::size_t>(date.day()));
    const bool weekday = m_weekdays.test(static_cast<std::size_t>(date.dayOfWeek() % 7));
    if (!m_anyDay && !m_anyWeekday)
        return day || weekday;
    return day && weekday;
}

QDateTime CronSchedule::next(const QDateTime &after) const
{
    QDate date = after.toTimeZone(m_zone).date().addDays(-1);
    constexpr int kDays = 41 * 366;
    for (int i = 0; i < kDays; ++i, date = date.addDays(1)) {
        if (!dayMatches(date))
            continue;
        if (const auto tick = firstOn(date, after))
            return *tick;
    }
    return {}; // parse() refused what never matches
}

std::optional<QDateTime> CronSchedule::firstOn(const QDate &date, const QDateTime &after) const
{
    // All instants of the local day, so that a jump of the clock is seen: the offset at each one
    // says which local time it shows.
    const QDateTime dayStart = QDateTime(date, QTime(0, 0), Qt::UTC);
    const qint64 begin = dayStart.toSecsSinceEpoch() - 15 * 3600;
    const qint64 end = dayStart.toSecsSinceEpoch() + 39 * 3600;
    const qint64 from = std::max(begin, after.toSecsSinceEpoch() / 60 * 60 + 60);
    const auto offsetAt = [this](qint64 utc) {
        return m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(utc, Qt::UTC));
    };
    const auto wanted = [this](qint64 secondOfDay) {
        return m_hours.test(static_cast<std::size_t>(secondOfDay / 3600)) &&
               m_minutes.test(static_cast<std::size_t>(secondOfDay / 60 % 60));
    };
    const qint64 midnight = dayStart.toSecsSinceEpoch();

    constexpr qint64 kPiece = 900; // clocks jump at quarters of an hour
    for (qint64 piece = begin / kPiece * kPiece; piece < end; piece += kPiece) {
        if (piece + kPiece <= from)
            continue;
        const int offset = offsetAt(piece);
        const int jump = offset - offsetAt(piece - 1);
        // Fixed times within a skipped hour run once, at the jump.
        if (m_fixedTime && jump > 0 && jump <= 3 * 3600 && piece >= from) {
            for (qint64 local = piece + offset - jump; local < piece + offset; local += 60) {
                const qint64 second = local - midnight;
                if (second >= 0 && second < 86400 && wanted(second))
                    return QDateTime::fromSecsSinceEpoch(piece, Qt::UTC);
            }
        }
        for (qint64 utc = std::max(piece, from); utc < piece + kPiece; utc += 60) {
            const qint64 second = utc + offset - midnight;
            if (second < 0 || second >= 86400 || !wanted(second))
                continue;
            // The same local time an hour before: this is the repeated hour.
            if (m_fixedTime) {
                bool repeated = false;
                for (const qint64 back : {1800, 3600, 7200, 10800}) {
                    repeated = repeated || offsetAt(utc - back) - offset == back;
                }
                if (repeated)
                    continue;
            }
            return QDateTime::fromSecsSinceEpoch(utc, Qt::UTC);
        }
    }
    return std::nullopt;
}

} // namespace assay::runner
