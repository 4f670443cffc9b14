// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/series_source.h"

#include <QCoreApplication>

#include <map>

namespace assay::ui {

/// What the steps' HTTP requests tell, second by second: how many there were, and the latency
/// below which 95 of 100 stayed (nearest rank).
class RequestSeries final : public SeriesSource
{
    Q_DECLARE_TR_FUNCTIONS(RequestSeries)
public:
    enum class Kind { Rate, Latency95 };
    explicit RequestSeries(Kind kind)
        : m_kind(kind)
    {
    }

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString unit() const override;
    [[nodiscard]] Role role() const override;
    [[nodiscard]] bool isFilled() const override { return m_kind == Kind::Rate; }
    bool take(const RunFeed &feed, const RunUpdate &update) override;
    void reset() override { m_seconds.clear(); }
    [[nodiscard]] std::vector<SeriesPoint> query(const TimeRange &range, int pixels) const override;
    [[nodiscard]] std::optional<double> valueAt(base::Nanoseconds at) const override;

private:
    struct Second
    {
        int count = 0;
        std::vector<float> latencies; ///< ms; only of Latency95
        double value = 0;
    };
    Kind m_kind;
    std::map<qint64, Second> m_seconds; ///< those with a request
};

} // namespace assay::ui
