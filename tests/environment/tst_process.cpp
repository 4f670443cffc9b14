// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/probe.h"
#include "environment/process_facts.h"
#include "environment_fixture.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <thread>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Readiness;
using model::ServiceSpec;
using model::ServiceState;

/// The process provider: ports handed over, restarts, output, the end.
class TestProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesNoConnectionBeforeTheChildAccepts();
    void handsOverPortsToServersThatDoNotReuseThem();
    void tellsWhenAServiceDiesLater();
    void startsAgainAtMostFiveTimes();
    void boundsAFloodOfOutput();
    void configuresAProcess();
    void killsWhatDoesNotListenToSigterm();
};

void TestProcess::refusesNoConnectionBeforeTheChildAccepts()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    const QString gate = fixture.dir.filePath(u"gate"_s);
    ServiceSpec spec =
        service(u"api"_s, u"process"_s,
                QJsonObject{{u"command"_s, QJsonArray{childHelper(), u"fd"_s, u"200"_s}},
                            {u"listen"_s, u"LISTEN_FD"_s},
                            {u"environment"_s, QJsonObject{{u"GATE"_s, gate}}}});
    auto environment = manager->provision(fixture.spec({spec}), {});
    QVERIFY(environment);
    const int port = environment->service(u"api")->port;
    // It does not accept yet, but the connection stands; the answer comes when the gate opens.
    QVERIFY(probeTcp(u"127.0.0.1"_s, port, std::chrono::steady_clock::now() + 5s, {}));
    const std::jthread opener([&] {
        QFile file(gate);
        (void)file.open(QIODevice::WriteOnly);
    });
    const auto status =
        probeHttp(environment->service(u"api")->url, std::chrono::steady_clock::now() + 10s, {});
    QVERIFY(status);
    QCOMPARE(*status, 200);
}

void TestProcess::handsOverPortsToServersThatDoNotReuseThem()
{
    for (const QString &mode : {u"reuse"_s, u"noreuse"_s}) {
        Fixture fixture;
        const auto manager = fixture.manager();
        const ServiceSpec spec =
            service(u"api"_s, u"process"_s,
                    QJsonObject{{u"command"_s, QJsonArray{childHelper(), u"port"_s, mode}},
                                {u"port"_s, u"PORT"_s}});
        auto environment = manager->provision(fixture.spec({spec}), {});
        QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
        const auto status = probeHttp(environment->service(u"api")->url,
                                      std::chrono::steady_clock::now() + 10s, {});
        QVERIFY(status);
        QCOMPARE(*status, 200);
    }
}

void TestProcess::tellsWhenAServiceDiesLater()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    auto environment = manager->provision(fixture.spec({shell(u"api"_s, u"sleep 100"_s)}), {});
    QVERIFY(environment);
    kill(static_cast<pid_t>(environment->service(u"api")->pid), SIGKILL);
    QTRY_COMPARE(manager->current(*environment).status, ServiceState::Failed);
    QTRY_COMPARE(fixture.statesOf(u"api"_s), (QStringList{u"starting"_s, u"ready"_s, u"failed"_s}));
    QVERIFY(manager->destroy(*environment));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestProcess::startsAgainAtMostFiveTimes()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    const auto restarting = [](const QString &script) {
        return service(u"api"_s, u"process"_s,
                       QJsonObject{{u"shell"_s, script}, {u"restart"_s, u"on-failure"_s}});
    };
    // The third try goes well.
    auto environment = manager->provision(
        fixture.spec({with(restarting(u"echo x >> tries; test $(wc -l < tries) -ge 3 || exit 4; "
                                      "touch up; sleep 100"_s),
                           Readiness::Kind::File, u"up"_s)}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QCOMPARE(fixture.logOf(u"api"_s), (QStringList{u"it exited with 4: started again (1 of 5)"_s,
                                                   u"it exited with 4: started again (2 of 5)"_s}));
    QVERIFY(manager->destroy(*environment));
    const auto never = manager->provision(fixture.spec({with(restarting(u"echo x >> all; exit 5"_s),
                                                             Readiness::Kind::File, u"never"_s)}),
                                          {});
    QVERIFY(!never);
    QVERIFY(never.error().title.contains(u"it exited with 5 before it was ready"_s));
    QFile all(fixture.dir.filePath(u"all"_s));
    QVERIFY(all.open(QIODevice::ReadOnly));
    QCOMPARE(all.readAll(), QByteArray("x\nx\nx\nx\nx\nx\n"));
}

void TestProcess::boundsAFloodOfOutput()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    const ServiceSpec spec =
        with(shell(u"api"_s, u"yes flood | head -n 200000; head -c 20000000 /dev/zero; echo; "
                             "echo done; touch done; sleep 100"_s),
             Readiness::Kind::File, u"done"_s, 60s);
    auto environment = manager->provision(fixture.spec({spec}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QVERIFY(manager->destroy(*environment));
    const QStringList lines = fixture.logOf(u"api"_s);
    QVERIFY(lines.size() >= 5000);
    QVERIFY2(lines.size() < 100'000, qPrintable(QString::number(lines.size())));
    qint64 dropped = 0;
    qint64 seen = 0;
    for (const QString &line : lines) {
        QVERIFY(line.size() <= 4 * 16 * 1024 + 100); // a NUL is written as \x00
        const qsizetype at = line.indexOf(u" lines dropped (more than 5000 in a second)"_s);
        if (at > 0)
            dropped += line.first(at).toLongLong();
        else
            ++seen;
    }
    QCOMPARE(seen + dropped, 200'002); // nothing is lost without being counted
}

void TestProcess::configuresAProcess()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    auto environment =
        manager->provision(fixture.spec({with(shell(u"api"_s, u"echo MODE is $MODE; sleep 100"_s),
                                              Readiness::Kind::Log, u"MODE"_s)}),
                           {});
    QVERIFY(environment);
    const qint64 before = environment->service(u"api")->pid;
    const QJsonObject settings{
        {u"api"_s,
         QJsonObject{{u"environment"_s, QJsonObject{{u"MODE"_s, u"for ${services.api.name}"_s}}}}}};
    QVERIFY(manager->configure(*environment, settings));
    QVERIFY(environment->service(u"api")->pid != before);
    QVERIFY(!startTimeOf(before));
    QTRY_COMPARE(fixture.logOf(u"api"_s), (QStringList{u"MODE is"_s, u"MODE is for api"_s}));
    QCOMPARE(environment->configuration, settings);

    const auto unknown = manager->configure(*environment, {{u"apo"_s, QJsonObject()}});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().toString(), u"no service is called \"apo\" (did you mean \"api\"?)"_s);
    const auto refused =
        manager->configure(*environment, {{u"api"_s, QJsonObject{{u"cwd"_s, u"/"_s}}}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().toString(),
             u"service \"api\" could not be configured: a process has no setting \"cwd\" that can "
             "change (known: environment, a map of variables; it is started again with them)"_s);
}

void TestProcess::killsWhatDoesNotListenToSigterm()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    // The shell ignores SIGTERM; its child does not even belong to it any more when it is killed.
    auto environment = manager->provision(
        fixture.spec({with(shell(u"api"_s, u"trap '' TERM; (trap '' TERM; echo $BASHPID; while :; "
                                           "do sleep 0.1; done) & touch up; while :; do sleep 0.1; "
                                           "done"_s),
                           Readiness::Kind::File, u"up"_s)}),
        {});
    QVERIFY(environment);
    const qint64 pid = environment->service(u"api")->pid;
    QVERIFY(manager->destroy(*environment));
    QVERIFY(!startTimeOf(pid));
    QTRY_VERIFY(kill(static_cast<pid_t>(-pid), 0) != 0); // nor any other of its group
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
