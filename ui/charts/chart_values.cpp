// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay::ui {

using namespace Qt::StringLiterals;
using base::Nanoseconds;

namespace {

double roundStep(double wanted)
{
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= wanted * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace

int ValueAxis::ticks() const
{
    return static_cast<int>(std::lround((to - from) / step)) + 1;
}

ValueAxis niceAxis(double least, double greatest, int ticks)
{
    const double spread = greatest - least;
    if (!std::isfinite(spread) || std::max(std::abs(least), std::abs(greatest)) > 1e300)
        return {};
    if (least >= 0 && (spread > greatest / 5 || spread <= 0))
        least = 0;
    if (least == greatest)
        greatest = least + std::max(1.0, std::abs(least) / 10);
    const double step = roundStep((greatest - least) / std::max(ticks, 1));
    if (step < std::numeric_limits<double>::min() * 1e3)
        return {};
    ValueAxis axis{std::floor(least / step + 1e-9) * step, std::ceil(greatest / step - 1e-9) * step,
                   step};
    if (axis.to <= axis.from)
        axis.to = axis.from + step;
    return axis;
}

QString valueText(double value, const QString &unit)
{
    if (std::isnan(value))
        return {};
    const QString sign = value < 0 ? u"−"_s : QString();
    const double size = std::abs(value);
    const bool fits = size < 1e12;
    if (unit == u"ms" && fits)
        return size == 0 ? u"0 ms"_s
                         : sign + base::durationText(Nanoseconds(std::llround(size * 1e6)));
    if (unit == u"s" && size < 1e9)
        return size == 0 ? u"0 s"_s
                         : sign + base::durationText(Nanoseconds(std::llround(size * 1e9)));
    if (unit == u"bytes" && size < 9e18)
        return sign + base::byteCountText(base::ByteCount{std::llround(size)});
    QString text;
    if (size >= 1e6 || (size > 0 && size < 1e-3))
        text = QString::number(size, 'g', 3);
    else
        text = QString::number(size, 'f', size < 10 ? 2 : size < 100 ? 1 : 0);
    if (text.contains(u'.') && !text.contains(u'e')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    if (unit.startsWith(u"1/"))
        return u"%1%2 %3"_s.arg(sign, text, unit.mid(1));
    return unit.isEmpty() ? sign + text : u"%1%2 %3"_s.arg(sign, text, unit);
}

void widen(std::optional<Extent> &extent, const std::vector<ChartPoint> &line)
{
    for (const ChartPoint &point : line) {
        if (std::isnan(point.value))
            continue;
        if (!extent)
            extent = Extent{point.value, point.value};
        extent->least = std::min(extent->least, point.value);
        extent->greatest = std::max(extent->greatest, point.value);
    }
}

void endAtEdges(std::vector<ChartPoint> &line, const TimeRange &range)
{
    const auto between = [](const ChartPoint &a, const ChartPoint &b, Nanoseconds at) {
        const double share = static_cast<double>((at - a.at).count()) /
                             static_cast<double>(std::max((b.at - a.at).count(), std::int64_t{1}));
        return ChartPoint{at, a.value + (b.value - a.value) * share};
    };
    // Several may lie outside: a stretch is as wide as many pixels.
    std::size_t first = 0;
    while (first + 1 < line.size() && line[first + 1].at <= range.from)
        ++first;
    std::size_t last = line.size();
    while (last > first + 1 && line[last - 2].at >= range.to)
        --last;
    line.erase(line.begin() + static_cast<std::ptrdiff_t>(last), line.end());
    line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(first));
    if (line.size() >= 2 && line.back().at > range.to)
        line.back() = between(line[line.size() - 2], line.back(), range.to);
    if (line.size() >= 2 && line.front().at < range.from)
        line.front() = between(line[0], line[1], range.from);
    std::erase_if(line, [&](const ChartPoint &point) {
        return point.at < range.from || point.at > range.to;
    });
}

std::optional<ChartPoint> nearestPoint(const std::vector<ChartPoint> &line, Nanoseconds at)
{
    const auto after = std::lower_bound(
        line.begin(), line.end(), at, [](const ChartPoint &p, Nanoseconds t) { return p.at < t; });
    if (after == line.end() || (after == line.begin() && after->at != at))
        return std::nullopt;
    if (after->at == at || after == line.begin())
        return std::isnan(after->value) ? std::nullopt : std::optional(*after);
    const auto before = std::prev(after);
    // A gap stands at the time of the value after it.
    if (std::isnan(before->value) || std::isnan(after->value))
        return std::nullopt;
    return at - before->at < after->at - at ? *before : *after;
}

} // namespace assay::ui
