// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_export.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/run_charts.h"
#include "ui/charts/series_painter.h"
#include "ui/fake_workbench.h"
#include "ui/load_run.h"
#include "ui/run/run_feed.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <limits>

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using base::Nanoseconds;

/// A page of charts with everything that it stands on.
struct Page
{
    explicit Page(bool dark = true)
        : themes(*qApp)
        , settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat)
    {
        themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        open();
    }
    void open()
    {
        charts = std::make_unique<RunCharts>(feed, time, themes, settings);
        charts->resize(1000, 760);
        charts->show();
    }
    void play(const events::EventBatch &events = loadRun())
    {
        feed.show(u"run"_s, events);
        time.setEnd(feed.now(), false);
        QVERIFY(QTest::qWaitFor([&] { return !view().panes().empty(); }));
        // Shown, laid out, and drawn on the range that it has now.
        QVERIFY(settle());
    }
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([&] {
            for (const ChartPane *pane : view().panes()) {
                if (pane->lines().empty() || !(pane->timeAxis().range == time.range()))
                    return false;
            }
            return true;
        });
    }
    [[nodiscard]] ChartView &view() { return charts->view(); }
    [[nodiscard]] ChartPane *pane(const QString &id)
    {
        for (ChartPane *pane : view().panes()) {
            if (pane->info().id == id)
                return pane;
        }
        return nullptr;
    }
    [[nodiscard]] QPoint at(const ChartPane &pane, Nanoseconds moment)
    {
        return {qRound(pane.timeAxis().x(moment)), qRound(pane.plot().center().y())};
    }

    QTemporaryDir folder;
    ThemeManager themes;
    QSettings settings;
    RunFeed feed;
    TimeView time;
    std::unique_ptr<RunCharts> charts;
};

inline void turnWheel(QWidget &viewport, QPoint at, int delta, Qt::KeyboardModifiers keys = {})
{
    QWheelEvent event(at, viewport.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, keys,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&viewport, &event);
}

inline int colouredPixels(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor there = image.pixelColor(x, y);
            count += std::abs(there.red() - colour.red()) +
                         std::abs(there.green() - colour.green()) +
                         std::abs(there.blue() - colour.blue()) <
                     60;
        }
    }
    return count;
}

} // namespace assay::ui::test
