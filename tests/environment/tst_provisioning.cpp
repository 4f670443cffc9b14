// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/probe.h"
#include "environment/process_facts.h"
#include "environment_fixture.h"

#include <QJsonArray>
#include <QTest>

#include <thread>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Readiness;
using model::ServiceSpec;
using model::ServiceState;

Q_DECLARE_METATYPE(assay::model::ServiceSpec)

namespace {

ServiceSpec listening(const QString &name, const QString &status)
{
    return service(name, u"process"_s,
                   QJsonObject{{u"command"_s, QJsonArray{childHelper(), u"fd"_s, status}},
                               {u"listen"_s, u"LISTEN_FD"_s}});
}

} // namespace

class TestProvisioning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsWhatDoesNotComeUp_data();
    void reportsWhatDoesNotComeUp();
    void becomesReady_data();
    void becomesReady();
    void startsInOrderAndInParallel();
    void stopsTheOthersWhenOneFails();
    void isStoppedByItsToken();
    void knowsMocksAndExternals();
    void destroysTwice();
};

void TestProvisioning::reportsWhatDoesNotComeUp_data()
{
    QTest::addColumn<ServiceSpec>("spec");
    QTest::addColumn<QString>("report");
    const QString start =
        u"environments/test.yaml:3:5: service \"api\" (process) did not start: "_s;
    QTest::newRow("exits") << shell(u"api"_s, u"echo one; echo no database >&2; exit 3"_s)
                           << start +
                                  u"it exited with 3 before it was ready (its last lines say "
                                  "why): it was run as `/bin/sh -c 'echo one; echo no database "
                                  ">&2; exit 3'` and wrote last:\n    | one\n    | no database"_s;
    QTest::newRow("exits without a word")
        << shell(u"api"_s, u"exit 0"_s)
        << start + u"it exited with 0 before it was ready (its last lines say why): it was run as "
                   "`/bin/sh -c 'exit 0'` and wrote nothing"_s;
    QTest::newRow("is killed")
        << shell(u"api"_s, u"kill -9 $$"_s)
        << start +
               u"it was ended by signal 9 (Killed) before it was ready (its last lines say why): "
               "it was run as `/bin/sh -c 'kill -9 $$'` and wrote nothing"_s;
    QTest::newRow("prints garbage")
        << shell(u"api"_s, u"printf '\\000\\377\\033[31mred\\n'; exit 1"_s)
        << start + u"it exited with 1 before it was ready (its last lines say why): it was run as "
                   "`/bin/sh -c 'printf '\\''\\000\\377\\033[31mred\\n'\\''; exit 1'` and wrote "
                   "last:\n    | \\x00\uFFFDred"_s;
    QTest::newRow("is not there") << service(u"api"_s, u"process"_s,
                                             QJsonObject{{u"command"_s,
                                                          QJsonArray{u"/nowhere/server"_s, 1}}})
                                  << start + u"cannot run \"/nowhere/server\": no such file"_s;
    QTest::newRow("has no folder")
        << service(u"api"_s, u"process"_s,
                   QJsonObject{{u"command"_s, QJsonArray{u"true"_s}}, {u"cwd"_s, u"/nowhere"_s}})
        << start + u"cannot run \"true\" in the folder /nowhere: no such folder"_s;
    QTest::newRow("has no user")
        << service(u"api"_s, u"process"_s,
                   QJsonObject{{u"command"_s, QJsonArray{u"true"_s}},
                               {u"user"_s, u"assay-nobody-at-all"_s}})
        << start + u"there is no user \"assay-nobody-at-all\" (`getent passwd` lists the users of "
                   "this machine)"_s;
    QTest::newRow("never answers")
        << with(service(u"api"_s, u"process"_s,
                        QJsonObject{{u"shell"_s, u"echo waiting; sleep 100"_s},
                                    {u"listen"_s, u"LISTEN_FD"_s}}),
                Readiness::Kind::Http, u"/ready"_s, 1s)
        << start + u"it was not ready within 1 s: GET http://127.0.0.1:PORT/ready: the answer "
                   "timed out (see its last lines; `ready: { within: ... }` gives it more time): "
                   "it was run as `/bin/sh -c 'echo waiting; sleep 100'` and wrote last:\n"
                   "    | waiting"_s;
    QTest::newRow("answers badly")
        << with(listening(u"api"_s, u"503"_s), Readiness::Kind::Http, u"/ready"_s, 1s)
        << start + u"it was not ready within 1 s: GET http://127.0.0.1:PORT/ready answered 503 "
                   "(see its last lines; `ready: { within: ... }` gives it more time): it was run "
                   "as `%1 fd 503` and wrote nothing"_s.arg(childHelper());
    QTest::newRow("writes no file")
        << with(shell(u"api"_s, u"sleep 100"_s), Readiness::Kind::File, u"ready.txt"_s, 100ms)
        << start + u"it was not ready within 100 ms: there is no file ready.txt (see its last "
                   "lines; `ready: { within: ... }` gives it more time): it was run as `/bin/sh -c "
                   "'sleep 100'` and wrote nothing"_s;
    QTest::newRow("writes no such line")
        << with(shell(u"api"_s, u"sleep 100"_s), Readiness::Kind::Log, u"up \\d"_s, 100ms)
        << start + u"it was not ready within 100 ms: no line of its output matches /up \\d/ (see "
                   "its last lines; `ready: { within: ... }` gives it more time): it was run as "
                   "`/bin/sh -c 'sleep 100'` and wrote nothing"_s;
    QTest::newRow("bad expression")
        << with(shell(u"api"_s, u"sleep 100"_s), Readiness::Kind::Log, u"("_s)
        << start + u"/(/ is not a regular expression: missing closing parenthesis, at character "
                   "2"_s;
    ServiceSpec command = shell(u"api"_s, u"sleep 100"_s);
    command.ready.kind = Readiness::Kind::Command;
    command.ready.command = QStringList{u"false"_s};
    command.ready.within = 1s;
    QTest::newRow("command fails")
        << command
        << start + u"it was not ready within 1 s: `false` exited with 1 (see its last lines; "
                   "`ready: { within: ... }` gives it more time): it was run as `/bin/sh -c 'sleep "
                   "100'` and wrote nothing"_s;
    QTest::newRow("unknown provider")
        << service(u"api"_s, u"proces"_s, QJsonObject())
        << u"environments/test.yaml:3:5: service \"api\" (proces) did not start: there is no "
           "provider \"proces\" (did you mean \"process\"?)"_s;
    QTest::newRow("nobody there")
        <<
        [] {
            ServiceSpec spec =
                service(u"api"_s, u"external"_s, QJsonObject{{u"url"_s, u"http://127.0.0.1:1"_s}});
            spec.ready.within = 1s;
            return spec;
        }()
        << u"environments/test.yaml:3:5: service \"api\" (external) did not start: it was not "
           "ready within 1 s: 127.0.0.1:PORT: connection refused (see its last lines; `ready: { "
           "within: ... }` gives it more time)"_s;
    QTest::newRow("mocks without a host")
        << service(u"api"_s, u"mock"_s, u"a.yaml"_s)
        << u"environments/test.yaml:3:5: service \"api\" (mock) did not start: mocks cannot be "
           "started here (use the provider external instead)"_s;
}

void TestProvisioning::reportsWhatDoesNotComeUp()
{
    QFETCH(const ServiceSpec, spec);
    QFETCH(const QString, report);
    Fixture fixture;
    const auto manager = fixture.manager();
    const auto environment = manager->provision(fixture.spec({spec}), {});
    QVERIFY(!environment);
    QCOMPARE(withoutPorts(environment.error().toString()), report);
    QVERIFY(fixture.leaseFiles().isEmpty()); // all of it is gone
    QVERIFY(fixture.leftFolders().isEmpty());
    QCOMPARE(fixture.statesOf(u"api"_s), (QStringList{u"starting"_s, u"failed"_s}));
    QCOMPARE(fixture.statesOf(u""_s), (QStringList{u"starting"_s, u"failed"_s}));
}

void TestProvisioning::becomesReady_data()
{
    QTest::addColumn<ServiceSpec>("spec");
    QTest::newRow("by itself") << shell(u"api"_s, u"sleep 100"_s);
    QTest::newRow("http") << with(listening(u"api"_s, u"200"_s), Readiness::Kind::Http, u"/"_s);
    QTest::newRow("http, whole address") << with(
        listening(u"api"_s, u"200"_s), Readiness::Kind::Http, u"${services.api.url}/ready?a=b"_s);
    QTest::newRow("tcp") << with(listening(u"api"_s, u"200"_s), Readiness::Kind::Tcp,
                                 u"${services.api.port}"_s);
    QTest::newRow("file") << with(shell(u"api"_s, u"touch up.txt; sleep 100"_s),
                                  Readiness::Kind::File, u"up.txt"_s);
    QTest::newRow("log") << with(shell(u"api"_s, u"echo now up 7; sleep 100"_s),
                                 Readiness::Kind::Log, u"up \\d"_s);
    QTest::newRow("port, as an argument") << service(
        u"api"_s, u"process"_s,
        QJsonObject{
            {u"shell"_s, u"PORT=${services.api.ports.OTHER} exec %1 port"_s.arg(childHelper())},
            {u"port"_s, QJsonArray{u"OTHER"_s}}});
    ServiceSpec command = shell(u"api"_s, u"sleep 100"_s);
    command.ready.kind = Readiness::Kind::Command;
    command.ready.command = QStringList{u"test"_s, u"${services.api.pid}"_s, u"-gt"_s, u"1"_s};
    QTest::newRow("command") << command;
}

void TestProvisioning::becomesReady()
{
    QFETCH(const ServiceSpec, spec);
    Fixture fixture;
    const auto manager = fixture.manager();
    auto environment = manager->provision(fixture.spec({spec}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QCOMPARE(environment->status, ServiceState::Ready);
    const qint64 pid = environment->service(u"api")->pid;
    QVERIFY(startTimeOf(pid));
    QVERIFY(manager->destroy(*environment));
    QVERIFY(!startTimeOf(pid));
    QCOMPARE(environment->status, ServiceState::Stopped);
    QVERIFY(fixture.leaseFiles().isEmpty());
    QCOMPARE(fixture.statesOf(u"api"_s),
             (QStringList{u"starting"_s, u"ready"_s, u"stopping"_s, u"stopped"_s}));
}

void TestProvisioning::startsInOrderAndInParallel()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    // a and b wait for each other's file, so they must run at once; c names a, d comes after c.
    ServiceSpec a = with(shell(u"a"_s, u"touch a; while [ ! -e b ]; do sleep 0.01; done; "
                                       "touch a2; sleep 100"_s),
                         Readiness::Kind::File, u"a2"_s);
    ServiceSpec b = with(shell(u"b"_s, u"touch b; while [ ! -e a ]; do sleep 0.01; done; "
                                       "touch b2; sleep 100"_s),
                         Readiness::Kind::File, u"b2"_s);
    ServiceSpec c = shell(u"c"_s, u"test -e a2 && echo pid ${services.a.pid} and ${greeting}; "
                                  "sleep 100"_s);
    c.references = QStringList{u"a"_s};
    ServiceSpec d = shell(u"d"_s, u"sleep 100"_s);
    d.after = QStringList{u"c"_s};
    model::EnvironmentSpec spec = fixture.spec({d, c, b, a});
    spec.vars =
        model::Node::fromJson(QJsonObject{{u"greeting"_s, u"hello from ${services.a.name}"_s},
                                          {u"unused"_s, u"${services.nobody.url}"_s}});
    auto environment = manager->provision(spec, {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QCOMPARE(environment->type, u"process"_s);
    QTRY_COMPARE(fixture.logOf(u"c"_s),
                 QStringList{u"pid %1 and hello from a"_s.arg(environment->service(u"a")->pid)});
    QVERIFY(manager->destroy(*environment));

    QStringList order;
    for (const events::Payload &payload : fixture.posted.copy()) {
        const auto *change = std::get_if<events::EnvironmentChanged>(&payload);
        if (change != nullptr && !change->service.isEmpty())
            order.append(change->service + u' ' + model::serviceStateName(change->state));
    }
    const auto before = [&](const QString &first, const QString &second) {
        return order.contains(first) && order.indexOf(first) < order.indexOf(second);
    };
    QVERIFY(before(u"a ready"_s, u"c starting"_s));
    QVERIFY(before(u"c ready"_s, u"d starting"_s));
    QVERIFY(before(u"d stopped"_s, u"c stopping"_s)); // and the other way round
    QVERIFY(before(u"c stopped"_s, u"a stopping"_s));
}

void TestProvisioning::stopsTheOthersWhenOneFails()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    ServiceSpec good = with(shell(u"good"_s, u"echo $$ > good.pid; touch up; sleep 100"_s),
                            Readiness::Kind::File, u"up"_s);
    ServiceSpec slow = with(shell(u"slow"_s, u"sleep 100"_s), Readiness::Kind::File, u"never"_s);
    ServiceSpec bad = shell(u"bad"_s, u"while [ ! -e good.pid ]; do sleep 0.01; done; exit 7"_s);
    bad.ready.kind = Readiness::Kind::File;
    bad.ready.target = u"never"_s;
    ServiceSpec never = shell(u"never"_s, u"touch never-started; sleep 100"_s);
    never.after = QStringList{u"slow"_s};
    const auto environment = manager->provision(fixture.spec({good, slow, bad, never}), {});
    QVERIFY(!environment);
    QVERIFY(environment.error().title.startsWith(
        u"service \"bad\" (process) did not start: it exited with 7"_s));
    QFile pid(fixture.dir.filePath(u"good.pid"_s));
    QVERIFY(pid.open(QIODevice::ReadOnly));
    QVERIFY(!startTimeOf(pid.readAll().trimmed().toLongLong()));
    QVERIFY(!QFile::exists(fixture.dir.filePath(u"never-started"_s)));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestProvisioning::isStoppedByItsToken()
{
    Fixture fixture;
    const auto manager = fixture.manager();
    std::stop_source source;
    const ServiceSpec slow =
        with(shell(u"slow"_s, u"touch begun; sleep 100"_s), Readiness::Kind::File, u"never"_s, 60s);
    const std::jthread stopper([&] {
        base::pollUntil([&] { return QFile::exists(fixture.dir.filePath(u"begun"_s)); }, 1ms,
                        base::SteadyTime::max(), {});
        source.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    const auto environment = manager->provision(fixture.spec({slow}), source.get_token());
    QVERIFY(!environment);
    QCOMPARE(environment.error().title, u"the start of the environment \"test\" was stopped"_s);
    QVERIFY(std::chrono::steady_clock::now() - begin < 20s);
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestProvisioning::knowsMocksAndExternals()
{
    struct FakeMock final : RunningMock
    {
        explicit FakeMock(QJsonObject &where)
            : state(where)
        {
        }
        int port() const override { return 4711; }
        QString url() const override { return u"http://127.0.0.1:4711"_s; }
        void setState(const QJsonObject &changed) override { state = changed; }
        void stop() override {}
        QJsonObject &state;
    };
    struct FakeHost final : MockHost
    {
        base::Result<std::unique_ptr<RunningMock>> start(const MockRequest &request) override
        {
            files.with([&](QStringList &all) { all.append(request.file); });
            return std::make_unique<FakeMock>(state);
        }
        base::Guarded<QStringList> files;
        QJsonObject state;
    } mocks;
    Fixture fixture;
    const auto manager = fixture.manager(&mocks);
    const QString file = fixture.dir.filePath(u"llm.yaml"_s);
    QFile made(file);
    QVERIFY(made.open(QIODevice::WriteOnly));
    ServiceSpec outside = service(u"outside"_s, u"external"_s,
                                  QJsonObject{{u"url"_s, u"${services.llm.url}"_s},
                                              {u"properties"_s, QJsonObject{{u"key"_s, 7}}}});
    outside.references = QStringList{u"llm"_s};
    outside.ready.kind = Readiness::Kind::File; // nobody listens at 4711
    outside.ready.target = u"llm.yaml"_s;
    auto environment = manager->provision(
        fixture.spec({service(u"llm"_s, u"mock"_s, u"llm.yaml"_s), outside}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QCOMPARE(mocks.files.copy(), QStringList{QFileInfo(file).canonicalFilePath()});
    const QJsonObject expected{{u"llm"_s, QJsonObject{{u"name"_s, u"llm"_s},
                                                      {u"provider"_s, u"mock"_s},
                                                      {u"host"_s, u"127.0.0.1"_s},
                                                      {u"port"_s, 4711},
                                                      {u"url"_s, u"http://127.0.0.1:4711"_s}}},
                               {u"outside"_s, QJsonObject{{u"name"_s, u"outside"_s},
                                                          {u"provider"_s, u"external"_s},
                                                          {u"host"_s, u"127.0.0.1"_s},
                                                          {u"port"_s, 4711},
                                                          {u"key"_s, 7},
                                                          {u"url"_s, u"http://127.0.0.1:4711"_s}}}};
    QCOMPARE(environment->servicesObject(), expected);
    QVERIFY(manager->configure(*environment,
                               {{u"llm"_s, QJsonObject{{u"state"_s, QJsonObject{{u"a"_s, 1}}}}}}));
    QCOMPARE(mocks.state, (QJsonObject{{u"a"_s, 1}}));
    QVERIFY(!manager->provision(fixture.spec({service(u"llm"_s, u"mock"_s, u"../../etc/passwd"_s)}),
                                {}));
    QVERIFY(
        !manager->provision(fixture.spec({service(u"llm"_s, u"mock"_s, u"/etc/passwd"_s)}), {}));
}

void TestProvisioning::destroysTwice()
{
    Fixture fixture;
    auto manager = fixture.manager();
    auto environment = manager->provision(fixture.spec({shell(u"api"_s, u"sleep 100"_s)}), {});
    QVERIFY(environment);
    QVERIFY(manager->destroy(*environment));
    QVERIFY(manager->destroy(*environment));
    QVERIFY(!manager->configure(*environment, {}));
    // What nobody destroyed goes with the manager.
    const auto left = manager->provision(fixture.spec({shell(u"api"_s, u"sleep 100"_s)}), {});
    QVERIFY(left);
    manager.reset();
    QVERIFY(!startTimeOf(left->service(u"api")->pid));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

QTEST_GUILESS_MAIN(TestProvisioning)
#include "tst_provisioning.moc"
