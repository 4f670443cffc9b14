// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/run_series.h"

#include "model/outcome.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace assay::ui {

using namespace Qt::StringLiterals;
using base::Nanoseconds;
using Lines = std::vector<std::vector<ChartPoint>>;

namespace {

/// What makes a rate worth a point of its own.
constexpr double kEnough = 5;
constexpr std::size_t kMostLines = 8; ///< of one chart
/// A line for each: what is good is green, what is bad is red, and violet belongs to faults.
constexpr std::array kRoles = {Role::Accent, Role::Passed, Role::Flaky, Role::Skipped};

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::ui::RunSeries", text);
}

bool isRequest(const QString &kind)
{
    return kind == u"http" || kind == u"sse" || kind == u"websocket";
}

ChartInfo latencyChart(const QString &id, const QString &detail)
{
    return {id,
            QCoreApplication::translate("assay::ui", "latency"),
            detail,
            u"ms"_s,
            false,
            {{u"p50"_s, Role::Passed, false, 0},
             {u"p95"_s, Role::Flaky, false, 0},
             {u"p99"_s, Role::Failed, false, 0}}};
}

double perSecond(std::uint32_t count, Nanoseconds width)
{
    return static_cast<double>(count) / std::chrono::duration<double>(width).count();
}

} // namespace

RunSeries::RunSeries(Detail detail)
    : m_detail(detail)
{
    reset();
}

void RunSeries::reset()
{
    const std::uint64_t revision = m_revision + 1;
    const Detail detail = m_detail;
    m_grid = {};
    m_end = {};
    m_charts.clear();
    m_counts.clear();
    m_totals = {};
    m_running.clear();
    m_requests = {};
    m_extras.clear();
    m_kinds.clear();
    m_names.clear();
    m_otherNames = 0;
    m_sampled.clear();
    m_sampledOpen.clear();
    m_bands.clear();
    m_openFaults.clear();
    m_losses = {};
    m_revision = revision;
    m_charts.push_back(latencyChart(u"latency.requests"_s, tr("of requests")));
    m_charts.push_back(
        {u"requests"_s,
         tr("requests/s"),
         {},
         u"1/s"_s,
         true,
         {{tr("sent"), Role::Accent, true, 0}, {tr("errors"), Role::Failed, true, 0}}});
    m_charts.front().shown = true;
    if (detail == Detail::Everything) {
        m_charts.push_back(
            {u"cases"_s, tr("active cases"), {}, {}, true, {{tr("cases"), Role::Passed, true, 0}}});
        m_charts.push_back({u"events"_s,
                            tr("events/s"),
                            {},
                            u"1/s"_s,
                            true,
                            {{tr("events"), Role::Skipped, false, 0}}});
    }
    m_fixed = m_charts.size();
}

void RunSeries::reach(Nanoseconds at)
{
    m_end = std::max(m_end, at);
    while (!m_grid.holds(at)) {
        m_grid.widen();
        for (std::size_t i = 0; i < m_counts.size(); ++i) {
            Counts &both = m_counts[i / 2];
            const Counts one = m_counts[i];
            if (i % 2 == 0) {
                both = one;
                continue;
            }
            both.sent += one.sent;
            both.errors += one.errors;
            both.events += one.events;
            both.cases = std::max(both.cases, one.cases);
        }
        m_counts.resize((m_counts.size() + 1) / 2);
        m_requests.widen();
        for (Extra &extra : m_extras)
            extra.latency.widen();
    }
}

RunSeries::Counts &RunSeries::countsAt(Nanoseconds at)
{
    reach(at);
    const auto index = static_cast<std::size_t>(m_grid.stretchOf(at));
    if (index >= m_counts.size()) {
        Counts quiet;
        quiet.cases = static_cast<std::int32_t>(m_running.size());
        m_counts.resize(index + 1, quiet);
    }
    return m_counts[index];
}

void RunSeries::take(const events::EventBatch &events)
{
    for (const events::EventPointer &event : events)
        take(*event);
}

void RunSeries::take(const events::Event &event)
{
    ++m_revision;
    const Nanoseconds at = event.at;
    ++countsAt(at).events;
    ++m_totals.events;
    std::visit(
        events::Overloaded{[&](const events::CaseStarted &e) { onCases(at, e.index, true); },
                           [&](const events::CaseFinished &e) { onCases(at, e.index, false); },
                           [&](const events::StepStarted &e) {
                               if (!isRequest(e.kind))
                                   return;
                               ++countsAt(at).sent;
                               ++m_totals.sent;
                           },
                           [&](const events::StepFinished &e) { onStep(at, e); },
                           [&](const events::SampleBatch &e) {
                               if (m_detail == Detail::Everything)
                                   onSamples(e);
                           },
                           [&](const events::FaultStarted &e) {
                               if (m_bands.size() >= kMostBands)
                                   return;
                               m_openFaults.insert(e.id, m_bands.size());
                               m_bands.push_back({{at, Nanoseconds::max()},
                                                  u"%1 %2"_s.arg(e.edge, e.fault),
                                                  Role::Fault});
                           },
                           [&](const events::FaultEnded &e) {
                               const auto open = m_openFaults.constFind(e.id);
                               if (open == m_openFaults.constEnd())
                                   return;
                               TimeRange &range = m_bands[*open].range;
                               range.to = std::max(at, range.from + Nanoseconds(1));
                               m_openFaults.erase(open);
                           },
                           [&](const events::RunFinished &) {
                               for (const std::size_t open : std::as_const(m_openFaults))
                                   m_bands[open].range.to =
                                       std::max(at, m_bands[open].range.from + Nanoseconds(1));
                               m_openFaults.clear();
                           },
                           [](const auto &) {}},
        event.payload);
}

void RunSeries::onCases(Nanoseconds at, events::CaseIndex index, bool started)
{
    // A skipped case ends without having been at work.
    if (started)
        m_running.insert(index);
    else if (!m_running.remove(index))
        return;
    Counts &counts = countsAt(at);
    const auto running = static_cast<std::int32_t>(m_running.size());
    counts.cases = std::max(counts.cases, running);
    m_totals.cases = std::max(m_totals.cases, running);
}

void RunSeries::onStep(Nanoseconds at, const events::StepFinished &step)
{
    if (step.outcome == model::Outcome::Skipped)
        return;
    if (isRequest(step.kind)) {
        m_requests.add(m_grid, at, step.duration);
        if (model::isBad(step.outcome)) {
            ++countsAt(at).errors;
            ++m_totals.errors;
        }
    }
    if (m_detail != Detail::Everything)
        return;
    latencyOf(step.kind, false).add(m_grid, at, step.duration);
    latencyOf(step.title, true).add(m_grid, at, step.duration);
}

std::size_t RunSeries::addChart(ChartInfo info)
{
    m_charts.push_back(std::move(info));
    m_extras.emplace_back();
    return m_charts.size() - 1;
}

LatencySeries &RunSeries::latencyOf(const QString &kindOrName, bool isName)
{
    QHash<QString, std::size_t> &known = isName ? m_names : m_kinds;
    const auto found = known.constFind(kindOrName);
    if (found != known.constEnd())
        return extra(*found).latency;
    if (known.size() >= kMostNames) {
        if (m_otherNames == 0)
            m_otherNames = addChart(latencyChart(u"latency.other"_s, tr("of other steps")));
        return extra(m_otherNames).latency;
    }
    const std::size_t chart =
        isName ? addChart(latencyChart(u"latency.name.%1"_s.arg(kindOrName), kindOrName))
               : addChart(latencyChart(u"latency.kind.%1"_s.arg(kindOrName),
                                       tr("of %1 steps").arg(kindOrName)));
    known.insert(kindOrName, chart);
    return extra(chart).latency;
}

Pyramid *RunSeries::sampledSeries(const events::SampleBatch &batch)
{
    const QString key = batch.series + u'\n' + batch.unit;
    if (const auto found = m_sampled.constFind(key); found != m_sampled.constEnd())
        return &extra(found->chart).sampled[found->series];
    if (m_sampled.size() >= static_cast<qsizetype>(kMostSeries)) {
        ++m_losses.series;
        return nullptr;
    }
    // "latency{step="POST /v1/texts"}": one chart for what stands before the labels.
    const qsizetype brace = batch.series.indexOf(u'{');
    const QString base = brace < 0 ? batch.series : batch.series.left(brace);
    QString label = brace < 0 ? base : batch.series.mid(brace + 1);
    if (brace >= 0 && label.endsWith(u'}'))
        label.chop(1);
    const QString family = base + u'\n' + batch.unit;
    auto open = m_sampledOpen.constFind(family);
    if (open == m_sampledOpen.constEnd() || m_charts[*open].series.size() >= kMostLines) {
        const std::size_t chart =
            addChart({u"samples.%1"_s.arg(batch.series), base, {}, batch.unit, true, {}});
        open = m_sampledOpen.insert(family, chart);
    }
    ChartInfo &info = m_charts[*open];
    const std::size_t series = info.series.size();
    info.series.push_back(
        {label, kRoles[series % kRoles.size()], false, static_cast<int>(series / kRoles.size())});
    extra(*open).sampled.emplace_back();
    m_sampled.insert(key, {*open, series});
    return &extra(*open).sampled.back();
}

void RunSeries::onSamples(const events::SampleBatch &batch)
{
    m_losses.merged += static_cast<std::uint64_t>(std::max(0, batch.merged));
    Pyramid *sampled = sampledSeries(batch);
    if (sampled == nullptr)
        return;
    for (const events::Sample &sample : batch.samples) {
        sampled->append(sample.at, sample.value);
        if (sampled->size() >= kMostSamples)
            sampled->thin(kMostSamples / 8);
    }
}

bool RunSeries::isEmpty(std::size_t chart) const
{
    if (chart >= m_fixed) {
        const Extra &one = extra(chart);
        return one.latency.count() == 0 &&
               std::all_of(one.sampled.begin(), one.sampled.end(),
                           [](const Pyramid &series) { return series.isEmpty(); });
    }
    switch (chart) {
    case kLatency:
        return m_requests.count() == 0;
    case kRequests:
        return m_totals.sent == 0;
    case kCases:
        return m_totals.cases == 0;
    default:
        return m_totals.events == 0;
    }
}

void RunSeries::query(std::size_t chart, const TimeRange &range, int pixels, Lines &lines) const
{
    if (chart == kLatency || (chart >= m_fixed && extra(chart).sampled.empty())) {
        const LatencySeries &latency = chart == kLatency ? m_requests : extra(chart).latency;
        latency.query(m_grid, range, pixels, m_end, lines);
    } else if (chart < m_fixed) {
        queryCounts(chart, range, pixels, lines);
    } else {
        const std::vector<Pyramid> &sampled = extra(chart).sampled;
        lines.resize(sampled.size());
        for (std::size_t i = 0; i < sampled.size(); ++i)
            sampled[i].query(range, pixels, lines[i]);
    }
}

void RunSeries::queryCounts(std::size_t chart, const TimeRange &range, int pixels,
                            Lines &lines) const
{
    lines.resize(m_charts[chart].series.size());
    for (std::vector<ChartPoint> &line : lines)
        line.clear();
    if (m_counts.empty())
        return;
    // Cases at work are a height, not a rate: every stretch has one.
    const double seconds = std::max(1e-3, std::chrono::duration<double>(m_end).count());
    const double rate = chart == kCases      ? 0
                        : chart == kRequests ? m_totals.sent / seconds
                                             : m_totals.events / seconds;
    const std::int64_t together = m_grid.drawnTogether(range, pixels, rate, kEnough);
    const Nanoseconds width = m_grid.width() * together;
    const auto count = static_cast<std::int64_t>(m_counts.size());
    const std::int64_t first = std::max<std::int64_t>(0, range.from / width - 1);
    const std::int64_t last = std::min(range.to / width + 1, (count - 1) / together);
    for (std::int64_t drawn = first; drawn <= last; ++drawn) {
        Counts sum;
        for (std::int64_t i = drawn * together; i < std::min(count, (drawn + 1) * together); ++i) {
            const Counts &one = m_counts[static_cast<std::size_t>(i)];
            sum.sent += one.sent;
            sum.errors += one.errors;
            sum.events += one.events;
            sum.cases = std::max(sum.cases, one.cases);
        }
        // The last stretch is not over: a rate of half of it would be half of the rate.
        const Nanoseconds start = width * drawn;
        const Nanoseconds length = std::min(width, std::max(m_end - start, m_grid.width()));
        if (chart != kCases && length < width / 2 && drawn > 0)
            break;
        const Nanoseconds at = start + length / 2;
        if (chart == kCases) {
            lines[0].push_back({at, static_cast<double>(sum.cases)});
        } else if (chart == kRequests) {
            lines[0].push_back({at, perSecond(sum.sent, length)});
            lines[1].push_back({at, perSecond(sum.errors, length)});
        } else {
            lines[0].push_back({at, perSecond(sum.events, length)});
        }
    }
}

RunSeries::Losses RunSeries::losses() const
{
    Losses losses = m_losses;
    for (const Extra &one : m_extras) {
        for (const Pyramid &series : one.sampled)
            losses.samples += series.refused();
    }
    return losses;
}

std::size_t RunSeries::bytes() const
{
    std::size_t sum = m_counts.capacity() * sizeof(Counts) + m_requests.bytes();
    for (const Extra &one : m_extras) {
        sum += one.latency.bytes();
        for (const Pyramid &series : one.sampled)
            sum += series.bytes();
    }
    return sum;
}

} // namespace assay::ui
