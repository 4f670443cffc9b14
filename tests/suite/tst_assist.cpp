// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist_bench.h"

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::assist;
using namespace assay::suite::test;

/// What an editor is told of a place in a suite.
class TestAssist : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void completes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("replaced");
        QTest::addColumn<QString>("labels"); ///< "~" before: only these have to be among them
        const auto row = [](const char *name, const QString &file, const QString &text,
                            const QString &replaced, const QString &labels) {
            QTest::newRow(name) << file << text << replaced << labels;
        };
        const QString a = u"api/x.yaml"_s;
        row("an empty file", a, u"^"_s, u""_s, u"suite partial mock"_s);
        row("top keys", a, u"suite: a\n^"_s, u""_s,
            u"id tags environment config vars include setup teardown caseSetup caseTeardown "
            "runSetup runTeardown cases"_s);
        row("a word typed", a, u"suite: a\nse^\ncases: []"_s, u"se"_s, u"~setup"_s);
        row("keys of a case", a, u"suite: a\ncases:\n  - case: x\n    n^"_s, u"n"_s,
            u"id needs tags timeout retries each matrix isolation quarantine resources onFailure "
            u"if "
            "vars setup steps teardown"_s);
        row("a first key of an item", a, u"suite: a\ncases:\n  - ^"_s, u""_s, u"~case"_s);
        row("step kinds", a, u"suite: a\ncases:\n  - case: x\n    steps:\n      - ht^"_s, u"ht"_s,
            u"http sql exec script wait group parallel repeat fault if use name timeout retry "
            "eventually continueOnFailure expect capture"_s);
        row("beside a kind", a,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - wait: 1s\n        ^"_s, u""_s,
            u"name timeout retry eventually if continueOnFailure"_s);
        row("a body in braces", a,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - http: { GET: a, ^ }"_s, u""_s,
            u"json headers redirects limit"_s);
        row("fields of expect", a,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - http: { GET: a }\n        "
            "expect: { status: 200, h^"_s,
            u"h"_s, u"headers json time"_s);
        row("matchers", a,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - http: { GET: a }\n        "
            "expect:\n          json:\n            $.id: { m^ }"_s,
            u"m"_s, u"lt matches snapshot"_s);
        row("words of a matcher", a,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - http: { GET: a }\n        "
            "expect: { json: { $.id: { matches: u^ } } }"_s,
            u"u"_s, u"uuid url"_s);
        row("words", a, u"suite: a\nconfig: { isolation: ^ }"_s, u""_s, u"none suite case"_s);
        row("true and false", a,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - wait: 1s\n        "
            "continueOnFailure: t^"_s,
            u"t"_s, u"true false"_s);
        row("environments", a, u"suite: a\nenvironment: lo^\n"_s, u"lo"_s, u"local other"_s);
        row("includes", a, u"suite: a\ninclude: [^]"_s, u""_s, u"../shared/login.yaml"_s);
        row("datasets", a, u"suite: a\ncases:\n  - case: x\n    each: { csv: ^ }"_s, u""_s,
            u"rows.csv"_s);
        row("datasets of another root", a, u"suite: a\ncases:\n  - case: x\n    each: { json: ^"_s,
            u""_s, u"../../data/words.json __snapshots__/a/answer.json"_s);
        row("needs", a, kSuite + u"  - case: third\n    needs: [sec^"_s, u"sec"_s,
            u"first one|second|signs in|a.yaml::stores a text|b.yaml::makes a user|b.yaml::pays"_s);
        row("services", a, u"suite: a\ncases:\n  - case: x\n    steps:\n      - sql: { on: ^ }"_s,
            u""_s, u"api database llm"_s);
        row("blocks", a,
            u"suite: a\ninclude: ../shared/login.yaml\ncases:\n  - case: x\n    steps:\n      - "
            "use: s^"_s,
            u"s"_s, u"sign-in"_s);
        row("tags", a, u"suite: a\ntags: [^]"_s, u""_s, u"db"_s);
        row("names", a, QString(kSuite).replace(u"\"${id} ${mark}\""_s, u"\"${i^}\""_s), u"i"_s,
            u"~id mark base size token host services uuid()"_s);
        row("names of a need", a, QString(kSuite).replace(u"${row.name}"_s, u"${^}"_s), u""_s,
            u"~id mark base"_s);
        row("columns", a, QString(kSuite).replace(u"${row.name}"_s, u"${row.n^}"_s), u"n"_s,
            u"name age"_s);
        row("members of services", a, QString(kSuite).replace(u"${base}"_s, u"${services.^"_s),
            u""_s, u"far"_s);
        row("members of a service", a,
            QString(kSuite).replace(u"${base}"_s, u"${services.far.u^}"_s), u"u"_s,
            u"url host port name provider pid"_s);
        row("a script", a, QString(kSuite).replace(u"vars.mark = uuid()"_s, u"vars.^"_s), u""_s,
            u"~id base"_s);
        row("not of a later step", a, QString(kSuite).replace(u"${base}/a"_s, u"${^"_s), u""_s,
            u"!id"_s);
        row("not in a comment", a, u"suite: a # ^"_s, u""_s, u""_s);
        row("not in a text", a, u"suite: a\ncases:\n  - case: ^"_s, u""_s, u""_s);
        row("parameters", u"shared/login.yaml"_s,
            u"partial: x\nparams: { user: a }\nvars: { v: \"${param.^}\" }"_s, u""_s, u"user"_s);
        row("providers", u"environments/new.yaml"_s, u"environment: n\nservices:\n  a: { ^ }"_s,
            u""_s, u"process postgres mock ready after"_s);
        row("mocks", u"environments/new.yaml"_s, u"environment: n\nservices:\n  a: { mock: ^"_s,
            u""_s, u"../mocks/llm.yaml"_s);
        row("own services", u"environments/new.yaml"_s,
            u"environment: n\nservices:\n  a: { process: {} }\n  b: { process: {}, after: [^] }"_s,
            u""_s, u"a b"_s);
        row("plan", u"plans/p.yaml"_s, u"plan: p\nphases:\n  - phase: one\n    suites: [^]"_s,
            u""_s, u"api api/a.yaml api/b.yaml"_s);
        row("phases", u"plans/p.yaml"_s,
            u"plan: p\nphases:\n  - phase: one\n  - phase: two\n    needs: [^]"_s, u""_s,
            u"one two"_s);
        row("a mock", u"mocks/x.yaml"_s, u"mock: x\nroutes:\n  - fault: ^"_s, u""_s,
            u"reset hang"_s);
        row("workspace", u"workspace.yaml"_s, u"workspace: w\n^"_s, u""_s, u"roots defaults"_s);
        row("another file", u"notes.yaml"_s, u"a: 1\nb: ^"_s, u""_s, u""_s);
    }

    void completes()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, text);
        QFETCH(const QString, replaced);
        QFETCH(const QString, labels);
        const Typed typed(text);
        const Completions found = completions(typed.text, typed.offset, file, view());
        if (!found.items.empty())
            QCOMPARE(found.replaced.in(typed.text).toString(), replaced);
        QStringList all;
        for (const Completion &item : found.items)
            all.append(item.label);
        if (labels.startsWith(u'~')) {
            for (const QString &label : labels.sliced(1).split(u' '))
                QVERIFY2(all.contains(label), qPrintable(label + u" in "_s + all.join(u' ')));
        } else if (labels.startsWith(u'!')) {
            QVERIFY(!all.isEmpty());
            QVERIFY2(!all.contains(labels.sliced(1)), qPrintable(all.join(u' ')));
        } else {
            QCOMPARE(all.join(labels.contains(u'|') ? u'|' : u' '), labels);
        }
    }

    void inserts()
    {
        const auto insertOf = [](const QString &text, const QString &label) {
            const Typed typed(text);
            for (const Completion &item :
                 completions(typed.text, typed.offset, u"api/x.yaml"_s, view()).items) {
                if (item.label == label)
                    return item.insert;
            }
            return u"nothing"_s;
        };
        QCOMPARE(insertOf(u"suite: a\n^"_s, u"cases"_s), u"cases:"_s);
        QCOMPARE(insertOf(u"suite: a\n^"_s, u"id"_s), u"id: "_s);
        QCOMPARE(insertOf(u"suite: a\nc^: []"_s, u"cases"_s), u"cases"_s);
        const QString needs = u"suite: a\ncases:\n  - case: \"a, b\"\n  - case: y\n    needs: "_s;
        QCOMPARE(insertOf(needs + u"[^]"_s, u"a, b"_s), u"\"a, b\""_s);
        QCOMPARE(insertOf(needs + u"^"_s, u"a, b"_s), u"a, b"_s);
        QCOMPARE(insertOf(needs + u"[\"a^\"]"_s, u"a, b"_s), u"a, b"_s);
    }

    void hovers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QString &text, const QString &says) {
            QTest::newRow(name) << text << says;
        };
        const auto at = [](const QString &before, const QString &after) {
            QString text = kSuite;
            const qsizetype found = text.indexOf(before + after);
            return text.insert(found + before.size(), u'^');
        };
        row("a key", at(u"    ne"_s, u"eds"_s),
            u"needs|cases that must be over, and good, before\ntakes a text that is not empty or a "
            "list"_s);
        row("a step kind", at(u"ht"_s, u"tp"_s), u"http|an HTTP request\ntakes a map\nrequired"_s);
        row("a matcher", at(u"mat"_s, u"ches"_s), u"matches|A pattern."_s);
        row("a need", at(u"[first"_s, u" one"_s), u"first one|tags: smoke\napi/s.yaml:6:11"_s);
        row("an environment", at(u"environment: o"_s, u"ther"_s),
            u"other|services: far\nenvironments/other.yaml"_s);
        row("a dataset", at(u"row"_s, u"s.csv"_s), u"rows.csv|columns: name, age\napi/rows.csv"_s);
        row("a capture", at(u"${i"_s, u"d} "_s), u"id|captured from $.id\napi/s.yaml:10:20"_s);
        row("a variable", at(u"${ba"_s, u"se"_s),
            u"base|a variable of api/s.yaml\napi/s.yaml:4:9"_s);
        row("a service", at(u"services.f"_s, u"ar"_s),
            u"services.far|a service of environments/other.yaml: process\n"
            "environments/other.yaml:3:3"_s);
        row("a function", at(u"= uu"_s, u"id()"_s), u"uuid|a fresh UUID"_s);
        row("a text", at(u"second"_s, u""_s), u""_s);
        row("nothing", u"^"_s, u""_s);
    }

    void hovers()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, says);
        const Typed typed(text);
        QVERIFY(typed.offset >= 0);
        const auto hover = hoverAt(typed.text, typed.offset, u"api/s.yaml"_s, view());
        QCOMPARE(hover ? hover->title + u'|' + hover->text : QString(), says);
    }

    void definitions_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const QString &file, const QString &text,
                            const QString &place) { QTest::newRow(name) << file << text << place; };
        const QString s = u"api/s.yaml"_s;
        const QString need = u"suite: a\ncases:\n  - case: x\n    needs: "_s;
        row("a need", s, need + u"[\"^y\"]\n  - case: y"_s, u"api/s.yaml:5:11"_s);
        row("a need of another file", s, need + u"[\"b.yaml::pa^ys\"]"_s, u"api/b.yaml:6:11"_s);
        row("a need of a row", s, need + u"[{ case: \"b.yaml::pays[^a]\" }]"_s,
            u"api/b.yaml:6:11"_s);
        row("a need of an include", s,
            u"suite: a\ninclude: ../shared/login.yaml\ncases:\n  - case: x\n    needs: sig^ns in"_s,
            u"shared/login.yaml:11:11"_s);
        row("an unknown need", s, need + u"no^body"_s, u""_s);
        row("an include", s, u"suite: a\ninclude: ../sh^ared/login.yaml"_s,
            u"shared/login.yaml:1:1"_s);
        row("an include from the workspace", s, u"suite: a\ninclude: [{ file: shared/l^ogin.yaml"_s,
            u"shared/login.yaml:1:1"_s);
        row("an environment", s, u"suite: a\nenvironment: l^ocal"_s,
            u"environments/local.yaml:1:1"_s);
        row("a dataset", s, u"suite: a\ncases:\n  - case: x\n    each: { csv: r^ows.csv }"_s,
            u"api/rows.csv:1:1"_s);
        row("a mock", u"environments/local.yaml"_s,
            u"environment: l\nservices:\n  a: { mock: ../mocks/l^lm.yaml }"_s,
            u"mocks/llm.yaml:1:1"_s);
        row("a golden file", u"api/a.yaml"_s,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - http: { GET: a }\n        expect: "
            u"{ "
            "json: { snapshot: an^swer } }"_s,
            u"api/__snapshots__/a/answer.json:1:1"_s);
        row("a service", s,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - sql: { on: d^ata"_s, u""_s);
        row("a service of the default", s,
            u"suite: a\ncases:\n  - case: x\n    steps:\n      - sql: { on: data^base }"_s,
            u"environments/local.yaml:4:3"_s);
        row("a block", s, u"suite: a\ninclude: ../shared/login.yaml\nsetup:\n  - use: sign^-in"_s,
            u"shared/login.yaml:5:3"_s);
        row("a key", s, u"sui^te: a"_s, u""_s);
        row("a suite of a plan", u"plans/p.yaml"_s,
            u"plan: p\nphases:\n  - phase: x\n    suites: [api/^a.yaml]"_s, u"api/a.yaml:1:1"_s);
    }

    void definitions()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, text);
        QFETCH(const QString, place);
        const Typed typed(text);
        const auto found = definitionAt(typed.text, typed.offset, file, view());
        QCOMPARE(found ? found->toString() : QString(), place);
    }
};

QTEST_APPLESS_MAIN(TestAssist)
#include "tst_assist.moc"
