// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/kube_namespace.h"
#include "environment/probe.h"
#include "environment_fixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
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

QByteArray list(const QJsonArray &items)
{
    return QJsonDocument(QJsonObject{{u"kind"_s, u"List"_s}, {u"items"_s, items}}).toJson();
}

QJsonObject object(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        qFatal("no object: %s", qPrintable(text));
    return document.object();
}

QJsonObject deployment(int wanted, int available)
{
    return object(
        u"{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"api\", \"generation\": "
        "2}, \"spec\": {\"replicas\": %1}, \"status\": {\"observedGeneration\": 2, "
        "\"replicas\": %1, \"updatedReplicas\": %1, \"availableReplicas\": %2}}"_s.arg(wanted)
            .arg(available));
}

QJsonObject pod(const QString &name, const QString &owner, const QString &status)
{
    QJsonObject metadata{{u"name"_s, name}};
    if (!owner.isEmpty())
        metadata.insert(u"ownerReferences"_s,
                        QJsonArray{QJsonObject{{u"kind"_s, owner.section(u'/', 0, 0)},
                                               {u"name"_s, owner.section(u'/', 1)}}});
    return {{u"kind"_s, u"Pod"_s}, {u"metadata"_s, metadata}, {u"status"_s, object(status)}};
}

const QString kReady =
    u"{\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}"_s;

QString withoutNames(QString text)
{
    return text.replace(QRegularExpression(u"assay-[0-9a-f]{16}-\\d+"_s), u"NAMESPACE"_s)
        .replace(QRegularExpression(u"/[^ ]*/(deploy)"_s), u"\\1"_s)
        .replace(QRegularExpression(u"\\d{4,5}:80"_s), u"PORT:80"_s);
}

/// fake_kubectl.sh in the PATH of a fixture.
class FakeCluster
{
public:
    explicit FakeCluster(Fixture &fixture)
        : m_fixture(fixture)
    {
        QDir(fixture.dir.path()).mkpath(u"cluster/ended"_s);
        QDir(fixture.dir.path()).mkpath(u"bin"_s);
        QDir(fixture.dir.path()).mkpath(u"deploy"_s);
        QFile::link(QStringLiteral(ASSAY_SOURCE_DIR "/tests/environment/fake_kubectl.sh"),
                    fixture.dir.filePath(u"bin/kubectl"_s));
        fixture.variables.changes[u"KUBE_FAKE"_s] = path({});
        fixture.variables.changes[u"PATH"_s] = fixture.dir.filePath(u"bin"_s) + u":/usr/bin:/bin"_s;
        write(u"helper"_s, childHelper().toUtf8());
        write(u"tried.json"_s, "{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"api\", "
                               "\"namespace\": \"NAMESPACE\"}}");
        write(u"state.json"_s,
              list({deployment(1, 1), pod(u"api-1"_s, u"ReplicaSet/api-7d"_s, kReady)}));
    }
    [[nodiscard]] QString path(const QString &name) const
    {
        return m_fixture.dir.filePath(u"cluster/"_s + name);
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name) + u".new"_s);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        file.close();
        QFile::remove(path(name));
        QFile::rename(file.fileName(), path(name));
    }
    [[nodiscard]] QStringList calls() const
    {
        QFile file(path(u"calls"_s));
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList();
    }
    [[nodiscard]] bool hasNamespace() const { return QFile::exists(path(u"namespace.json"_s)); }

private:
    Fixture &m_fixture;
};

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
    void readsStates_data();
    void readsStates();
    void bringsManifestsUpAndDeletesTheNamespace();
    void makesABrokenForwardAgain();
    void followsTheLogsOfNewPods();
    void reportsFailures_data();
    void reportsFailures();
    void endsAtEveryStageWhenStopped_data();
    void endsAtEveryStageWhenStopped();
    void deletesOnlyNamespacesOfOurs();
};

void TestKubernetes::readsStates_data()
{
    QTest::addColumn<QJsonArray>("items");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("end");
    const QString none;
    const auto job = [](const QString &status) {
        return object(u"{\"kind\": \"Job\", \"metadata\": {\"name\": \"migration\"}, \"spec\": {}, "
                      "\"status\": %1}"_s.arg(status));
    };
    const auto set = [](const QString &kind, const QString &status) {
        return object(u"{\"kind\": \"%1\", \"metadata\": {\"name\": \"db\", \"generation\": 1}, "
                      "\"spec\": {\"replicas\": 2}, \"status\": %2}"_s.arg(kind, status));
    };
    QTest::newRow("nothing") << QJsonArray() << none << none;
    QTest::newRow("deployed") << QJsonArray{deployment(2, 2)} << none << none;
    QTest::newRow("one of two") << QJsonArray{deployment(2, 1)}
                                << u"its deployment \"api\" 1 of 2 are ready"_s << none;
    QTest::newRow("scaled to none") << QJsonArray{deployment(0, 0)} << none << none;
    QTest::newRow("not observed")
        << QJsonArray{object(u"{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"api\", "
                             "\"generation\": 3}, \"spec\": {}, \"status\": "
                             "{\"observedGeneration\": 2, \"replicas\": 1, \"updatedReplicas\": 1, "
                             "\"availableReplicas\": 1}}"_s)}
        << u"its deployment \"api\" has not been looked at by the cluster yet"_s << none;
    QTest::newRow("no progress")
        << QJsonArray{object(u"{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"api\"}, "
                             "\"spec\": {}, \"status\": {\"conditions\": [{\"type\": "
                             "\"Progressing\", \"status\": \"False\", \"reason\": "
                             "\"ProgressDeadlineExceeded\", \"message\": \"timed out\"}]}}"_s)}
        << u"its deployment \"api\" made no progress (ProgressDeadlineExceeded: timed out)"_s
        << u"lost its deployment \"api\", which made no progress (ProgressDeadlineExceeded: timed "
           "out)"_s;
    QTest::newRow("stateful set")
        << QJsonArray{set(u"StatefulSet"_s, u"{\"observedGeneration\": 1, \"readyReplicas\": 1, "
                                            "\"updatedReplicas\": 2}"_s)}
        << u"its statefulset \"db\" 1 of 2 are ready"_s << none;
    QTest::newRow("daemon set")
        << QJsonArray{set(u"DaemonSet"_s, u"{\"observedGeneration\": 1, \"numberReady\": 3, "
                                          "\"desiredNumberScheduled\": 3}"_s)}
        << none << none;
    QTest::newRow("job") << QJsonArray{job(u"{\"succeeded\": 1}"_s)} << none << none;
    QTest::newRow("job runs") << QJsonArray{job(u"{\"active\": 1}"_s)}
                              << u"its job \"migration\" is not complete"_s << none;
    QTest::newRow("job failed, and others wait for it")
        << QJsonArray{deployment(1, 0),
                      job(u"{\"conditions\": [{\"type\": \"Failed\", \"status\": \"True\", "
                          "\"reason\": \"BackoffLimitExceeded\"}]}"_s)}
        << u"its job \"migration\" failed (BackoffLimitExceeded)"_s
        << u"lost its job \"migration\", which failed (BackoffLimitExceeded)"_s;
    QTest::newRow("an image that is not there")
        << QJsonArray{deployment(1, 0),
                      pod(u"api-7d-x"_s, u"ReplicaSet/api-7d"_s,
                          u"{\"phase\": \"Pending\", \"containerStatuses\": [{\"name\": \"api\", "
                          "\"state\": {\"waiting\": {\"reason\": \"ImagePullBackOff\", "
                          "\"message\": "
                          "\"Back-off pulling image\"}}}]}"_s)}
        << u"its deployment \"api\" 0 of 1 are ready; pod \"api-7d-x\": its container \"api\" "
           "waits: ImagePullBackOff: Back-off pulling image"_s
        << none;
    QTest::newRow("a container that ends over and over")
        << QJsonArray{deployment(1, 0),
                      pod(u"api-7d-x"_s, u"ReplicaSet/api-7d"_s,
                          u"{\"phase\": \"Running\", \"containerStatuses\": [{\"name\": \"api\", "
                          "\"restartCount\": 4, \"state\": {\"waiting\": {\"reason\": "
                          "\"CrashLoopBackOff\"}}, \"lastState\": {\"terminated\": {\"exitCode\": "
                          "137, \"reason\": \"OOMKilled\"}}}]}"_s)}
        << u"its deployment \"api\" 0 of 1 are ready; pod \"api-7d-x\": its container \"api\" "
           "exited with 137 (OOMKilled) (restart 4) and waits: CrashLoopBackOff"_s
        << none;
    QTest::newRow("no node")
        << QJsonArray{pod(u"lone"_s, {},
                          u"{\"phase\": \"Pending\", \"conditions\": [{\"type\": \"PodScheduled\", "
                          "\"status\": \"False\", \"reason\": \"Unschedulable\", \"message\": "
                          "\"0/1 nodes are available\"}]}"_s)}
        << u"its pod \"lone\" is not ready; pod \"lone\": no node takes it: Unschedulable: 0/1 "
           u"nodes "
           "are available"_s
        << none;
    QTest::newRow("a pod that is done")
        << QJsonArray{pod(u"lone"_s, {}, u"{\"phase\": \"Succeeded\"}"_s)} << none << none;
    QTest::newRow("a pod that failed")
        << QJsonArray{pod(u"lone"_s, {},
                          u"{\"phase\": \"Failed\", \"containerStatuses\": [{\"name\": \"a\", "
                          "\"state\": {\"terminated\": {\"exitCode\": 3}}}]}"_s)}
        << u"its pod \"lone\" failed; pod \"lone\": its container \"a\" exited with 3"_s
        << u"lost its pod \"lone\", which failed (its container \"a\" exited with 3)"_s;
}

void TestKubernetes::readsStates()
{
    QFETCH(QJsonArray, items);
    QFETCH(QString, problem);
    QFETCH(QString, end);
    const auto state = kubeStateOf(list(items));
    QVERIFY(state);
    QCOMPARE(state->problem, problem);
    QCOMPARE(state->end, end);
}

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
