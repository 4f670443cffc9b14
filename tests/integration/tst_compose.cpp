// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/environment_fixture.h"
#include "environment/probe.h"
#include "integration/sandbox.h"
#include "support/container_engine.h"
#include "support/own_machine.h"
#include "support/sanitizers.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Readiness;
using model::ServiceState;

namespace {

/// A compose file of services that are built from one tiny image.
QByteArray composeFile(const QByteArray &services)
{
    return "version: \"3.8\"\nservices:\n" + services;
}

const QByteArray kSleeper = "  api:\n"
                            "    build: tiny\n"
                            "    command: [sh, -c, \"echo hello; exec sleep 1000\"]\n"
                            "    volumes: [\"data:/data\"]\n"
                            "volumes: { data: {} }\n";

} // namespace

/// The compose provider on a real engine. Skipped where none can be had.
class TestComposeEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void runsTheReferenceSystem();
    void bringsTwoOfOneFileUp();
    void reportsFailures_data();
    void reportsFailures();
    void outlivesTheDeathOfTheEngine();
    void clearsAwayWhatAKilledAssayLeft_data();
    void clearsAwayWhatAKilledAssayLeft();

private:
    void prepare(Fixture &fixture, const QByteArray &compose) const;
    static model::ServiceSpec system(base::Nanoseconds within = 30s);

    std::unique_ptr<test::ContainerEngine> m_engine;
    QStringList m_foreign; ///< what is there and not ours
};

void TestComposeEngine::initTestCase()
{
    if (test::kTimeFactor > 1)
        QSKIP("the images would hold sanitized programs");
    m_engine = std::make_unique<test::ContainerEngine>();
    if (!m_engine->whyNot().isEmpty()) {
        const QString why = u"skipped: no engine: "_s + m_engine->whyNot();
        m_engine.reset();
        QSKIP(qPrintable(why));
    }
    // A stranger that looks much like ours: it is still there after every test.
    QTemporaryDir folder;
    QProcess::execute(QStringLiteral(ASSAY_SOURCE_DIR "/tests/support/tiny_image.sh"),
                      {folder.path()});
    m_engine->docker({u"build"_s, u"-t"_s, u"stranger"_s, folder.path()});
    const QStringList names{u"assay-0123456789abcdef-1"_s, u"stranger"_s};
    for (const QString &name : names)
        m_engine->docker({u"run"_s, u"-d"_s, u"--network"_s, u"none"_s, u"--name"_s, name,
                          u"--label"_s, u"com.docker.compose.project="_s + name, u"stranger"_s,
                          u"sleep"_s, u"20000"_s});
    m_engine->docker({u"network"_s, u"create"_s, u"--label"_s,
                      u"com.docker.compose.project=stranger"_s, u"stranger_default"_s});
    m_foreign = m_engine->everything();
    QCOMPARE(m_foreign.size(), 4);
}

/// Without an engine, all that follows would only wait for it.
void TestComposeEngine::init()
{
    QVERIFY(m_engine && m_engine->whyNot().isEmpty());
}

void TestComposeEngine::cleanup()
{
    if (m_engine)
        QCOMPARE(m_engine->everything(), m_foreign);
}

void TestComposeEngine::prepare(Fixture &fixture, const QByteArray &compose) const
{
    fixture.variables.changes[u"DOCKER_HOST"_s] = m_engine->host();
    QProcess::execute(QStringLiteral(ASSAY_SOURCE_DIR "/tests/support/tiny_image.sh"),
                      {fixture.dir.filePath(u"tiny"_s)});
    QFile file(fixture.dir.filePath(u"compose.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(compose);
}

model::ServiceSpec TestComposeEngine::system(base::Nanoseconds within)
{
    return with(
        service(
            u"system"_s, u"compose"_s,
            QJsonObject{{u"file"_s, u"compose.yaml"_s}, {u"build"_s, true}, {u"grace"_s, u"1s"_s}}),
        Readiness::Kind::Provider, {}, within);
}

void TestComposeEngine::runsTheReferenceSystem()
{
    test::Sandbox sandbox;
    const QString images = sandbox.path(u"../images"_s);
    QCOMPARE(QProcess::execute(QStringLiteral(ASSAY_SOURCE_DIR "/packaging/containers/contexts.sh"),
                               {QStringLiteral(ASSAY_BINARY_DIR "/bin"), images}),
             0);
    sandbox.variables.insert(u"DOCKER_HOST"_s, m_engine->host());
    sandbox.variables.insert(u"ASSAY_IMAGES"_s, images);
    const auto result =
        sandbox.run({QStringLiteral(ASSAY_SOURCE_DIR "/suites"),
                     QStringLiteral(ASSAY_SOURCE_DIR "/suites/workflows/text_processing.yaml"),
                     u"--environment"_s, u"compose"_s, u"--no-history"_s, u"--events"_s,
                     sandbox.path(u"events.jsonl"_s)},
                    180'000);
    QVERIFY2(result.code == 0, result.describe());
    const QMap<QString, QString> outcomes = test::outcomesOf(sandbox.read(u"events.jsonl"_s));
    QVERIFY2(outcomes.values().count(u"passed"_s) > 50, result.describe());
    // Each container's log is there under its own name.
    const QByteArray events = sandbox.read(u"events.jsonl"_s);
    for (const char *source : {"semantic-processor", "test-db", "redis-cache", "mock-embedding"})
        QVERIFY2(events.contains(QByteArray("\"system/") + source + '"'), source);
    QVERIFY(sandbox.leases().isEmpty());
    QVERIFY(sandbox.processes().isEmpty());
    // Images that the file names are the user's; they stay, so that the next build is quick.
    const QStringList named{u"assay/semantic-processor"_s, u"assay/workbench"_s,
                            u"assay/postgres"_s, u"assay/redis"_s};
    for (const QString &image : named)
        QCOMPARE(m_engine->docker({u"rmi"_s, u"-f"_s, image}).filter(u"No such image"_s),
                 QStringList());
}

void TestComposeEngine::bringsTwoOfOneFileUp()
{
    Fixture fixture;
    prepare(fixture, composeFile("  job: { build: tiny, command: [sh, -c, \"echo done\"] }\n"
                                 "  api:\n"
                                 "    build: tiny\n"
                                 "    command: [sh, -c, \"echo up; exec sleep 1000\"]\n"
                                 "    ports: [\"127.0.0.1::8080\"]\n"
                                 "    healthcheck: { test: [CMD, sh, -c, exit 0], interval: 1s }\n"
                                 "    depends_on:\n"
                                 "      job: { condition: service_completed_successfully }\n"));
    const auto manager = fixture.manager();
    auto one = manager->provision(fixture.spec({system()}), {});
    QVERIFY2(one, one ? "" : qPrintable(one.error().toText()));
    auto two = manager->provision(fixture.spec({system()}), {});
    QVERIFY2(two, two ? "" : qPrintable(two.error().toText()));
    QVERIFY(one->service(u"system")->port > 0);
    QVERIFY(two->service(u"system")->port > 0);
    QVERIFY(one->service(u"system")->port != two->service(u"system")->port);
    QCOMPARE(one->service(u"system")->properties[u"ports"_s][u"api"_s][u"8080"_s].toInt(),
             one->service(u"system")->port);
    QTRY_COMPARE(fixture.logOf(u"system/api"_s), (QStringList{u"up"_s, u"up"_s}));
    QTRY_COMPARE(fixture.logOf(u"system/job"_s), (QStringList{u"done"_s, u"done"_s}));
    // What ends by itself is seen.
    const QString project = one->service(u"system")->properties[u"project"_s].toString();
    const QStringList container = m_engine->docker(
        {u"ps"_s, u"-q"_s, u"--filter"_s, u"label=com.docker.compose.project="_s + project});
    QCOMPARE(container.size(), 1);
    m_engine->docker({u"kill"_s, container.first()});
    QTRY_COMPARE(manager->current(*one).status, ServiceState::Failed);
    QCOMPARE(manager->current(*two).status, ServiceState::Ready);
    QVERIFY(manager->destroy(*one));
    QVERIFY(manager->destroy(*two));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestComposeEngine::reportsFailures_data()
{
    QTest::addColumn<QByteArray>("compose");
    QTest::addColumn<QString>("report"); ///< a regular expression for the whole of it
    QTest::newRow("a bad file") << composeFile("  api: { imagee: x }\n")
                                << u"the compose file .*compose.yaml cannot be used: .*imagee"_s;
    QTest::newRow("no YAML") << QByteArray("services: [\n")
                             << u"the compose file .*compose.yaml cannot be used"_s;
    QTest::newRow("a failing build") << composeFile("  api: { build: nowhere }\n") << u"nowhere"_s;
    QTest::newRow("a build that breaks")
        << composeFile("  api: { build: { context: tiny, dockerfile: Broken } }\n")
        << u"build` exited with 1.*\\| .*(missing|not found|no such file)"_s;
    QTest::newRow("a container that exits")
        << composeFile(
               "  api: { build: tiny, command: [sh, -c, \"echo no config >&2; exit 3\"] }\n")
        << u"it lost its container \"api\", which exited with 3 before it was ready.*\\| no config"_s;
    QTest::newRow("a program that is not there")
        << composeFile("  api: { build: tiny, command: [/nothing] }\n") << u"/nothing"_s;
    QTest::newRow("never healthy")
        << composeFile("  api:\n"
                       "    build: tiny\n"
                       "    command: [sleep, \"1000\"]\n"
                       "    healthcheck: { test: [CMD, sh, -c, \"echo not yet; exit 1\"], "
                       "interval: 1s, retries: 1 }\n")
        << u"it was not ready within 4 s: its container \"api\" is unhealthy \\(\"not yet\"\\)"_s;
    QTest::newRow("a dependency that never gets healthy")
        << composeFile("  web:\n"
                       "    build: tiny\n"
                       "    command: [sleep, \"1000\"]\n"
                       "    depends_on: { api: { condition: service_healthy } }\n"
                       "  api:\n"
                       "    build: tiny\n"
                       "    command: [sleep, \"1000\"]\n"
                       "    healthcheck: { test: [CMD, sh, -c, \"echo not yet; exit 1\"], "
                       "interval: 1s, retries: 1 }\n")
        << u"up` exited with 1.*its container \"api\" is unhealthy \\(\"not yet\"\\)"_s;
    QTest::newRow("a port that is taken")
        << composeFile("  api: { build: tiny, command: [sleep, \"1000\"], ports: "
                       "[\"127.0.0.1:PORT:80\"] }\n")
        << u"up` exited with 1.*let the engine choose the port"_s;
}

void TestComposeEngine::reportsFailures()
{
    QFETCH(QByteArray, compose);
    QFETCH(QString, report);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Fixture fixture;
    prepare(fixture, QByteArray(compose).replace("PORT", QByteArray::number(taken.serverPort())));
    QFile broken(fixture.dir.filePath(u"tiny/Broken"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("FROM scratch\nCOPY missing/ /\n");
    broken.close();
    const auto manager = fixture.manager();
    const auto environment = manager->provision(fixture.spec({system(4s)}), {});
    QVERIFY(!environment);
    const QString seen = environment.error().toText();
    const QRegularExpression expression(report, QRegularExpression::DotMatchesEverythingOption |
                                                    QRegularExpression::CaseInsensitiveOption);
    QVERIFY2(expression.match(seen).hasMatch(), qPrintable(seen));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestComposeEngine::outlivesTheDeathOfTheEngine()
{
    Fixture fixture;
    prepare(fixture, composeFile(kSleeper));
    {
        const auto manager = fixture.manager();
        auto environment = manager->provision(fixture.spec({system()}), {});
        QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
        m_engine->killNow();
        QTRY_COMPARE_WITH_TIMEOUT(manager->current(*environment).status, ServiceState::Failed,
                                  20'000);
        const auto refused = manager->provision(fixture.spec({system()}), {});
        QVERIFY(!refused);
        QVERIFY2(refused.error().toText().contains(u"start Docker"_s),
                 qPrintable(refused.error().toText()));
        QVERIFY(manager->destroy(*environment));
        QVERIFY(!fixture.logOf(u"system"_s).filter(u"could not be taken down"_s).isEmpty());
        QCOMPARE(fixture.leaseFiles().size(), 1);
        m_engine->startAgain();
        QCOMPARE(m_engine->whyNot(), QString());
    }
    // We are still there, so the journal is of one that lives: it is made that of one that has
    // died.
    const QString folder = fixture.stateFolder() + u"/leases/"_s;
    const QString name = fixture.leaseFiles().first();
    QVERIFY(QFile::rename(folder + name, folder + u"4194305-1-"_s + name.section(u'-', 2)));
    const Reaped reaped = reapAbandoned(fixture.stateFolder());
    QVERIFY2(reaped.problems.isEmpty(), qPrintable(reaped.problems.join(u'\n')));
    QCOMPARE(reaped.holdings.size(), 1);
    QVERIFY(fixture.leaseFiles().isEmpty());
    // The engine does not start the strangers again.
    m_engine->docker({u"start"_s, u"assay-0123456789abcdef-1"_s, u"stranger"_s});
}

void TestComposeEngine::clearsAwayWhatAKilledAssayLeft_data()
{
    QTest::addColumn<QByteArray>("compose");
    QTest::addColumn<QByteArray>("dockerfile"); ///< more lines of it
    QTest::addColumn<QString>("until");         ///< what `docker ps` shows, or "ready", "destroy"
    const QByteArray blocked =
        composeFile("  web:\n"
                    "    build: tiny\n"
                    "    command: [sleep, \"1000\"]\n"
                    "    depends_on: { api: { condition: service_healthy } }\n"
                    "  api:\n"
                    "    build: tiny\n"
                    "    command: [sh, -c, \"echo up; exec sleep 1000\"]\n"
                    "    healthcheck: { test: [CMD, sh, -c, \"exit 1\"], "
                    "interval: 1s, retries: 1000 }\n");
    const QByteArray sick = composeFile("  api:\n"
                                        "    build: tiny\n"
                                        "    command: [sleep, \"1000\"]\n"
                                        "    volumes: [\"data:/data\"]\n"
                                        "    healthcheck: { test: [CMD, sh, -c, \"exit 1\"] }\n"
                                        "volumes: { data: {} }\n");
    const QByteArray stubborn =
        composeFile("  api: { build: tiny, command: [sh, -c, \"trap '' TERM; while :; do sleep 1; "
                    "done\"] }\n");
    QTest::newRow("while it builds")
        << composeFile(kSleeper) << QByteArray("RUN [\"/bin/sleep\", \"30\"]\n") << u"sleep 30"_s;
    QTest::newRow("while compose waits") << blocked << QByteArray() << u"echo up"_s;
    QTest::newRow("while it waits for health") << sick << QByteArray() << u"sleep 1000"_s;
    QTest::newRow("when it is ready") << composeFile(kSleeper) << QByteArray() << u"ready"_s;
    QTest::newRow("while it takes down") << stubborn << QByteArray() << u"destroy"_s;
}

void TestComposeEngine::clearsAwayWhatAKilledAssayLeft()
{
    QFETCH(QByteArray, compose);
    QFETCH(QByteArray, dockerfile);
    QFETCH(QString, until);
    Fixture fixture;
    prepare(fixture, compose);
    QFile file(fixture.dir.filePath(u"tiny/Dockerfile"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write(dockerfile);
    file.close();

    QProcess owner;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    const QMap<QString, QString> &changes = fixture.variables.changes;
    for (auto it = changes.begin(); it != changes.end(); ++it)
        variables.insert(it.key(), it.value());
    owner.setProcessEnvironment(variables);
    owner.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments{u"compose="_s + fixture.dir.filePath(u"compose.yaml"_s)};
    if (until == u"destroy")
        arguments.append(until);
    owner.start(QStringLiteral(ASSAY_BINARY_DIR "/tests/bin/environment_owner_helper"), arguments);
    QByteArray said;
    const auto isThere = [&] {
        owner.waitForReadyRead(20);
        said += owner.readAll();
        if (until == u"ready" || until == u"destroy")
            return said.contains("ready");
        return !m_engine->docker({u"ps"_s, u"--no-trunc"_s, u"--format"_s, u"{{.Command}}"_s})
                    .filter(until)
                    .isEmpty();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isThere(), said, 30'000);
    QTest::qWait(until == u"destroy" ? 700 : 50); // into the middle of it
    QCOMPARE(owner.state(), QProcess::Running);
    owner.kill();
    QVERIFY(owner.waitForFinished(60'000));
    QCOMPARE(fixture.leaseFiles().size(), 1);

    QElapsedTimer timer;
    timer.start();
    const auto next = fixture.manager();
    QVERIFY2(next->reaped().problems.isEmpty(), qPrintable(next->reaped().problems.join(u'\n')));
    QVERIFY(fixture.leaseFiles().isEmpty());
    qInfo("cleared away in %lld ms: %s", timer.elapsed(),
          qPrintable(next->reaped().lines().join(u"; "_s)));
    QTRY_COMPARE(m_engine->everything(), m_foreign); // a build ends a moment after its client
}

int main(int count, char **arguments)
{
    test::moveToOwnMachine(arguments);
    QCoreApplication application(count, arguments);
    QTEST_SET_MAIN_SOURCE_PATH
    TestComposeEngine object;
    return QTest::qExec(&object, count, arguments);
}

#include "tst_compose.moc"
