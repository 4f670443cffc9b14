// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets of the window as a whole, offscreen: from the start of the program until the workspace's
// suites are painted, the processor time of an idle window, and how long the main thread is busy at
// once while a run gives 10 000 events a second. The floor is a program with one empty window.
#include "base/cancellation.h"
#include "base/host.h"
#include "bench/measure.h"
#include "bench/ui/culprits.h"
#include "ui/application.h"
#include "ui/fake_workbench.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>
#include <thread>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QString kReference = QStringLiteral(ASSAY_SOURCE_DIR "/suites");

/// As `assay-window FOLDER`, until the tree of suites is painted; then `idleMs` longer, printing
/// the processor time that these took.
int showWindow(QApplication &app, const QString &folder, int idleMs)
{
    QTimer poll;
    poll.setInterval(1);
    QObject::connect(&poll, &QTimer::timeout, &app, [&] {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            auto *tree = window->findChild<QTreeView *>(u"suiteTree"_s);
            if (tree == nullptr || tree->model() == nullptr || tree->model()->rowCount() == 0)
                continue;
            poll.stop();
            window->repaint();
            if (idleMs == 0)
                return QApplication::exit(0);
            const auto cpu = [] {
                rusage usage{};
                getrusage(RUSAGE_SELF, &usage);
                return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                       static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
            };
            // The second after the first picture is still part of the start.
            QTimer::singleShot(1000, &app, [&app, cpu, idleMs] {
                QTimer::singleShot(idleMs, &app, [before = cpu(), cpu] {
                    std::printf("%f\n", cpu() - before);
                    QApplication::exit(0);
                });
            });
            return;
        }
    });
    poll.start();
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    return ui::runWindow(app, host, {.folder = folder, .theme = u"dark"_s, .restore = false});
}

int showNothing()
{
    QWidget window;
    window.resize(1600, 1000);
    window.show();
    window.repaint();
    return 0;
}

void writeManyCases(const QString &folder, int cases)
{
    QDir().mkpath(folder);
    const auto write = [&](const QString &name, const QByteArray &content) {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
    };
    write(u"workspace.yaml"_s, "workspace: many\n");
    constexpr int kInAFile = 100;
    for (int first = 0; first < cases; first += kInAFile) {
        QByteArray suite = "suite: s" + QByteArray::number(first) + "\ncases:\n";
        for (int i = first; i < first + kInAFile; ++i)
            suite += "  - { case: number " + QByteArray::number(i) + ", steps: [{ wait: 1ms }] }\n";
        write(u"s%1.yaml"_s.arg(first), suite);
    }
}

/// How long the main thread keeps others waiting: another thread asks it each millisecond.
class BusyTimes
{
public:
    BusyTimes()
        : m_asker([this](const std::stop_token &stop) {
            while (base::waitFor(std::chrono::milliseconds(1), stop)) {
                QMetaObject::invokeMethod(
                    &m_here,
                    [this, asked = std::chrono::steady_clock::now()] {
                        const auto waited = std::chrono::steady_clock::now() - asked;
                        m_times.push_back(
                            std::chrono::duration<double, std::milli>(waited).count());
                    },
                    Qt::QueuedConnection);
            }
        })
    {
    }
    [[nodiscard]] double quantile(double q)
    {
        std::sort(m_times.begin(), m_times.end());
        return m_times.empty()
                   ? 1e9
                   : m_times[static_cast<std::size_t>(q * static_cast<double>(m_times.size() - 1))];
    }
    void clear() { m_times.clear(); }

private:
    QObject m_here;
    std::vector<double> m_times; ///< ms; of the main thread
    std::jthread m_asker;
};

/// Five events a case (queued, started, step started and finished, finished), each stamped when it
/// is due.
class Stream
{
public:
    explicit Stream(int perSecond)
        : m_perSecond(perSecond)
    {
        m_clock.start();
    }
    events::EventBatch take()
    {
        events::EventBatch batch;
        const auto due =
            static_cast<std::uint64_t>(m_clock.nsecsElapsed() / 1000 * m_perSecond / 1'000'000);
        while (m_sequence < due && m_next < m_script.size()) {
            auto event = std::make_shared<events::Event>();
            event->sequence = ++m_sequence;
            event->at =
                base::Nanoseconds(1'000'000'000 / m_perSecond * static_cast<qint64>(m_sequence));
            event->payload = m_script[m_next++].second;
            batch.push_back(event);
        }
        return batch;
    }

private:
    int m_perSecond;
    QElapsedTimer m_clock;
    ui::test::Script m_script = ui::test::bigScript(10'000);
    std::size_t m_next = 0;
    std::uint64_t m_sequence = 0;
};

void measureEvents(bench::Culprits &app)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    ui::ThemeManager themes(app);
    auto controls = std::make_shared<ui::test::FakeControls>();
    controls->content = ui::test::bigContent(10'000);
    ui::RunController controller(ui::test::fakeOpener(controls));
    ui::MainWindow window(controller, themes, settings);
    window.show();
    controller.openWorkspace(u"x"_s);
    QTimer ready;
    QObject::connect(&ready, &QTimer::timeout, &app, [&] {
        if (controller.phase() == ui::RunController::Phase::Idle)
            QApplication::exit(0);
    });
    ready.start(5);
    QApplication::exec();
    ready.stop();

    Stream stream(10'000);
    BusyTimes busy;
    controller.feed().restart(u"bench"_s, [&] { return stream.take(); });
    // The plan of 10 000 cases comes first and is not a frame of the run.
    QTimer::singleShot(700, &app, [&] {
        busy.clear();
        app.clear();
    });
    QTimer::singleShot(4700, &app, [] { QApplication::exit(0); });
    QApplication::exec();
    controller.feed().clear();
    app.print();
    std::printf("10 000 events/s: main thread busy at once p50 %.2f ms, p99 %.2f ms\n",
                busy.quantile(0.5), busy.quantile(0.99));
    bench::reportBound(u"10 000 events/s: main thread busy at once, p99.9"_s, busy.quantile(0.999),
                       u"ms"_s, 16);
}

/// An hour of a run with 1000 events a second, as fast as the window takes it: samples of twenty
/// series, health that goes to and fro, a line of a service now and then.
class Hour
{
public:
    static constexpr int kSeconds = 3600;
    static constexpr int kPerSecond = 1000;

    events::EventBatch take()
    {
        events::EventBatch batch;
        if (m_second == 0) {
            for (const auto &[at, payload] : ui::test::bigScript(500))
                add(batch, std::chrono::milliseconds(0), payload);
        }
        if (m_second >= kSeconds)
            return batch;
        // Two seconds a frame: what waits must not become the measurement.
        constexpr int kAtOnce = 2 * kPerSecond;
        for (int i = 0; i < kAtOnce; ++i) {
            const auto at = std::chrono::seconds(m_second) + std::chrono::milliseconds(i);
            if (i % 50 == 0)
                add(batch, at,
                    events::LogLine{u"api"_s, events::LogLevel::Info,
                                    u"GET /v1/texts 200 in 4 ms"_s, -1});
            else if (i % 500 == 1)
                add(batch, at,
                    events::HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s, u"llm is slow"_s});
            else if (i % 500 == 2)
                add(batch, at, events::HealthChanged{u"api"_s, u"degraded"_s, u"ready"_s, {}});
            else
                add(batch, at,
                    events::SampleBatch{
                        m_series[static_cast<std::size_t>(i % 20)], u"ms"_s, {{at, i * 0.1}}, 0});
        }
        m_second += 2;
        return batch;
    }
    [[nodiscard]] int second() const { return m_second; }

private:
    void add(events::EventBatch &batch, base::Nanoseconds at, const events::Payload &payload)
    {
        auto event = std::make_shared<events::Event>();
        event->sequence = ++m_sequence;
        event->at = at;
        event->payload = payload;
        batch.push_back(std::move(event));
    }

    std::vector<QString> m_series = [] {
        std::vector<QString> names;
        for (int i = 0; i < 20; ++i)
            names.push_back(u"latency{step=\"GET /v1/texts/%1\"}"_s.arg(i));
        return names;
    }();
    int m_second = 0;
    std::uint64_t m_sequence = 0;
};

double residentMb()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/statm");
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

void measureHour(bench::Culprits &app)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    ui::ThemeManager themes(app);
    auto controls = std::make_shared<ui::test::FakeControls>();
    controls->content = ui::test::bigContent(500);
    ui::RunController controller(ui::test::fakeOpener(controls));
    ui::MainWindow window(controller, themes, settings);
    window.show();
    Hour hour;
    double after10 = 0;
    QElapsedTimer clock;
    clock.start();
    controller.feed().restart(u"hour"_s, [&] {
        if (after10 == 0 && hour.second() >= 600)
            after10 = residentMb();
        if (hour.second() >= Hour::kSeconds)
            QApplication::exit(0);
        return hour.take();
    });
    QApplication::exec();
    const double end = residentMb();
    controller.feed().clear();
    std::printf(
        "an hour of 1000 events/s in %lld s: %.0f MB after ten minutes, %.0f MB after the hour\n",
        static_cast<long long>(clock.elapsed() / 1000), after10, end);
    bench::reportBound(u"an hour of 1000 events/s: memory of the last fifty minutes"_s,
                       end - after10, u"MB"_s, 32);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    if (argc == 1)
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    bench::Culprits app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--nothing")
        return showNothing();
    if (arguments.value(1) == u"--show")
        return showWindow(app, arguments.value(2), arguments.value(3).toInt());
    if (arguments.value(1) == u"--hour") {
        measureHour(app);
        return bench::verdict();
    }
    if (arguments.value(1) == u"--events") { // alone, for a profiler
        measureEvents(app);
        return 0;
    }

    const QString self = QCoreApplication::applicationFilePath();
    const QString many = home.filePath(u"many"_s);
    writeManyCases(many, 10'000);
    const auto wall = [&](const QStringList &command) {
        double best = 1e9;
        for (int i = 0; i < 5; ++i)
            best = std::min(best, bench::measure(command).wall * 1000);
        return best;
    };
    const double nothing = wall({self, u"--nothing"_s});
    std::printf("(a program with one empty window: %.0f ms)\n", nothing);
    bench::reportBound(u"window shown, reference workspace"_s,
                       wall({self, u"--show"_s, kReference, u"0"_s}), u"ms"_s, 400);
    bench::reportBound(u"window shown, 10 000 cases"_s, wall({self, u"--show"_s, many, u"0"_s}),
                       u"ms"_s, 800);
    const QString out = home.filePath(u"idle.txt"_s);
    constexpr int kIdleMs = 5000;
    if (bench::measure({self, u"--show"_s, kReference, QString::number(kIdleMs)}, out).exitCode !=
        0)
        qFatal("the idle window ended badly");
    QFile idle(out);
    const bool read = idle.open(QIODevice::ReadOnly);
    const double cpu = read ? idle.readAll().trimmed().toDouble() : 1e9;
    bench::reportBound(u"idle window, of one core"_s, cpu / (kIdleMs / 1000.0) * 100, u"%"_s, 1);
    measureEvents(app);
    measureHour(app);
    return bench::verdict();
}
