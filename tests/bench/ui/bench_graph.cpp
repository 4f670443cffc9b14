// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measure.h"
#include "ui/graph/graph_panel.h"
#include "ui/graph_sample.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>
#include <time.h>

// The execution graph: its layout, and how long a frame of panning and zooming takes to paint. The
// floor of a frame is the same widget filled with one colour.
//     QT_QPA_PLATFORM=offscreen build/release/bench/bench_graph
using namespace assay;
using namespace assay::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr double kLayoutMs = 200;
constexpr double kFrameMs = 16;
const QSize kView(1600, 900);

/// Of this thread alone: on a busy machine the wall's clock tells of the others.
double cpuMilliseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Times
{
    std::vector<double> wall; ///< milliseconds
    std::vector<double> cpu;  ///< milliseconds of this thread

    void add(const std::function<void()> &once)
    {
        QElapsedTimer timer;
        timer.start();
        const double before = cpuMilliseconds();
        once();
        cpu.push_back(cpuMilliseconds() - before);
        wall.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    [[nodiscard]] static double part(std::vector<double> values, double part)
    {
        std::ranges::sort(values);
        return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
    }
    void report(const QString &name, double budget) const
    {
        std::printf("%-44s p50 %7.2f ms, p99 %7.2f ms; of its own p50 %7.2f ms, p99 %7.2f ms\n",
                    qPrintable(name), part(wall, 0.5), part(wall, 0.99), part(cpu, 0.5),
                    part(cpu, 0.99));
        if (budget > 0)
            bench::reportBound(name + u" p99"_s, part(cpu, 0.99), u"ms"_s, budget);
    }
};

void layouts(const QString &name, const LayoutInput &input, double budget)
{
    Times times;
    for (int i = 0; i < 30; ++i)
        times.add([&] { static_cast<void>(layOut(input)); });
    times.report(u"layout, %1, %2 nodes, %3 edges"_s.arg(name)
                     .arg(input.nodes.size())
                     .arg(input.edges.size()),
                 budget);
}

/// Every case needs up to three of the 400 before it: one part, and most edges cross others.
LayoutInput tangled(int nodes)
{
    std::mt19937 random(5);
    LayoutInput input;
    for (int i = 0; i < nodes; ++i)
        input.nodes.push_back({kCaseSize, -1, i, 0});
    for (int i = 0; i < nodes * 3 / 2; ++i) {
        const int to = 1 + static_cast<int>(random() % static_cast<unsigned>(nodes - 1));
        input.edges.push_back({std::max(0, to - 1 - static_cast<int>(random() % 400U)), to});
    }
    return input;
}

struct Shown
{
    explicit Shown(int cases)
        : themes(*qApp)
        , panel(feed, selection, themes)
        , view(panel.view())
    {
        themes.setMode(ThemeMode::Dark);
        panel.resize(kView);
        panel.show();
        events::EventBatch events = {test::eventOf(1, {}, test::bigGraphPlan(cases)),
                                     test::eventOf(2, {}, events::RunStarted{8})};
        for (int i = 0; i < cases * 2 / 3; ++i) {
            const auto outcome = i % 41 == 7 ? model::Outcome::Failed : model::Outcome::Passed;
            events.push_back(test::eventOf(events.size() + 1, {}, events::CaseStarted{i, 1}));
            if (i % 100 != 5)
                events.push_back(
                    test::eventOf(events.size() + 1, {},
                                  events::CaseFinished{i, outcome, false, false, {}, {}, 1}));
        }
        feed.show(u"bench"_s, std::move(events));
        settle();
    }
    void settle()
    {
        if (!QTest::qWaitFor([&] { return view.scene() != nullptr && !view.isLayingOut(); },
                             60'000))
            qFatal("no layout");
    }

    RunFeed feed;
    Selection selection;
    ThemeManager themes;
    GraphPanel panel;
    GraphView &view;
};

/// `ratio`: device pixels of one of the view.
void frames(int cases, Grouping grouping, const QString &name, int ratio)
{
    Shown shown(cases);
    shown.view.setGrouping(grouping);
    shown.settle();
    QImage image(shown.view.size() * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    const auto paint = [&] { shown.view.render(&image); };
    const auto key = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&shown.view, key, modifiers);
    };
    Times zoom;
    Times pan;
    // From all of it to one node, with a little way aside at each step, and back again, three
    // times.
    using enum Qt::Key;
    for (const Qt::Key way : {Key_Plus, Key_Minus, Key_Plus, Key_Minus, Key_Plus, Key_Minus}) {
        for (int step = 0; step < 45; ++step) {
            key(way);
            // A case in the middle of the plan stays in sight, so that no frame shows bare ground.
            shown.selection.selectCase(shown.feed.state().planned(cases / 2 + step % 2).id);
            const QPointF middle = QRectF(shown.view.rect()).center();
            const QPointF off = middle - shown.view.rectOf(shown.view.current()).center();
            QTest::mousePress(&shown.view, Qt::MiddleButton, {}, middle.toPoint());
            QTest::mouseMove(&shown.view, (middle + off).toPoint());
            QTest::mouseRelease(&shown.view, Qt::MiddleButton, {}, (middle + off).toPoint());
            zoom.add(paint);
            for (const Qt::Key aside : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up}) {
                key(aside, Qt::ControlModifier);
                pan.add(paint);
            }
        }
    }
    zoom.report(u"zoom, %1, %2 nodes"_s.arg(name).arg(cases), kFrameMs);
    pan.report(u"pan, %1, %2 nodes"_s.arg(name).arg(cases), kFrameMs);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    for (const int cases : {1000, 10'000}) {
        const double budget = cases == 10'000 ? kLayoutMs : 0;
        const events::RunPlanned plan = test::bigGraphPlan(cases);
        layouts(u"plain"_s, layoutInputOf(graphOf(plan, Grouping::None), {}), budget);
        layouts(u"by suite"_s, layoutInputOf(graphOf(plan, Grouping::BySuite), {}), budget);
        layouts(u"tangled"_s, tangled(cases), budget);
    }
    Times floor;
    QImage image(kView, QImage::Format_ARGB32_Premultiplied);
    QWidget plain;
    plain.resize(kView);
    for (int i = 0; i < 200; ++i)
        floor.add([&] { plain.render(&image); });
    floor.report(u"floor: a frame of one colour"_s, 0);
    for (const int cases : {1000, 10'000}) {
        frames(cases, Grouping::None, u"plain"_s, 1);
        frames(cases, Grouping::BySuite, u"by suite"_s, 1);
    }
    frames(10'000, Grouping::None, u"plain, scale 2"_s, 2);
    return bench::verdict();
}
