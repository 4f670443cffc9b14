// SPDX-License-Identifier: GPL-3.0-or-later
// The facade as the window uses it: in process, several sessions, sinks on threads of their own.
#include "base/guarded.h"
#include "history/history_store.h"
#include "workbench/given_workspace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace assay;
using namespace assay::workbench;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kSuite = R"y(suite: Some
cases:
  - { case: good, tags: [quick], steps: [{ script: "1" }] }
  - { case: bad, tags: [quick], steps: [{ script: "assert(false, 'as planned')" }] }
  - { case: hangs, steps: [{ wait: 600s }], teardown: [{ exec: { shell: "touch torn-down" } }] }
  - { case: after it, needs: [hangs], steps: [{ script: "1" }] }
)y";

class Collector final : public events::Sink
{
public:
    std::function<void(const events::Event &)> onEvent;
    void consume(const events::EventBatch &batch) override
    {
        for (const events::EventPointer &event : batch) {
            m_events.with([&](auto &all) { all.push_back(event); });
            if (onEvent)
                onEvent(*event);
        }
    }
    void finish() override
    {
        m_finished.with([](int &count) { ++count; });
    }
    [[nodiscard]] int finished() const { return m_finished.copy(); }
    template <class T>
    [[nodiscard]] int count() const
    {
        int found = 0;
        for (const events::EventPointer &event : m_events.copy())
            found += std::holds_alternative<T>(event->payload) ? 1 : 0;
        return found;
    }
    /// Numbered from 1 without a gap.
    [[nodiscard]] bool isWhole() const
    {
        std::uint64_t last = 0;
        for (const events::EventPointer &event : m_events.copy()) {
            if (event->sequence != ++last)
                return false;
        }
        return last > 0;
    }

private:
    base::Guarded<std::vector<events::EventPointer>> m_events;
    base::Guarded<int> m_finished;
};

using Given = GivenWorkspace;

RunRequest tagged(const QString &tags)
{
    RunRequest request;
    request.selection.tags = tags;
    return request;
}

} // namespace

class TstWorkbench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensNoFolder();
    void loadsWithDiagnostics();
    void refuses_data();
    void refuses();
    void runsTheChosenCases();
    void runsWithSinks();
    void abortFromASink();
    void stopScheduling();
    void destroyedWhileItRuns();
    void twoSessionsAtOnce();
    void withoutHistory();
    void secretsThatCannotBeRead();
    void reportOfAPastRun();
};

void TstWorkbench::opensNoFolder()
{
    Given given;
    const auto opened = Workbench::open(given.dir.path() + u"/nowhere"_s, given.host, {});
    QVERIFY(!opened);
    QVERIFY2(opened.error().title.contains(u"nowhere"_s), qPrintable(opened.error().toText()));
}

void TstWorkbench::loadsWithDiagnostics()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    given.write(u"broken.yaml"_s, "suite: Broken\ncasess: []\nconfig: { parallel: many }\n");
    given.write(u"environments/local.yaml"_s, "environment: local\nservices: {}\n");
    given.write(u"plans/all.yaml"_s, "plan: All\nphases: [{ phase: one }]\n");
    const auto bench = given.open();
    const WorkspaceContent content = bench->load();
    QCOMPARE(content.name, u"given"_s);
    QCOMPARE(content.environments, QStringList{u"local"_s});
    QCOMPARE(content.plans, QStringList{u"plans/all.yaml"_s});
    QCOMPARE(content.suites.size(), std::size_t(2)); // the tree shows one with mistakes, too
    QCOMPARE(content.suites.front().name, u"Broken"_s);
    QCOMPARE(content.suites.back().cases.size(), std::size_t(4));
    QCOMPARE(content.diagnostics.size(), std::size_t(2));
    QCOMPARE(content.diagnostics.front().error.title,
             u"the suite does not know the key \"casess\""_s);
    given.write(u"broken.yaml"_s, "suite: Mended\ncases: []\n");
    QCOMPARE(bench->load().diagnostics.size(), std::size_t(0)); // read anew
}

void TstWorkbench::refuses_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("resume");
    QTest::addColumn<QString>("keyword");
    QTest::addColumn<ExitCode>("code");
    QTest::addColumn<QString>("title");
    const QString none;
    QTest::newRow("place") << u"sum.yaml"_s << none << none << none << ExitCode::BadInput
                           << u"no suite is at \"sum.yaml\""_s;
    QTest::newRow("environment") << none << u"lokal"_s << none << none << ExitCode::BadInput
                                 << u"no environment is called \"lokal\""_s;
    QTest::newRow("resume") << none << none << u"0815"_s << none << ExitCode::BadInput
                            << u"history has no run \"0815\""_s;
    QTest::newRow("nothing") << none << none << none << u"nothing"_s << ExitCode::NothingSelected
                             << u"no case is selected"_s;
}

void TstWorkbench::refuses()
{
    QFETCH(QString, place);
    QFETCH(QString, environment);
    QFETCH(QString, resume);
    QFETCH(QString, keyword);
    QFETCH(ExitCode, code);
    QFETCH(QString, title);
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    const auto bench = given.open();
    RunRequest request;
    if (!place.isEmpty())
        request.selection.places = {place};
    if (!environment.isEmpty())
        request.environment = environment;
    request.resume = resume;
    request.selection.keyword = keyword;
    const auto prepared = bench->prepare(request);
    QVERIFY(!prepared);
    QCOMPARE(prepared.error().code, code);
    QCOMPARE(prepared.error().diagnostics.size(), std::size_t(1));
    QCOMPARE(prepared.error().diagnostics.front().error.title, title);
}

/// What the window runs when cases are selected, have failed or were edited.
void TstWorkbench::runsTheChosenCases()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    const auto bench = given.open();
    const auto namesOf = [&](const RunRequest &request) {
        QStringList names;
        const auto prepared = bench->prepare(request);
        for (const events::PlannedCase &one :
             prepared ? (*prepared)->cases() : events::PlannedCases())
            names.append(one.name);
        return names;
    };
    RunRequest request;
    request.selection.only = QSet<QString>{u"some.yaml::good"_s};
    QCOMPARE(namesOf(request), QStringList(u"good"_s));
    request.selection.only = QSet<QString>{u"some.yaml::after it"_s};
    QCOMPARE(namesOf(request), QStringList({u"hangs"_s, u"after it"_s})); // and what they need

    // With what failed last: those that are both.
    auto ran = bench->prepare(tagged(u"quick"_s));
    QVERIFY(ran);
    QCOMPARE(bench->start(std::move(*ran), {})->wait(), ExitCode::BadCases);
    request.selection.only = QSet<QString>{u"some.yaml::good"_s, u"some.yaml::bad"_s};
    request.lastFailed = true;
    QCOMPARE(namesOf(request), QStringList(u"bad"_s));
}

void TstWorkbench::runsWithSinks()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    const auto bench = given.open();
    auto prepared = bench->prepare(tagged(u"quick"_s));
    QVERIFY(prepared);
    QCOMPARE((*prepared)->cases().size(), std::size_t(2));
    const QString id = (*prepared)->id();
    Collector first;
    Collector second;
    const auto session = bench->start(std::move(*prepared), {&first, &second});
    QCOMPARE(session->id(), id);
    QCOMPARE(session->wait(), ExitCode::BadCases);
    QVERIFY(session->isFinished());
    QCOMPARE(session->wait(), ExitCode::BadCases); // again is fine
    for (const Collector *sink : {&first, &second}) {
        QCOMPARE(sink->finished(), 1);
        QVERIFY(sink->isWhole());
        QCOMPARE(sink->count<events::CaseFinished>(), 2);
        QCOMPARE(sink->count<events::RunFinished>(), 1);
    }
    QCOMPARE(session->state().counts().passed, 1);
    QCOMPARE(session->state().counts().failed, 1);
    QCOMPARE(session->problems(), QStringList());
    const auto kept = bench->history()->find(u"latest"_s);
    QVERIFY(kept);
    QCOMPARE(kept->id, id);
}

/// What a user does who sees a bad case: from the event's own thread, while it is being told.
void TstWorkbench::abortFromASink()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    const auto bench = given.open();
    RunRequest request;
    request.selection.cases = {u"after it"_s};
    auto prepared = bench->prepare(request);
    QVERIFY(prepared);
    base::Guarded<RunSession *> running(nullptr);
    Collector sink;
    sink.onEvent = [&](const events::Event &event) {
        const auto *started = std::get_if<events::StepStarted>(&event.payload);
        if (started == nullptr || started->kind != u"wait")
            return;
        while (running.copy() == nullptr)
            std::this_thread::yield(); // start() is about to return
        running.copy()->abort(u"seen enough"_s, ExitCode::StoppedEarly);
        running.copy()->abort(u"too late"_s, ExitCode::Interrupted);
    };
    const auto session = bench->start(std::move(*prepared), {&sink});
    running.with([&](RunSession *&mine) { mine = session.get(); });
    QCOMPARE(session->wait(), ExitCode::StoppedEarly); // the first one counts
    QCOMPARE(session->state().finished()->reason, u"seen enough"_s);
    QCOMPARE(session->state().counts().aborted, 1);
    QCOMPARE(sink.count<events::CaseFinished>(), 2); // the one after it is told of, too
    QVERIFY(QFileInfo::exists(given.folder() + u"/torn-down"_s));
}

void TstWorkbench::stopScheduling()
{
    Given given;
    QByteArray suite = "suite: Many\nconfig: { parallel: 1 }\ncases:\n";
    for (int i = 0; i < 50; ++i)
        suite += "  - { case: c" + QByteArray::number(i) + ", steps: [{ wait: 5ms }] }\n";
    given.write(u"many.yaml"_s, suite);
    const auto bench = given.open();
    auto prepared = bench->prepare({});
    QVERIFY(prepared);
    base::Guarded<RunSession *> running(nullptr);
    Collector sink;
    sink.onEvent = [&](const events::Event &event) {
        if (!std::holds_alternative<events::StepStarted>(event.payload))
            return;
        while (running.copy() == nullptr)
            std::this_thread::yield();
        running.copy()->stopScheduling(u"enough"_s);
    };
    const auto session = bench->start(std::move(*prepared), {&sink});
    running.with([&](RunSession *&mine) { mine = session.get(); });
    QCOMPARE(session->wait(), ExitCode::StoppedEarly);
    const events::RunState::Counts &counts = session->state().counts();
    QVERIFY(counts.passed >= 1); // what ran has ended by itself
    QCOMPARE(counts.aborted, 0);
    QCOMPARE(counts.passed + counts.skipped, 50);
    QVERIFY(counts.skipped > 0);
}

void TstWorkbench::destroyedWhileItRuns()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    const auto bench = given.open();
    RunRequest request;
    request.selection.cases = {u"hangs"_s};
    auto prepared = bench->prepare(request);
    QVERIFY(prepared);
    Collector sink;
    {
        const auto session = bench->start(std::move(*prepared), {&sink});
        QTRY_COMPARE(sink.count<events::StepStarted>(), 1);
        QVERIFY(!session->isFinished());
    }
    QCOMPARE(sink.finished(), 1);
    QCOMPARE(sink.count<events::RunFinished>(), 1);
    QVERIFY(QFileInfo::exists(given.folder() + u"/torn-down"_s));
    const auto kept = bench->history()->state(u"latest"_s, events::RunState::Detail::Results);
    QVERIFY(kept);
    QCOMPARE(kept->finished()->reason, u"the session was closed"_s);
}

void TstWorkbench::twoSessionsAtOnce()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    const auto bench = given.open();
    RunRequest hanging;
    hanging.selection.cases = {u"hangs"_s};
    auto slow = bench->prepare(hanging);
    auto quick = bench->prepare(tagged(u"quick"_s));
    QVERIFY(slow && quick);
    QVERIFY((*slow)->id() != (*quick)->id());
    Collector slowSink;
    Collector quickSink;
    const auto first = bench->start(std::move(*slow), {&slowSink});
    QTRY_COMPARE(slowSink.count<events::StepStarted>(), 1);
    const auto second = bench->start(std::move(*quick), {&quickSink});
    QCOMPARE(second->wait(), ExitCode::BadCases); // while the other one hangs
    QVERIFY(!first->isFinished());
    first->abort(u"enough"_s, ExitCode::Terminated);
    QCOMPARE(first->wait(), ExitCode::Terminated);
    QVERIFY(slowSink.isWhole());
    QVERIFY(quickSink.isWhole());
    QCOMPARE(slowSink.count<events::CaseFinished>(), 1);
    QCOMPARE(quickSink.count<events::CaseFinished>(), 2);
    const auto runs = bench->history()->runs();
    QVERIFY(runs);
    QCOMPARE(runs->size(), std::size_t(2));
}

void TstWorkbench::withoutHistory()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    given.write(u".assay/history.db"_s, QByteArray(4096, 'x'));
    const auto bench = given.open();
    QVERIFY(bench->history() == nullptr);
    QVERIFY(bench->historyProblem().contains(u"history.db"_s));
    auto prepared = bench->prepare(tagged(u"quick"_s));
    QVERIFY(prepared);
    QCOMPARE(bench->start(std::move(*prepared), {})->wait(), ExitCode::BadCases);
    RunRequest again;
    again.lastFailed = true;
    const auto refused = bench->prepare(again);
    QVERIFY(!refused);
    QCOMPARE(refused.error().diagnostics.front().error.title,
             u"there is no history to select from"_s);
    const auto report = bench->writeReport(u"json"_s, given.dir.filePath(u"r.json"_s), u"latest"_s);
    QVERIFY(!report);
    QCOMPARE(report.error().title, bench->historyProblem());
}

void TstWorkbench::secretsThatCannotBeRead()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    given.write(u".env"_s, "PIN=12\n");
    const auto bench = given.open();
    auto prepared = bench->prepare(tagged(u"quick"_s));
    QVERIFY(prepared);
    const auto session = bench->start(std::move(*prepared), {});
    QCOMPARE(session->wait(), ExitCode::BadInput);
    QCOMPARE(session->state().counts().skipped, 2);
}

void TstWorkbench::reportOfAPastRun()
{
    Given given;
    given.write(u"some.yaml"_s, kSuite);
    const auto bench = given.open();
    const QString path = given.dir.filePath(u"out/r.json"_s);
    QVERIFY(!bench->writeReport(u"json"_s, path, u"latest"_s)); // there is none yet
    auto prepared = bench->prepare(tagged(u"quick"_s));
    QVERIFY(prepared);
    const QString id = (*prepared)->id();
    QCOMPARE(bench->start(std::move(*prepared), {})->wait(), ExitCode::BadCases);
    const auto written = bench->writeReport(u"json"_s, path, id.first(10));
    QVERIFY2(written, written ? "" : qPrintable(written.error().toText()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray report = file.readAll();
    QVERIFY(report.contains(id.toUtf8()));
    QVERIFY(report.contains("as planned"));
    const auto unknown = bench->writeReport(u"jsn"_s, path, u"latest"_s);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().title, u"there is no report format \"jsn\""_s);
}

QTEST_GUILESS_MAIN(TstWorkbench)
#include "tst_workbench.moc"
