// SPDX-License-Identifier: GPL-3.0-or-later
// The real program on small workspaces: how it ends, and what it says about bad input.
#include "sandbox.h"

#include <QTest>

using namespace assay::test;
using namespace Qt::StringLiterals;

namespace {

using Files = QList<QPair<QString, QByteArray>>;

const QByteArray kMixed = R"y(suite: Mixed
cases:
  - { case: good, tags: [fine], steps: [{ script: "1" }] }
  - { case: bad, tags: [ill], steps: [{ script: "assert(false, 'as planned')"
}]
}
  - { case: broken, tags: [ill], steps: [{ exec: { command: [/nonexistent/program] } }] }
  - { case: slow, tags: [ill], timeout: 50ms, steps: [{ wait: 60s }] }
  - { case: after bad, tags: [ill], needs: [bad], steps: [{ script: "1" }] }
  - case: flaky
    tags: [fine]
    retries: 2
    steps: [{ exec: { shell: "test -f flag-${run.id} || { touch flag-${run.id}; exit 1; }" } }]
  - { case: known, tags: [fine], quarantine: true, steps: [{ exec: { command: ["false"] } }] }
)y";

/// A YAML file of 2^40 items.
QByteArray aliasBomb()
{
    QByteArray text = "suite: Bomb\nvars:\n  a0: &a0 [x, x]\n";
    for (int i = 1; i < 40; ++i) {
        const QByteArray last = QByteArray::number(i - 1);
        const QByteArray now = QByteArray::number(i);
        text += "  a" + now + ": &a" + now + " [*a" + last + ", *a" + last + "]\n";
    }
    return text + "cases: []\n";
}

} // namespace

class TstExitCodes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ends_data();
    void ends();
    void refuses_data();
    void refuses();
    void linkOutOfTheWorkspaceIsRefused();
    void serviceThatDoesNotComeUp_data();
    void serviceThatDoesNotComeUp();
    void needsOfAFailedCaseNameTheRoot();
    void lists();
    void repeats();
    void saysTheSeedOfAShuffle();
};

void TstExitCodes::ends_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said"); // on standard output

    const auto row = [](const char *name, const QStringList &arguments, int code,
                        const QString &said) { QTest::newRow(name) << arguments << code << said; };
    row("all passed", {u"--case"_s, u"good"_s}, 0, u"1 passed in "_s);
    row("flaky and quarantined", {u"--tag"_s, u"fine"_s}, 0,
        u"2 passed, 1 of them flaky, 1 quarantined in "_s);
    row("flaky counts", {u"--case"_s, u"flaky"_s, u"--fail-on-flaky"_s}, 1,
        u"1 passed, 1 of them flaky in "_s);
    row("failed", {u"--case"_s, u"bad"_s}, 1, u"1 failed, 0 passed in "_s);
    row("error", {u"--case"_s, u"broken"_s}, 1, u"1 error, 0 passed in "_s);
    row("timed out", {u"--case"_s, u"slow"_s}, 1, u"1 timed out, 0 passed in "_s);
    row("all of it", {}, 1,
        u"1 failed, 1 error, 1 timed out, 2 passed, 1 of them flaky, 1 quarantined, 1 skipped in "_s);
    row("limit of a command line", {u"--case"_s, u"slow"_s, u"--timeout"_s, u"10ms"_s}, 1,
        u"the case took longer than its limit of 10 ms"_s);
    row("retries of a command line", {u"--case"_s, u"flaky"_s, u"--retries"_s, u"0"_s}, 1,
        u"1 failed, 0 passed in "_s);
    row("fail fast", {u"-x"_s, u"-j1"_s, u"--tag"_s, u"ill"_s}, 2, u"Stopped early: fail-fast\n"_s);
    row("fail fast, nothing bad", {u"-x"_s, u"--case"_s, u"good"_s}, 0, u"1 passed in "_s);
    row("two failures", {u"--max-failures"_s, u"2"_s, u"-j"_s, u"1"_s, u"--tag"_s, u"ill"_s}, 2,
        u"Stopped early: 2 failures\n"_s);
    row("nothing selected is fine", {u"-k"_s, u"nothing"_s, u"--pass-with-no-tests"_s}, 0,
        u"0 passed in "_s);
    row("a place", {u"mixed.yaml:3"_s}, 0, u"✓ mixed.yaml::good"_s);
}

void TstExitCodes::ends()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, said);

    Sandbox box;
    box.write(u"mixed.yaml"_s, kMixed);
    const bool placed = arguments.value(0).contains(u".yaml"_s);
    const Sandbox::Result result = box.run(placed ? arguments : QStringList{u"."_s} + arguments);
    QVERIFY2(result.code == code, result.describe());
    QVERIFY2(result.out.contains(said), result.describe());
    QCOMPARE(result.err, QString());
    QCOMPARE(box.processes(), QStringList());
}

void TstExitCodes::refuses_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said"); // on standard error

    const auto suite = [](const char *name, const QByteArray &text, const QString &said) {
        QTest::newRow(name) << Files{{u"a.yaml"_s, text}} << QStringList{u"."_s} << 4 << said;
    };
    const auto option = [](const char *name, const QStringList &arguments, int code,
                           const QString &said) {
        QTest::newRow(name) << Files{{u"mixed.yaml"_s, kMixed}} << arguments << code << said;
    };
    option(
        "unknown option", {u"."_s, u"--fial-fast"_s}, 4,
        u"error: there is no option --fial-fast\n  = did you mean \"--fail-fast\"? See --help.\n"_s);
    option("number", {u"."_s, u"--retries"_s, u"many"_s}, 4,
           u"error: --retries takes a whole number from 0, not \"many\"\n"_s);
    option("value missing", {u"."_s, u"--retries"_s}, 4,
           u"error: --retries needs a value: N\n"
           "  = further attempts of a bad case, over what suites say\n"_s);
    option("shard", {u"."_s, u"--shard"_s, u"4/3"_s}, 4,
           u"error: --shard takes i/n with i from 1 to n, not \"4/3\"\n"
           "  = for example --shard 2/3\n"_s);
    option("report format", {u"."_s, u"--report"_s, u"xml:out.xml"_s}, 4,
           u"error: there is no report format \"xml\"\n"
           "  = known: html, junit, json, jsonl, tap, csv, markdown, github\n"_s);
    option("no such folder", {u"nowhere"_s}, 4,
           u"error: there is nothing at nowhere\n  = name a folder of suites\n"_s);
    option("no such case", {u"."_s, u"--case"_s, u"goood"_s}, 4,
           u"error: no case is called \"goood\"\n  = did you mean \"good\"?\n\n"_s);
    option("no such environment", {u"."_s, u"-e"_s, u"local"_s}, 4,
           u"error: no environment is called \"local\"\n"_s);
    option("no history to resume", {u"."_s, u"--resume"_s, u"latest"_s}, 4,
           u"error: history has no run yet\n  = run something first\n\n"_s);
    option("nothing selected", {u"."_s, u"-k"_s, u"nothing"_s}, 5,
           u"error: no case is selected\n"
           "  = see what there is with --list; --pass-with-no-tests makes this a success\n\n"_s);

    suite("all mistakes at once", R"y(suite: A
casess: []
config: { parallel: many, timeout: 5 }
cases:
  - case: x
    stpes: []
  - case: y
    needs: [zz]
    steps: [{ htpp: 1 }]
)y",
          u"error: the suite does not know the key \"casess\"\n"
          "  --> a.yaml:2:1\n"
          "   |\n"
          " 2 | casess: []\n"
          "   | ^\n"
          "  = did you mean \"cases\"?\n\n"
          "error: \"parallel\" must be a whole number from 1 to 1024, but this is \"many\"\n"
          "  --> a.yaml:3:21\n"
          "   |\n"
          " 3 | config: { parallel: many, timeout: 5 }\n"
          "   |                     ^\n\n"
          "error: \"timeout\" must be a duration such as 200ms, but this is 5\n"
          "  --> a.yaml:3:36\n"
          "   |\n"
          " 3 | config: { parallel: many, timeout: 5 }\n"
          "   |                                    ^\n\n"
          "error: an item of \"cases\" does not know the key \"stpes\"\n"
          "  --> a.yaml:6:5\n"
          "   |\n"
          " 6 |     stpes: []\n"
          "   |     ^\n"
          "  = did you mean \"steps\"?\n\n"
          "error: an item of \"cases\" needs the key \"steps\"\n"
          "  --> a.yaml:5:5\n"
          "   |\n"
          " 5 |   - case: x\n"
          "   |     ^\n"
          "  = add \"steps: []\"\n\n"
          "error: no step kind is called \"htpp\"\n"
          "  --> a.yaml:9:15\n"
          "   |\n"
          " 9 |     steps: [{ htpp: 1 }]\n"
          "   |               ^\n"
          "  = did you mean \"http\"?\n\n"
          "error: no case is called \"zz\"\n"
          "  --> a.yaml:8:13\n"
          "   |\n"
          " 8 |     needs: [zz]\n"
          "   |             ^\n"
          "  = known: x, y\n\n"
          "7 mistakes; nothing was run\n"_s);
    suite("broken YAML", "suite: [A\n",
          u"error: a \"[\" is not closed, or a \",\" is missing\n"
          "  --> a.yaml:2:1\n"
          "  = close it with \"]\"; put texts that hold brackets or ${...} in quotes\n\n"_s);
    suite("alias bomb", aliasBomb(),
          u"error: aliases expand to more than 100000 values\n"
          "  --> a.yaml:17:20\n"
          "    |\n"
          " 17 |   a14: &a14 [*a13, *a13]\n"_s);
    suite("circle", R"y(suite: A
cases:
  - { case: a, needs: [b], steps: [{ wait: 1ms }] }
  - { case: b, needs: [c], steps: [{ wait: 1ms }] }
  - { case: c, needs: [a], steps: [{ wait: 1ms }] }
)y",
          u"error: cases need each other in a circle: a -> b -> c -> a\n"
          "  --> a.yaml:5:24\n"
          "   |\n"
          " 5 |   - { case: c, needs: [a], steps: [{ wait: 1ms }] }\n"
          "   |                        ^\n"
          "  = take one of these needs out\n\n"_s);
    suite("missing file", R"y(suite: A
cases:
  - { case: a, each: { csv: nope.csv }, steps: [{ wait: 1ms }] }
)y",
          u"error: no file is at \"nope.csv\"\n"
          "  --> a.yaml:3:29\n"
          "   |\n"
          " 3 |   - { case: a, each: { csv: nope.csv }, steps: [{ wait: 1ms }] }\n"
          "   |                             ^\n"_s);
    suite("path that leaves the workspace", R"y(suite: A
include: [../../../etc/passwd]
cases: []
)y",
          u"error: \"../../../etc/passwd\" leaves the workspace\n"
          "  --> a.yaml:2:11\n"
          "   |\n"
          " 2 | include: [../../../etc/passwd]\n"
          "   |           ^\n"
          "  = add its folder to \"roots\" in workspace.yaml\n\n"_s);
    suite("unknown environment", "suite: A\nenvironment: locl\ncases: []\n",
          u"error: no environment is called \"locl\"\n"
          "  --> a.yaml:2:14\n"
          "   |\n"
          " 2 | environment: locl\n"
          "   |              ^\n"
          "  = write it as environments/locl.yaml\n\n"_s);
}

void TstExitCodes::refuses()
{
    QFETCH(Files, files);
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, said);

    Sandbox box;
    for (const auto &[name, content] : files)
        box.write(name, content);
    const Sandbox::Result result = box.run(arguments, 20'000);
    QVERIFY2(result.code == code, result.describe());
    QVERIFY2(result.err.startsWith(said), result.describe());
    QCOMPARE(result.out, QString()); // nothing was run
}

void TstExitCodes::linkOutOfTheWorkspaceIsRefused()
{
    Sandbox box;
    box.write(u"../outside.csv"_s, "name\nx\n");
    QVERIFY(QFile::link(box.path(u"../outside.csv"_s), box.path(u"data.csv"_s)));
    box.write(u"a.yaml"_s, R"y(suite: A
cases:
  - { case: a, each: { csv: data.csv }, steps: [{ wait: 1ms }] }
)y");
    const Sandbox::Result result = box.run({u"."_s});
    QCOMPARE(result.code, 4);
    QCOMPARE(result.err, u"error: \"data.csv\" is a link that leaves the workspace\n"
                         "  --> a.yaml:3:29\n"
                         "   |\n"
                         " 3 |   - { case: a, each: { csv: data.csv }, steps: [{ wait: 1ms }] }\n"
                         "   |                             ^\n"
                         "  = add its folder to \"roots\" in workspace.yaml\n\n"_s);
}

void TstExitCodes::serviceThatDoesNotComeUp_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QString>("said");
    QTest::newRow("not ready in time")
        << QByteArray(R"y(  web:
    process: { command: [/bin/sh, -c, "echo first; echo second >&2; exec sleep 1000"], environment: { R: "${services.cache.url}" } }
    ready: { file: never.txt, within: 300ms }
)y")
        << u"error: service \"web\" (process) did not start: it was not ready within 300 ms: "
           "there is no file never.txt\n"
           "  --> environments/local.yaml:5:3\n"
           "  = see its last lines; `ready: { within: ... }` gives it more time\n"
           "  because it was run as `/bin/sh -c 'echo first; echo second >&2; exec sleep 1000'` "
           "and "
           "wrote last:\n"
           "    | first\n"
           "    | second\n"_s;
    QTest::newRow("ends at once")
        << QByteArray(R"y(  web:
    process: { command: [/bin/sh, -c, "echo first; echo second >&2; exit 3"], environment: { R: "${services.cache.url}" } }
    ready: { file: never.txt, within: 30s }
)y")
        << u"error: service \"web\" (process) did not start: it exited with 3 before it was ready\n"
           "  --> environments/local.yaml:5:3\n"
           "  = its last lines say why\n"
           "  because it was run as `/bin/sh -c 'echo first; echo second >&2; exit 3'` and wrote "
           "last:\n"
           "    | first\n"
           "    | second\n"_s;
    QTest::newRow("no such program")
        << QByteArray("  web: { process: { command: [/nonexistent/web, --port, \"1\"] } }\n")
        << u"error: service \"web\" (process) did not start: cannot run \"/nonexistent/web\": no "
           u"such file\n"
           "  --> environments/local.yaml:5:3\n"_s;
}

/// It is named with its command and its last lines; all else is torn down.
void TstExitCodes::serviceThatDoesNotComeUp()
{
    QFETCH(QByteArray, service);
    QFETCH(QString, said);

    Sandbox box;
    box.write(u"environments/local.yaml"_s,
              "environment: local\nservices:\n  cache: { redis: {} }\n"
              "  other: { process: { command: [sleep, \"1000\"] } }\n" +
                  service);
    box.write(u"a.yaml"_s, "suite: A\nenvironment: local\ncases:\n"
                           "  - { case: a, steps: [{ wait: 1ms }] }\n");
    const Sandbox::Result result =
        box.run({u"."_s, u"--report"_s, u"junit:junit.xml"_s, u"--report"_s, u"json:run.json"_s});
    QVERIFY2(result.code == 6, result.describe());
    QCOMPARE(result.err, said);
    QVERIFY2(result.out.contains(u"– a.yaml::a  skipped: the environment did not come up\n"_s),
             result.describe());
    QVERIFY(box.read(u"junit.xml"_s).contains("the environment did not come up"));
    QVERIFY(box.read(u"run.json"_s).contains("\"exitCode\": 6"));
    QCOMPARE(box.processes(), QStringList());
    QCOMPARE(box.temporaryFolders(), QStringList());
    QCOMPARE(box.leases(), QStringList());
}

void TstExitCodes::needsOfAFailedCaseNameTheRoot()
{
    Sandbox box;
    box.write(u"mixed.yaml"_s, kMixed);
    const Sandbox::Result result = box.run({u"."_s, u"--case"_s, u"after bad"_s});
    QCOMPARE(result.code, 1); // the need was pulled in, and it failed
    QVERIFY2(result.out.contains(u"– mixed.yaml::after bad  skipped: needs: bad failed\n"_s),
             result.describe());
    const Sandbox::Result alone = box.run({u"."_s, u"--case"_s, u"after bad"_s, u"--no-needs"_s});
    QVERIFY2(alone.code == 0, alone.describe());
}

void TstExitCodes::lists()
{
    Sandbox box;
    box.write(u"mixed.yaml"_s, kMixed);
    const Sandbox::Result result = box.run({u"."_s, u"--list"_s, u"--tag"_s, u"ill"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out, u"mixed.yaml::bad\nmixed.yaml::broken\nmixed.yaml::slow\n"
                         "mixed.yaml::after bad\n"_s);
    QCOMPARE(result.err, u"4 cases\n"_s);
    const Sandbox::Result runs = box.run({u"."_s, u"--runs"_s});
    QCOMPARE(runs.code, 0);
    QCOMPARE(runs.out, QString()); // nothing was started
}

void TstExitCodes::repeats()
{
    Sandbox box;
    box.write(u"mixed.yaml"_s, kMixed);
    const Sandbox::Result result = box.run({u"."_s, u"--case"_s, u"good"_s, u"--repeat"_s, u"3"_s});
    QCOMPARE(result.code, 0);
    for (const QString &id :
         {u"mixed.yaml::good "_s, u"mixed.yaml::good #2 "_s, u"mixed.yaml::good #3 "_s})
        QVERIFY2(result.out.contains(u"✓ "_s + id), result.describe());
    QVERIFY2(result.out.contains(u"3 passed in "_s), result.describe());
}

void TstExitCodes::saysTheSeedOfAShuffle()
{
    Sandbox box;
    QByteArray suite = "suite: Many\ncases:\n";
    for (int i = 0; i < 12; ++i)
        suite += "  - { case: c" + QByteArray::number(i) + ", steps: [{ script: \"1\" }] }\n";
    box.write(u"many.yaml"_s, suite);
    const auto order = [&](const QString &shuffle) {
        const Sandbox::Result result = box.run({u"."_s, u"-j1"_s, shuffle});
        QStringList lines = result.out.split(u'\n').filter(u"✓ "_s);
        for (QString &line : lines)
            line = line.section(u' ', 1, 1);
        return qMakePair(result.out.section(u'\n', 0, 0), lines);
    };
    const auto [said, first] = order(u"--shuffle"_s);
    QVERIFY2(said.startsWith(u"shuffled with --shuffle="_s), qPrintable(said));
    QCOMPARE(first.size(), 12);
    const auto [again, second] = order(said.section(u' ', 2));
    QCOMPARE(again, said);
    QCOMPARE(second, first);
    const auto [other, third] = order(u"--shuffle=5"_s);
    const auto [another, fourth] = order(u"--shuffle=6"_s);
    QVERIFY(third != fourth);
}

QTEST_GUILESS_MAIN(TstExitCodes)
#include "tst_exit_codes.moc"
