// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/loading.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::test;

class TestSuiteDiagnostics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void ranges();
};

void TestSuiteDiagnostics::mistakes_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &expected) {
        QTest::newRow(name) << yaml << expected;
    };
    // The whole file.
    row("not a map", "- a", u"a.yaml:1:1: the suite must be a map, but this is a list"_s);
    row("no suite key", "cases: []",
        u"a.yaml:1:1: the suite needs the key \"suite\" (add \"suite: ...\")"_s);
    row("unknown key", "suite: A\ncasses: []",
        u"a.yaml:2:1: the suite does not know the key \"casses\" (did you mean \"cases\"?)"_s);
    row("unknown key far from all", "suite: A\nzzzzzzzzzzzz: 1",
        u"a.yaml:2:1: the suite does not know the key \"zzzzzzzzzzzz\" (known: suite, id, tags, environment, config, vars, include, setup, teardown, caseSetup, caseTeardown, runSetup, runTeardown, cases)"_s);
    row("name is a number", "suite: 5",
        u"a.yaml:1:8: \"suite\" must be a text that is not empty, but this is 5 (put it in quotes: \"5\")"_s);
    row("name is empty", "suite: ''",
        u"a.yaml:1:8: \"suite\" must be a text that is not empty, but this is \"\""_s);
    row("a partial file", "partial: x\nvars: {}",
        u"a.yaml:1:1: this is a file for \"include:\", not a suite (name a file that starts with \"suite:\")"_s);
    row("all at once",
        "suite: A\ntags: {a: b}\nconfig: {parallel: 0, retries: x, timeout: 5}\ncases: nope",
        u"a.yaml:2:7: \"tags\" must be one word without spaces or brackets or a list, but this is "
        u"a map\n"
        "a.yaml:3:20: \"parallel\" must be a whole number from 1 to 1024, but this is 0\n"
        "a.yaml:3:32: \"retries\" must be a whole number from 0 to 100, but this is \"x\"\n"
        "a.yaml:3:44: \"timeout\" must be a duration such as 200ms, but this is 5\n"
        "a.yaml:4:8: \"cases\" must be a list, but this is \"nope\""_s);
    // Wrong values, one of each shape.
    row("whole number", "suite: A\nconfig: {parallel: 1.5}",
        u"a.yaml:2:20: \"parallel\" must be a whole number from 1 to 1024, but this is 1.5"_s);
    row("range", "suite: A\nconfig: {parallel: 5000}",
        u"a.yaml:2:20: \"parallel\" must be a whole number from 1 to 1024, but this is 5000"_s);
    row("duration", "suite: A\nconfig: {timeout: 5 parsecs}",
        u"a.yaml:2:19: \"timeout\" must be a duration such as 200ms, but this is \"5 parsecs\""_s);
    row("computed too early", "suite: A\nconfig: {timeout: '${t}'}",
        u"a.yaml:2:19: \"timeout\" must be a duration such as 200ms, but this is \"${t}\" (it is needed when the file is loaded: write the value itself)"_s);
    row("words", "suite: A\nconfig: {isolation: cases}",
        u"a.yaml:2:21: \"isolation\" must be one of none, suite, case, but this is \"cases\" (did you mean \"case\"?)"_s);
    row("boolean", "suite: A\nsetup: [{wait: 1s, continueOnFailure: maybe}]",
        u"a.yaml:2:39: \"continueOnFailure\" must be true or false, but this is \"maybe\""_s);
    row("number", "suite: A\nsetup: [{fault: {on: x, share: 2}, during: []}]",
        u"a.yaml:2:32: \"share\" must be a number from 0 to 1, but this is 2"_s);
    row("size", "suite: A\nsetup: [{http: {GET: x, limit: 5 bananas}}]",
        u"a.yaml:2:32: \"limit\" must be a size such as 64KiB, but this is \"5 bananas\""_s);
    row("rate", "suite: A\nsetup: [{exec: {command: [a], rate: 5}}]",
        u"a.yaml:2:37: \"rate\" must be a rate such as 50/s, but this is 5"_s);
    row("single value", "suite: A\nsetup: [{http: {GET: x, headers: {a: [1]}}}]",
        u"a.yaml:2:38: \"a\" must be a single value, but this is a list"_s);
    row("list item", "suite: A\ntags: [a, 5]",
        u"a.yaml:2:11: an item of \"tags\" must be one word without spaces or brackets, but this is 5 (put it in quotes: \"5\")"_s);
    row("tag with a space", "suite: A\ntags: [a b]",
        u"a.yaml:2:8: an item of \"tags\" must be one word without spaces or brackets, but this is \"a b\""_s);
    row("empty list", "suite: A\nsetup: [{exec: []}]",
        u"a.yaml:2:16: \"exec\" must be a list of at least 1, but this is an empty list"_s);
    row("no list", "suite: A\nsetup:",
        u"a.yaml:2:1: \"setup\" must be a list of steps, but nothing is here (write [] for an empty list, or remove the key)"_s);
    row("any of", "suite: A\nsetup: [{exec: 5}]",
        u"a.yaml:2:16: \"exec\" must be a list of at least 1 or a map, but this is 5"_s);
    row("variable name", "suite: A\nvars: {my-var: 1}",
        u"a.yaml:2:8: \"my-var\" cannot be a name in \"vars\" (write a name of letters, digits and _)"_s);
    row("variable keyword", "suite: A\nvars: {class: 1}",
        u"a.yaml:2:8: \"class\" cannot be a name in \"vars\" (it is a word of JavaScript: choose another name)"_s);
    row("variable reserved", "suite: A\nvars: {row: 1}",
        u"a.yaml:2:8: \"row\" cannot be a name in \"vars\" (every expression knows it already: choose another name)"_s);
    row("template not closed", "suite: A\nvars: {a: 'x ${b'}",
        u"a.yaml:2:11: \"${\" is not closed (close it with \"}\", or write $${ for the two characters)"_s);
    row("template empty", "suite: A\nvars: {a: ['${ }']}",
        u"a.yaml:2:12: \"${}\" is empty (write an expression between the braces)"_s);
    // Steps.
    row("step is text", "suite: A\nsetup: [x]",
        u"a.yaml:2:9: a step must be a map, but this is \"x\" (write the kind and its body, for example \"- http: ...\")"_s);
    row("unknown kind", "suite: A\nsetup: [{htpp: {GET: x}}]",
        u"a.yaml:2:10: no step kind is called \"htpp\" (did you mean \"http\"?)"_s);
    row("no kind", "suite: A\nsetup: [{name: x}]",
        u"a.yaml:2:9: the step does not say what to do (add one of: http, sql, exec, script, wait, group, parallel, repeat, fault, if, use)"_s);
    row("two kinds", "suite: A\nsetup: [{http: {GET: x}, sql: {on: a, query: b}}]",
        u"a.yaml:2:9: a step has one kind, but this has http and sql (make a step of each)"_s);
    row("unknown step key", "suite: A\nsetup: [{http: {GET: x}, expct: {}}]",
        u"a.yaml:2:26: the step does not know the key \"expct\" (did you mean \"expect\"?)"_s);
    row("unknown body key", "suite: A\nsetup: [{http: {GET: x, jsn: 1}}]",
        u"a.yaml:2:25: \"http\" does not know the key \"jsn\" (did you mean \"json\"?)"_s);
    row("no method", "suite: A\nsetup: [{http: {json: 1}}]",
        u"a.yaml:2:16: \"http\" needs one of the keys GET, POST"_s);
    row("two methods", "suite: A\nsetup: [{http: {GET: x, POST: y}}]",
        u"a.yaml:2:16: \"http\" has GET and POST, but only one of them can be there (remove one of them)"_s);
    row("required body key", "suite: A\nsetup: [{sql: {on: db}}]",
        u"a.yaml:2:15: \"sql\" needs the key \"query\" (add \"query: ...\")"_s);
    row("required key beside", "suite: A\nsetup: [{fault: {on: x}}]",
        u"a.yaml:2:9: the step needs the key \"during\" (add \"during: []\")"_s);
    row("expect field", "suite: A\nsetup: [{http: {GET: x}, expect: {sttus: 200}}]",
        u"a.yaml:2:35: \"expect\" does not know the key \"sttus\" (did you mean \"status\"?)"_s);
    row("expect where none can be", "suite: A\nsetup: [{wait: 1s, expect: {a: 1}}]",
        u"a.yaml:2:20: the step does not know the key \"expect\" (known: wait, name, timeout, retry, eventually, if, continueOnFailure)"_s);
    row("matcher", "suite: A\nsetup:\n  - http: {GET: x}\n    expect: {json: {matchs: x}}",
        u"a.yaml:4:20: no matcher is called \"matchs\" (did you mean \"matches\"?)"_s);
    row("capture name", "suite: A\nsetup: [{http: {GET: x}, capture: {a-b: $.id}}]",
        u"a.yaml:2:36: \"a-b\" cannot be a name in \"capture\" (write a name of letters, digits and _)"_s);
    row("capture reserved", "suite: A\nsetup: [{http: {GET: x}, capture: {services: $.id}}]",
        u"a.yaml:2:36: \"services\" cannot be a name in \"capture\" (every expression knows it already: choose another name)"_s);
    row("inner steps", "suite: A\nsetup: [{group: [{repeat: {times: 0, steps: [{wait: x}]}}]}]",
        u"a.yaml:2:35: \"times\" must be a whole number of at least 1, but this is 0\n"
        "a.yaml:2:53: \"wait\" must be a duration such as 200ms, but this is \"x\""_s);
    row("retry", "suite: A\nsetup: [{wait: 1s, retry: {time: 3}}]",
        u"a.yaml:2:28: \"retry\" does not know the key \"time\" (did you mean \"times\"?)\n"
        "a.yaml:2:27: \"retry\" needs the key \"times\" (add \"times: ...\")"_s);
    row("eventually", "suite: A\nsetup: [{wait: 1s, eventually: {within: 1s, jitter: 3}}]",
        u"a.yaml:2:53: \"jitter\" must be a number from 0 to 1, but this is 3"_s);
    row("script is not searched for templates", "suite: A\nsetup: [{script: 'a = /${/'}]", {});
    // Cases.
    row("case is text", "suite: A\ncases: [x]",
        u"a.yaml:2:9: an item of \"cases\" must be a map, but this is \"x\""_s);
    row("no steps", "suite: A\ncases: [{case: x}]",
        u"a.yaml:2:9: an item of \"cases\" needs the key \"steps\" (add \"steps: []\")"_s);
    row("no name", "suite: A\ncases: [{steps: []}]",
        u"a.yaml:2:9: an item of \"cases\" needs the key \"case\" (add \"case: ...\")"_s);
    row("same name", "suite: A\ncases:\n  - {case: x, steps: []}\n  - {case: x, steps: []}",
        u"a.yaml:4:12: two cases are called \"x\" (the other is at a.yaml:3:12; rename one)"_s);
    row("same id",
        "suite: A\ncases:\n  - {case: x, id: i, steps: []}\n  - {case: y, id: i, steps: []}",
        u"a.yaml:4:12: two cases have the id \"i\" (the other is at a.yaml:3:12)"_s);
    row("same full id",
        "suite: A\ncases:\n  - {case: x, each: [{a: 1}], steps: []}\n  - {case: 'x[1]', steps: []}",
        u"a.yaml:4:5: two cases have the id \"a.yaml::x[1]\" (one is a row of the other's name: rename it)"_s);
    row("bad id", "suite: A\ncases: [{case: x, id: 'a b', steps: []}]",
        u"a.yaml:2:23: \"id\" must be a word of letters, digits, \".\", \"_\" and \"-\", but this is \"a b\""_s);
    row("quarantine date",
        "suite: A\ncases: [{case: x, quarantine: {until: 2026-02-30}, steps: []}]",
        u"a.yaml:2:39: 2026-02-30 is not a day of the calendar (write year-month-day)"_s);
    row("quarantine shape",
        "suite: A\ncases: [{case: x, quarantine: {until: tomorrow}, steps: []}]",
        u"a.yaml:2:39: \"until\" must be a date such as 2030-12-31, but this is \"tomorrow\""_s);
    row("resources",
        "suite: A\nconfig: {resources: {db: 2}}\ncases: [{case: x, resources: {db: 3}, steps: []}]",
        u"a.yaml:3:30: the case takes 3 of \"db\", but there are only 2 (raise it under config.resources)"_s);
    row("unknown environment",
        "suite: A\nenvironment: lcal\n=== environments/local.yaml\nenvironment: l",
        u"a.yaml:2:14: no environment is called \"lcal\" (did you mean \"local\"?)"_s);
    row("no environments", "suite: A\nenvironment: local",
        u"a.yaml:2:14: no environment is called \"local\" (write it as environments/local.yaml)"_s);
    // Needs.
    row("unknown need",
        "suite: A\ncases:\n  - {case: stores, steps: []}\n  - {case: y, needs: [storse], steps: "
        "[]}",
        u"a.yaml:4:23: no case is called \"storse\" (did you mean \"stores\"?)"_s);
    row("unknown need edge",
        "suite: A\ncases:\n  - {case: x, steps: []}\n  - {case: y, needs: [{case: x, on: sucess}], "
        "steps: []}",
        u"a.yaml:4:37: \"on\" must be one of success, always, failure, completed, but this is \"sucess\" (did you mean \"success\"?)"_s);
    row("unknown row",
        "suite: A\ncases:\n  - {case: x, each: [{name: de}], steps: []}\n  - {case: y, needs: "
        "'x[dk]', steps: []}",
        u"a.yaml:4:22: the case \"x\" has no row \"dk\" (did you mean \"de\"?)"_s);
    row("need itself", "suite: A\ncases: [{case: x, needs: x, steps: []}]",
        u"a.yaml:2:26: cases need each other in a circle: x -> x (take one of these needs out)"_s);
    row("circle",
        "suite: A\ncases:\n  - {case: x, needs: y, steps: []}\n  - {case: y, needs: z, steps: "
        "[]}\n  - {case: z, needs: [x], steps: []}",
        u"a.yaml:5:23: cases need each other in a circle: x -> y -> z -> x (take one of these needs out)"_s);
    row(
        "long circle",
        "suite: A\ncases:\n" +
            [] {
                QByteArray cases;
                for (int i = 0; i < 12; ++i)
                    cases += "  - {case: c" + QByteArray::number(i) + ", needs: c" +
                             QByteArray::number((i + 1) % 12) + ", steps: []}\n";
                return cases;
            }(),
        u"a.yaml:14:24: cases need each other in a circle: c0 -> c1 -> c2 -> c3 -> ... 5 more ... -> c9 -> c10 -> c11 -> c0 (take one of these needs out)"_s);
    row("circle over files",
        "suite: A\ncases: [{case: x, needs: 'b.yaml::y', steps: []}]\n=== b.yaml\nsuite: B\ncases: "
        "[{case: y, needs: 'a.yaml::x', steps: []}]",
        u"b.yaml:2:26: cases need each other in a circle: x -> y -> x (take one of these needs out)"_s);
    row("needed file missing", "suite: A\ncases: [{case: x, needs: 'b.yaml::y', steps: []}]",
        u"a.yaml:2:26: no file is at \"b.yaml\" (it is looked for beside the file that names it, then in the workspace)"_s);
    row("needed case missing",
        "suite: A\ncases: [{case: x, needs: 'b.yaml::y', steps: []}]\n=== b.yaml\nsuite: B\ncases: "
        "[{case: z, steps: []}]",
        u"a.yaml:2:26: no case of b.yaml is called \"y\" (did you mean \"z\"?)"_s);
    // Data.
    row("each empty", "suite: A\ncases: [{case: x, each: [], steps: []}]",
        u"a.yaml:2:25: \"each\" gives no rows (give at least one, or remove the case)"_s);
    row("each two sources",
        "suite: A\ncases: [{case: x, each: {csv: a.csv, json: b.json}, steps: []}]",
        u"a.yaml:2:25: \"each\" has csv and json, but only one of them can be there (remove one of "
        u"them)\n"
        "a.yaml:2:31: no file is at \"a.csv\" (it is looked for beside the file that names it, then in the workspace)"_s);
    row("csv missing", "suite: A\ncases: [{case: x, each: {csv: t.csv}, steps: []}]",
        u"a.yaml:2:31: no file is at \"t.csv\" (it is looked for beside the file that names it, then in the workspace)"_s);
    row("csv outside", "suite: A\ncases: [{case: x, each: {csv: ../secret.csv}, steps: []}]",
        u"a.yaml:2:31: \"../secret.csv\" leaves the workspace (add its folder to \"roots\" in workspace.yaml)"_s);
    row("csv by a link",
        "suite: A\ncases: [{case: x, each: {csv: link.csv}, steps: []}]\n=== link.csv\n",
        u"a.yaml:2:31: \"link.csv\" is a link that leaves the workspace (add its folder to \"roots\" in workspace.yaml)"_s);
    row("csv ragged",
        "suite: A\ncases: [{case: x, each: {csv: t.csv}, steps: []}]\n=== t.csv\na,b\n1,2\n3\n",
        u"t.csv:3:1: the fields of this row are 1, but there are 2 columns (add what is missing, or put a field that holds a comma in quotes)"_s);
    row("csv header only",
        "suite: A\ncases: [{case: x, each: {csv: t.csv}, steps: []}]\n=== t.csv\na,b\n",
        u"a.yaml:2:25: \"each\" gives no rows (give at least one, or remove the case)"_s);
    row("json broken",
        "suite: A\ncases: [{case: x, each: {json: t.json}, steps: []}]\n=== t.json\n[{\"a\": }]",
        u"t.json:1:9: not valid JSON: object is missing after a comma"_s);
    row("json no list",
        "suite: A\ncases: [{case: x, each: {json: t.json}, steps: []}]\n=== t.json\n{}",
        u"a.yaml:2:32: t.json is not a list of objects (write [{\"column\": value, ...}, ...])"_s);
    row("key column",
        "suite: A\ncases: [{case: x, each: {rows: [{name: a}], key: nam}, steps: []}]",
        u"a.yaml:2:50: the row at a.yaml:2:33 has no column \"nam\" for its key (did you mean \"name\"?)"_s);
    row("matrix too large",
        "suite: A\ncases: [{case: x, matrix: {a: &m [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], b: *m, c: *m, "
        "d: *m, e: *m}, steps: []}]",
        u"a.yaml:2:27: the matrix has more than 10000 combinations (give it fewer values)"_s);
    row("each and matrix too large",
        "suite: A\ncases: [{case: x, each: {csv: t.csv}, matrix: {a: &m [0, 1, 2, 3, 4, 5, 6, 7, "
        "8, "
        "9], b: *m, c: *m, d: *m}, steps: []}]\n=== t.csv\na\n" +
            QByteArray("1\n").repeated(100),
        u"a.yaml:2:47: \"each\" and \"matrix\" give more than 100000 cases (give them fewer rows or values)"_s);
    row("matrix empty", "suite: A\ncases: [{case: x, matrix: {a: []}, steps: []}]",
        u"a.yaml:2:31: \"a\" must be a list of at least 1, but this is an empty list"_s);
}

void TestSuiteDiagnostics::mistakes()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    QCOMPARE(rendered(load(yaml).diagnostics), expected);
}

void TestSuiteDiagnostics::ranges()
{
    constexpr auto kLeast = std::numeric_limits<qint64>::min();
    constexpr auto kMost = std::numeric_limits<qint64>::max();
    QCOMPARE(Shape::integer(kLeast, kMost).expectation(), u"a whole number"_s);
    QCOMPARE(Shape::integer(kLeast, 5).expectation(), u"a whole number of at most 5"_s);
    QCOMPARE(Shape::integer(1, kMost).expectation(), u"a whole number of at least 1"_s);
    QCOMPARE(Shape::integer(1, 5).expectation(), u"a whole number from 1 to 5"_s);
}

QTEST_APPLESS_MAIN(TestSuiteDiagnostics)
#include "tst_suite_diagnostics.moc"
