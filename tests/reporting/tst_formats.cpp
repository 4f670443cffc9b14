// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_run.h"
#include "reporting/text.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <map>

using namespace assay;
using namespace assay::tests;
using events::RunState;

namespace {

/// A JUnit document, checked against the rules that readers share while it is read.
struct Junit
{
    struct Case
    {
        QString className;
        QString name;
        QStringList children; ///< element names, in order
        QString text;         ///< of all of them
    };
    std::vector<Case> cases;
    std::map<QString, QString> root;
    QStringList broken;

    explicit Junit(const QByteArray &xml)
    {
        // What each element may and must have (junit-10 rules; "!" marks what must be there).
        static const QHash<QString, QStringList> kAttributes{
            {u"testsuites"_s, {u"name"_s, u"time"_s, u"tests"_s, u"failures"_s, u"errors"_s}},
            {u"testsuite"_s,
             {u"!name"_s, u"!tests"_s, u"!failures"_s, u"!errors"_s, u"skipped"_s, u"time"_s,
              u"timestamp"_s}},
            {u"testcase"_s, {u"!name"_s, u"!time"_s, u"!classname"_s}},
            {u"failure"_s, {u"type"_s, u"message"_s}},
            {u"error"_s, {u"type"_s, u"message"_s}},
            {u"skipped"_s, {u"message"_s}},
            {u"rerunFailure"_s, {u"!type"_s, u"message"_s}},
            {u"rerunError"_s, {u"!type"_s, u"message"_s}},
            {u"flakyFailure"_s, {u"!type"_s, u"message"_s}},
            {u"flakyError"_s, {u"!type"_s, u"message"_s}},
            {u"stackTrace"_s, {}},
            {u"system-out"_s, {}}};
        static const QStringList kOrder{u"failure"_s,    u"rerunFailure"_s, u"flakyFailure"_s,
                                        u"skipped"_s,    u"error"_s,        u"rerunError"_s,
                                        u"flakyError"_s, u"system-out"_s};
        static const QRegularExpression kTime(u"\\A\\d+(\\.\\d{1,3})?\\z"_s);
        QXmlStreamReader reader(xml);
        QStringList path;
        std::map<QString, int> counted;
        std::map<QString, int> said;
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isCharacters() && path.contains(u"testcase"_s) && !cases.empty())
                cases.back().text += reader.text();
            if (reader.isEndElement())
                path.removeLast();
            if (!reader.isStartElement())
                continue;
            const QString name = reader.name().toString();
            path += name;
            if (!kAttributes.contains(name)) {
                broken += u"unknown element "_s + name;
                continue;
            }
            for (const QXmlStreamAttribute &attribute : reader.attributes()) {
                const QString key = attribute.name().toString();
                if (!kAttributes[name].contains(key) && !kAttributes[name].contains(u'!' + key))
                    broken += name + u" has "_s + key;
                if (key == u"time" && !kTime.match(attribute.value()).hasMatch())
                    broken += u"time "_s + attribute.value().toString();
            }
            for (const QString &key : kAttributes[name]) {
                if (key.startsWith(u'!') && reader.attributes().value(key.sliced(1)).isEmpty())
                    broken += name + u" lacks "_s + key.sliced(1);
            }
            const auto number = [&](const char *key) {
                return reader.attributes().value(QLatin1String(key)).toInt();
            };
            if (name == u"testsuites") {
                for (const QXmlStreamAttribute &attribute : reader.attributes())
                    root[attribute.name().toString()] = attribute.value().toString();
            } else if (name == u"testsuite") {
                for (const char *key : {"tests", "failures", "errors", "skipped"})
                    said[QLatin1String(key)] += number(key);
            } else if (name == u"testcase") {
                cases.push_back({reader.attributes().value(u"classname"_s).toString(),
                                 reader.attributes().value(u"name"_s).toString(),
                                 {},
                                 {}});
                ++counted[u"tests"_s];
            } else if (path.size() == 4) {
                if (!cases.back().children.isEmpty() &&
                    kOrder.indexOf(cases.back().children.last()) > kOrder.indexOf(name))
                    broken += name + u" comes too late"_s;
                cases.back().children += name;
                counted[u"failures"_s] += name == u"failure" ? 1 : 0;
                counted[u"errors"_s] += name == u"error" ? 1 : 0;
                counted[u"skipped"_s] += name == u"skipped" ? 1 : 0;
            }
        }
        if (reader.hasError())
            broken += reader.errorString();
        for (const auto &[key, count] : counted) {
            if (said[key] != count)
                broken += u"%1: said %2, there are %3"_s.arg(key).arg(said[key]).arg(count);
            if (key != u"skipped" && root[key] != QString::number(count))
                broken += u"the root says %1 %2"_s.arg(root[key], key);
        }
        QSet<QString> names;
        for (const Case &one : cases)
            names.insert(one.className + u'\n' + one.name);
        if (names.size() != static_cast<qsizetype>(cases.size()))
            broken += u"names are not unique"_s;
    }
    [[nodiscard]] Case of(const QString &name) const
    {
        for (const Case &one : cases) {
            if (one.name == name)
                return one;
        }
        return {};
    }
};

RunState runOf(const std::vector<QString> &ids)
{
    RunState state;
    events::Event event;
    events::RunPlanned plan;
    for (const QString &id : ids) {
        events::PlannedCase planned;
        planned.id = id;
        plan.cases.push_back(planned);
    }
    event.payload = plan;
    state.apply(event);
    return state;
}

} // namespace

class TestFormats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void junitKeepsTheRules()
    {
        const Junit junit(report(u"junit"_s, recordedRun()));
        QCOMPARE(junit.broken, QStringList());
        QCOMPARE(junit.cases.size(), std::size_t(15));
        const auto children = [&](const QString &name) { return junit.of(name).children; };
        QCOMPARE(children(u"stores a text[de]"_s), QStringList());
        QCOMPARE(children(u"fails twice"_s),
                 QStringList({u"failure"_s, u"rerunFailure"_s, u"rerunError"_s}));
        QCOMPARE(children(u"passes at the third attempt"_s),
                 QStringList({u"flakyFailure"_s, u"flakyError"_s}));
        QCOMPARE(children(u"cannot connect"_s), QStringList(u"error"_s));
        QCOMPARE(children(u"takes too long"_s), QStringList(u"error"_s));
        QCOMPARE(children(u"was stopped"_s), QStringList(u"error"_s));
        QCOMPARE(children(u"needs what failed"_s), QStringList(u"skipped"_s));
        QCOMPARE(children(u"never came to its turn"_s), QStringList(u"skipped"_s));
        QCOMPARE(junit.of(u"is known to be broken"_s).text.trimmed(),
                 u"quarantined: PROJ-12, fixed in 1.5 (failed: 1 is not 2)"_s);
        QCOMPARE(junit.of(u"needs what failed"_s).text.trimmed(), u"needs: fails twice failed"_s);
        QVERIFY(
            junit.of(u"fails twice"_s)
                .text.contains(u"suites/workflows/search_retrieval.yaml:6:11: json.$.hits: 2 is "
                               "not 3\n  at json.$.hits\n  expected: 3\n  actual:   2"_s));
        QCOMPARE(junit.of(u"cannot connect"_s).className, u"suites.workflows.search_retrieval"_s);
        bool attached = false;
        for (const Junit::Case &one : junit.cases)
            attached |= one.text.contains(u"[[ATTACHMENT|.assay/attachments/response.json]]"_s);
        QVERIFY(attached);
    }

    void junitNamesAreUniqueAndNeverEmpty()
    {
        const Junit junit(report(
            u"junit"_s,
            runOf({u""_s, u""_s, u"::"_s, u"a.yaml::x"_s, u"a.yaml::x"_s, u"a.yaml::x (2)"_s,
                   u"a.yaml::x\u0001"_s, u"a.yaml::x\u0002"_s, u"/.yaml::y"_s, u"a.yml::x"_s})));
        QCOMPARE(junit.broken, QStringList());
        QCOMPARE(junit.cases.size(), std::size_t(10));
    }

    void junitRulesCanFail()
    {
        QCOMPARE(
            Junit("<testsuites skipped='1' tests='1'><testsuite name='a' tests='1' failures='0' "
                  "errors='0'><testcase name='a' classname='b' time='1e3'/></testsuite>"
                  "</testsuites>")
                .broken,
            QStringList({u"testsuites has skipped"_s, u"time 1e3"_s}));
    }

    void junitIsValidByTheSchema()
    {
        const QString xmllint = QStandardPaths::findExecutable(u"xmllint"_s);
        if (xmllint.isEmpty())
            QSKIP("xmllint is not installed; junitKeepsTheRules checks the same rules");
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"r.xml"_s);
        const auto validate = [&](const QByteArray &xml) {
            QFile out(file);
            if (!out.open(QIODevice::WriteOnly) || out.write(xml) != xml.size())
                return u"not written"_s;
            out.close();
            QProcess process;
            process.start(xmllint, {u"--noout"_s, u"--nonet"_s, u"--schema"_s,
                                    reportingFile(u"junit-10-rules.xsd"_s), file});
            process.waitForFinished();
            return process.exitCode() == 0 ? QString()
                                           : QString::fromUtf8(process.readAllStandardError());
        };
        QCOMPARE(validate(report(u"junit"_s, recordedRun())), QString());
        QCOMPARE(validate(report(u"junit"_s, RunState())), QString());
        QCOMPARE(validate(report(u"junit"_s, largeRun(300, 7))), QString());
        QVERIFY(
            !validate(
                 report(u"junit"_s, recordedRun()).replace("<testcase", "<testcase status=\"x\""))
                 .isEmpty());
    }

    void jsonIsWhole()
    {
        const QJsonObject json = QJsonDocument::fromJson(report(u"json"_s, recordedRun())).object();
        QCOMPARE(json[u"run"_s][u"exitCode"_s].toInt(), 130);
        QCOMPARE(json[u"counts"_s][u"total"_s].toInt(), 15);
        const QJsonArray cases = json[u"cases"_s].toArray();
        QCOMPARE(cases.size(), 15);
        QCOMPARE(cases[7][u"verdict"_s].toString(), u"flaky"_s);
        QCOMPARE(cases[7][u"attempts"_s].toArray().size(), 3);
        QCOMPARE(cases[14][u"verdict"_s].toString(), u"not run"_s);
        QVERIFY(cases[14][u"outcome"_s].isUndefined());
        QCOMPARE(json[u"services"_s].toArray().size(), 3);
        QCOMPARE(json[u"problems"_s].toArray().size(), 1);
    }

    void csvGuardsFormulas()
    {
        const QByteArray csv = report(u"csv"_s, recordedRun());
        QVERIFY(csv.contains(",'=cmd|'/C calc'!A0,"));
        QVERIFY(!csv.contains(",=cmd"));
        const QByteArray odd = report(u"csv"_s, runOf({u"a,\"b\"\nc"_s, u"\tx"_s, u"-1"_s}));
        QVERIFY(odd.contains("\r\n\"a,\"\"b\"\"\nc\","));
        QVERIFY(odd.contains("\r\n'\tx,"));
        QVERIFY(odd.contains("\r\n'-1,"));
    }

    void githubEscapesAndBounds()
    {
        const QByteArray text = report(u"github"_s, recordedRun());
        QVERIFY(text.startsWith(
            "::error file=suites/api/text_api.yaml,line=23,col=13,title=failed%3A "));
        QVERIFY(text.contains("%0A"));
        const QByteArrayList lines = report(u"github"_s, largeRun(1000, 10)).trimmed().split('\n');
        QCOMPARE(lines.size(), 10);
        QCOMPARE(lines.last(),
                 QByteArray("::error title=Assay::and 91 more cases that failed or were "
                            "flaky: see the report"));
        for (const QByteArray &line : lines)
            QVERIFY(line.startsWith("::error "));
    }

    void markdownIsBoundedAndInert()
    {
        const QByteArray text = report(u"markdown"_s, recordedRun());
        // Inside a fence all is text; outside nothing may be a tag that we did not write.
        QString outside = QString::fromUtf8(text);
        outside.remove(QRegularExpression(u"(?ms)^(`{3,})diff$.*?^\\1$"_s));
        QVERIFY(outside.size() < QString::fromUtf8(text).size() - 300); // the fences were found
        outside.remove(QRegularExpression(u"</?(details|summary|b)>"_s));
        QVERIFY2(!outside.contains(u'<'), qPrintable(outside));
        QVERIFY(text.contains(R"(\`tick\` \*star\* &lt;b&gt;)"));
        QVERIFY(text.indexOf("fails twice") < text.indexOf("passes at the third attempt"));
        const QByteArray large = report(u"markdown"_s, largeRun(5000, 1));
        QVERIFY2(large.size() < 1024 * 1024, qPrintable(QString::number(large.size())));
        QVERIFY(large.contains(" more: see the whole report"));
    }

    void htmlIsInertAndOffline()
    {
        const QByteArray html = report(u"html"_s, recordedRun());
        QCOMPARE(html.count("<script"), 1); // ours
        QVERIFY(!html.contains("onerror=alert(3)>"));
        QVERIFY(!html.contains("</title><script"));
        QVERIFY(!html.contains("\xE2\x80\xAE")); // U+202E turns text around
        QVERIFY(!html.contains('\0'));
        QVERIFY(!html.contains("{{"));
        static const QRegularExpression kFetch(
            u"<(link|img|iframe|script)[^>]*(src|href)=|url\\(|@import"_s);
        QVERIFY(!kFetch.match(QString::fromUtf8(html)).hasMatch());
        static const QRegularExpression kHref(u"href=\"([^\"]*)\""_s);
        for (auto it = kHref.globalMatch(QString::fromUtf8(html)); it.hasNext();)
            QVERIFY(it.next().captured(1).startsWith(u"#c"_s));
        QVERIFY(html.indexOf("id=\"c6\"") < html.indexOf("id=\"c7\""));
        QVERIFY(html.indexOf("id=\"c7\"") < html.indexOf("id=\"c0\""));
        // Every element that is opened is closed: it is well-formed but for the void elements.
        QString text = QString::fromUtf8(html);
        text.remove(u"<!doctype html>"_s);
        text.replace(QRegularExpression(u"<(meta|input)([^>]*)>"_s), u"<\\1\\2/>"_s);
        text.replace(QRegularExpression(u"<details([^>]*) open>"_s), u"<details\\1>"_s);
        const qsizetype script = text.indexOf(u"<script>"_s);
        text.remove(script, text.indexOf(u"</script>"_s) - script + 9);
        QXmlStreamReader reader(text);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    }

    void htmlIsBounded()
    {
        const QByteArray html = report(u"html"_s, largeRun(10'000, 1));
        QVERIFY2(html.size() < 40 * 1024 * 1024, qPrintable(QString::number(html.size())));
        QVERIFY(html.contains("Details of the later cases were left out"));
        QCOMPARE(html.count("<details class=\"case\""), 10'000);
        const QByteArray passed = report(u"html"_s, largeRun(10'000, 0));
        QVERIFY2(passed.size() < 12 * 1024 * 1024, qPrintable(QString::number(passed.size())));
    }

    void tapIsAsSpecified()
    {
        const QByteArrayList lines = report(u"tap"_s, recordedRun()).split('\n');
        QCOMPARE(lines[0], QByteArray("TAP version 14"));
        QCOMPARE(lines[1], QByteArray("1..15"));
        int points = 0;
        static const QRegularExpression kPoint(u"^(not )?ok (\\d+) - "_s);
        for (const QByteArray &line : lines) {
            const auto match = kPoint.match(QString::fromUtf8(line));
            if (match.hasMatch())
                QCOMPARE(match.captured(2).toInt(), ++points);
        }
        QCOMPARE(points, 15);
    }

    void thousandCasesAreFast()
    {
        const RunState state = largeRun(1000, 50);
        for (const QString &format :
             {u"junit"_s, u"json"_s, u"tap"_s, u"csv"_s, u"markdown"_s, u"github"_s, u"html"_s}) {
            QElapsedTimer timer;
            timer.start();
            (void)report(format, state);
            // A hundred times what it takes on a quiet machine: only a wrong growth fails here.
            QVERIFY2(timer.elapsed() < 2000,
                     qPrintable(u"%1: %2 ms"_s.arg(format).arg(timer.elapsed())));
        }
    }

    void requests_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        QTest::newRow("file") << u"junit:out/r.xml"_s << u"junit out/r.xml"_s;
        QTest::newRow("stdout") << u"json:-"_s << u"json -"_s;
        QTest::newRow("colon in path") << u"html:a:b"_s << u"html a:b"_s;
        QTest::newRow("no path") << u"junit"_s
                                 << u"\"junit\" does not name a report (write FORMAT:FILE, for "
                                    u"example junit:results.xml, "
                                    "or FORMAT:- for standard output)"_s;
        QTest::newRow("unknown")
            << u"jnuit:x"_s << u"there is no report format \"jnuit\" (did you mean \"junit\"?)"_s;
    }
    void requests()
    {
        QFETCH(QString, text);
        QFETCH(QString, result);
        const auto request = reporting::parseReportRequest(text);
        QCOMPARE(request ? request->format->name() + u' ' + request->path
                         : request.error().toString(),
                 result);
    }

    void writingIsAtomicAndSaysWhatIsWrong()
    {
        const QTemporaryDir folder;
        const auto junit = *reporting::findReportFormat(u"junit"_s);
        const RunState state = recordedRun();
        const QString file = folder.filePath(u"deep/er/r.xml"_s);
        QVERIFY(reporting::writeReport(*junit, {state}, file));
        QCOMPARE(contentOf(file), report(u"junit"_s, state));
        QCOMPARE(reporting::writeReport(*junit, {state}, file + u"/r.xml"_s).error().title,
                 u"cannot write the junit report: the folder %1 cannot be made"_s.arg(file));
        const auto full = reporting::writeReport(*junit, {state}, u"/dev/full"_s);
        QVERIFY(!full);
        QVERIFY2(full.error().title.startsWith(u"cannot write the junit report to /dev/full: "_s),
                 qPrintable(full.error().title));
        const auto jsonl = *reporting::findReportFormat(u"jsonl"_s);
        const QString events = folder.filePath(u"e.jsonl"_s);
        QCOMPARE(reporting::writeReport(*jsonl, {state}, events).error().title,
                 u"the jsonl report needs the events of the run"_s);
        QVERIFY(!QFile::exists(events));
    }

    void seconds_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("zero") << qint64(0) << QByteArray("0");
        QTest::newRow("rounded") << qint64(412'600'000) << QByteArray("0.413");
        QTest::newRow("short") << qint64(1'500'000'000) << QByteArray("1.5");
        QTest::newRow("whole") << qint64(3'000'000'000) << QByteArray("3");
        QTest::newRow("negative") << qint64(-5) << QByteArray("0");
        QTest::newRow("long") << qint64(86'400'001'000'000) << QByteArray("86400.001");
    }
    void seconds()
    {
        QFETCH(qint64, nanoseconds);
        QFETCH(QByteArray, text);
        QCOMPARE(reporting::secondsText(base::Nanoseconds(nanoseconds)), text);
    }

    void jsonIsIndented_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("indented");
        const auto row = [](const char *text, const char *indented) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(indented);
        };
        row("{\"b\":1.10,\"a\":[1, {}]}", "{\n  \"b\": 1.10,\n  \"a\": [\n    1,\n    {}\n  ]\n}");
        row("{\"a\":\"x,{y:\\\"\"}", "{\n  \"a\": \"x,{y:\\\"\"\n}");
        row("[]", "[]");
        row("{\"cut\":[1,", "{\n  \"cut\": [\n    1,\n    ");
        row("]]]", "]]]");
        row("[}}", "[\n  \n}\n}");
        row("not JSON, {at all}", "not JSON, {at all}");
        row("{\n\"a\":1}", "{\n\"a\":1}");
    }
    void jsonIsIndented()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, indented);
        QCOMPARE(reporting::indentedJson(text), indented);
    }
    void escaping()
    {
        using namespace reporting;
        const QString lone = QString(QChar(0xD800)) + u'x';
        QCOMPARE(xmlText(u"<&>\"'\u0001\uFFFF\n\t\r\U0001F600"_s),
                 QByteArray(
                     "&lt;&amp;&gt;&quot;&#39;\xEF\xBF\xBD\xEF\xBF\xBD\n\t&#13;\xF0\x9F\x98\x80"));
        QCOMPARE(xmlAttribute(u"a\nb\tc"_s), QByteArray("a&#10;b&#9;c"));
        QCOMPARE(xmlText(lone), QByteArray("\xEF\xBF\xBDx"));
        QCOMPARE(htmlText(u"a\u202Eb\u0085"_s), QByteArray("a[U+202E]b\xEF\xBF\xBD"));
        QCOMPARE(cutText(u"ab\U0001F600cd"_s, 3), u"ab\u2026"_s);
        QCOMPARE(cutText(u"abc"_s, 3), u"abc"_s);
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
