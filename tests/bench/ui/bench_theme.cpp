// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measure.h"
#include "ui/window_bench.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

// Switching the colours of the whole window after a run, from the choice to the end of painting.
// Beside it: one painting of the same window, which no switch can do without.
//     QT_QPA_PLATFORM=offscreen build/release/bench/bench_theme
using namespace assay;
using namespace assay::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kTimes = 12;
constexpr double kBudgetMs = 200; ///< what one takes for "at once" of something that is asked for

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ui::test::WindowBench bench;
    bench.window->resize(1600, 1000);
    bench.controls->hold = false;
    const auto until = [](const std::function<bool()> &done) {
        return QTest::qWaitFor(done, 20'000);
    };
    if (!until([&] { return bench.isIdle(); }))
        return 1;
    bench.trigger(u"run.all");
    if (!until([&] { return bench.controller->feed().state().counts().finished >= 19; }))
        return 1;
    for (const auto &page : {u"page.history"_s, u"settings.open"_s, u"help.index"_s, u"page.run"_s})
        bench.trigger(page); // all of them are there to be switched
    QTest::qWait(300);

    std::vector<double> set;
    std::vector<double> all;
    std::vector<double> painting;
    for (int i = 0; i < kTimes; ++i) {
        QElapsedTimer clock;
        clock.start();
        bench.themes.setMode(i % 2 == 0 ? ThemeMode::Light : ThemeMode::Dark);
        set.push_back(milliseconds(clock));
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        all.push_back(milliseconds(clock));
        clock.restart();
        bench.window->repaint();
        bench.window->grab();
        painting.push_back(milliseconds(clock));
    }
    std::printf("%lld widgets: the switch %.1f ms, with layout and painting %.1f ms; painting the "
                "window once %.1f ms (medians of %d)\n",
                static_cast<long long>(QApplication::allWidgets().size()), median(set), median(all),
                median(painting), kTimes);
    // Of the switch, what Qt takes to give every widget its new style sheet.
    std::vector<double> sheet;
    for (int i = 0; i < kTimes; ++i) {
        const Theme &theme = i % 2 == 0 ? Theme::lightTheme() : Theme::darkTheme();
        QElapsedTimer clock;
        clock.start();
        app.setStyleSheet(styleSheetOf(theme));
        sheet.push_back(milliseconds(clock));
    }
    std::printf("of it the style sheet %.1f ms\n", median(sheet));
    bench::reportBound(u"theme switched and painted"_s, median(all), u"ms"_s, kBudgetMs);
    return bench::verdict();
}
