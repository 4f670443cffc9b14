// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "suite/loader.h"
#include "suite/memory_files.h"
#include "suite/test_format.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using test::MemoryFiles;

namespace {

QString rendered(const std::vector<Diagnostic> &diagnostics)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : diagnostics)
        lines.append(diagnostic.error.toString());
    return lines.join(u'\n');
}

using Suites = std::vector<model::Suite>;

/// Loads a.yaml (or all suites) of a workspace that is written as sections.
Loaded<Suites> load(const QByteArray &text, bool all = false)
{
    MemoryFiles files;
    files.addSections(u"/p/w"_s, u"a.yaml"_s, text);
    files.add(u"/p/secret.csv"_s, "a\n1\n");
    files.add(u"/q/x.csv"_s, "a\n1\n");
    files.link(u"/p/w/link.csv"_s, u"/p/secret.csv"_s);
    const auto workspace = Workspace::open(u"/p/w"_s, files);
    if (!workspace) {
        Loaded<Suites> loaded;
        loaded.diagnostics.push_back({workspace.error(), {}, {}});
        return loaded;
    }
    return loadSuites(*workspace, all ? workspace->suiteFiles() : QStringList{u"a.yaml"_s},
                      test::testFormat(), files);
}

QStringList ids(const Loaded<Suites> &loaded)
{
    QStringList found;
    for (const model::Suite &suite : loaded.value) {
        for (const model::Case &one : suite.cases)
            found.append(one.id);
    }
    return found;
}

QString stepText(const std::vector<model::Step> &steps)
{
    QStringList texts;
    for (const model::Step &step : steps) {
        QString text = step.kind + u'=' + QString::fromUtf8(base::compactJson(step.body.toJson()));
        if (!step.children.empty())
            text = step.kind + u'(' + stepText(step.children) + u')';
        if (!step.otherChildren.empty())
            text += u"else("_s + stepText(step.otherChildren) + u')';
        texts.append(text);
    }
    return texts.join(u"; "_s);
}

} // namespace

class TestSuiteLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void loadsEverything();
    void stepFields();
    void keys_data();
    void keys();
    void needs_data();
    void needs();
    void includes();
    void blocks();
    void sharesSteps();
    void loadsNeededFiles();
    void workspaceDefaults();
    void expectedAndReplacement();
    void tenThousandCases();
};

void TestSuiteLoader::mistakes_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *yaml, const QString &expected) {
        QTest::newRow(name) << QByteArray(yaml) << expected;
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
    row("matrix empty", "suite: A\ncases: [{case: x, matrix: {a: []}, steps: []}]",
        u"a.yaml:2:31: \"a\" must be a list of at least 1, but this is an empty list"_s);
    // Includes.
    row("include missing", "suite: A\ninclude: p.yaml",
        u"a.yaml:2:10: no file is at \"p.yaml\" (it is looked for beside the file that names it, then in the workspace)"_s);
    row("include outside", "suite: A\ninclude: ../../x.yaml",
        u"a.yaml:2:10: \"../../x.yaml\" leaves the workspace (add its folder to \"roots\" in workspace.yaml)"_s);
    row("include a suite", "suite: A\ninclude: b.yaml\n=== b.yaml\nsuite: B",
        u"a.yaml:2:10: b.yaml is a suite, so it cannot be included (move what is shared to a file that starts with \"partial:\")"_s);
    row("include circle",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\ninclude: q.yaml\n=== q.yaml\npartial: "
        "Q\ninclude: p.yaml",
        u"q.yaml:2:10: files include each other in a circle: p.yaml -> q.yaml -> p.yaml (take one of them out)"_s);
    row("include mistake", "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nstups: 1",
        u"p.yaml:2:1: the included file does not know the key \"stups\" (known: partial, params, blocks, vars, include, setup, teardown, caseSetup, caseTeardown, runSetup, runTeardown, cases)"_s);
    row("parameter missing",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nparams: {x: required}",
        u"a.yaml:2:10: p.yaml needs the parameter \"x\" (include it as { file: p.yaml, with: { x: ... } })"_s);
    row("parameter unknown",
        "suite: A\ninclude: [{file: p.yaml, with: {yz: 1}}]\n=== p.yaml\npartial: P\nparams: {yx: "
        "5}",
        u"a.yaml:2:33: p.yaml has no parameter \"yz\" (did you mean \"yx\"?)"_s);
    row("parameter undeclared",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nvars: {a: '${param.q}'}",
        u"p.yaml:2:11: no value is given for the parameter \"q\" (declare it under \"params:\", or give it with \"with:\")"_s);
    row("parameter not alone",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nparams: {x: 1}\nvars: {a: '${param.x + "
        "1}'}",
        u"p.yaml:3:11: a parameter must stand alone in its braces (give it to a variable: vars: { x: \"${param.x}\" }, then use ${x + 1})"_s);
    row("parameter list in text",
        "suite: A\ninclude: p.yaml\n=== p.yaml\npartial: P\nparams: {x: [1]}\nvars: {a: "
        "'b${param.x}'}",
        u"p.yaml:3:11: the parameter \"x\" is a list, so it can only stand alone (write nothing else in this text)"_s);
    row("parameter of a wrong type",
        "suite: A\ninclude: [{file: p.yaml, with: {t: [1]}}]\n=== p.yaml\npartial: P\nparams: {t: "
        "required}\nsetup: [{wait: '${param.t}'}]",
        u"p.yaml:3:16: \"wait\" must be a duration such as 200ms, but this is a list"_s);
    row("block unknown",
        "suite: A\ninclude: p.yaml\nsetup: [{use: logn}]\n=== p.yaml\npartial: P\nblocks: {login: "
        "[]}",
        u"a.yaml:3:15: no block is called \"logn\" (did you mean \"login\"?)"_s);
    row("block without includes", "suite: A\nsetup: [{use: login}]",
        u"a.yaml:2:15: no block is called \"login\" (blocks stand under \"blocks:\" of an included file)"_s);
    row("block circle",
        "suite: A\ninclude: p.yaml\nsetup: [{use: a}]\n=== p.yaml\npartial: P\nblocks: {a: [{use: "
        "b}], b: [{use: a}]}",
        u"p.yaml:2:35: blocks use each other in a circle: a -> b -> a (take one of them out)"_s);
    row("block parameter",
        "suite: A\ninclude: p.yaml\nsetup: [{use: {block: a, with: {u: 1}}}]\n=== p.yaml\npartial: "
        "P\nblocks: {a: [{wait: '${param.t}'}]}",
        u"p.yaml:2:21: no value is given for the parameter \"t\" (did you mean \"u\"?)"_s);
    row("block twice",
        "suite: A\ninclude: [p.yaml, q.yaml]\n=== p.yaml\npartial: P\nblocks: {a: []}\n=== "
        "q.yaml\npartial: Q\nblocks: {a: []}",
        u"q.yaml:2:10: two blocks are called \"a\" (the other is in p.yaml; rename one)"_s);
    row("use with a name",
        "suite: A\ninclude: p.yaml\nsetup: [{use: a, name: x}]\n=== p.yaml\npartial: P\nblocks: "
        "{a: []}",
        u"a.yaml:3:18: the step does not know the key \"name\" (known: use)"_s);
    row("block bomb",
        "suite: A\ninclude: p.yaml\nsetup: [{use: a}]\n=== p.yaml\npartial: P\nblocks:\n"
        "  a: [{use: b}, {use: b}, {use: b}, {use: b}, {use: b}, {use: b}, {use: b}, {use: b}, "
        "{use: b}, {use: b}]\n"
        "  b: [{use: c}, {use: c}, {use: c}, {use: c}, {use: c}, {use: c}, {use: c}, {use: c}, "
        "{use: c}, {use: c}]\n"
        "  c: [{use: d}, {use: d}, {use: d}, {use: d}, {use: d}, {use: d}, {use: d}, {use: d}, "
        "{use: d}, {use: d}]\n"
        "  d: [{use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, "
        "{use: e}, {use: e}]\n"
        "  e: [{use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, "
        "{use: f}, {use: f}]\n"
        "  f: []\n",
        u"p.yaml:6:103: blocks expand to more than 100000 steps (use \"repeat\", or fewer blocks of blocks)"_s);
    // The workspace.
    row("workspace mistake", "suite: A\n=== workspace.yaml\nworkspace: W\nrots: x",
        u"workspace.yaml:2:1: the workspace does not know the key \"rots\" (did you mean \"roots\"?)"_s);
    row("workspace root missing", "suite: A\n=== workspace.yaml\nworkspace: W\nroots: ../nowhere",
        u"workspace.yaml:2:8: no folder is at \"../nowhere\""_s);
    row("workspace root outside", "suite: A\n=== workspace.yaml\nworkspace: W\nroots: /q",
        u"workspace.yaml:2:8: the root \"/q\" lies outside the workspace's parent folder (move it beside the workspace)"_s);
}

void TestSuiteLoader::mistakes()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    QCOMPARE(rendered(load(yaml).diagnostics), expected);
}

void TestSuiteLoader::loadsEverything()
{
    const auto loaded = load(R"(
suite: Text API
id: text-api
tags: [api, smoke]
environment: local
config: { parallel: 4, timeout: 30s, retries: 1, isolation: suite, resources: { gpu: 2 } }
vars: { base: "${services.api.url}/v1", n: 3 }
setup: [{ wait: 1ms }]
teardown: [{ wait: 2ms }]
runSetup: [{ wait: 3ms }]
runTeardown: [{ wait: 4ms }]
caseSetup: [{ wait: 5ms }]
caseTeardown: [{ wait: 6ms }]
cases:
  - case: stores a text
    id: store
    steps: []
  - case: reads it
    needs: [{ case: store, on: always }]
    tags: [smoke, slow]
    timeout: 5s
    retries: 0
    isolation: none
    quarantine: { reason: flaky network, until: 2030-01-31 }
    resources: { gpu: 2 }
    onFailure: keep
    if: "${n > 2}"
    vars: { a: 1 }
    setup: [{ wait: 7ms }]
    steps: [{ wait: 8ms }]
    teardown: [{ wait: 9ms }]
=== environments/local.yaml
environment: local
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QCOMPARE(loaded.value.size(), std::size_t(1));
    const model::Suite &suite = loaded.value.front();
    QCOMPARE(suite.file, u"a.yaml"_s);
    QCOMPARE(suite.name, u"Text API"_s);
    QCOMPARE(suite.environment, u"local"_s);
    QCOMPARE(suite.parallel, std::optional(4));
    QCOMPARE(suite.resources.value(u"gpu"_s), 2);
    QCOMPARE(suite.vars[u"n"].value(), QJsonValue(3));
    QCOMPARE(stepText(suite.setup), u"wait=\"1ms\""_s);
    QCOMPARE(stepText(suite.teardown), u"wait=\"2ms\""_s);
    QCOMPARE(suite.fixtures.size(), std::size_t(1));
    QCOMPARE(suite.fixtures[0].name, u"a.yaml::runSetup"_s);
    QCOMPARE(stepText(suite.fixtures[0].setup), u"wait=\"3ms\""_s);
    QCOMPARE(stepText(suite.fixtures[0].teardown), u"wait=\"4ms\""_s);
    const model::Case &first = suite.cases.at(0);
    QCOMPARE(first.id, u"a.yaml::stores a text"_s);
    QCOMPARE(first.explicitId, u"text-api::store"_s);
    QCOMPARE(first.position.toString(), u"a.yaml:15:5"_s);
    QCOMPARE(first.tags, (QStringList{u"api"_s, u"smoke"_s}));
    QCOMPARE(first.timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(30)));
    QCOMPARE(first.retries, 1);
    QVERIFY(first.isolation == model::Isolation::Suite);
    QCOMPARE(stepText(*first.setup), u"wait=\"5ms\""_s);
    QCOMPARE(stepText(*first.teardown), u"wait=\"6ms\""_s);
    QVERIFY(first.steps && first.steps->empty());
    const model::Case &second = suite.cases.at(1);
    QCOMPARE(second.needs.size(), std::size_t(1));
    QCOMPARE(second.needs[0].caseId, first.id);
    QVERIFY(second.needs[0].on == model::NeedOn::Always);
    QCOMPARE(second.needs[0].position.toString(), u"a.yaml:19:21"_s);
    QCOMPARE(second.tags, (QStringList{u"api"_s, u"smoke"_s, u"slow"_s}));
    QCOMPARE(second.timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(5)));
    QCOMPARE(second.retries, 0);
    QVERIFY(second.isolation == model::Isolation::None);
    QVERIFY(second.quarantine.active);
    QCOMPARE(second.quarantine.reason, u"flaky network"_s);
    QCOMPARE(second.quarantine.until, u"2030-01-31"_s);
    QCOMPARE(second.resources.at(0).name, u"gpu"_s);
    QCOMPARE(second.resources.at(0).count, 2);
    QVERIFY(second.onFailure == model::OnFailure::Keep);
    QCOMPARE(second.condition, u"${n > 2}"_s);
    QCOMPARE(second.vars[u"a"].value(), QJsonValue(1));
    QCOMPARE(stepText(*second.setup), u"wait=\"5ms\"; wait=\"7ms\""_s);
    QCOMPARE(stepText(*second.teardown), u"wait=\"9ms\"; wait=\"6ms\""_s);
}

void TestSuiteLoader::stepFields()
{
    const auto loaded = load(R"(
suite: A
setup:
  - name: a request
    http: { GET: "${base}/x", redirects: "${n}" }
    timeout: 2s
    retry: { times: 3, delay: 200ms, factor: 3, jitter: 0 }
    eventually: 5s
    expect: { status: 200, json: { $.id: { matches: uuid } } }
    capture: { id: $.id }
    if: true
    continueOnFailure: true
  - wait: 1s
    retry: 2
    eventually: { within: 3s, every: 50ms, factor: 1.5, jitter: 0.5 }
  - if: "${x}"
    then: [{ wait: 1s }]
    else: [{ wait: 2s }, { group: [{ wait: 3s }] }]
  - fault: { on: api -> llm, mode: latency }
    during: [{ parallel: { limit: 2, steps: [{ wait: 4s }] } }, { repeat: { times: 2, steps: [{ wait: 5s }] } }]
  - http: { GET: y }
    if: "${y}"
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const std::vector<model::Step> &steps = loaded.value.front().setup;
    QCOMPARE(steps.size(), std::size_t(5));
    const model::Step &http = steps[0];
    QCOMPARE(http.kind, u"http"_s);
    QCOMPARE(http.name, u"a request"_s);
    QCOMPARE(http.position().toString(), u"a.yaml:4:5"_s);
    QCOMPARE(http.body[u"GET"].text(), u"${base}/x"_s);
    QCOMPARE(http.timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(2)));
    QCOMPARE(http.retry.times, 3);
    QCOMPARE(http.retry.delay, base::Nanoseconds(std::chrono::milliseconds(200)));
    QCOMPARE(http.retry.factor, 3.0);
    QCOMPARE(http.retry.jitter, 0.0);
    QVERIFY(http.eventually);
    QCOMPARE(http.eventually->within, base::Nanoseconds(std::chrono::seconds(5)));
    QCOMPARE(http.expect[u"status"].value(), QJsonValue(200));
    QCOMPARE(http.capture[u"id"].text(), u"$.id"_s);
    QCOMPARE(http.condition, u"${true}"_s);
    QVERIFY(http.continueOnFailure);
    QCOMPARE(steps[1].retry.times, 2);
    QCOMPARE(steps[1].eventually->every, base::Nanoseconds(std::chrono::milliseconds(50)));
    QCOMPARE(steps[1].eventually->factor, 1.5);
    QCOMPARE(steps[1].eventually->jitter, 0.5);
    QVERIFY(steps[1].expect.isMissing());
    QCOMPARE(stepText({steps[2]}), u"if(wait=\"1s\")else(wait=\"2s\"; group(wait=\"3s\"))"_s);
    QCOMPARE(steps[2].body.text(), u"${x}"_s);
    QCOMPARE(stepText({steps[3]}), u"fault(parallel(wait=\"4s\"); repeat(wait=\"5s\"))"_s);
    QCOMPARE(steps[4].kind, u"http"_s);
    QCOMPARE(steps[4].condition, u"${y}"_s);
}

void TestSuiteLoader::keys_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QStringList>("keys");
    const auto row = [](const char *name, const char *data, const QStringList &keys) {
        QTest::newRow(name) << QByteArray(data) << keys;
    };
    row("name column", "each: [{n: 1, name: de}, {n: 2, name: en}]", {u"de"_s, u"en"_s});
    row("id column", "each: [{x: 1, id: 10}, {x: 1, id: 11}]", {u"10"_s, u"11"_s});
    row("joined in order", "each: [{b: x, a: 1}, {b: y, a: true}]", {u"x,1"_s, u"y,true"_s});
    row("made unique", "each: [{a: x}, {a: x}, {a: x}]", {u"x"_s, u"x#2"_s, u"x#3"_s});
    row("unique beside a look-alike", "each: [{a: x}, {a: 'x#2'}, {a: x}]",
        {u"x"_s, u"x#2"_s, u"x#3"_s});
    row("nothing to name it", "each: [{a: [1]}, {a: {}}]", {u"1"_s, u"2"_s});
    row("chosen column", "each: {rows: [{name: a, k: p}, {name: a, k: q}], key: k}",
        {u"p"_s, u"q"_s});
    row("one line", "each: [{a: \"x\\n  y\"}]", {u"x y"_s});
    row("matrix", "matrix: {browser: [ff, cr], size: [1, 2]}",
        {u"ff,1"_s, u"ff,2"_s, u"cr,1"_s, u"cr,2"_s});
    row("both", "each: [{name: de}]\n    matrix: {n: [1, 2]}", {u"de,1"_s, u"de,2"_s});
    row("csv",
        "each: {csv: data/t.csv}\n    steps: []\n=== data/t.csv\nname,n\r\nde,1\r\n\"en, "
        "gb\",\"2\"\r\n",
        {u"de"_s, u"en, gb"_s});
    row("json",
        "each: {json: t.json}\n    steps: []\n=== t.json\n[{\"name\": \"de\"}, {\"name\": \"en\"}]",
        {u"de"_s, u"en"_s});
    row("long",
        "each: [{a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}]",
        {u"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa~d66304b6"_s});
}

void TestSuiteLoader::keys()
{
    QFETCH(QByteArray, data);
    QFETCH(QStringList, keys);
    QByteArray yaml = "suite: A\ncases:\n  - case: x\n    " + data;
    if (!data.contains("steps:"))
        yaml += "\n    steps: []\n";
    const auto loaded = load(yaml);
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QStringList found;
    for (const model::Case &one : loaded.value.front().cases) {
        found.append(one.key);
        QCOMPARE(one.id, u"a.yaml::x["_s + one.key + u']');
        QVERIFY(!one.row.isEmpty());
    }
    QCOMPARE(found, keys);
}

void TestSuiteLoader::needs_data()
{
    QTest::addColumn<QByteArray>("need");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("by name") << QByteArray("plain") << QStringList{u"a.yaml::plain"_s};
    QTest::newRow("by id") << QByteArray("the-id") << QStringList{u"a.yaml::plain"_s};
    QTest::newRow("all rows") << QByteArray("rows")
                              << QStringList{u"a.yaml::rows[de]"_s, u"a.yaml::rows[en]"_s};
    QTest::newRow("one row") << QByteArray("'rows[en]'") << QStringList{u"a.yaml::rows[en]"_s};
    QTest::newRow("several") << QByteArray("[plain, 'rows[de]']")
                             << QStringList{u"a.yaml::plain"_s, u"a.yaml::rows[de]"_s};
    QTest::newRow("other file") << QByteArray("'sub/b.yaml::other'")
                                << QStringList{u"sub/b.yaml::other"_s};
    QTest::newRow("own file") << QByteArray("'a.yaml::plain'") << QStringList{u"a.yaml::plain"_s};
    QTest::newRow("colons in a name") << QByteArray("'ns::x'") << QStringList{u"a.yaml::ns::x"_s};
}

void TestSuiteLoader::needs()
{
    QFETCH(QByteArray, need);
    QFETCH(QStringList, expected);
    const auto loaded = load("suite: A\ncases:\n"
                             "  - {case: plain, id: the-id, steps: []}\n"
                             "  - {case: 'ns::x', steps: []}\n"
                             "  - {case: rows, each: [{name: de}, {name: en}], steps: []}\n"
                             "  - {case: last, needs: " +
                             need +
                             ", steps: []}\n=== sub/b.yaml\nsuite: B\n"
                             "cases: [{case: other, needs: '../a.yaml::plain', steps: []}]\n");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QStringList found;
    for (const model::Need &one : loaded.value.front().cases.back().needs)
        found.append(one.caseId);
    QCOMPARE(found, expected);
}

void TestSuiteLoader::includes()
{
    const auto loaded = load(R"(
suite: A
include: [{ file: parts/p.yaml, with: { port: 80, list: [1, 2] } }, parts/q.yaml]
vars: { own: 1, shared: suite }
setup: [{ wait: 9s }]
teardown: [{ wait: 8s }]
caseSetup: [{ wait: 7s }]
cases:
  - case: mine
    steps: []
=== parts/p.yaml
partial: P
params: { port: required, list: required, host: localhost }
vars: { shared: p, url: "http://${param.host}:${param.port}/${x}", list: "${param.list}", port: "${param.port}", literal: "$${param.port}" }
runSetup: [{ wait: 6s }]
setup: [{ wait: 1s }]
teardown: [{ wait: 2s }]
caseSetup: [{ wait: 3s }]
cases:
  - case: theirs
    each: { csv: rows.csv }
    steps: [{ exec: ["${param.host}"] }]
=== parts/rows.csv
n
1
=== parts/q.yaml
partial: Q
vars: { shared: q, only: q }
setup: [{ wait: 4s }]
teardown: [{ wait: 5s }]
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const model::Suite &suite = loaded.value.front();
    QCOMPARE(base::compactJson(suite.vars.toJson()),
             QByteArray(R"({"list":[1,2],"literal":"$${param.port}","only":"q","own":1,"port":80,)"
                        R"("shared":"suite","url":"http://localhost:80/${x}"})"));
    QCOMPARE(stepText(suite.setup), u"wait=\"1s\"; wait=\"4s\"; wait=\"9s\""_s);
    QCOMPARE(stepText(suite.teardown), u"wait=\"8s\"; wait=\"5s\"; wait=\"2s\""_s);
    QCOMPARE(ids(loaded), (QStringList{u"a.yaml::theirs[1]"_s, u"a.yaml::mine"_s}));
    QCOMPARE(stepText(*suite.cases[0].setup), u"wait=\"3s\"; wait=\"7s\""_s);
    QCOMPARE(stepText(*suite.cases[0].steps), u"exec=[\"localhost\"]"_s);
    QCOMPARE(suite.cases[0].position.toString(), u"parts/p.yaml:9:5"_s);
    QCOMPARE(suite.cases[0].steps->front().file, u"parts/p.yaml"_s);
    QCOMPARE(suite.fixtures.size(), std::size_t(1));
    QCOMPARE(suite.fixtures[0].name, u"parts/p.yaml::runSetup {\"list\":[1,2],\"port\":80}"_s);
}

void TestSuiteLoader::blocks()
{
    const auto loaded = load(R"(
suite: A
include: p.yaml
cases:
  - case: x
    steps:
      - use: { block: login, with: { user: ada, time: 2s } }
      - group:
          - use: plain
=== p.yaml
partial: P
params: { host: h }
blocks:
  login:
    - http: { POST: "${param.host}/login", json: { user: "${param.user}" } }
      timeout: "${param.time}"
    - use: plain
  plain: [{ wait: 1s }]
)");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const auto &steps = *loaded.value.front().cases.front().steps;
    QCOMPARE(
        stepText(steps),
        u"http={\"POST\":\"h/login\",\"json\":{\"user\":\"ada\"}}; wait=\"1s\"; group(wait=\"1s\")"_s);
    QCOMPARE(steps[0].timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(2)));
    QCOMPARE(steps[0].position().toString(), u"p.yaml:5:7"_s);
}

void TestSuiteLoader::sharesSteps()
{
    const auto loaded = load("suite: A\ncaseSetup: [{wait: 1s}]\ncases:\n"
                             "  - {case: x, each: [{a: 1}, {a: 2}], steps: [{wait: 2s}]}\n"
                             "  - {case: y, steps: []}\n");
    const auto &cases = loaded.value.front().cases;
    QCOMPARE(cases[0].steps.get(), cases[1].steps.get());
    QCOMPARE(cases[0].setup.get(), cases[2].setup.get());
    QVERIFY(cases[2].teardown);
}

void TestSuiteLoader::loadsNeededFiles()
{
    const auto loaded =
        load("suite: A\ncases: [{case: x, needs: 'b.yaml::y', steps: []}]\n"
             "=== b.yaml\nsuite: B\ncases: [{case: y, needs: 'c.yaml::z', steps: []}]\n"
             "=== c.yaml\nsuite: C\ncases: [{case: z, steps: []}]\n"
             "=== d.yaml\nsuite: D\n");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QCOMPARE(ids(loaded), (QStringList{u"a.yaml::x"_s, u"b.yaml::y"_s, u"c.yaml::z"_s}));
}

void TestSuiteLoader::workspaceDefaults()
{
    const auto loaded = load("suite: A\ncases: [{case: x, steps: []}]\n"
                             "=== workspace.yaml\nworkspace: W\n"
                             "defaults: {environment: ci, config: {retries: 2, timeout: 9s, "
                             "isolation: case, parallel: 3}}\n"
                             "=== environments/ci.yaml\nenvironment: ci\n");
    QCOMPARE(rendered(loaded.diagnostics), QString());
    const model::Suite &suite = loaded.value.front();
    QCOMPARE(suite.environment, u"ci"_s);
    QCOMPARE(suite.parallel, std::optional(3));
    QCOMPARE(suite.cases[0].retries, 2);
    QCOMPARE(suite.cases[0].timeout, std::optional<base::Nanoseconds>(std::chrono::seconds(9)));
    QVERIFY(suite.cases[0].isolation == model::Isolation::Case);
}

void TestSuiteLoader::expectedAndReplacement()
{
    const auto loaded = load("suite: A\nconfig: {isolation: cases}\ncasses: []");
    QCOMPARE(loaded.diagnostics.size(), std::size_t(2));
    QCOMPARE(loaded.diagnostics[0].expected, u"one of none, suite, case"_s);
    QCOMPARE(loaded.diagnostics[0].replacement, u"case"_s);
    QCOMPARE(loaded.diagnostics[1].replacement, u"cases"_s);
    QCOMPARE(loaded.diagnostics[1].error.quotedLine, u"casses: []"_s);
}

void TestSuiteLoader::tenThousandCases()
{
    QByteArray yaml = "suite: A\ncases:\n";
    for (int i = 0; i < 10'000; ++i) {
        yaml += "  - case: case number " + QByteArray::number(i) + "\n    needs: [" +
                (i == 0 ? QByteArray() : "case number " + QByteArray::number(i - 1)) +
                "]\n    steps:\n      - http: { GET: \"${base}/texts/" + QByteArray::number(i) +
                "\" }\n        expect: { status: 200 }\n";
    }
    QElapsedTimer timer;
    timer.start();
    const auto loaded = load(yaml);
    qInfo("%lld ms", timer.elapsed());
    QCOMPARE(rendered(loaded.diagnostics), QString());
    QCOMPARE(loaded.value.front().cases.size(), std::size_t(10'000));
    QVERIFY(timer.elapsed() < 10'000); // debug and sanitizers; the benchmark has the real bound
}

QTEST_APPLESS_MAIN(TestSuiteLoader)
#include "tst_suite_loader.moc"
