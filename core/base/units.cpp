// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <array>
#include <cmath>

namespace assay::base {

using namespace Qt::StringLiterals;

namespace {

struct Unit
{
    QLatin1StringView name;
    double factor;
};

constexpr std::array kTimeUnits = {Unit{"ns"_L1, 1},     Unit{"us"_L1, 1e3}, Unit{"ms"_L1, 1e6},
                                   Unit{"min"_L1, 60e9}, Unit{"s"_L1, 1e9},  Unit{"m"_L1, 60e9},
                                   Unit{"h"_L1, 3600e9}, Unit{"d"_L1, 86400e9}};
constexpr std::array kByteUnits = {Unit{"KiB"_L1, 1024.0},
                                   Unit{"MiB"_L1, 1024.0 * 1024},
                                   Unit{"GiB"_L1, 1024.0 * 1024 * 1024},
                                   Unit{"kB"_L1, 1e3},
                                   Unit{"KB"_L1, 1e3},
                                   Unit{"MB"_L1, 1e6},
                                   Unit{"GB"_L1, 1e9},
                                   Unit{"B"_L1, 1}};

/// The digits at the start of text, which they are cut from; NaN when there are none.
double takeNumber(QStringView &text)
{
    qsizetype length = 0;
    while (length < text.size() && (text[length].isDigit() || text[length] == u'.'))
        ++length;
    bool ok = false;
    const double number = text.first(length).toDouble(&ok);
    text = text.sliced(length);
    return ok ? number : std::nan("");
}

template <std::size_t N>
double takeUnit(QStringView &text, const std::array<Unit, N> &units)
{
    for (const Unit &unit : units) {
        if (text.startsWith(unit.name)) {
            text = text.sliced(unit.name.size());
            return unit.factor;
        }
    }
    return std::nan("");
}

QString threeDigits(double value)
{
    const int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    QString text = QString::number(value, 'f', decimals);
    while (text.contains(u'.') && (text.endsWith(u'0') || text.endsWith(u'.')))
        text.chop(1);
    return text;
}

} // namespace

Result<Nanoseconds> parseDuration(QStringView text)
{
    const auto bad = [whole = text.toString()] {
        return failure(u"\"%1\" is not a duration"_s.arg(whole),
                       u"write a number and a unit, for example 200ms, 1.5s, 2m or 1h"_s);
    };
    text = text.trimmed();
    if (text == u"0")
        return Nanoseconds::zero();
    double sum = 0;
    bool any = false;
    while (!text.isEmpty()) {
        const double number = takeNumber(text);
        const double factor = takeUnit(text, kTimeUnits);
        if (std::isnan(number) || std::isnan(factor))
            return bad();
        sum += number * factor;
        any = true;
    }
    // Ten years: more is a mistake, and would overflow the clock's arithmetic.
    if (!any || sum > 10 * 365.25 * 86400e9)
        return bad();
    return Nanoseconds(std::llround(sum));
}

Result<ByteCount> parseByteCount(QStringView text)
{
    const QString whole = text.toString();
    text = text.trimmed();
    const double number = takeNumber(text);
    const double factor = takeUnit(text, kByteUnits);
    if (std::isnan(number) || std::isnan(factor) || !text.isEmpty() || number * factor > 9e18) {
        return failure(u"\"%1\" is not a size"_s.arg(whole),
                       u"write a number and a unit, for example 512B, 64KiB or 10MB"_s);
    }
    return ByteCount{std::llround(number * factor)};
}

Result<Rate> parseRate(QStringView text)
{
    const QString whole = text.toString();
    text = text.trimmed();
    const double number = takeNumber(text);
    double seconds = 0;
    if (text == u"/s")
        seconds = 1;
    else if (text == u"/m" || text == u"/min")
        seconds = 60;
    else if (text == u"/h")
        seconds = 3600;
    if (std::isnan(number) || seconds == 0) {
        return failure(u"\"%1\" is not a rate"_s.arg(whole),
                       u"write a number and a time, for example 50/s or 3/m"_s);
    }
    return Rate{number / seconds};
}

QString durationText(Nanoseconds duration)
{
    const auto ns = static_cast<double>(duration.count());
    if (ns < 999.5)
        return QString::number(duration.count()) + u" ns"_s;
    if (ns < 999.5e3)
        return threeDigits(ns / 1e3) + u" µs"_s;
    if (ns < 999.5e6)
        return threeDigits(ns / 1e6) + u" ms"_s;
    if (ns < 59.95e9)
        return threeDigits(ns / 1e9) + u" s"_s;
    const qint64 seconds = std::llround(ns / 1e9);
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString byteCountText(ByteCount bytes)
{
    const auto value = static_cast<double>(bytes.value);
    if (value < 1000)
        return QString::number(bytes.value) + u" B"_s;
    if (value < 999.5e3)
        return threeDigits(value / 1e3) + u" kB"_s;
    if (value < 999.5e6)
        return threeDigits(value / 1e6) + u" MB"_s;
    return threeDigits(value / 1e9) + u" GB"_s;
}

} // namespace assay::base
