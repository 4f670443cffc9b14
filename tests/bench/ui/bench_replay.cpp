// SPDX-License-Identifier: GPL-3.0-or-later
// Dragging the time slider of a past run of 100 000 events: how long the main thread is kept by one
// move, with graph, timeline and table following and painted. The floor is the same drag with no
// view.
#include "bench/measure.h"
#include "bench/ui/culprits.h"
#include "ui/fake_workbench.h"
#include "ui/history/replay_player.h"
#include "ui/pages/run_page.h"
#include "ui/run/time_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::ui;

namespace {

constexpr int kMoves = 400;

events::EventBatch runOf(std::size_t atLeast)
{
    // bigScript() has some events a case: as many cases as it takes.
    for (int cases = 5000;; cases *= 2) {
        const auto script = ui::test::bigScript(cases);
        if (script.size() < atLeast)
            continue;
        events::EventBatch batch;
        for (const auto &[at, payload] : script) {
            auto event = std::make_shared<events::Event>();
            event->sequence = batch.size() + 1;
            event->at = at;
            event->payload = payload;
            batch.push_back(std::move(event));
        }
        return batch;
    }
}

struct Times
{
    double p50 = 0;
    double p99 = 0;
    double worst = 0;
};

/// Milliseconds of the longest stay in the main thread for each move of a drag to and fro.
Times drag(const std::shared_ptr<const Replay> &replay, ThemeManager *themes)
{
    RunFeed feed;
    TimeView time;
    Selection selection;
    std::unique_ptr<QWidget> page;
    if (themes != nullptr) {
        page = std::make_unique<RunPage>(feed, time, selection, *themes);
        page->resize(1200, 800);
        page->show();
    }
    ReplayPlayer player(feed);
    player.setReplay(replay);
    while (!player.isSettled())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::vector<double> passes;
    QElapsedTimer clock;
    for (int i = 0; i < kMoves; ++i) {
        // A hand is back and forth within a second: a slow sine over the whole run.
        const double share = 0.5 + 0.5 * std::sin(i * 0.05);
        double worst = 0;
        const auto pass = [&](const auto &work) {
            clock.start();
            work();
            worst = std::max(worst, static_cast<double>(clock.nsecsElapsed()) / 1e6);
        };
        pass([&] {
            player.seek(base::Nanoseconds(
                static_cast<qint64>(share * static_cast<double>(replay->length().count()))));
        });
        QElapsedTimer frame;
        frame.start();
        while (!player.isSettled() || frame.elapsed() < 16)
            pass([] { QCoreApplication::processEvents(QEventLoop::AllEvents); });
        passes.push_back(worst);
    }
    std::sort(passes.begin(), passes.end());
    return {passes[passes.size() / 2], passes[passes.size() * 99 / 100], passes.back()};
}

} // namespace

int main(int argc, char **argv)
{
    bench::Culprits application(argc, argv);
    ThemeManager themes(application);
    const events::EventBatch batch = runOf(100'000);
    QElapsedTimer clock;
    clock.start();
    ReplayBuilder builder(u"bench"_s);
    builder.add(batch);
    const auto replay = builder.finish(false);
    std::printf("%zu events, made ready in %lld ms, %zu states kept\n", replay->size(),
                static_cast<long long>(clock.elapsed()), replay->checkpoints());
    const Times floor = drag(replay, nullptr);
    application.clear();
    const Times ours = drag(replay, &themes);
    application.print();
    std::printf("floor: p50 %.3f ms, p99 %.3f ms, worst %.3f ms\n", floor.p50, floor.p99,
                floor.worst);
    std::printf("with graph, timeline and table: p50 %.3f ms, p99 %.3f ms, worst %.3f ms\n", ours.p50,
                ours.p99, ours.worst);
    bench::reportBound(u"dragging through 100 000 events, main thread p99"_s, ours.p99, u"ms"_s,
                       16);
    return bench::verdict();
}
