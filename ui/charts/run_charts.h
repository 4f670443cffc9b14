// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_view.h"
#include "ui/charts/run_series.h"

namespace assay::ui {

class RunFeed;

/// The charts page of a run: the series of a feed and their view. Make it before the run starts: it
/// counts what it sees. Everything given to it outlives it. Main thread.
class RunCharts : public QWidget
{
    Q_OBJECT
public:
    RunCharts(RunFeed &feed, TimeView &time, ThemeManager &themes, QSettings &settings,
              QWidget *parent = nullptr);

    [[nodiscard]] ChartView &view() { return *m_view; }
    [[nodiscard]] const RunSeries &series() const { return m_series; }

private:
    RunSeries m_series;
    ChartView *m_view;
};

} // namespace assay::ui
