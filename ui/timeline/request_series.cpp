// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/request_series.h"

#include "ui/run/run_feed.h"

#include <algorithm>
#include <set>

namespace assay::ui {

using namespace Qt::StringLiterals;
using base::Nanoseconds;

namespace {

constexpr Nanoseconds kSecond = std::chrono::seconds(1);

qint64 secondOf(Nanoseconds at)
{
    return std::chrono::floor<std::chrono::seconds>(at).count();
}

} // namespace

QString RequestSeries::name() const
{
    return m_kind == Kind::Rate ? tr("sent") : tr("p95");
}

QString RequestSeries::unit() const
{
    return m_kind == Kind::Rate ? u"1/s"_s : u"ms"_s;
}

Role RequestSeries::role() const
{
    return m_kind == Kind::Rate ? Role::Accent : Role::Flaky;
}

bool RequestSeries::take(const RunFeed &, const RunUpdate &update)
{
    std::set<qint64> changed;
    for (const events::EventPointer &event : update.events) {
        const auto *step = std::get_if<events::StepFinished>(&event->payload);
        if (step == nullptr || step->exchange == nullptr || step->exchange->protocol != u"http")
            continue;
        // A request belongs to the second in which it was sent.
        const qint64 second = secondOf(event->at - step->duration);
        Second &bucket = m_seconds[second];
        ++bucket.count;
        if (m_kind == Kind::Latency95)
            bucket.latencies.push_back(static_cast<float>(step->duration.count()) / 1e6F);
        changed.insert(second);
    }
    for (const qint64 second : changed) {
        Second &bucket = m_seconds[second];
        bucket.value = bucket.count;
        if (m_kind == Kind::Latency95) {
            const auto rank =
                bucket.latencies.begin() +
                static_cast<std::ptrdiff_t>((bucket.latencies.size() * 95 + 99) / 100) - 1;
            std::nth_element(bucket.latencies.begin(), rank, bucket.latencies.end());
            bucket.value = *rank;
        }
    }
    return !changed.empty();
}

std::vector<SeriesPoint> RequestSeries::query(const TimeRange &range, int pixels) const
{
    std::vector<SeriesPoint> points;
    const auto add = [&](qint64 second, double value) {
        points.push_back({kSecond * second + kSecond / 2, value, value});
    };
    auto it = m_seconds.lower_bound(secondOf(range.from) - 1);
    auto end = m_seconds.upper_bound(secondOf(range.to) + 1);
    if (m_kind == Kind::Latency95 && it != m_seconds.begin())
        --it; // the line comes from outside
    if (m_kind == Kind::Latency95 && end != m_seconds.end())
        ++end;
    qint64 last = 0;
    for (; it != end; ++it) {
        const bool gap = points.empty() || it->first > last + 1;
        if (m_kind == Kind::Rate && gap) { // nothing was sent in between
            if (!points.empty())
                add(last + 1, 0);
            add(it->first - 1, 0);
        }
        add(it->first, it->second.value);
        last = it->first;
    }
    if (m_kind == Kind::Rate && !points.empty())
        add(last + 1, 0);
    const auto most = static_cast<std::size_t>(std::max(1, pixels));
    if (points.size() <= most)
        return points;
    std::vector<SeriesPoint> merged;
    const std::size_t each = (points.size() + most - 1) / most;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i % each == 0) {
            merged.push_back(points[i]);
            continue;
        }
        merged.back().low = std::min(merged.back().low, points[i].low);
        merged.back().high = std::max(merged.back().high, points[i].high);
    }
    return merged;
}

std::optional<double> RequestSeries::valueAt(Nanoseconds at) const
{
    const auto it = m_seconds.find(secondOf(at));
    if (it != m_seconds.end())
        return it->second.value;
    if (m_kind == Kind::Rate && !m_seconds.empty())
        return 0;
    return std::nullopt;
}

} // namespace assay::ui
