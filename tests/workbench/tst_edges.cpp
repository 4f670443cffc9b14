// SPDX-License-Identifier: GPL-3.0-or-later
// Edges of an environment go through proxies, and the system does not notice.
#include "base/postgres.h"
#include "workbench/given_workspace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace assay;
using namespace assay::workbench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Given = GivenWorkspace;

QByteArray withEdges(const QByteArray &edges)
{
    return "environment: local\nedges: " + edges + R"y(
services:
  database: { postgres: { database: work } }
  api:
    process:
      shell: "echo '${services.database.url} ${services.database.port}' > seen; exec sleep 1000"
    ready: { file: seen }
  other:
    process:
      shell: "echo '${services.database.url}' > other; exec sleep 1000"
    ready: { file: other }
)y";
}

QString firstWord(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
               ? QString::fromUtf8(file.readAll()).trimmed().section(u' ', 0, 0)
               : QString();
}

bool answers(const QString &url)
{
    return base::postgresReady(url, {.deadline = std::chrono::steady_clock::now() + 10s})
        .has_value();
}

} // namespace

class TestEdges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionsGoThroughAProxy();
    void mistakes_data();
    void mistakes();
};

void TestEdges::connectionsGoThroughAProxy()
{
    if (QDir(u"/usr/lib/postgresql"_s).isEmpty())
        QSKIP("PostgreSQL is not on this machine");
    Given given;
    given.write(u"environments/local.yaml"_s, withEdges("[api -> database]"));
    const auto bench = given.open();
    auto session = bench->provision(u"local"_s, {});
    QVERIFY(session);
    const auto up = (*session)->wait();
    QVERIFY2(up, up ? "" : qPrintable(up.error().toText()));
    const environment::ServiceEndpoint database = (*session)->services().front();
    const QString folder = given.folder() + u"/environments"_s;
    const QString seen = firstWord(folder + u"/seen"_s);
    QVERIFY2(QUrl(seen).port() != database.port, qPrintable(seen));
    QCOMPARE(QUrl(seen).userName(), QUrl(database.url).userName());
    QVERIFY(answers(seen));
    // Only whoever stands at the start of the edge.
    QCOMPARE(firstWord(folder + u"/other"_s), database.url);

    // The proxy's port stays when what is behind it starts again.
    QVERIFY((*session)->stopService(u"database"_s));
    QVERIFY(!answers(seen));
    QVERIFY((*session)->startService(u"database"_s));
    QVERIFY(answers(firstWord(folder + u"/seen"_s)));
    QVERIFY((*session)->destroy());
    QVERIFY(!answers(seen));
}

void TestEdges::mistakes_data()
{
    QTest::addColumn<QByteArray>("edges");
    QTest::addColumn<QString>("says");
    QTest::newRow("no arrow") << QByteArray("[api database]") << u"is no edge"_s;
    QTest::newRow("an end is missing") << QByteArray("[\"api -> \"]") << u"is no edge"_s;
    QTest::newRow("unknown") << QByteArray("[api -> databas]")
                             << u"no service is called \"databas\""_s;
    QTest::newRow("nothing goes there")
        << QByteArray("[database -> api]") << u"\"database\" does not name \"api\""_s;
}

void TestEdges::mistakes()
{
    QFETCH(const QByteArray, edges);
    QFETCH(const QString, says);
    Given given;
    given.write(u"environments/local.yaml"_s, withEdges(edges));
    const auto session = given.open()->provision(u"local"_s, {});
    QVERIFY(!session);
    const base::Error &error = session.error().diagnostics.front().error;
    QVERIFY2(error.title.contains(says), qPrintable(error.toText()));
    QCOMPARE(error.position.line, 2);
}

QTEST_GUILESS_MAIN(TestEdges)
#include "tst_edges.moc"
