// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "support/step_harness.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using steps::StepResult;

class ScriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void results_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &code, Outcome outcome,
                            const QString &text) {
            QTest::newRow(name) << code << int(outcome) << text;
        };
        row("value", u"return rows.length + 1"_s, Outcome::Passed, u"3"_s);
        row("no value", u"const x = 1"_s, Outcome::Passed, u"null"_s);
        row("assert holds", u"assert(rows.length === 2, 'x'); return 'ok'"_s, Outcome::Passed,
            u"\"ok\""_s);
        row("assert fails", u"assert(rows.length > 2, 'too few rows')"_s, Outcome::Failed,
            u"assertion failed: too few rows"_s);
        row("assert without words", u"assert(false)"_s, Outcome::Failed, u"assertion failed"_s);
        row("throws", u"throw new Error('no')"_s, Outcome::Error,
            u"the script failed: Error: no"_s);
        row("unknown name", u"return rowz"_s, Outcome::Error,
            u"nothing is called \"rowz\" in the script (did you mean \"rows\"?)"_s);
        row("endless", u"while (true) {}"_s, Outcome::Error,
            u"the script ran longer than 1 s (check its loops)"_s);
    }
    void results()
    {
        QFETCH(const QString, code);
        QFETCH(const int, outcome);
        QFETCH(const QString, text);
        test::StepHarness harness;
        harness.scope.set(u"rows"_s, QJsonArray{1, 2});
        StepResult result =
            harness.run(u"script"_s, u"code: "_s + QString::fromUtf8(base::compactJson(code)));
        QCOMPARE(int(result.outcome), outcome);
        if (result.outcome == Outcome::Passed)
            QCOMPARE(QString::fromUtf8(base::compactJson(*result.fields.get(u"value"_s))), text);
        else
            QCOMPARE(result.failures.front().message, text);
    }

    void assignsVariables()
    {
        test::StepHarness harness;
        harness.scope.set(u"n"_s, 1);
        StepResult result =
            harness.run(u"script"_s, u"\"vars.n = vars.n + 1; vars.list = [vars.n]\""_s);
        QCOMPARE(result.outcome, Outcome::Passed);
        QCOMPARE(harness.scope.find(u"n"_s)->toInteger(), 2);
        QCOMPARE(*harness.scope.find(u"list"_s), QJsonValue(QJsonArray{2}));
        QCOMPARE(*result.fields.get(u"list"_s), QJsonValue(QJsonArray{2}));
        // Nothing is assigned when it fails.
        QCOMPARE(harness.run(u"script"_s, u"\"vars.n = 9; assert(false)\""_s).outcome,
                 Outcome::Failed);
        QCOMPARE(harness.scope.find(u"n"_s)->toInteger(), 2);
    }

    void filesAndLog()
    {
        test::StepHarness harness;
        QFile file(harness.folder.filePath(u"s.js"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("log('hello');\nreturn '${not a template}'");
        file.close();
        StepResult result = harness.run(u"script"_s, u"{ file: s.js }"_s);
        QCOMPARE(result.outcome, Outcome::Passed);
        QCOMPARE(result.fields.get(u"value"_s)->toString(), u"${not a template}"_s);
        QString logged;
        for (const auto &event : harness.takeEvents()) {
            if (const auto *line = std::get_if<events::LogLine>(&event->payload))
                logged += line->text;
        }
        QCOMPARE(logged, u"hello"_s);
        test::StepHarness other;
        const StepResult missing = other.run(u"script"_s, u"{ file: none.js }"_s);
        QCOMPARE(missing.outcome, Outcome::Error);
        QVERIFY(missing.failures.front().message.startsWith(u"cannot read "_s));
    }

    void isStopped()
    {
        test::StepHarness harness;
        const StepResult late = harness.run(u"script"_s, u"while (true) {}"_s, 50ms);
        QCOMPARE(late.outcome, Outcome::TimedOut);
        QCOMPARE(late.failures.front().message,
                 u"the script took too long: the time limit ended it"_s);
    }
};

QTEST_GUILESS_MAIN(ScriptTest)
#include "tst_script.moc"
