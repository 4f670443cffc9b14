// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/run_charts.h"

#include "ui/run/run_feed.h"

#include <QVBoxLayout>

namespace assay::ui {

RunCharts::RunCharts(RunFeed &feed, TimeView &time, ThemeManager &themes, QSettings &settings,
                     QWidget *parent)
    : QWidget(parent)
    , m_view(new ChartView(m_series, time, themes, settings, this))
{
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_view);
    setFocusProxy(m_view);
    const auto forget = [this] {
        m_series.reset();
        m_view->sourceReset();
    };
    connect(&feed, &RunFeed::reset, this, forget);
    connect(&feed, &RunFeed::rewound, this, forget);
    connect(&feed, &RunFeed::advanced, this, [this](const RunUpdate &update) {
        m_series.take(update.events);
        m_view->dataChanged();
    });
}

} // namespace assay::ui
