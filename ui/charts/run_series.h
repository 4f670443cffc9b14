// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"
#include "ui/charts/latency_series.h"
#include "ui/charts/pyramid.h"
#include "ui/charts/series_source.h"

#include <QHash>
#include <QSet>

namespace assay::ui {

/// What a run's events tell as numbers over time: the latency of its requests, and of its steps by
/// kind and by name; requests and errors per second; cases at work; events per second; and whatever
/// sample batches bring, by name and unit. A request is a step of kind http, sse or websocket; it
/// counts where it starts as sent, and where it ends as an error when its outcome is bad.
///
///     RunSeries series;
///     connect(&feed, &RunFeed::reset, this, [&] { series.reset(); });
///     connect(&feed, &RunFeed::advanced, this, [&](const RunUpdate &u) { series.take(u.events);
///     });
///
/// Everything is counted in the stretches of one TimeGrid, and sampled series are thinned to
/// kMostSamples, so memory does not grow with the run: 0.1 MB for counts, below 1 MB for each
/// latency, 0.6 MB for each sampled series, at most kMostSeries of them and kMostNames names of
/// steps (the rest is one chart, "other steps"). Pure; main thread.
class RunSeries : public SeriesSource
{
public:
    static constexpr int kMostNames = 24;
    static constexpr std::size_t kMostSeries = 64;
    static constexpr std::uint32_t kMostSamples = 1U << 15;
    static constexpr std::size_t kMostBands = 512;

    enum class Detail {
        Everything,
        Requests, ///< their latency and rates alone: for the timeline's lanes
    };
    /// The charts that are there in any run.
    enum Chart : std::size_t { kLatency, kRequests, kCases, kEvents };

    explicit RunSeries(Detail detail = Detail::Everything);

    void reset(); ///< another run
    void take(const events::EventBatch &events);
    void take(const events::Event &event);

    [[nodiscard]] const std::vector<ChartInfo> &charts() const override { return m_charts; }
    [[nodiscard]] bool isEmpty(std::size_t chart) const override;
    void query(std::size_t chart, const TimeRange &range, int pixels,
               std::vector<std::vector<ChartPoint>> &lines) const override;
    [[nodiscard]] const std::vector<ChartBand> &bands() const override { return m_bands; }
    [[nodiscard]] std::uint64_t revision() const override { return m_revision; }

    /// Sampled series beyond kMostSeries, samples that came too late, and those that the run itself
    /// had merged under pressure.
    struct Losses
    {
        int series = 0;
        std::uint64_t samples = 0;
        std::uint64_t merged = 0;
    };
    [[nodiscard]] Losses losses() const;
    [[nodiscard]] std::size_t bytes() const; ///< of what is counted, about

private:
    /// What is counted in one stretch of the grid.
    struct Counts
    {
        std::uint32_t sent = 0;
        std::uint32_t errors = 0;
        std::uint32_t events = 0;
        std::int32_t cases = 0; ///< most at work at once
    };
    /// A chart beyond the four that every run has.
    struct Extra
    {
        LatencySeries latency;
        std::vector<Pyramid> sampled; ///< one for each series of the chart; else latency
    };

    Counts &countsAt(base::Nanoseconds at);
    void reach(base::Nanoseconds at);
    void onCases(base::Nanoseconds at, events::CaseIndex index, bool started);
    void onStep(base::Nanoseconds at, const events::StepFinished &step);
    void onSamples(const events::SampleBatch &batch);
    std::size_t addChart(ChartInfo info);
    [[nodiscard]] Extra &extra(std::size_t chart) { return m_extras[chart - m_fixed]; }
    [[nodiscard]] const Extra &extra(std::size_t chart) const { return m_extras[chart - m_fixed]; }
    LatencySeries &latencyOf(const QString &kindOrName, bool isName);
    Pyramid *sampledSeries(const events::SampleBatch &batch);
    void queryCounts(std::size_t chart, const TimeRange &range, int pixels,
                     std::vector<std::vector<ChartPoint>> &lines) const;

    Detail m_detail;
    TimeGrid m_grid;
    base::Nanoseconds m_end{};
    std::uint64_t m_revision = 0;
    std::vector<ChartInfo> m_charts;
    std::size_t m_fixed = 0; ///< so many charts are not extras
    std::vector<Counts> m_counts;
    Counts m_totals;
    QSet<events::CaseIndex> m_running;
    LatencySeries m_requests;
    std::vector<Extra> m_extras;
    QHash<QString, std::size_t> m_kinds;
    QHash<QString, std::size_t> m_names;
    std::size_t m_otherNames = 0; ///< the chart; 0 for none yet
    struct Place
    {
        std::size_t chart = 0;
        std::size_t series = 0;
    };
    QHash<QString, Place> m_sampled; ///< by name and unit
    QHash<QString, std::size_t>
        m_sampledOpen; ///< the chart that still takes series, by base and unit
    std::vector<ChartBand> m_bands;
    QHash<QString, std::size_t> m_openFaults; ///< band by fault id
    Losses m_losses;
};

} // namespace assay::ui
