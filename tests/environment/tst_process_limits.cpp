// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/control_group.h"
#include "environment/process_facts.h"
#include "environment/providers/process_limits.h"
#include "environment/providers/restart_policy.h"
#include "environment_fixture.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Readiness;
using model::ServiceSpec;
using model::ServiceState;

namespace {

ServiceSpec process(const QString &script, QJsonObject settings)
{
    settings.insert(u"shell"_s, script);
    return service(u"api"_s, u"process"_s, settings);
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// The settings of a process: folder, user, limits, restarts.
class TestProcessLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsLimits();
    void refusesBadLimits_data();
    void refusesBadLimits();
    void saysWhenControlGroupsCannotBeHad();
    void makesAControlGroup();
    void startsInAControlGroup();
    void removesAControlGroupThatAKilledAssayLeft();
    void runsInItsFolderAsItsUser();
    void countsRestartsInASpan();
    void restartsAreEventsOfTheService();
    void givesUpAfterTooManyRestarts();
};

void TestProcessLimits::setsLimits()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    const QJsonObject limits{
        {u"files"_s, 64}, {u"addressSpace"_s, u"1GiB"_s}, {u"fileSize"_s, u"1MiB"_s},
        {u"core"_s, 0},   {u"cpuTime"_s, u"1500ms"_s},    {u"processes"_s, 500}};
    auto environment = manager->provision(
        fixture.spec({with(process(u"cat /proc/self/limits > limits; touch up; sleep 100"_s,
                                   {{u"limits"_s, limits}}),
                           Readiness::Kind::File, u"up"_s)}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const QString seen = read(fixture.dir.filePath(u"limits"_s)).simplified();
    for (const QString &line :
         {u"Max open files 64 64"_s, u"Max address space 1073741824 1073741824"_s,
          u"Max file size 1048576 1048576"_s, u"Max core file size 0 0"_s, u"Max cpu time 2 2"_s,
          u"Max processes 500 500"_s})
        QVERIFY2(seen.contains(line), qPrintable(line + u" is not in "_s + seen));
}

void TestProcessLimits::refusesBadLimits_data()
{
    QTest::addColumn<QJsonObject>("limits");
    QTest::addColumn<QString>("title");
    QTest::newRow("count") << QJsonObject{{u"files"_s, u"many"_s}}
                           << u"limits.files: \"many\" is not a whole number"_s;
    QTest::newRow("bytes") << QJsonObject{{u"memory"_s, u"lots"_s}} << u"limits.memory: "_s;
    QTest::newRow("time") << QJsonObject{{u"cpuTime"_s, u"soon"_s}} << u"limits.cpuTime: "_s;
    QTest::newRow("cpu") << QJsonObject{{u"cpu"_s, u"-1"_s}}
                         << u"limits.cpu: it is not a number above 0"_s;
}

void TestProcessLimits::refusesBadLimits()
{
    QFETCH(QJsonObject, limits);
    QFETCH(QString, title);
    const auto read = ProcessLimits::of(limits);
    QVERIFY(!read);
    QVERIFY2(read.error().title.startsWith(title), qPrintable(read.error().title));
}

void TestProcessLimits::saysWhenControlGroupsCannotBeHad()
{
    Fixture fixture;
    fixture.variables.changes[u"ASSAY_CGROUP"_s] = fixture.dir.filePath(u"nothing"_s);
    const auto manager = fixture.manager();
    auto environment = manager->provision(
        fixture.spec(
            {process(u"sleep 100"_s, {{u"limits"_s, QJsonObject{{u"memory"_s, u"64MiB"_s}}}})}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const QStringList log = fixture.logOf(u"api"_s);
    QCOMPARE(log.size(), 1);
    QVERIFY2(log.first().startsWith(u"its memory and cpu are not limited: there are no control "
                                    "groups of version 2 here"_s),
             qPrintable(log.first()));
}

/// A folder that looks like one: what is written is what the kernel would get.
void TestProcessLimits::makesAControlGroup()
{
    Fixture fixture;
    const QString parent = fixture.dir.filePath(u"groups"_s);
    QDir().mkpath(parent);
    QFile controllers(parent + u"/cgroup.subtree_control"_s);
    QVERIFY(controllers.open(QIODevice::WriteOnly));
    controllers.write("cpu io\n");
    controllers.close();
    fixture.variables.changes[u"ASSAY_CGROUP"_s] = parent;
    auto leases = Leases::open(fixture.stateFolder(), temporaryRoots(fixture.variables));
    QVERIFY(leases);
    // "+memory" is written, but a plain file does not do what the kernel does.
    const auto refused =
        ControlGroup::make({.memory = base::ByteCount{1 << 20}}, fixture.variables, **leases);
    QVERIFY(!refused);
    QVERIFY2(refused.error().title.contains(u"has no controller \"memory\" for us"_s),
             qPrintable(refused.error().title));
    QVERIFY(controllers.open(QIODevice::WriteOnly));
    controllers.write("cpu memory\n");
    controllers.close();
    // There is no cgroup.procs in a plain folder: it is refused, but its limits were written.
    const auto group = ControlGroup::make({.memory = base::ByteCount{64 << 20}, .processors = 1.5},
                                          fixture.variables, **leases);
    QVERIFY(!group);
    const QStringList made = QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(made, QStringList{u"assay-%1-1"_s.arg((*leases)->id())});
    const QString folder = parent + u'/' + made.first();
    QCOMPARE(read(folder + u"/memory.max"_s), u"67108864"_s);
    QCOMPARE(read(folder + u"/memory.swap.max"_s), u"0"_s);
    QCOMPARE(read(folder + u"/cpu.max"_s), u"150000 100000"_s);
}

/// The kernel's own, as far as it lets us: a group without limits.
void TestProcessLimits::startsInAControlGroup()
{
    QString parent;
    for (const QString &place : {u"/sys/fs/cgroup/unified"_s, u"/sys/fs/cgroup"_s}) {
        if (QFile::exists(place + u"/cgroup.procs"_s) && parent.isEmpty())
            parent = place;
    }
    const QString folder = u"%1/assay-test-%2"_s.arg(parent).arg(getpid());
    if (parent.isEmpty() || !QDir().mkdir(folder))
        QSKIP("control groups of version 2 cannot be made here");
    QFile processes(folder + u"/cgroup.procs"_s);
    QVERIFY(processes.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    const auto pid = base::spawn(
        {.program = u"sleep"_s, .arguments = {u"1000"_s}, .controlGroup = processes.handle()});
    QVERIFY2(pid, pid ? "" : qPrintable(pid.error().toText()));
    QVERIFY(read(u"/proc/%1/cgroup"_s.arg(*pid)).contains(u"/assay-test-%1\n"_s.arg(getpid())));
    QVERIFY(startTimeOf(*pid));
    // Removing it ends what is in it, where the kernel can (5.14).
    if (!QFile::exists(folder + u"/cgroup.kill"_s))
        kill(*pid, SIGKILL);
    const auto removed = removeControlGroup(folder);
    QVERIFY2(removed, removed ? "" : qPrintable(removed.error().toText()));
    QVERIFY(*removed);
    int status = 0;
    QCOMPARE(waitpid(*pid, &status, 0), *pid);
    QVERIFY(WIFSIGNALED(status));
    QVERIFY(!QFile::exists(folder));
}

void TestProcessLimits::removesAControlGroupThatAKilledAssayLeft()
{
    Fixture fixture;
    QString name;
    {
        auto leases = Leases::open(fixture.stateFolder(), temporaryRoots(fixture.variables));
        QVERIFY(leases);
        for (const QString &folder : {u"groups"_s, u"strangers"_s}) {
            name = (*leases)->newName();
            const QString path = fixture.dir.filePath(folder + u'/' + name);
            QDir().mkpath(path);
            // The second is not named as the journal says.
            const QString told = folder == u"groups" ? path : fixture.dir.filePath(folder);
            QVERIFY((*leases)->addHolding(
                {Holding::Kind::ControlGroup, name, QJsonObject{{u"folder"_s, told}}}));
        }
    }
    const QString folder = fixture.stateFolder() + u"/leases/"_s;
    const QString file = fixture.leaseFiles().value(0);
    QVERIFY(QFile::rename(folder + file, folder + u"4194305-1-"_s + file.section(u'-', 2)));
    const Reaped reaped = reapAbandoned(fixture.stateFolder());
    QCOMPARE(reaped.holdings.size(), 1);
    QCOMPARE(reaped.problems.size(), 1);
    QVERIFY(QDir(fixture.dir.filePath(u"groups"_s)).isEmpty());
    QVERIFY(QDir(fixture.dir.filePath(u"strangers/"_s + name)).exists());
}

void TestProcessLimits::runsInItsFolderAsItsUser()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    const auto start = [&](const QString &user) {
        return manager->provision(
            fixture.spec({with(process(u"echo \"$(id -un) in $PWD\"; sleep 100"_s,
                                       {{u"user"_s, user}, {u"cwd"_s, u"/usr"_s}}),
                               Readiness::Kind::Log, u" in "_s)}),
            {});
    };
    auto environment = start(u"nobody"_s);
    if (geteuid() != 0) {
        QVERIFY(!environment);
        QVERIFY2(environment.error().title.contains(u"only root can run a program as \"nobody\""_s),
                 qPrintable(environment.error().title));
    } else {
        QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
        QCOMPARE(fixture.logOf(u"api"_s), QStringList{u"nobody in /usr"_s});
        QVERIFY(manager->destroy(*environment));
    }
    const auto unknown = start(u"no-such-user"_s);
    QVERIFY(!unknown);
    QVERIFY2(unknown.error().title.contains(u"there is no user \"no-such-user\""_s),
             qPrintable(unknown.error().title));
}

void TestProcessLimits::countsRestartsInASpan()
{
    auto policy = RestartPolicy::of(
        QJsonObject{{u"on"_s, u"failure"_s}, {u"times"_s, 2}, {u"within"_s, u"60s"_s}});
    QVERIFY(policy);
    const base::ExitStatus bad{3, 0};
    const base::SteadyTime start{};
    QVERIFY(!policy->next({0, 0}, start)); // it ended well
    QCOMPARE(*policy->next(bad, start), base::Nanoseconds(100ms));
    QCOMPARE(*policy->next({0, SIGSEGV}, start + 1s), base::Nanoseconds(200ms));
    QCOMPARE(policy->countText(), u"2 of 2 within 1 min 0 s"_s);
    QVERIFY(!policy->next(bad, start + 59s));
    QVERIFY(policy->next(bad, start + 60s)); // the first is forgotten
    QVERIFY(!policy->next(bad, start + 60500ms));

    auto always = RestartPolicy::of(QJsonObject{{u"on"_s, u"exit"_s}, {u"times"_s, 100}});
    QVERIFY(always);
    for (int i = 0; i < 100; ++i) {
        const auto pause = always->next({0, 0}, start);
        QVERIFY(pause);
        QVERIFY(*pause <= 5s);
    }
    QVERIFY(!always->next({0, 0}, start + 1000h));
    auto never = RestartPolicy::of(u"no"_s);
    QVERIFY(never && !never->next(bad, start));
    QVERIFY(!RestartPolicy::of(QJsonObject{{u"within"_s, u"soon"_s}}));
}

void TestProcessLimits::restartsAreEventsOfTheService()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    auto environment = manager->provision(
        fixture.spec(
            {process(u"sleep 1000"_s,
                     {{u"restart"_s, QJsonObject{{u"times"_s, 1}, {u"within"_s, u"60s"_s}}}})}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const qint64 first = environment->service(u"api")->pid;
    kill(static_cast<pid_t>(first), SIGKILL);
    const QStringList again{u"starting"_s, u"ready"_s, u"starting"_s, u"ready"_s};
    QTRY_COMPARE(fixture.statesOf(u"api"_s), again);
    QCOMPARE(manager->current(*environment).status, ServiceState::Ready);
    QCOMPARE(fixture.logOf(u"api"_s).size(), 1);
    QVERIFY2(fixture.logOf(u"api"_s).first().endsWith(u"started again (1 of 1 within 1 min 0 s)"_s),
             qPrintable(fixture.logOf(u"api"_s).first()));
    QVERIFY(!startTimeOf(first));
}

void TestProcessLimits::givesUpAfterTooManyRestarts()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    // Up for good the first time; from then on it ends at once.
    auto environment = manager->provision(
        fixture.spec({with(process(u"test -e up && exit 7; touch up; sleep 0.3; exit 6"_s,
                                   {{u"restart"_s, QJsonObject{{u"times"_s, 2}}}}),
                           Readiness::Kind::File, u"up"_s)}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QTRY_COMPARE(manager->current(*environment).status, ServiceState::Failed);
    const QStringList states = fixture.statesOf(u"api"_s);
    QCOMPARE(states.last(), u"failed"_s);
    QCOMPARE(fixture.logOf(u"api"_s), (QStringList{u"it exited with 6: started again (1 of 2)"_s,
                                                   u"it exited with 7: started again (2 of 2)"_s}));
    QVERIFY(manager->destroy(*environment));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

QTEST_GUILESS_MAIN(TestProcessLimits)
#include "tst_process_limits.moc"
