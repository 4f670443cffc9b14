// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_engine.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Readiness;
using model::ServiceSpec;
using model::ServiceState;

namespace {

ServiceSpec compose(QJsonObject settings = {}, base::Nanoseconds within = 10s)
{
    settings.insert(u"file"_s, u"compose.yaml"_s);
    return with(service(u"system"_s, u"compose"_s, settings), Readiness::Kind::Provider, {},
                within);
}

QJsonObject exited(int code)
{
    return {{u"Status"_s, u"exited"_s}, {u"ExitCode"_s, code}};
}

QJsonObject healthy(const QString &status, const QString &output = {})
{
    return {{u"Status"_s, u"running"_s},
            {u"Health"_s, QJsonObject{{u"Status"_s, status},
                                      {u"Log"_s, QJsonArray{QJsonObject{{u"Output"_s, output}}}}}}};
}

/// The project's name differs from run to run.
QString withoutNames(QString text)
{
    return text.replace(QRegularExpression(u"assay-[0-9a-f]{16}-\\d+"_s), u"PROJECT"_s);
}

} // namespace

/// The compose provider with an engine that plays what a test wants. A real one: integration.
class TestCompose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsAProjectUpAndTakesItDown();
    void usesTheProgramThatIsThere();
    void waitsForHealthChecks();
    void reportsFailures_data();
    void reportsFailures();
    void tellsWhenAContainerEndsLater();
    void goesOnWhenTheEngineStartsAContainerAgain();
    void tellsWhenTheEngineIsGone();
    void endsAtEveryStageWhenStopped_data();
    void endsAtEveryStageWhenStopped();
    void journalsWhatCannotBeTakenDown();
};

void TestCompose::bringsAProjectUpAndTakesItDown()
{
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s,
                     FakeEngine::container(u"c1"_s, u"api"_s, {}, {{u"8080/tcp"_s, u"4711"_s}}));
    engine.willStart(u"c2"_s,
                     FakeEngine::container(u"c2"_s, u"database"_s, healthy(u"healthy"_s),
                                           {{u"5432/tcp"_s, u"4712"_s}, {u"53/udp"_s, u"4713"_s}}));
    engine.willStart(u"c3"_s, FakeEngine::container(u"c3"_s, u"migration"_s, exited(0)));
    engine.write(u"logs/c1"_s, "listening\n");
    const auto manager = fixture.manager();
    auto environment =
        manager->provision(fixture.spec({compose({{u"services"_s, QJsonArray{u"api"_s}},
                                                  {u"profiles"_s, QJsonArray{u"a"_s, u"b"_s}},
                                                  {u"env"_s, QJsonObject{{u"TAG"_s, u"x1"_s}}},
                                                  {u"build"_s, true},
                                                  {u"grace"_s, u"1500ms"_s}})}),
                           {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const ServiceEndpoint &endpoint = *environment->service(u"system");
    QCOMPARE(endpoint.url, u"http://127.0.0.1:4711"_s);
    QCOMPARE(endpoint.port, 4711);
    QCOMPARE(
        endpoint.properties[u"ports"_s],
        QJsonValue(QJsonObject{{u"api"_s, QJsonObject{{u"8080"_s, 4711}}},
                               {u"database"_s, QJsonObject{{u"5432"_s, 4712}, {u"53/udp"_s, 4713}}},
                               {u"migration"_s, QJsonObject()}}));
    QTRY_COMPARE(fixture.logOf(u"system/api"_s), QStringList{u"listening"_s});
    QVERIFY(!fixture.leaseFiles().isEmpty());
    QVERIFY(manager->destroy(*environment));
    QVERIFY(fixture.leaseFiles().isEmpty());

    const QStringList calls = engine.calls();
    const QString start = u"docker compose -p PROJECT -f %1 "_s.arg(
        QFileInfo(fixture.dir.filePath(u"compose.yaml"_s)).canonicalFilePath());
    const QStringList wanted{start + u"config --services"_s, start + u"build api"_s,
                             start + u"up -d api"_s,
                             start + u"down -v --remove-orphans --rmi local -t 2"_s};
    QStringList seen;
    for (const QString &call : calls) {
        if (call.startsWith(u"docker compose -p"_s))
            seen.append(withoutNames(call));
    }
    QCOMPARE(seen, wanted);
    QVERIFY(engine.read(u"variables"_s).contains(u"compose-up: FILE="_s));
    QVERIFY(engine.read(u"variables"_s).contains(u"PROFILES=a,b TAG=x1"_s));
}

void TestCompose::usesTheProgramThatIsThere()
{
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s));
    engine.write(u"no-compose"_s, {});
    const auto manager = fixture.manager();
    auto environment = manager->provision(fixture.spec({compose()}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QVERIFY(
        !engine.calls().filter(QRegularExpression(u"^docker-compose -p .* up -d$"_s)).isEmpty());
}

void TestCompose::waitsForHealthChecks()
{
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s, healthy(u"starting"_s)));
    const auto manager = fixture.manager();
    const std::jthread later([&] {
        base::pollUntil([&] { return !engine.calls().filter(u"inspect"_s).isEmpty(); }, 5ms,
                        std::chrono::steady_clock::now() + 10s, {});
        base::waitFor(300ms, {});
        engine.change(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s, healthy(u"healthy"_s)));
    });
    QElapsedTimer timer;
    timer.start();
    auto environment = manager->provision(fixture.spec({compose()}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QVERIFY(timer.elapsed() >= 300);
}

void TestCompose::reportsFailures_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("report"); ///< a regular expression for the whole of it

    const QJsonObject none;
    QTest::newRow("no engine") << u"down"_s << QByteArray() << none
                               << u"the container engine does not answer: .*Is the docker daemon "
                                  "running.*\\n.*start Docker: `systemctl start docker`"_s;
    QTest::newRow("a bad file") << u"config.txt"_s << QByteArray("-") << none
                                << u"the compose file .*compose.yaml cannot be used: .*exited with "
                                   "15: services.api Additional property imagee is not allowed"_s;
    QTest::newRow("an unknown service")
        << QString() << QByteArray() << QJsonObject{{u"services"_s, QJsonArray{u"apo"_s}}}
        << u"has no service \"apo\"[^\\n]*\\n.*did you mean \"api\""_s;
    QTest::newRow("a failing build")
        << u"build.sh"_s << QByteArray("echo step 1; echo 'COPY failed: no such file' >&2; exit 17")
        << QJsonObject{{u"build"_s, true}}
        << u"`docker compose build` exited with 17.*\\| step 1\\n *\\| COPY failed: no such file"_s;
    QTest::newRow("a port that is taken")
        << u"up.sh"_s
        << QByteArray("cp -- bad.made containers/c1.container; echo 'Bind for 0.0.0.0:8080 failed: "
                      "port is already allocated' >&2; exit 1")
        << none
        << u"`docker compose up` exited with 1.*let the engine choose the port.*its container "
           "\"api\" was made, but not started"_s;
    QTest::newRow("a container that exits")
        << u"up.sh"_s << QByteArray("cp -- exited.made containers/c1.container") << none
        << u"it lost its container \"api\", which exited with 3 before it was ready.*wrote "
           "last:\\n *\\| line 3\\n(.*\\n)*.*\\| line 22$"_s;
    QTest::newRow("a container without memory")
        << u"up.sh"_s << QByteArray("cp -- memory.made containers/c1.container") << none
        << u"\"api\", which ran out of memory \\(exited with 137\\)"_s;
    QTest::newRow("a server that ends well")
        << u"up.sh"_s << QByteArray("cp -- ended.made containers/c1.container") << none
        << u"it lost its container \"api\", which exited with 0"_s;
    QTest::newRow("never healthy")
        << u"up.sh"_s << QByteArray("cp -- sick.made containers/c1.container") << none
        << u"it was not ready within 1\\.5\\d? s: its container \"api\" is unhealthy \\(\"cannot "
           "connect\"\\)"_s;
    QTest::newRow("a container that cannot be started")
        << u"up.sh"_s << QByteArray("cp -- stuck.made containers/c1.container") << none
        << u"\"api\", which could not be started: no such file /app"_s;
    QTest::newRow("no containers")
        << u"up.sh"_s << QByteArray("true") << none << u"compose started no container"_s;
    QTest::newRow("no such port") << u"up.sh"_s
                                  << QByteArray("cp -- fine.made containers/c1.container")
                                  << QJsonObject{{u"endpoint"_s, u"api:80"_s}}
                                  << u"`endpoint: api:80` names no published port"_s;
    QTest::newRow("not a duration")
        << QString() << QByteArray() << QJsonObject{{u"grace"_s, u"soon"_s}} << u"grace: .*soon"_s;
    QTest::newRow("not a list of containers")
        << u"up.sh"_s << QByteArray("echo '}' >containers/c1.container") << none
        << u"`docker inspect` gave something that is not a list"_s;
}

void TestCompose::reportsFailures()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QJsonObject, settings);
    QFETCH(QString, report);
    Fixture fixture;
    const FakeEngine engine(fixture);
    const QJsonObject ports{{u"8080/tcp"_s, u"1"_s}};
    const auto made = [&](const QString &name, const QJsonObject &state,
                          const QJsonObject &p = {}) {
        engine.write(name + u".made"_s, FakeEngine::container(u"c1"_s, u"api"_s, state, p));
    };
    made(u"bad"_s, {{u"Status"_s, u"created"_s}});
    made(u"exited"_s, exited(3));
    made(u"memory"_s, {{u"Status"_s, u"exited"_s}, {u"ExitCode"_s, 137}, {u"OOMKilled"_s, true}});
    made(u"ended"_s, exited(0), ports);
    made(u"sick"_s, healthy(u"unhealthy"_s, u"cannot connect\n"_s));
    made(u"stuck"_s,
         {{u"Status"_s, u"exited"_s}, {u"ExitCode"_s, 127}, {u"Error"_s, u"no such file /app"_s}});
    made(u"fine"_s, {}, ports);
    QByteArray log;
    for (int i = 1; i <= 22; ++i)
        log += "line " + QByteArray::number(i) + '\n';
    engine.write(u"logs/c1"_s, log);
    engine.endLog(u"c1"_s);
    if (text == "-")
        QFile::remove(engine.path(file));
    else if (!file.isEmpty())
        engine.write(file, text);
    const auto manager = fixture.manager();
    const auto environment = manager->provision(fixture.spec({compose(settings, 1500ms)}), {});
    QVERIFY(!environment);
    const QString seen = environment.error().toText().trimmed();
    const QRegularExpression expression(report, QRegularExpression::DotMatchesEverythingOption);
    QVERIFY2(expression.match(seen).hasMatch(), qPrintable(seen));
    // Nothing is left, and nothing was done to what is not ours.
    QVERIFY(QDir(engine.path(u"containers"_s)).entryList(QDir::Files).isEmpty());
    QVERIFY(fixture.leaseFiles().isEmpty() || file == u"down"_s);
}

void TestCompose::tellsWhenAContainerEndsLater()
{
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s));
    const auto manager = fixture.manager();
    auto environment = manager->provision(fixture.spec({compose()}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    engine.change(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s, exited(9)));
    engine.endLog(u"c1"_s);
    QTRY_COMPARE(manager->current(*environment).status, ServiceState::Failed);
    QVERIFY(manager->destroy(*environment));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestCompose::goesOnWhenTheEngineStartsAContainerAgain()
{
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s,
                     FakeEngine::container(u"c1"_s, u"api"_s, {{u"StartedAt"_s, u"T1"_s}}));
    const auto manager = fixture.manager();
    auto environment = manager->provision(fixture.spec({compose()}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    engine.change(u"c1"_s,
                  FakeEngine::container(u"c1"_s, u"api"_s, {{u"Status"_s, u"restarting"_s}}));
    engine.endLog(u"c1"_s);
    QTRY_VERIFY(engine.calls().filter(u"inspect"_s).size() >= 4);
    engine.change(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s, {{u"StartedAt"_s, u"T2"_s}}));
    QTRY_VERIFY(engine.calls().contains(u"docker logs --follow --since T2 c1"_s));
    QCOMPARE(manager->current(*environment).status, ServiceState::Ready);
    // A log that ends although the container runs is not asked for over and over.
    engine.endLog(u"c1"_s);
    QTRY_VERIFY(engine.calls().contains(u"docker wait c1"_s));
}

void TestCompose::tellsWhenTheEngineIsGone()
{
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s));
    const auto manager = fixture.manager();
    auto environment = manager->provision(fixture.spec({compose()}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    engine.write(u"down"_s, {});
    engine.endLog(u"c1"_s);
    QTRY_COMPARE(manager->current(*environment).status, ServiceState::Failed);
    QVERIFY(manager->destroy(*environment));
    QVERIFY(!fixture.logOf(u"system"_s).filter(u"could not be taken down"_s).isEmpty());
}

void TestCompose::endsAtEveryStageWhenStopped_data()
{
    QTest::addColumn<QString>("stage");
    for (const char *stage : {"version", "compose-version", "compose-config", "compose-build",
                              "compose-up", "ps", "inspect"})
        QTest::newRow(stage) << QString::fromLatin1(stage);
}

void TestCompose::endsAtEveryStageWhenStopped()
{
    QFETCH(QString, stage);
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s));
    engine.write(u"hang"_s, stage.toUtf8());
    const auto manager = fixture.manager();
    std::stop_source stop;
    QElapsedTimer sinceStop;
    const std::jthread stopper([&] {
        base::pollUntil([&] { return engine.calls().contains(u"now "_s + stage); }, 2ms,
                        std::chrono::steady_clock::now() + 20s, {});
        QFile::remove(engine.path(u"hang"_s));
        sinceStop.start();
        stop.request_stop();
    });
    const auto environment =
        manager->provision(fixture.spec({compose({{u"build"_s, true}})}), stop.get_token());
    QVERIFY(!environment);
    QVERIFY2(sinceStop.elapsed() < 3000, qPrintable(QString::number(sinceStop.elapsed())));
    QCOMPARE(environment.error().title, u"the start of the environment \"test\" was stopped"_s);
    QVERIFY(QDir(engine.path(u"containers"_s)).entryList(QDir::Files).isEmpty());
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestCompose::journalsWhatCannotBeTakenDown()
{
    Fixture fixture;
    const FakeEngine engine(fixture);
    engine.willStart(u"c1"_s, FakeEngine::container(u"c1"_s, u"api"_s));
    {
        const auto manager = fixture.manager();
        auto environment = manager->provision(fixture.spec({compose()}), {});
        QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
        engine.write(u"down"_s, {});
        QVERIFY(manager->destroy(*environment));
        QCOMPARE(fixture.leaseFiles().size(), 1);
    }
    QCOMPARE(fixture.leaseFiles().size(), 1);
    // The journal of one that lives is left alone, so it is made that of one that has died.
    const QString folder = fixture.stateFolder() + u"/leases/"_s;
    const QString name = fixture.leaseFiles().first();
    QVERIFY(QFile::rename(folder + name, folder + u"4194305-1-"_s + name.section(u'-', 2)));
    const Reaped tried = reapAbandoned(fixture.stateFolder());
    QCOMPARE(tried.problems.size(), 1);
    QVERIFY2(tried.problems.first().contains(u"the next start tries again"_s),
             qPrintable(tried.problems.first()));
    QCOMPARE(fixture.leaseFiles().size(), 1);
    QFile::remove(engine.path(u"down"_s));
    const Reaped reaped = reapAbandoned(fixture.stateFolder());
    QCOMPARE(reaped.holdings.size(), 1);
    QCOMPARE(withoutNames(reaped.holdings.first()), u"took down the compose project PROJECT"_s);
    QVERIFY(fixture.leaseFiles().isEmpty());
}

QTEST_GUILESS_MAIN(TestCompose)
#include "tst_compose.moc"
