// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of a run of 100 000 bars on 16 workers: what a frame costs while the wheel zooms and
// a drag pans, laid out and painted, beside 16 ms. The floor is drawing as many rectangles.
#include "bench/measure.h"
#include "ui/run/selection.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace assay;
using namespace assay::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kBars = 100'000;
constexpr int kWorkers = 16;
constexpr double kFrameMs = 16;

events::EventBatch makeRun()
{
    events::EventBatch batch;
    const auto post = [&](base::Nanoseconds at, events::Payload payload) {
        batch.push_back(std::make_shared<events::Event>(
            events::Event{batch.size() + 1, at, std::move(payload)}));
    };
    events::RunPlanned plan;
    for (int i = 0; i < kBars; ++i) {
        events::PlannedCase planned;
        planned.id = u"suites/s%1.yaml::case %2"_s.arg(i / 50).arg(i);
        planned.name = u"case %1 stores a text and finds it"_s.arg(i);
        plan.cases.push_back(planned);
    }
    post({}, plan);
    post({}, events::RunStarted{kWorkers});
    for (int i = 0; i < kBars; ++i) {
        const base::Nanoseconds at = std::chrono::milliseconds(10) * (i / kWorkers);
        const base::Nanoseconds length = std::chrono::microseconds(4000 + i * 37 % 5900);
        const model::Outcome outcome =
            i % 97 == 0 ? model::Outcome::Failed : model::Outcome::Passed;
        post(at, events::CaseStarted{i, i % kWorkers + 1});
        post(at, events::AttemptStarted{i, 1});
        for (const auto *title : {"POST /v1/texts", "select status from texts"}) {
            events::StepFinished step;
            step.index = i;
            step.path = u"steps.0"_s;
            step.title = QString::fromLatin1(title);
            step.duration = length / 2;
            post(at + length, step);
        }
        post(at + length, events::AttemptFinished{i, 1, outcome, length, {}});
        post(at + length, events::CaseFinished{i, outcome, false, false, {}, length, 1});
    }
    return batch;
}

struct Frames
{
    std::vector<double> milliseconds;

    [[nodiscard]] double at(double share)
    {
        std::sort(milliseconds.begin(), milliseconds.end());
        return milliseconds[static_cast<std::size_t>(share *
                                                     static_cast<double>(milliseconds.size() - 1))];
    }
};

class Measure
{
public:
    explicit Measure(TimelineView &view)
        : m_view(view)
        , m_image(view.size(), QImage::Format_RGB32)
    {
    }
    void frame()
    {
        QElapsedTimer timer;
        timer.start();
        m_view.ensureLaidOut();
        m_layout.milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        m_view.render(&m_image);
        m_whole.milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        m_shapes = std::max(m_shapes, m_view.shapeCount());
    }
    void report(const char *name)
    {
        QImage image(m_view.size(), QImage::Format_RGB32);
        Frames floor;
        for (int i = 0; i < 50; ++i) {
            QElapsedTimer timer;
            timer.start();
            QPainter painter(&image);
            painter.fillRect(image.rect(), Qt::black);
            for (std::size_t s = 0; s < m_shapes; ++s)
                painter.fillRect(
                    QRectF(static_cast<double>(s % 1500), static_cast<double>(s / 60), 2, 17),
                    Qt::green);
            painter.end();
            floor.milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::printf("%s: %zu frames, at most %zu shapes; layout p50 %.2f p99 %.2f ms; layout and "
                    "paint p50 %.2f p99 %.2f ms; floor (as many rectangles) p50 %.2f p99 %.2f ms\n",
                    name, m_whole.milliseconds.size(), m_shapes, m_layout.at(0.5),
                    m_layout.at(0.99), m_whole.at(0.5), m_whole.at(0.99), floor.at(0.5),
                    floor.at(0.99));
        bench::reportBound(QString::fromLatin1(name) + u" p99"_s, m_whole.at(0.99), u"ms"_s,
                           kFrameMs);
    }

private:
    TimelineView &m_view;
    QImage m_image;
    Frames m_layout;
    Frames m_whole;
    std::size_t m_shapes = 0;
};

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ThemeManager themes(application);
    themes.setMode(ThemeMode::Dark);
    RunFeed feed;
    TimeView time;
    Selection selection;
    TimelineView view(feed, time, selection, themes);
    view.resize(1600, 600);
    view.show();
    feed.show(u"r"_s, makeRun());
    view.ensureLaidOut();

    {
        Measure measure(view);
        for (int i = 0; i < 40; ++i) {
            view.setLaneOrder({}); // all of it anew
            measure.frame();
        }
        measure.report("100 000 bars, the whole run");
    }
    {
        Measure measure(view);
        const base::Nanoseconds moment = std::chrono::seconds(31);
        for (int round = 0; round < 3; ++round) {
            time.showAll();
            for (int i = 0; i < 90; ++i) {
                time.zoomAt(moment, 0.9);
                measure.frame();
            }
            for (int i = 0; i < 90; ++i) {
                time.zoomAt(moment, 1 / 0.9);
                measure.frame();
            }
        }
        measure.report("100 000 bars, zooming in and out");
    }
    for (const auto &[name, seen] :
         {std::pair{"100 000 bars, panning over 30 s of them", std::chrono::milliseconds(30'000)},
          std::pair{"100 000 bars, panning over 200 ms with labels",
                    std::chrono::milliseconds(200)}}) {
        Measure measure(view);
        time.setRange({std::chrono::seconds(10), std::chrono::seconds(10) + seen});
        for (int i = 0; i < 300; ++i) {
            const int direction = i / 40 % 2 == 0 ? 1 : -1; // never against the run's end
            time.pan(direction * time.range().length() / 60);
            measure.frame();
        }
        measure.report(name);
    }
    return bench::verdict();
}
