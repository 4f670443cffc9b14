// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/kube_namespace.h"
#include "environment/probe.h"
#include "fake_cluster.h"

#include <QElapsedTimer>
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

namespace {

QString withoutNames(QString text)
{
    return text.replace(QRegularExpression(u"assay-[0-9a-f]{16}-\\d+"_s), u"NAMESPACE"_s)
        .replace(QRegularExpression(u"/[^ ]*/(deploy)"_s), u"\\1"_s)
        .replace(QRegularExpression(u"\\d{4,5}:80"_s), u"PORT:80"_s);
}

ServiceSpec kubernetes(QJsonObject settings = {}, base::Nanoseconds within = 10s)
{
    if (!settings.contains(u"manifests"_s))
        settings.insert(u"kustomize"_s, u"deploy"_s);
    return with(service(u"system"_s, u"kubernetes"_s, settings), Readiness::Kind::Provider, {},
                within);
}

} // namespace

/// The kubernetes provider with a kubectl that plays what a test wants. Not a real cluster.
class TestKubernetes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsManifestsUpAndDeletesTheNamespace();
    void makesABrokenForwardAgain();
    void followsTheLogsOfNewPods();
    void reportsFailures_data();
    void reportsFailures();
    void endsAtEveryStageWhenStopped_data();
    void endsAtEveryStageWhenStopped();
    void deletesOnlyNamespacesOfOurs();
};

void TestKubernetes::bringsManifestsUpAndDeletesTheNamespace()
{
    Fixture fixture;
    const FakeCluster cluster(fixture);
    cluster.write(u"logs/api-1"_s, "listening\n");
    const auto manager = fixture.manager();
    auto environment = manager->provision(
        fixture.spec({kubernetes({{u"context"_s, u"kind"_s},
                                  {u"forward"_s, QJsonObject{{u"api"_s, u"service/api:80"_s}}}})}),
        {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const ServiceEndpoint &endpoint = *environment->service(u"system");
    const auto status = probeHttp(endpoint.url, std::chrono::steady_clock::now() + 5s, {});
    QVERIFY2(status, status ? "" : qPrintable(status.error().toText()));
    QCOMPARE(*status, 200);
    QCOMPARE(endpoint.properties[u"ports"_s][u"api"_s].toInt(), endpoint.port);
    QVERIFY(endpoint.properties[u"namespace"_s].toString().startsWith(u"assay-"_s));
    QTRY_COMPARE(fixture.logOf(u"system/api-1"_s), QStringList{u"listening"_s});
    QVERIFY(cluster.hasNamespace());
    QVERIFY(manager->destroy(*environment));
    QVERIFY(!cluster.hasNamespace());
    QVERIFY(fixture.leaseFiles().isEmpty());

    const QString start = u"kubectl --context kind "_s;
    const QString inside = start + u"--namespace NAMESPACE "_s;
    const QStringList wanted{
        start + u"get --raw /version --request-timeout=10s"_s,
        start + u"create -f -"_s,
        inside + u"apply -k deploy --dry-run=server --output=json"_s,
        inside + u"apply -k deploy"_s,
        inside + u"get deployments,statefulsets,daemonsets,jobs,pods --output=json "
                 "--request-timeout=10s"_s,
        inside + u"logs --follow --all-containers --ignore-errors pod/api-1"_s,
        inside + u"port-forward --address=127.0.0.1 service/api PORT:80"_s,
        start + u"get namespace NAMESPACE --output=json --ignore-not-found"_s,
        start + u"delete namespace NAMESPACE --ignore-not-found --wait=false"_s,
        inside + u"delete pods --all --wait=false --grace-period=5"_s,
        start + u"get namespace NAMESPACE --output=name --ignore-not-found"_s};
    QStringList seen;
    for (const QString &call : cluster.calls())
        seen.append(withoutNames(call));
    seen.removeDuplicates();
    seen.sort();
    QStringList sorted = wanted;
    sorted.sort();
    QCOMPARE(seen, sorted);
}

void TestKubernetes::makesABrokenForwardAgain()
{
    Fixture fixture;
    const FakeCluster cluster(fixture);
    const auto manager = fixture.manager();
    auto environment = manager->provision(
        fixture.spec({kubernetes({{u"forward"_s, QJsonObject{{u"api"_s, u"api:80"_s}}}})}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    const auto forwards = [&] { return cluster.calls().filter(u"port-forward"_s).size(); };
    const auto before = forwards();
    // The child that listens is the one with our port in its environment.
    const QByteArray mark = "PORT=" + QByteArray::number(environment->service(u"system")->port);
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        QFile environ(u"/proc/%1/environ"_s.arg(entry));
        if (entry.toInt() > 1 && environ.open(QIODevice::ReadOnly) &&
            environ.readAll().split('\0').contains(mark))
            kill(entry.toInt(), SIGKILL);
    }
    QTRY_VERIFY(forwards() > before);
    QTRY_VERIFY(
        probeHttp(environment->service(u"system")->url, std::chrono::steady_clock::now() + 1s, {}));
    QCOMPARE(manager->current(*environment).status, ServiceState::Ready);
}

void TestKubernetes::followsTheLogsOfNewPods()
{
    Fixture fixture;
    const FakeCluster cluster(fixture);
    cluster.write(u"state.json"_s, list({deployment(1, 0), pod(u"api-1"_s, u"ReplicaSet/api-7d"_s,
                                                               u"{\"phase\": \"Pending\"}"_s)}));
    cluster.write(u"logs/api-2"_s, "second\n");
    const auto manager = fixture.manager();
    const std::jthread later([&] {
        base::pollUntil([&] { return !cluster.calls().filter(u"get deployments"_s).isEmpty(); },
                        5ms, std::chrono::steady_clock::now() + 10s, {});
        cluster.write(u"state.json"_s,
                      list({deployment(1, 1), pod(u"api-2"_s, u"ReplicaSet/api-7d"_s, kReady)}));
    });
    auto environment = manager->provision(fixture.spec({kubernetes()}), {});
    QVERIFY2(environment, environment ? "" : qPrintable(environment.error().toText()));
    QTRY_COMPARE(fixture.logOf(u"system/api-2"_s), QStringList{u"second"_s});
    QVERIFY(fixture.logOf(u"system/api-1"_s).isEmpty());
}

void TestKubernetes::reportsFailures_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("report");
    const QJsonObject none;
    QTest::newRow("no cluster") << u"down"_s << QByteArray() << none
                                << u"the cluster does not answer: .*refused.*get-contexts"_s;
    QTest::newRow("what would stay")
        << u"tried.json"_s
        << QByteArray(
               "{\"items\": [{\"kind\": \"ClusterRole\", \"metadata\": {\"name\": \"all\"}}, "
               "{\"kind\": \"Service\", \"metadata\": {\"name\": \"a\", \"namespace\": "
               "\"NAMESPACE\"}}]}")
        << none << u"ClusterRole all would stay after the environment.*beforehand"_s;
    QTest::newRow("a manifest that is refused")
        << u"apply.sh"_s << QByteArray("echo 'error: unknown field spec.replica' >&2; exit 1")
        << none << u"exited with 1: error: unknown field spec.replica"_s;
    QTest::newRow("no such folder")
        << QString() << QByteArray() << QJsonObject{{u"manifests"_s, u"nowhere"_s}}
        << u"there is no file .*nowhere"_s;
    QTest::newRow("no port") << QString() << QByteArray()
                             << QJsonObject{{u"forward"_s, QJsonObject{{u"api"_s, u"api"_s}}}}
                             << u"forward.api: \"api\" is not a target and a port"_s;
    QTest::newRow("no such forward")
        << QString() << QByteArray() << QJsonObject{{u"endpoint"_s, u"api"_s}}
        << u"`endpoint: api` names no forward"_s;
    QTest::newRow("never ready")
        << u"state.json"_s
        << list({deployment(1, 0),
                 pod(u"api-1"_s, u"ReplicaSet/api-7d"_s,
                     u"{\"phase\": \"Running\", \"containerStatuses\": [{\"name\": \"api\", "
                     "\"ready\": false, \"state\": {\"running\": {}}}]}"_s)})
        << none
        << u"it was not ready within 1\\.\\d+ s: its deployment \"api\" 0 of 1 are ready; pod "
           "\"api-1\": its container \"api\" is not ready.*\\| no database$"_s;
    QTest::newRow("a job that failed")
        << u"state.json"_s
        << list({object(u"{\"kind\": \"Job\", \"metadata\": {\"name\": \"job\"}, \"status\": "
                        "{\"conditions\": [{\"type\": \"Failed\", \"status\": \"True\"}]}}"_s)})
        << none << u"it lost its job \"job\", which failed.* before it was ready"_s;
    QTest::newRow("not a list") << u"state.json"_s << QByteArray("{") << none
                                << u"gave something that is not a list"_s;
}

void TestKubernetes::reportsFailures()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QJsonObject, settings);
    QFETCH(QString, report);
    Fixture fixture;
    const FakeCluster cluster(fixture);
    cluster.write(u"logs/api-1"_s, "no database\n");
    if (!file.isEmpty())
        cluster.write(file, text);
    const auto manager = fixture.manager();
    const auto environment = manager->provision(fixture.spec({kubernetes(settings, 1600ms)}), {});
    QVERIFY(!environment);
    const QString seen = environment.error().toText().trimmed();
    const QRegularExpression expression(report, QRegularExpression::DotMatchesEverythingOption);
    QVERIFY2(expression.match(seen).hasMatch(), qPrintable(seen));
    QVERIFY(!cluster.hasNamespace());
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestKubernetes::endsAtEveryStageWhenStopped_data()
{
    QTest::addColumn<QString>("stage");
    for (const char *stage : {"version", "create", "try", "apply", "get", "port-forward"})
        QTest::newRow(stage) << QString::fromLatin1(stage);
}

void TestKubernetes::endsAtEveryStageWhenStopped()
{
    QFETCH(QString, stage);
    Fixture fixture;
    const FakeCluster cluster(fixture);
    cluster.write(u"hang"_s, stage.toUtf8());
    const auto manager = fixture.manager();
    std::stop_source stop;
    QElapsedTimer sinceStop;
    const std::jthread stopper([&] {
        base::pollUntil([&] { return cluster.calls().contains(u"now "_s + stage); }, 2ms,
                        std::chrono::steady_clock::now() + 20s, {});
        QFile::remove(cluster.path(u"hang"_s));
        sinceStop.start();
        stop.request_stop();
    });
    const auto environment = manager->provision(
        fixture.spec({kubernetes({{u"forward"_s, QJsonObject{{u"api"_s, u"api:80"_s}}}})}),
        stop.get_token());
    QVERIFY(!environment);
    QVERIFY2(sinceStop.elapsed() < 4000, qPrintable(QString::number(sinceStop.elapsed())));
    QCOMPARE(environment.error().title, u"the start of the environment \"test\" was stopped"_s);
    QVERIFY(!cluster.hasNamespace());
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestKubernetes::deletesOnlyNamespacesOfOurs()
{
    for (const bool isOurs : {true, false}) {
        Fixture fixture;
        const FakeCluster cluster(fixture);
        QString id;
        QString name;
        {
            auto leases = Leases::open(fixture.stateFolder(), temporaryRoots(fixture.variables));
            QVERIFY(leases);
            id = (*leases)->id();
            name = (*leases)->newName();
            const auto deadline = std::chrono::steady_clock::now() + 10s;
            const auto kubectl = KubeNamespace::findKubectl({}, fixture.variables, deadline, {});
            QVERIFY(kubectl);
            QVERIFY((*leases)->addHolding({Holding::Kind::Namespace, name, kubectl->toJson()}));
        }
        cluster.write(
            u"namespace.json"_s,
            QJsonDocument(
                QJsonObject{{u"metadata"_s,
                             QJsonObject{{u"labels"_s,
                                          QJsonObject{{u"assay/lease"_s, isOurs ? id : u"x"_s}}}}}})
                .toJson());
        const QString folder = fixture.stateFolder() + u"/leases/"_s;
        const QString file = fixture.leaseFiles().value(0);
        QVERIFY(QFile::rename(folder + file, folder + u"4194305-1-"_s + file.section(u'-', 2)));
        const Reaped reaped = reapAbandoned(fixture.stateFolder());
        QCOMPARE(cluster.hasNamespace(), !isOurs);
        QCOMPARE(reaped.holdings,
                 isOurs ? QStringList{u"took down the namespace "_s + name} : QStringList());
        QCOMPARE(reaped.problems.size(), isOurs ? 0 : 1);
    }
}

QTEST_GUILESS_MAIN(TestKubernetes)
#include "tst_kubernetes.moc"
