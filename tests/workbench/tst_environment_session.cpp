// SPDX-License-Identifier: GPL-3.0-or-later
// Environments by themselves, with real processes; and what the facade knows and edits of suites.
#include "base/guarded.h"
#include "workbench/workbench.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace assay;
using namespace assay::workbench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Collector final : public events::Sink
{
public:
    void consume(const events::EventBatch &batch) override
    {
        for (const events::EventPointer &event : batch)
            m_state.with([&](events::RunState &state) { state.apply(*event); });
        for (const events::EventPointer &event : batch) {
            if (const auto *line = std::get_if<events::LogLine>(&event->payload))
                m_lines.with([&](QStringList &all) { all.append(line->text); });
        }
    }
    void finish() override
    {
        m_finished.with([](bool &finished) { finished = true; });
    }
    [[nodiscard]] QString stateOf(const QString &service) const
    {
        return m_state.with([&](const events::RunState &state) {
            for (const auto &one : state.services()) {
                if (one.name == service)
                    return model::serviceStateName(one.state);
            }
            return QString();
        });
    }
    [[nodiscard]] QStringList lines() const { return m_lines.copy(); }
    [[nodiscard]] bool isFinished() const { return m_finished.copy(); }

private:
    base::Guarded<events::RunState> m_state;
    base::Guarded<QStringList> m_lines;
    base::Guarded<bool> m_finished;
};

struct Given
{
    Given()
    {
        write(u"workspace.yaml"_s, "workspace: given\n");
        write(
            u"environments/local.yaml"_s,
            "environment: local\n"
            "services:\n"
            "  first:\n"
            "    process: { shell: \"echo first up; exec sleep 600\", port: PORT }\n"
            "    ready: { log: first up }\n"
            "  second:\n"
            "    process: { shell: \"echo second sees ${services.first.port}; exec sleep 600\" }\n"
            "    ready: { log: second sees }\n");
        write(u"environments/broken.yaml"_s,
              "environment: broken\n"
              "services:\n"
              "  bad: { process: { shell: \"echo no luck; exit 3\" } }\n");
        write(u"environments/slow.yaml"_s, "environment: slow\n"
                                           "services:\n"
                                           "  never:\n"
                                           "    process: { shell: \"exec sleep 600\" }\n"
                                           "    ready: { log: never, within: 600s }\n");
        write(u"environments/wrong.yaml"_s, "environment: wrong\nservises: {}\n");
    }
    void write(const QString &name, const QByteArray &content)
    {
        const QString path = folder() + u'/' + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    [[nodiscard]] QByteArray read(const QString &name)
    {
        QFile file(folder() + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QString folder() const { return dir.path() + u"/ws"_s; }
    [[nodiscard]] std::unique_ptr<Workbench> open()
    {
        Workbench::Settings settings;
        settings.stateFolder = dir.path() + u"/state"_s;
        settings.cacheFolder = dir.path() + u"/cache"_s;
        auto opened = Workbench::open(folder(), host, settings);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toText()));
        return std::move(*opened);
    }
    [[nodiscard]] QStringList leases() const
    {
        return QDir(dir.path() + u"/state/leases"_s).entryList(QDir::Files);
    }

    QTemporaryDir dir;
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
};

bool isAlive(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

std::unique_ptr<EnvironmentSession> up(Workbench &bench, const QString &name, Collector &collector)
{
    auto session = bench.provision(name, {&collector});
    if (!session)
        qFatal("%s", qPrintable(session.error().diagnostics.front().error.toText()));
    return std::move(*session);
}

} // namespace

class TstEnvironmentSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void upAndDown();
    void stopsAndStartsOneService();
    void aServiceThatDiesIsStartedAgain();
    void configures();
    void refuses();
    void tellsWhyItIsNotUp();
    void cancels();
    void leavesNothingWhenItIsDropped();
    void aRunBringsUpItsOwn();
    void recordsWhatRan();
    void quarantines();
};

void TstEnvironmentSession::upAndDown()
{
    Given given;
    const auto bench = given.open();
    Collector collector;
    const auto session = up(*bench, u"local"_s, collector);
    QCOMPARE(session->name(), u"local"_s);
    const auto result = session->wait();
    QVERIFY2(result, result ? "" : qPrintable(result.error().toText()));
    const auto services = session->services();
    QCOMPARE(services.size(), std::size_t(2));
    QCOMPARE(services[0].state, model::ServiceState::Ready);
    QVERIFY(isAlive(services[0].pid) && isAlive(services[1].pid));
    QTRY_COMPARE(collector.stateOf(u"second"_s), u"ready"_s);
    QVERIFY(session->destroy());
    QVERIFY(session->destroy()); // again is fine
    QVERIFY(session->services().empty());
    QVERIFY(!isAlive(services[0].pid) && !isAlive(services[1].pid));
    QVERIFY(collector.isFinished());
    QCOMPARE(collector.stateOf(u"first"_s), u"stopped"_s);
    QCOMPARE(given.leases(), QStringList());
    QCOMPARE(session->startService(u"first"_s).error().title,
             u"the environment \"local\" is not up"_s);
}

void TstEnvironmentSession::stopsAndStartsOneService()
{
    Given given;
    const auto bench = given.open();
    Collector collector;
    const auto session = up(*bench, u"local"_s, collector);
    QVERIFY(session->wait());
    const auto before = session->services();
    QVERIFY(session->stopService(u"first"_s));
    QVERIFY(session->stopService(u"first"_s)); // again is fine
    QVERIFY(!isAlive(before[0].pid));
    QVERIFY(isAlive(before[1].pid));
    QCOMPARE(session->services()[0].state, model::ServiceState::Stopped);
    QVERIFY(session->startService(u"first"_s));
    auto after = session->services();
    QCOMPARE(after[0].state, model::ServiceState::Ready);
    QVERIFY(after[0].pid != before[0].pid);
    QCOMPARE(after[0].port, before[0].port); // it was kept for it
    QCOMPARE(after[1].pid, before[1].pid);
    QVERIFY(session->startService(u"first"_s)); // of one that runs: a restart
    QVERIFY(session->services()[0].pid != after[0].pid);
    QCOMPARE(session->stopService(u"frist"_s).error().fix, u"did you mean \"first\"?"_s);
}

void TstEnvironmentSession::aServiceThatDiesIsStartedAgain()
{
    Given given;
    const auto bench = given.open();
    Collector collector;
    const auto session = up(*bench, u"local"_s, collector);
    QVERIFY(session->wait());
    const qint64 pid = session->services()[1].pid;
    QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
    QTRY_COMPARE(collector.stateOf(u"second"_s), u"failed"_s);
    QVERIFY(session->startService(u"second"_s));
    QCOMPARE(session->services()[1].state, model::ServiceState::Ready);
}

void TstEnvironmentSession::configures()
{
    Given given;
    const auto bench = given.open();
    Collector collector;
    const auto session = up(*bench, u"local"_s, collector);
    QVERIFY(session->wait());
    const qint64 pid = session->services()[0].pid;
    QVERIFY(session->configure(
        {{u"first"_s, QJsonObject{{u"environment"_s, QJsonObject{{u"A"_s, u"b"_s}}}}}}));
    QVERIFY(session->services()[0].pid != pid);
    QVERIFY(!session->configure({{u"first"_s, QJsonObject{{u"nothing"_s, 1}}}}));
}

void TstEnvironmentSession::refuses()
{
    Given given;
    const auto bench = given.open();
    const auto unknown = bench->provision(u"locl"_s, {});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().diagnostics.front().error.fix, u"did you mean \"local\"?"_s);
    const auto wrong = bench->provision(u"wrong"_s, {});
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().diagnostics.front().replacement, u"services"_s);
}

void TstEnvironmentSession::tellsWhyItIsNotUp()
{
    Given given;
    const auto bench = given.open();
    Collector collector;
    const auto session = up(*bench, u"broken"_s, collector);
    const auto result = session->wait();
    QVERIFY(!result);
    QVERIFY2(result.error().title.contains(u"service \"bad\" (process) did not start"),
             qPrintable(result.error().title));
    QVERIFY(session->destroy());
    QVERIFY(collector.lines().join(u'\n').contains(u"no luck"));
    QCOMPARE(given.leases(), QStringList());
}

void TstEnvironmentSession::cancels()
{
    Given given;
    const auto bench = given.open();
    Collector collector;
    const auto session = up(*bench, u"slow"_s, collector);
    QTRY_COMPARE(collector.stateOf(u"never"_s), u"starting"_s);
    session->cancel();
    const auto result = session->wait();
    QVERIFY(!result);
    QCOMPARE(result.error().title, u"the start of the environment \"slow\" was stopped"_s);
    QVERIFY(session->destroy());
    QCOMPARE(given.leases(), QStringList());
}

void TstEnvironmentSession::leavesNothingWhenItIsDropped()
{
    Given given;
    const auto bench = given.open();
    Collector collector;
    Collector slow;
    auto session = up(*bench, u"local"_s, collector);
    auto other = up(*bench, u"slow"_s, slow); // two at once
    QVERIFY(session->wait());
    const qint64 pid = session->services()[0].pid;
    session.reset();
    other.reset(); // in the middle of its start
    QVERIFY(!isAlive(pid));
    QCOMPARE(given.leases(), QStringList());
}

void TstEnvironmentSession::aRunBringsUpItsOwn()
{
    Given given;
    given.write(u"suites/a.yaml"_s,
                "suite: A\nenvironment: local\ncases:\n  - { case: a, steps: [{ script: "
                "\"assert(services.first.pid != MINE)\" }] }\n");
    const auto bench = given.open();
    Collector collector;
    const auto session = up(*bench, u"local"_s, collector);
    QVERIFY(session->wait());
    const auto pid = QByteArray::number(session->services()[0].pid);
    given.write(u"suites/a.yaml"_s, given.read(u"suites/a.yaml"_s).replace("MINE", pid));
    auto prepared = bench->prepare({});
    QVERIFY(prepared);
    const auto run = bench->start(std::move(*prepared), {});
    QCOMPARE(run->wait(), ExitCode::Good);
    QVERIFY(isAlive(session->services()[0].pid)); // the run has taken down its own only
}

void TstEnvironmentSession::recordsWhatRan()
{
    Given given;
    const QByteArray text = "suite: A\ncases:\n"
                            "  - { case: a, id: stable, steps: [{ script: \"1\" }] }\n"
                            "  - { case: b, steps: [{ script: \"assert(false)\" }] }\n";
    given.write(u"suites/a.yaml"_s, text);
    const auto bench = given.open();
    auto content = bench->load();
    QCOMPARE(content.suites.front().cases.front().id, u"suites/a.yaml::stable"_s);
    auto record = bench->record(content);
    QVERIFY(record.results.isEmpty());
    QCOMPARE(record.changedSuites, QSet<QString>{u"suites/a.yaml"_s}); // it never ran

    const auto runCases = [&](const QStringList &cases) {
        RunRequest request;
        request.selection.cases = cases;
        auto prepared = bench->prepare(request);
        if (!prepared)
            qFatal("not prepared");
        return bench->start(std::move(*prepared), {})->wait();
    };
    QCOMPARE(runCases({u"a"_s}), ExitCode::Good);
    record = bench->record(content);
    QCOMPARE(record.results.size(), 1);
    QCOMPARE(record.changedSuites.size(), 1); // a part of it says nothing of the rest
    QCOMPARE(runCases({}), ExitCode::BadCases);
    record = bench->record(content);
    QCOMPARE(record.changedSuites.size(), 0);
    QCOMPARE(record.results.value(u"suites/a.yaml::stable"_s).outcome, model::Outcome::Passed);
    QVERIFY(record.results.value(u"suites/a.yaml::stable"_s).duration > 0ns);
    QCOMPARE(record.results.value(u"suites/a.yaml::b"_s).outcome, model::Outcome::Failed);

    given.write(u"suites/a.yaml"_s, text + "# edited\n");
    content = bench->load();
    QCOMPARE(bench->record(content).changedSuites.size(), 1);
    given.write(u"suites/a.yaml"_s, text); // back again
    content = bench->load();
    QCOMPARE(bench->record(content).changedSuites.size(), 0);
    given.write(u".assay/suites.json"_s, "garbage");
    QCOMPARE(bench->record(content).changedSuites.size(), 1);
}

void TstEnvironmentSession::quarantines()
{
    Given given;
    given.write(u"suites/a.yaml"_s, "suite: A\n# top\ncases:\n"
                                    "  - case: a # first\n    steps: [{ script: \"1\" }]\n"
                                    "  - case: b\n    each: { rows: [{ k: 1 }, { k: 2 }] }\n"
                                    "    steps: [{ script: \"1\" }]\n");
    const auto bench = given.open();
    const auto content = bench->load();
    QStringList ids;
    for (const model::Case &one : content.suites.front().cases)
        ids.append(one.id);
    QCOMPARE(ids.size(), 3);
    // Before it is edited the file moves under it.
    given.write(u"suites/a.yaml"_s, "# moved\n" + given.read(u"suites/a.yaml"_s));
    QVERIFY(bench->setQuarantine(ids, {.on = true, .reason = u"#7"_s}));
    QCOMPARE(given.read(u"suites/a.yaml"_s),
             QByteArray("# moved\nsuite: A\n# top\ncases:\n"
                        "  - case: a # first\n    quarantine: { reason: \"#7\" }\n"
                        "    steps: [{ script: \"1\" }]\n"
                        "  - case: b\n    quarantine: { reason: \"#7\" }\n"
                        "    each: { rows: [{ k: 1 }, { k: 2 }] }\n"
                        "    steps: [{ script: \"1\" }]\n"));
    QVERIFY(bench->load().suites.front().cases.back().quarantine.active);
    QVERIFY(bench->setQuarantine({ids.back()}, {.on = false, .reason = {}}));
    QVERIFY(!bench->load().suites.front().cases.back().quarantine.active);
    QVERIFY(bench->load().suites.front().cases.front().quarantine.active);
    QVERIFY(!bench->setQuarantine({u"nobody"_s}, {}));
}

QTEST_GUILESS_MAIN(TstEnvironmentSession)
#include "tst_environment_session.moc"
