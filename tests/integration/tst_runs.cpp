// SPDX-License-Identifier: GPL-3.0-or-later
// The real program over several runs: interrupted, resumed, in shards; and what must never come out
// of it.
#include "sandbox.h"

#include <QElapsedTimer>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace assay::test;
using namespace Qt::StringLiterals;

namespace {

QStringList caseLines(const QString &out)
{
    QStringList ids;
    for (const QString &line : out.split(u'\n')) {
        if (line.startsWith(u"✓ "_s) || line.startsWith(u"✕ "_s) || line.startsWith(u"■ "_s) ||
            line.startsWith(u"– "_s))
            ids.append(line.section(u"  "_s, 0, 0));
        if (line.isEmpty()) // the summary names bad ones again
            break;
    }
    ids.sort();
    return ids;
}

} // namespace

class TstRuns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signalWritesReportsAndTearsDown_data();
    void signalWritesReportsAndTearsDown();
    void signalWhileTheEnvironmentComesUp();
    void lastFailed();
    void compare();
    void shards();
    void secretsStayHidden();
};

void TstRuns::signalWritesReportsAndTearsDown_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::newRow("SIGINT") << SIGINT << 130 << u"interrupted (SIGINT)"_s;
    QTest::newRow("SIGTERM") << SIGTERM << 143 << u"terminated (SIGTERM)"_s;
}

void TstRuns::signalWritesReportsAndTearsDown()
{
    QFETCH(int, signal);
    QFETCH(int, code);
    QFETCH(QString, reason);

    Sandbox box;
    box.write(u"environments/local.yaml"_s,
              "environment: local\nservices:\n  cache: { redis: {} }\n");
    box.write(u"a.yaml"_s, R"y(suite: A
environment: local
cases:
  - { case: quick, steps: [{ exec: { command: ["true"] } }] }
  - case: hangs
    needs: [quick]
    steps: [{ exec: { shell: "trap '' TERM; touch hanging; while [ ! -f fixed ]; do sleep 0.2; done" } }]
    teardown: [{ exec: { command: [touch, case-torn-down] } }]
  - { case: later, needs: [hangs], steps: [{ exec: { command: ["true"] } }] }
teardown: [{ exec: { command: [touch, suite-torn-down] } }]
)y");
    QProcess process;
    box.start(process, {u"."_s, u"--report"_s, u"junit:r.xml"_s, u"--report"_s, u"json:r.json"_s,
                        u"--report"_s, u"html:r.html"_s});
    QTRY_VERIFY_WITH_TIMEOUT(box.has(u"hanging"_s), 30'000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    const Sandbox::Result result = Sandbox::wait(process, 20'000);
    QVERIFY2(result.code == code, result.describe());
    QVERIFY2(result.out.contains(u"Stopped early: "_s + reason + u'\n'), result.describe());
    QCOMPARE(caseLines(result.out),
             QStringList({u"– a.yaml::later"_s, u"■ a.yaml::hangs"_s, u"✓ a.yaml::quick"_s}));
    QVERIFY(box.has(u"case-torn-down"_s));
    QVERIFY(box.has(u"suite-torn-down"_s));
    QCOMPARE(elementsOf(box.read(u"r.xml"_s)).value(u"testcase"_s), 3);
    const QJsonObject run = QJsonDocument::fromJson(box.read(u"r.json"_s)).object();
    QCOMPARE(run[u"run"_s].toObject()[u"exitCode"_s].toInt(), code);
    QCOMPARE(run[u"cases"_s].toArray().size(), 3);
    QVERIFY(box.read(u"r.html"_s).contains("hangs"));
    QCOMPARE(box.processes(), QStringList());
    QCOMPARE(box.temporaryFolders(), QStringList());

    // What had no final outcome runs again, and only that.
    box.write(u"fixed"_s, "");
    const Sandbox::Result resumed = box.run({u"."_s, u"--resume"_s, u"latest"_s, u"--no-needs"_s});
    QVERIFY2(resumed.code == 0, resumed.describe());
    QCOMPARE(caseLines(resumed.out), QStringList({u"✓ a.yaml::hangs"_s, u"✓ a.yaml::later"_s}));
    const Sandbox::Result nothing = box.run({u"."_s, u"--resume"_s, u"latest"_s});
    QVERIFY2(nothing.code == 5, nothing.describe());
}

void TstRuns::signalWhileTheEnvironmentComesUp()
{
    Sandbox box;
    box.write(u"environments/local.yaml"_s, R"y(environment: local
services:
  cache: { redis: {} }
  web:
    process: { command: [/bin/sh, -c, "touch web-started; exec sleep 1000"], environment: { R: "${services.cache.url}" }, cwd: .. }
    ready: { file: never, within: 60s }
)y");
    box.write(u"a.yaml"_s, "suite: A\nenvironment: local\ncases:\n"
                           "  - { case: a, steps: [{ wait: 1ms }] }\n");
    QProcess process;
    box.start(process, {u"."_s, u"--report"_s, u"junit:r.xml"_s});
    bool seen = false; // once is enough: a process that execs has no environment for a moment
    QTRY_VERIFY_WITH_TIMEOUT((seen = seen || !box.processes().filter(u"sleep 1000"_s).isEmpty()),
                             30'000);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    const Sandbox::Result result = Sandbox::wait(process, 20'000);
    QVERIFY2(result.code == 130, result.describe());
    QVERIFY2(timer.elapsed() < 15'000, result.describe());
    QVERIFY2(result.out.contains(u"– a.yaml::a  skipped: not run: the run was aborted\n"_s),
             result.describe());
    QCOMPARE(elementsOf(box.read(u"r.xml"_s)).value(u"testcase"_s), 1);
    QCOMPARE(box.processes(), QStringList());
    QCOMPARE(box.temporaryFolders(), QStringList());
}

void TstRuns::lastFailed()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    const QStringList again{u"."_s, u"--last-failed"_s};
    QCOMPARE(caseLines(box.run(again).out).size(), 3); // none recorded: all
    QCOMPARE(caseLines(box.run(again).out), QStringList({u"✕ a.yaml::two"_s}));
    // It stays on the list when it is not selected.
    QCOMPARE(box.run({u"."_s, u"--case"_s, u"one"_s}).code, 0);
    QCOMPARE(caseLines(box.run(again).out), QStringList({u"✕ a.yaml::two"_s}));
    box.write(u"fixed"_s, "");
    const Sandbox::Result good = box.run(again);
    QCOMPARE(good.code, 0);
    QCOMPARE(caseLines(good.out), QStringList({u"✓ a.yaml::two"_s}));
    QCOMPARE(caseLines(box.run(again).out).size(), 3);
}

void TstRuns::compare()
{
    Sandbox box;
    const auto write = [&](const QByteArray &body) {
        box.write(u"suites/a.yaml"_s,
                  "suite: S\ncases:\n  - { case: good, steps: [{ script: \"1\" }] }\n"
                  "  - { case: other, steps: [{ script: \"" +
                      body + "\" }] }\n");
    };
    write("1");
    QCOMPARE(box.run({u"."_s}).code, 0);
    const QString first = box.run({u"."_s, u"--runs"_s}).out.section(u' ', 0, 0);
    write("assert(false, 'as planned')");
    QCOMPARE(box.run({u"."_s}).code, 1);

    const Sandbox::Result worse =
        box.run({u"."_s, u"--compare"_s, first, u"latest"_s, u"--report"_s, u"json:c.json"_s});
    QVERIFY2(worse.code == 1, worse.describe().constData());
    QVERIFY2(worse.out.contains(u"1 new failure"_s), worse.describe().constData());
    QVERIFY(box.read(u"c.json"_s).contains("\"new failure\": 1"));
    const Sandbox::Result better = box.run({u"--compare"_s, u"latest"_s, first, u"."_s});
    QVERIFY2(better.code == 0, better.describe().constData());
    QVERIFY2(better.out.contains(u"1 fixed"_s), better.describe().constData());

    QCOMPARE(box.run({u"."_s, u"--compare"_s, first}).code, 4); // one is missing
    QCOMPARE(box.run({u"."_s, u"--compare"_s, first, u"zz"_s}).code, 4);
    const Sandbox::Result format =
        box.run({u"."_s, u"--compare"_s, first, first, u"--report"_s, u"junit:x.xml"_s});
    QCOMPARE(format.code, 4);
    QVERIFY2(format.err.contains(u"json or markdown"_s), format.describe().constData());
    const Sandbox::Result unwritable =
        box.run({u"."_s, u"--compare"_s, first, first, u"--report"_s, u"json:/proc/none/x"_s});
    QCOMPARE(unwritable.code, 3);
}

void TstRuns::shards()
{
    Sandbox box;
    QByteArray suite = "suite: Many\ncases:\n";
    for (int i = 0; i < 20; ++i) {
        suite += "  - { case: c" + QByteArray::number(i) +
                 (i > 0 && i % 5 == 0 ? ", needs: [c" + QByteArray::number(i - 1) + "]" : "") +
                 ", steps: [{ script: \"assert(" + (i == 7 ? "false" : "true") + ")\" }] }\n";
    }
    box.write(u"many.yaml"_s, suite);
    // As on three machines, none of which knows the others' history.
    QSet<QString> all;
    int cases = 0;
    int bad = 0;
    for (const QString &i : {u"1"_s, u"2"_s, u"3"_s}) {
        const Sandbox::Result result = box.run({u"."_s, u"--shard"_s, i + u"/3"_s});
        QVERIFY2(result.code == 0 || result.code == 1, result.describe());
        bad += result.code;
        const QStringList lines = caseLines(result.out);
        cases += static_cast<int>(lines.size());
        all += QSet<QString>(lines.begin(), lines.end());
        const Sandbox::Result kept = box.run({u"."_s, u"--export"_s, i + u".assayrun"_s});
        QVERIFY2(kept.code == 0, kept.describe());
        QVERIFY(QDir(box.path(u".assay"_s)).removeRecursively());
    }
    QCOMPARE(bad, 1);
    QCOMPARE(all.size(), 20);
    QCOMPARE(cases, 20); // no case ran twice

    const Sandbox::Result merged = box.run({u"--merge"_s, u"1.assayrun"_s, u"2.assayrun"_s,
                                            u"3.assayrun"_s, u"--report"_s, u"junit:all.xml"_s});
    QVERIFY2(merged.code == 1, merged.describe()); // the worst of the three
    QVERIFY2(merged.out.startsWith(u"merged 3 shards into run "_s), merged.describe());
    QCOMPARE(elementsOf(box.read(u"all.xml"_s)).value(u"testcase"_s), 20);

    // Of a workspace that stands before the files, as with the other actions.
    QVERIFY(QDir(box.path({})).mkpath(u"../other"_s));
    const Sandbox::Result there =
        box.run({u"--merge"_s, u"../other"_s, u"1.assayrun"_s, u"2.assayrun"_s, u"3.assayrun"_s});
    QVERIFY2(there.code == 1, there.describe());
    QVERIFY(box.has(u"../other/.assay/history.db"_s));
    QVERIFY(QDir(box.path(u"../other/.assay"_s)).removeRecursively());
    QCOMPARE(box.run({u"../other"_s, u"--import"_s, u"1.assayrun"_s}).code, 0);
    QVERIFY(box.has(u"../other/.assay/history.db"_s));

    const Sandbox::Result missing = box.run({u"--merge"_s, u"1.assayrun"_s, u"3.assayrun"_s});
    QCOMPARE(missing.code, 4);
    QCOMPARE(missing.err,
             u"error: shard 2/3 is missing\n  = a merged report without it would be wrong\n"_s);
    const Sandbox::Result twice =
        box.run({u"--merge"_s, u"1.assayrun"_s, u"2.assayrun"_s, u"3.assayrun"_s, u"1.assayrun"_s});
    QCOMPARE(twice.code, 4);
    QVERIFY2(twice.err.startsWith(u"error: shard 1/3 is there twice: "_s), twice.describe());
    QCOMPARE(box.run({u"."_s, u"--case"_s, u"c1"_s}).code, 0);
    QCOMPARE(box.run({u"."_s, u"--export"_s, u"whole.assayrun"_s}).code, 0);
    const Sandbox::Result foreign =
        box.run({u"--merge"_s, u"1.assayrun"_s, u"2.assayrun"_s, u"whole.assayrun"_s});
    QCOMPARE(foreign.code, 4);
    QVERIFY2(foreign.err.contains(u"is not a shard\n  = it was run without --shard i/n\n"_s),
             foreign.describe());
}

void TstRuns::secretsStayHidden()
{
    const QByteArray token = "tok/en+with odd=signs&0123456789";
    const QByteArray other = "0ther\"secret\\value<here>9876543210";
    Sandbox box;
    box.write(u".env"_s, "# planted\nexport TOKEN=" + token + "\n");
    box.variables.insert(u"ASSAY_SECRET_OTHER"_s, QString::fromLatin1(other));
    box.write(u"environments/local.yaml"_s, R"y(environment: local
services:
  cache: { redis: {} }
  talker:
    process:
      command: [/bin/sh, -c, 'printf "starting with %s\\n" "$T"; printf "and %s\\n" "$O" >&2; exec sleep 1000']
      environment: { T: "${secret.TOKEN}", O: "${secret.OTHER}" }
    ready: { log: "^and" }
)y");
    box.write(u"a.yaml"_s, R"y(suite: A
environment: local
cases:
  - case: echoed by a server
    steps:
      - redis: { on: cache, command: [SET, "${secret.TOKEN}", "${secret.OTHER}"] }
      - redis: { on: cache, command: [GET, "${secret.TOKEN}"] }
        capture: { got: $ }
        continueOnFailure: true
      - script: "assert(false, 'captured ' + vars.got + ' and ' + secret.TOKEN)"
  - case: echoed by a program
    steps:
      - exec:
          shell: "printf '%s' \"$T\" | base64 -w0; echo; printf '%s' \"$O\" | base64 -w0; echo \"$T\" >&2; exit 1"
          environment: { T: "${secret.TOKEN}", O: "${secret.OTHER}" }
  - case: URL-encoded
    steps:
      - script: "assert(false, encodeURIComponent(secret.TOKEN) + ' ' + encodeURIComponent(secret.OTHER))"
  - case: in an address
    steps: [{ http: { GET: "http://127.0.0.1:1/?t=${encodeURIComponent(secret.TOKEN)}", headers: { X-Token: "${secret.OTHER}" } } }]
  - case: in a row
    each: { key: key, rows: [{ key: a, what: "${secret.TOKEN}" }] }
    steps: [{ script: "assert(vars.nothing === row.what, JSON.stringify(row))" }]
  - case: in a name of a step
    steps: [{ name: "says ${secret.OTHER}", exec: { command: [/nonexistent/program, "${secret.TOKEN}"] } }]
  - case: long output
    steps:
      - exec: { shell: "head -c 199990 /dev/zero | tr '\\0' x; echo \"$T\"; head -c 5000 /dev/zero | tr '\\0' y", environment: { T: "${secret.TOKEN}" } }
        expect: { stdout: something else }
)y");
    QStringList arguments{u"."_s, u"-v"_s, u"--events"_s, u"out/events.jsonl"_s};
    QDir().mkpath(box.path(u"out"_s));
    const QStringList formats{u"html"_s, u"junit"_s,    u"json"_s, u"jsonl"_s,
                              u"csv"_s,  u"markdown"_s, u"tap"_s,  u"github"_s};
    for (const QString &format : formats)
        arguments += {u"--report"_s, format + u":out/report."_s + format};
    const Sandbox::Result result = box.run(arguments);
    QVERIFY2(result.code == 1, result.describe());
    QVERIFY2(result.out.contains(u"starting with ***"_s), result.describe());
    QVERIFY2(result.out.contains(u"and ***"_s), result.describe());
    QCOMPARE(
        box.run({u"."_s, u"--run"_s, u"latest"_s, u"--report"_s, u"jsonl:out/later.jsonl"_s}).code,
        0);
    QCOMPARE(box.run({u"."_s, u"--export"_s, u"out/run.assayrun"_s}).code, 0);

    QList<QPair<QString, QByteArray>> artefacts{{u"stdout"_s, result.out.toUtf8()},
                                                {u"stderr"_s, result.err.toUtf8()}};
    for (const QString &folder : {u"out"_s, u".assay"_s}) {
        for (const QFileInfo &file : QDir(box.path(folder)).entryInfoList(QDir::Files))
            artefacts.append({file.fileName(), readAll(file.filePath())});
    }
    QVERIFY(artefacts.size() >= 13);
    for (const QByteArray &secret : {token, other}) {
        QByteArray json = secret;
        json.replace('\\', "\\\\").replace('"', "\\\"");
        const QList<QByteArray> forms{secret,
                                      secret.toBase64(),
                                      secret.toPercentEncoding(),
                                      json,
                                      QString::fromUtf8(secret).toHtmlEscaped().toUtf8(),
                                      secret.first(12),
                                      secret.sliced(secret.size() - 12)};
        for (const auto &[name, content] : artefacts) {
            for (const QByteArray &form : forms) {
                const qsizetype at = content.indexOf(form);
                QVERIFY2(
                    at < 0,
                    qPrintable(u"%1 has %2: ...%3"_s.arg(
                        name, QString::fromUtf8(form),
                        QString::fromUtf8(content.mid(std::max<qsizetype>(0, at - 200), 400)))));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TstRuns)
#include "tst_runs.moc"
