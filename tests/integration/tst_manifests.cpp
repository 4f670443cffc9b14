// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/yaml_reader.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using model::Node;

namespace {

const QString kFolder = QStringLiteral(ASSAY_SOURCE_DIR "/packaging/kubernetes/");

/// The documents of a file.
std::vector<Node> documentsOf(const QString &name, QByteArray text)
{
    std::vector<Node> documents;
    const QByteArray separator = "\n---\n";
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(separator);
        const QByteArray one = end < 0 ? text : text.first(end + 1);
        text = end < 0 ? QByteArray() : text.sliced(end + separator.size());
        suite::Diagnostics diagnostics;
        auto node = suite::readYaml(one, name, diagnostics);
        if (!node || !diagnostics.isEmpty() || !node->isMap())
            qFatal("%s is no YAML that we can read", qPrintable(name));
        documents.push_back(*node);
    }
    return documents;
}

QByteArray read(const QString &name)
{
    QFile file(kFolder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString text(const Node &node)
{
    return node.isText() ? node.text() : node.value().toVariant().toString();
}

/// The one of that kind and name; a missing node when there is none.
Node find(const std::vector<Node> &objects, const QString &kind, const QString &name)
{
    for (const Node &object : objects) {
        if (text(object[u"kind"]) == kind && text(object[u"metadata"][u"name"]) == name)
            return object;
    }
    return {};
}

} // namespace

/// packaging/kubernetes: what can be seen without a cluster.
class TestManifests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deploysTheSystemAsInProduction();
    void namesOnlyFilesThatAreThere_data();
    void namesOnlyFilesThatAreThere();
    void bringsAllThatTheSystemNeeds();
    void isRenderedByKubectl();
};

void TestManifests::deploysTheSystemAsInProduction()
{
    std::vector<Node> objects;
    for (const QString &file : {u"namespace.yaml"_s, u"system/config.yaml"_s,
                                u"system/deployment.yaml"_s, u"system/service.yaml"_s}) {
        const auto some = documentsOf(file, read(file));
        objects.insert(objects.end(), some.begin(), some.end());
    }
    QVERIFY(find(objects, u"Namespace"_s, u"semantic-processor"_s).isMap());
    const Node config = find(objects, u"ConfigMap"_s, u"semantic-processor-config"_s);
    for (const char *name : {"REDIS_URL", "LOG_LEVEL", "METRICS_ENABLED", "HEALTH_CHECK_INTERVAL"})
        QVERIFY2(config[u"data"].contains(QString::fromLatin1(name)), name);
    // ConfigMaps hold texts only.
    for (const Node::Member &entry : config[u"data"].members())
        QVERIFY2(entry.value.isText(), qPrintable(entry.key));

    const Node deployment = find(objects, u"Deployment"_s, u"semantic-processor"_s);
    QCOMPARE(text(deployment[u"apiVersion"]), u"apps/v1"_s);
    QCOMPARE(text(deployment[u"spec"][u"replicas"]), u"3"_s);
    const Node &pod = deployment[u"spec"][u"template"];
    QCOMPARE(text(deployment[u"spec"][u"selector"][u"matchLabels"][u"app"]),
             text(pod[u"metadata"][u"labels"][u"app"]));
    const Node &container = pod[u"spec"][u"containers"].items().at(0);
    QCOMPARE(text(container[u"ports"].items().at(0)[u"containerPort"]), u"8080"_s);
    QCOMPARE(text(container[u"envFrom"].items().at(0)[u"configMapRef"][u"name"]),
             u"semantic-processor-config"_s);
    QCOMPARE(text(container[u"env"].items().at(0)[u"valueFrom"][u"secretKeyRef"][u"name"]),
             u"db-credentials"_s);
    QCOMPARE(text(container[u"livenessProbe"][u"httpGet"][u"path"]), u"/live"_s);
    QCOMPARE(text(container[u"readinessProbe"][u"httpGet"][u"path"]), u"/ready"_s);
    for (const char *which : {"requests", "limits"}) {
        for (const char *what : {"memory", "cpu"})
            QVERIFY(container[u"resources"][QString::fromLatin1(which)].contains(
                QString::fromLatin1(what)));
    }
    const Node service = find(objects, u"Service"_s, u"semantic-processor-service"_s);
    QCOMPARE(text(service[u"spec"][u"type"]), u"LoadBalancer"_s);
    QCOMPARE(text(service[u"spec"][u"ports"].items().at(0)[u"port"]), u"80"_s);
    QCOMPARE(text(service[u"spec"][u"selector"][u"app"]),
             text(pod[u"metadata"][u"labels"][u"app"]));
}

void TestManifests::namesOnlyFilesThatAreThere_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("system") << u"system"_s;
    QTest::newRow("test") << u"test"_s;
}

void TestManifests::namesOnlyFilesThatAreThere()
{
    QFETCH(QString, folder);
    const Node kustomization = documentsOf(folder, read(folder + u"/kustomization.yaml"_s)).front();
    QStringList named{u"kustomization.yaml"_s};
    for (const char *key : {"resources", "patchesStrategicMerge"}) {
        for (const Node &file : kustomization[QString::fromLatin1(key)].items())
            named.append(text(file));
    }
    named.sort();
    QCOMPARE(QDir(kFolder + folder).entryList({u"*.yaml"_s}, QDir::Files, QDir::Name), named);
    for (const Node &base : kustomization[u"bases"].items())
        QVERIFY(QDir(kFolder + folder + u'/' + text(base)).exists());
}

void TestManifests::bringsAllThatTheSystemNeeds()
{
    std::vector<Node> objects;
    for (const QString &file : QDir(kFolder + u"test"_s).entryList({u"*.yaml"_s}, QDir::Files)) {
        const auto some = documentsOf(file, read(u"test/"_s + file));
        objects.insert(objects.end(), some.begin(), some.end());
    }
    // Every host that its configuration names is a service with pods, and nothing has a namespace.
    const Node config = find(objects, u"ConfigMap"_s, u"semantic-processor-config"_s);
    const QStringList hosts{u"test-db"_s, u"redis-cache"_s, u"mock-llm"_s, u"mock-embedding"_s};
    QString named;
    for (const Node::Member &entry : config[u"data"].members())
        named += text(entry.value) + u'\n';
    for (const QString &host : hosts) {
        QVERIFY2(named.contains(host), qPrintable(host));
        const Node deployment = find(objects, u"Deployment"_s, host);
        const Node service = find(objects, u"Service"_s, host);
        QVERIFY2(deployment.isMap() && service.isMap(), qPrintable(host));
        QCOMPARE(text(service[u"spec"][u"selector"][u"app"]),
                 text(deployment[u"spec"][u"template"][u"metadata"][u"labels"][u"app"]));
        QVERIFY(deployment[u"spec"][u"template"][u"spec"][u"containers"].items().at(0).contains(
            u"readinessProbe"));
    }
    for (const Node &object : objects)
        QVERIFY(!object[u"metadata"].contains(u"namespace"));
}

void TestManifests::isRenderedByKubectl()
{
    if (QStandardPaths::findExecutable(u"kubectl"_s).isEmpty())
        QSKIP("there is no kubectl");
    for (const QString &folder : {u"system"_s, u"test"_s}) {
        QProcess kubectl;
        kubectl.start(u"kubectl"_s, {u"kustomize"_s, kFolder + folder});
        QVERIFY(kubectl.waitForFinished(60'000));
        QVERIFY2(kubectl.exitCode() == 0, kubectl.readAllStandardError().constData());
        const auto objects = documentsOf(folder, kubectl.readAllStandardOutput());
        const Node deployment = find(objects, u"Deployment"_s, u"semantic-processor"_s);
        QCOMPARE(text(deployment[u"spec"][u"replicas"]), folder == u"test" ? u"1"_s : u"3"_s);
        QCOMPARE(objects.size(), folder == u"test" ? std::size_t{12} : std::size_t{3});
    }
}

QTEST_GUILESS_MAIN(TestManifests)
#include "tst_manifests.moc"
