// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/kube_objects.h"
#include "kube_samples.h"

#include <QTest>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;

/// Whether what is in a namespace is as its manifests want it.
class TestKubeObjects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsStates_data();
    void readsStates();
    void refusesWhatIsNoList();
};

void TestKubeObjects::readsStates_data()
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

void TestKubeObjects::readsStates()
{
    QFETCH(QJsonArray, items);
    QFETCH(QString, problem);
    QFETCH(QString, end);
    const auto state = kubeStateOf(list(items));
    QVERIFY(state);
    QCOMPARE(state->problem, problem);
    QCOMPARE(state->end, end);
}

void TestKubeObjects::refusesWhatIsNoList()
{
    for (const char *text : {"", "{", "[]", "{\"items\": 1}", "null"})
        QVERIFY2(!kubeStateOf(text), text);
    // Whatever else stands there is no reason to fall over.
    QVERIFY(kubeStateOf("{\"items\": [1, null, {}, {\"kind\": \"Pod\"}]}"));
}

QTEST_GUILESS_MAIN(TestKubeObjects)
#include "tst_kube_objects.moc"
