// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILL at random moments of a run: nothing that was shown is lost, the rest can be resumed, and
// the next start leaves nothing of it behind.
#include "history/history_store.h"
#include "sandbox.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace assay;
using namespace assay::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kCases = 200;

QString idOf(int number)
{
    return u"many.yaml::c%1"_s.arg(number, 3, 10, QChar(u'0'));
}

QString expectedOf(int number)
{
    return number % 10 == 3 ? u"failed"_s : u"passed"_s;
}

void writeWorkspace(const Sandbox &box, const QByteArray &moreServices)
{
    box.write(u"environments/local.yaml"_s, "environment: local\nservices:\n"
                                            "  cache: { redis: {} }\n"
                                            "  web: { process: { command: [sleep, \"1000\"] } }\n" +
                                                moreServices);
    QByteArray suite = "suite: Many\nenvironment: local\ncases:\n";
    for (int i = 0; i < kCases; ++i) {
        suite += "  - { case: " + idOf(i).section(u"::"_s, 1).toUtf8() +
                 ", steps: [{ redis: { on: cache, command: [INCR, n] } }, { wait: 4ms }, { script: "
                 "\"assert(" +
                 (expectedOf(i) == u"passed"_s ? "true" : "false") + ")\" }] }\n";
    }
    box.write(u"many.yaml"_s, suite);
}

/// Case id -> glyph of the whole lines of a terminal's output.
QMap<QString, QString> printedIn(const QByteArray &out)
{
    QMap<QString, QString> printed;
    const QStringList lines = QString::fromUtf8(out.first(out.lastIndexOf('\n') + 1)).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u"✓ many"_s))
            printed.insert(line.mid(2, idOf(0).size()), u"passed"_s);
        else if (line.startsWith(u"✕ many"_s))
            printed.insert(line.mid(2, idOf(0).size()), u"failed"_s);
    }
    return printed;
}

} // namespace

class TstKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingShownIsLost();
    void databaseIsClearedAway();

private:
    /// False when the run was over before the moment came.
    bool killAt(const Sandbox &box, qint64 moment)
    {
        QProcess process;
        process.setStandardOutputFile(box.path(u"../out.txt"_s));
        box.start(process, {u"."_s, u"-j4"_s, u"--events"_s, u"../events.jsonl"_s});
        if (process.waitForFinished(static_cast<int>(moment)))
            return false;
        process.kill();
        return process.waitForFinished(10'000) && process.exitStatus() == QProcess::CrashExit;
    }
    void checkKilledRun(const Sandbox &box);
};

void TstKill::checkKilledRun(const Sandbox &box)
{
    const QStringList leases = box.leases();
    QMap<QString, QString> shown = outcomesOf(box.read(u"../events.jsonl"_s));
    shown.insert(printedIn(box.read(u"../out.txt"_s)));

    // What history has, before anybody cleans up.
    QHash<QString, model::Outcome> kept;
    bool known = false;
    if (box.has(u".assay/history.db"_s)) {
        auto store = history::HistoryStore::open(box.path(u".assay/history.db"_s),
                                                 history::HistoryStore::Access::Read);
        if (store && (*store)->find(u"latest"_s)) {
            auto finished = (*store)->finishedCases(u"latest"_s);
            QVERIFY2(finished, finished ? "" : qPrintable(finished.error().toText()));
            kept = *finished;
            known = true;
        }
    }
    for (auto it = shown.begin(); it != shown.end(); ++it) {
        QVERIFY2(kept.contains(it.key()), qPrintable(it.key() + u" was shown and is not kept"_s));
        QCOMPARE(model::outcomeName(kept.value(it.key())), it.value());
    }
    for (auto it = kept.begin(); it != kept.end(); ++it)
        QCOMPARE(model::outcomeName(it.value()), expectedOf(it.key().last(3).toInt()));

    QStringList arguments{u"."_s, u"-j4"_s, u"--events"_s, u"../resumed.jsonl"_s};
    if (known)
        arguments += {u"--resume"_s, u"latest"_s};
    const Sandbox::Result resumed = box.run(arguments);
    const QMap<QString, QString> rest = outcomesOf(box.read(u"../resumed.jsonl"_s));
    QVERIFY2(resumed.code == (kept.size() == kCases ? 5
                              : resumed.code == 0   ? 0
                                                    : 1),
             resumed.describe());
    QCOMPARE(rest.size() + kept.size(), kCases);
    for (int i = 0; i < kCases; ++i) {
        QVERIFY2(kept.contains(idOf(i)) != rest.contains(idOf(i)), qPrintable(idOf(i)));
        if (rest.contains(idOf(i)))
            QCOMPARE(rest.value(idOf(i)), expectedOf(i));
    }
    // Every process of ours, so every port of ours too.
    QCOMPARE(box.processes(), QStringList());
    QCOMPARE(box.temporaryFolders(leases), QStringList());
    QCOMPARE(box.leases(), QStringList());
}

void TstKill::nothingShownIsLost()
{
    const quint32 seed = qEnvironmentVariableIsSet("ASSAY_KILL_SEED")
                             ? static_cast<quint32>(qEnvironmentVariableIntValue("ASSAY_KILL_SEED"))
                             : QRandomGenerator::system()->generate();
    qInfo("moments by ASSAY_KILL_SEED=%d", static_cast<int>(seed));
    QRandomGenerator random(seed);

    qint64 whole = 0;
    {
        Sandbox box;
        writeWorkspace(box, {});
        QElapsedTimer timer;
        timer.start();
        const Sandbox::Result result = box.run({u"."_s, u"-j4"_s});
        QVERIFY2(result.code == 1, result.describe());
        QVERIFY2(result.out.contains(u"20 failed, 180 passed"_s), result.describe());
        whole = timer.elapsed();
    }
    int kills = 0;
    int early = 0;
    for (int tries = 0; kills < 20; ++tries) {
        QVERIFY2(tries < 60, "the runs are over before they can be killed");
        const qint64 moment = random.bounded(static_cast<int>(whole));
        Sandbox box;
        writeWorkspace(box, {});
        if (!killAt(box, moment))
            continue;
        ++kills;
        early += box.has(u".assay/history.db"_s) ? 0 : 1;
        checkKilledRun(box);
        if (QTest::currentTestFailed()) {
            qInfo("killed after %d of %d ms", static_cast<int>(moment), static_cast<int>(whole));
            return;
        }
    }
    QVERIFY2(early < kills, "no run came as far as history");
}

void TstKill::databaseIsClearedAway()
{
    Sandbox box;
    writeWorkspace(box, "  database: { postgres: {} }\n");
    QCOMPARE(box.run({u"."_s, u"-j4"_s}).code, 1); // also makes the pristine cluster
    for (int i = 0; i < 3; ++i) {
        // While it comes up, while cases run, and near the end.
        QProcess process;
        box.start(process, {u"."_s, u"-j1"_s});
        const QString awaited = i == 0 ? QString() : i == 1 ? idOf(5) : idOf(180);
        QByteArray out;
        bool come = false; // once is enough: a process that execs has no environment for a moment
        const auto hasCome = [&] {
            out += process.readAllStandardOutput();
            come = come || (awaited.isEmpty() ? !box.processes().filter(u"postgres"_s).isEmpty()
                                              : out.contains(awaited.toUtf8()));
            return come;
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasCome(), 60'000);
        process.kill();
        QVERIFY(process.waitForFinished(10'000));
        const QStringList leases = box.leases();
        QCOMPARE(leases.size(), 1);
        const Sandbox::Result next = box.run({u"."_s, u"--list"_s});
        QVERIFY2(next.code == 0, next.describe());
        QVERIFY2(next.err.contains(u"cleaned up after an earlier run: "_s), next.describe());
        QCOMPARE(box.processes(), QStringList());
        QCOMPARE(box.temporaryFolders(leases), QStringList());
        QCOMPARE(box.leases(), QStringList());
    }
}

QTEST_GUILESS_MAIN(TstKill)
#include "tst_kill.moc"
