// SPDX-License-Identifier: GPL-3.0-or-later
// What the real program writes: reports, events, history; also when it cannot.
#include "sandbox.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace assay::test;
using namespace Qt::StringLiterals;

class TstOutputs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reportsOfAPastRun();
    void reportThatCannotBeWritten();
    void eventsAreLinesOfJson();
    void eventsThatCannotBeWritten();
    void eventsWithoutHistory();
    void lockedHistory();
    void lockedHistoryAtTheStart();
    void fullDisk();
    void saysWhichCondition();
    void noEscapeCodes();
};

void TstOutputs::reportsOfAPastRun()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    QCOMPARE(box.run({u"."_s, u"--report"_s, u"json:then.json"_s, u"--report"_s,
                      u"junit:then.xml"_s, u"--report"_s, u"jsonl:then.jsonl"_s})
                 .code,
             1);
    const Sandbox::Result result = box.run(
        {u"."_s, u"--run"_s, u"latest"_s, u"--report"_s, u"json:later.json"_s, u"--report"_s,
         u"junit:later.xml"_s, u"--report"_s, u"jsonl:later.jsonl"_s, u"--report"_s, u"tap:-"_s});
    QVERIFY2(result.code == 0, result.describe());
    for (const QString &suffix : {u"json"_s, u"xml"_s, u"jsonl"_s}) {
        QVERIFY(!box.read(u"then."_s + suffix).isEmpty());
        QCOMPARE(box.read(u"later."_s + suffix), box.read(u"then."_s + suffix));
    }
    QVERIFY2(result.out.contains(u"not ok 2 - "_s), result.describe());
    QVERIFY2(!result.out.contains(u'✕'), result.describe()); // nothing ran
}

void TstOutputs::reportThatCannotBeWritten()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    box.write(u"fixed"_s, "");
    const Sandbox::Result result = box.run(
        {u"."_s, u"--report"_s, u"junit:/proc/nowhere/r.xml"_s, u"--report"_s, u"json:r.json"_s});
    QVERIFY2(result.code == 3, result.describe());
    QCOMPARE(result.err, u"error: cannot write the junit report: the folder /proc/nowhere cannot "
                         "be made\n  = check its parent's permissions\n"_s);
    QVERIFY(box.has(u"r.json"_s)); // the others are written
    QFile::remove(box.path(u"fixed"_s));
    // A bad case is the worse news.
    QCOMPARE(box.run({u"."_s, u"--report"_s, u"junit:/proc/nowhere/r.xml"_s}).code, 1);
}

void TstOutputs::eventsAreLinesOfJson()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    QCOMPARE(box.run({u"."_s, u"--events"_s, u"e.jsonl"_s}).code, 1);
    const QByteArray content = box.read(u"e.jsonl"_s);
    QVERIFY(content.endsWith('\n'));
    const std::vector<QJsonObject> lines = jsonLines(content);
    QVERIFY(lines.size() > 10);
    int sequence = 0;
    for (const QJsonObject &line : lines) {
        QCOMPARE(line[u"seq"_s].toInt(), ++sequence);
        QVERIFY(!line[u"event"_s].toString().isEmpty());
    }
    QCOMPARE(lines.front()[u"event"_s].toString(), u"run planned"_s);
    QCOMPARE(lines.back()[u"event"_s].toString(), u"run finished"_s);
    QCOMPARE(outcomesOf(content), (QMap<QString, QString>{{u"a.yaml::one"_s, u"passed"_s},
                                                          {u"a.yaml::three"_s, u"passed"_s},
                                                          {u"a.yaml::two"_s, u"failed"_s}}));
}

void TstOutputs::eventsThatCannotBeWritten()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    box.write(u"fixed"_s, "");
    const Sandbox::Result result = box.run(
        {u"."_s, u"--events"_s, u"no/e.jsonl"_s, u"--report"_s, u"json:r.json"_s, u"--quiet"_s});
    QVERIFY2(result.code == 3, result.describe());
    QCOMPARE(result.err, u"error: the events cannot be written to no/e.jsonl: No such file or "
                         "directory\n  = check the folder and its permissions\n"_s);
    QVERIFY(box.has(u"r.json"_s)); // the run went on
    QFile::remove(box.path(u"fixed"_s));
    // A bad case is the worse news.
    QCOMPARE(box.run({u"."_s, u"--events"_s, u"no/e.jsonl"_s}).code, 1);
}

void TstOutputs::eventsWithoutHistory()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    box.write(u"fixed"_s, "");
    const QStringList wanted{u"."_s, u"--report"_s, u"jsonl:r.jsonl"_s, u"--events"_s,
                             u"e.jsonl"_s};
    QCOMPARE(box.run(wanted + QStringList{u"--no-history"_s}).code, 0);
    QVERIFY(!box.read(u"e.jsonl"_s).isEmpty());
    QCOMPARE(box.read(u"r.jsonl"_s), box.read(u"e.jsonl"_s));

    box.write(u".assay"_s, "a file where the folder of history should be");
    const Sandbox::Result result = box.run(wanted);
    QVERIFY2(result.code == 0, result.describe());
    QVERIFY2(result.err.startsWith(u"warning: this run is not kept: "_s), result.describe());
    QCOMPARE(box.read(u"r.jsonl"_s), box.read(u"e.jsonl"_s));
    QCOMPARE(outcomesOf(box.read(u"r.jsonl"_s)).size(), 3);
    QCOMPARE(box.temporaryFolders(), QStringList());
}

/// Another process writes to it and does not stop: the run goes on and the problem is said.
void TstOutputs::lockedHistory()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    box.write(u"fixed"_s, "");
    QCOMPARE(box.run({u"."_s}).code, 0);
    Sandbox::Result result;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s);
        database.setDatabaseName(box.path(u".assay/history.db"_s));
        QVERIFY2(database.open(), qPrintable(database.lastError().text()));
        QSqlQuery query(database);
        QVERIFY(query.exec(u"begin immediate"_s));
        result = box.run({u"."_s, u"--report"_s, u"junit:r.xml"_s, u"--report"_s, u"json:r.json"_s,
                          u"--report"_s, u"html:r.html"_s, u"--report"_s, u"jsonl:r.jsonl"_s});
        QVERIFY(query.exec(u"rollback"_s));
    }
    QSqlDatabase::removeDatabase(u"lock"_s);
    QVERIFY2(result.code == 0, result.describe());
    QVERIFY2(result.out.contains(u"3 passed"_s), result.describe());
    QVERIFY2(result.err.contains(u"database is locked"_s), result.describe());
    QVERIFY2(result.err.contains(u"events of this run could not be kept"_s), result.describe());
    QCOMPARE(elementsOf(box.read(u"r.xml"_s)).value(u"testcase"_s), 3);
    QVERIFY(box.has(u"r.json"_s));
    QVERIFY(box.has(u"r.html"_s));
    QCOMPARE(outcomesOf(box.read(u"r.jsonl"_s)).size(), 3); // not from history
    QCOMPARE(box.run({u"."_s, u"--runs"_s}).out.count(u'\n'), 1);
}

/// Not even readable.
void TstOutputs::lockedHistoryAtTheStart()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    box.write(u"fixed"_s, "");
    box.write(u".assay/history.db"_s, QByteArray(8192, 'x'));
    const Sandbox::Result result = box.run({u"."_s, u"--report"_s, u"junit:r.xml"_s});
    QVERIFY2(result.code == 0, result.describe());
    QVERIFY2(result.err.startsWith(u"warning: this run is not kept: history "_s),
             result.describe());
    QCOMPARE(elementsOf(box.read(u"r.xml"_s)).value(u"testcase"_s), 3);
    QCOMPARE(box.read(u".assay/history.db"_s), QByteArray(8192, 'x')); // not ours to touch
}

/// The limit of a file's size stands in for a disk: writes beyond it fail as on a full one.
void TstOutputs::fullDisk()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    box.write(u"fixed"_s, "");
    const Sandbox::Result result =
        box.shell(u"ulimit -f 256; exec \"$ASSAY\" --batch . --repeat 100 --report csv:r.csv "
                  "--events events.jsonl -q"_s);
    QVERIFY2(result.code == 3, result.describe()); // no whole events.jsonl
    QVERIFY2(result.out.contains(u"300 passed"_s), result.describe());
    QVERIFY2(result.err.contains(u"history "_s + box.path(u".assay/history.db"_s)),
             result.describe());
    QVERIFY2(result.err.contains(u"events of this run could not be kept"_s), result.describe());
    QVERIFY2(result.err.contains(u"the events cannot be written to events.jsonl: "_s),
             result.describe());
    QVERIFY(box.has(u"r.csv"_s));
    // History is still good, and later runs are kept.
    QCOMPARE(box.run({u"."_s}).code, 0);
    QVERIFY(box.run({u"."_s, u"--runs"_s}).out.section(u'\n', 0, 0).contains(u"3 passed"_s));
}

void TstOutputs::saysWhichCondition()
{
    Sandbox box;
    box.write(u"a.yaml"_s, "suite: A\ncases:\n"
                           "  - { case: off, if: \"${1 > 2}\", steps: [] }\n"
                           "  - { case: on, steps: [{ script: '1', if: false }] }\n");
    const Sandbox::Result result =
        box.run({u"."_s, u"--report"_s, u"json:r.json"_s, u"--report"_s, u"junit:r.xml"_s});
    QVERIFY2(result.code == 0, result.describe());
    QVERIFY2(result.out.contains(u"– a.yaml::off  skipped: condition: ${1 > 2}\n"_s),
             result.describe());
    QVERIFY(box.read(u"r.xml"_s).contains("<skipped message=\"condition: ${1 &gt; 2}\">"));
    QVERIFY(box.read(u"r.json"_s).contains("\"skipReason\": \"condition: ${false}\""));
}

void TstOutputs::noEscapeCodes()
{
    Sandbox box;
    box.write(u"a.yaml"_s, kTwoGoodOneBad);
    const Sandbox::Result piped = box.run({u"."_s});
    QVERIFY2(!(piped.out + piped.err).contains(u'\x1b'), piped.describe());
    box.variables.insert(u"CLICOLOR_FORCE"_s, u"1"_s);
    const Sandbox::Result forced = box.run({u"."_s});
    QVERIFY2(forced.out.contains(u"\x1b[3"_s), forced.describe());
    QVERIFY2(!forced.out.contains(u"\x1b[J"_s), forced.describe()); // colours, but no live rows
    box.variables.insert(u"NO_COLOR"_s, u"1"_s);
    const Sandbox::Result none = box.run({u"."_s});
    QVERIFY2(!(none.out + none.err).contains(u'\x1b'), none.describe());
}

QTEST_GUILESS_MAIN(TstOutputs)
#include "tst_outputs.moc"
