// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets: 10 000 empty cases in a chain-and-fan DAG at most 20 us each, planning included; from
// start to the first request at most 30 ms; peak memory for 10 000 cases at most 60 MB headless.
#include "base/host.h"
#include "bench/measure.h"
#include "events/event_bus.h"
#include "events/run_state.h"
#include "orchestrator/orchestrator.h"
#include "runner/test_runner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <poll.h>
#include <sys/socket.h>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

class EmptyCase final : public runner::TestCase
{
public:
    EmptyCase(QString name, QStringList needs)
        : m_name(std::move(name))
        , m_needs(std::move(needs))
    {
    }
    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] runner::Verdict execute(runner::TestContext &) override
    {
        return runner::Verdict::passed();
    }
    [[nodiscard]] QStringList dependencies() const override { return m_needs; }

private:
    QString m_name;
    QStringList m_needs;
};

class EmptySuite final : public runner::TestSuite
{
public:
    /// Chains of ten, each of which fans out into ninety.
    explicit EmptySuite(int cases)
    {
        QString last;
        for (int i = 0; i < cases; ++i) {
            const QString name = u"case %1"_s.arg(i);
            const int place = i % 100;
            m_cases.push_back(
                std::make_unique<EmptyCase>(name, place == 0 ? QStringList() : QStringList{last}));
            if (place < 10)
                last = name;
        }
    }
    [[nodiscard]] runner::SuiteConfig config() const override
    {
        return {.file = u"empty.cpp"_s, .name = u"empty"_s};
    }
    [[nodiscard]] std::vector<runner::TestCase *> tests() override
    {
        std::vector<runner::TestCase *> all;
        for (const auto &one : m_cases)
            all.push_back(one.get());
        return all;
    }
    [[nodiscard]] bool hasSetup() const override { return false; }

private:
    std::vector<std::unique_ptr<EmptyCase>> m_cases;
};

class StateSink final : public events::Sink
{
public:
    void consume(const events::EventBatch &batch) override
    {
        for (const events::EventPointer &event : batch)
            state.apply(*event);
    }
    events::RunState state{events::RunState::Detail::Failures};
};

/// Plans and runs the cases with two workers, the stream reduced as in a real run; microseconds a
/// case.
double emptyCases(int count)
{
    EmptySuite suite(count);
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    base::DeadlineTimer timer;
    steps::SecretMasker secrets;
    StateSink sink;

    const auto begin = std::chrono::steady_clock::now();
    orchestrator::TestPlan plan;
    plan.runId = u"bench"_s;
    plan.suites = {&suite};
    const auto made = orchestrator::Orchestrator::planExecution(plan);
    if (!made)
        qFatal("%s", qPrintable(made.error().toString()));
    events::EventBus bus(clock);
    bus.setKeeper(sink);
    bus.start();
    events::RunPlanned planned;
    planned.cases = runner::TestRunner::planned(made->graph);
    bus.post(std::move(planned));
    steps::RunContext context{.host = host, .timer = timer, .bus = bus, .secrets = secrets};
    orchestrator::Orchestrator orchestrator;
    const auto results = orchestrator.executePlan(*made, context, {.workers = 2}, {});
    bus.close();
    const double micros =
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
    if (!results.isGood() || sink.state.counts().passed != count)
        qFatal("not every case passed");
    return micros / count;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Milliseconds from starting the program until its request comes to our listener.
double startToFirstRequest(const QString &assay, const QString &folder)
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    writeFile(folder + u"/workspace.yaml"_s, "workspace: start\n");
    writeFile(folder + u"/one.yaml"_s,
              "suite: one\ncases:\n  - case: first\n    steps:\n      - http: { GET: "
              "\"http://127.0.0.1:" +
                  QByteArray::number(server.serverPort()) + "/\" }\n        timeout: 50ms\n");
    const int listener = static_cast<int>(server.socketDescriptor());
    const auto begin = std::chrono::steady_clock::now();
    std::atomic<double> millis = -1;
    std::thread watcher([&] {
        pollfd waiting{listener, POLLIN, 0};
        if (::poll(&waiting, 1, 5000) == 1) {
            millis =
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
                    .count();
        }
    });
    static_cast<void>(bench::measure({assay, u"--batch"_s, folder, u"--no-history"_s}));
    watcher.join();
    return millis;
}

double peakMemory(const QString &assay, const QString &folder)
{
    QByteArray suite = "suite: many\ncases:\n";
    for (int i = 0; i < 10'000; ++i)
        suite += "  - case: case " + QByteArray::number(i) + "\n    steps:\n      - wait: 0ms\n";
    writeFile(folder + u"/workspace.yaml"_s, "workspace: many\n");
    writeFile(folder + u"/many.yaml"_s, suite);
    const bench::Cost cost = bench::measure({assay, u"--batch"_s, folder, u"--parallel"_s, u"2"_s});
    if (cost.exitCode != 0)
        qFatal("the run of 10 000 cases ended with %d", cost.exitCode);
    std::printf(
        "(10 000 cases of one wait step from YAML, with history: %.2f s wall, %.2f s CPU)\n",
        cost.wall, cost.cpu);
    return cost.peak;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString assay = QStringLiteral(ASSAY_BINARY_DIR "/bin/assay");
    double best = 1e9;
    for (int round = 0; round < 5; ++round)
        best = std::min(best, emptyCases(10'000));
    bench::reportBound(u"10 000 empty cases, planned and run, each"_s, best, u"us"_s, 20);

    best = 1e9;
    for (int round = 0; round < 7; ++round) {
        QTemporaryDir folder;
        best = std::min(best, startToFirstRequest(assay, folder.path()));
    }
    bench::reportBound(u"start to first request"_s, best, u"ms"_s, 30);

    QTemporaryDir folder;
    bench::reportBound(u"peak memory, 10 000 cases headless"_s, peakMemory(assay, folder.path()),
                       u"MB"_s, 60);
    return bench::verdict();
}
