// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "support/step_harness.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using steps::StepResult;

class ExecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *name, const QString &body, const QString &field,
                            const QString &value) {
            QTest::newRow(name) << body << field << value;
        };
        row("arguments are not a shell's", u"command: [echo, \"$HOME; ls\", 5, true]"_s,
            u"stdout"_s, u"\"$HOME; ls 5 true\\n\""_s);
        row("lines", u"shell: \"printf 'a\\\\nb\\\\n\\\\nc'\""_s, u"lines"_s,
            u"[\"a\",\"b\",\"\",\"c\"]"_s);
        row("json", u"shell: \"echo '{\\\"a\\\": [1]}'\""_s, u"json"_s, u"{\"a\":[1]}"_s);
        row("no json", u"shell: echo hi"_s, u"json"_s,
            u":1:1: the output is not valid JSON: illegal value"_s);
        row("stderr", u"shell: \"echo oops >&2\""_s, u"stderr"_s, u"\"oops\\n\""_s);
        row("binary", u"shell: \"printf '\\\\377'\""_s, u"stdout"_s, u"{\"base64\":\"/w==\"}"_s);
        row("input", u"{ command: [cat], input: \"a ${name}\" }"_s, u"stdout"_s, u"\"a Ada\""_s);
        row("JSON input", u"{ command: [cat], input: { b: [1, null], a: \"${name}\" } }"_s,
            u"stdout"_s, u"\"{\\\"a\\\":\\\"Ada\\\",\\\"b\\\":[1,null]}\""_s);
        row("environment", u"{ shell: 'echo $A-$B', environment: { A: 1, B: \"${name}\" } }"_s,
            u"stdout"_s, u"\"1-Ada\\n\""_s);
        row("cwd", u"{ shell: 'basename \"$PWD\"', cwd: sub }"_s, u"stdout"_s, u"\"sub\\n\""_s);
        row("exit code", u"command: [\"true\"]"_s, u"exitCode"_s, u"0"_s);
        row("no signal", u"command: [\"true\"]"_s, u"signal"_s, u"null"_s);
    }
    void fields()
    {
        QFETCH(QString, body);
        QFETCH(const QString, field);
        QFETCH(const QString, value);
        test::StepHarness harness;
        harness.scope.set(u"name"_s, u"Ada"_s);
        QVERIFY(QDir(harness.folder.path()).mkdir(u"sub"_s));
        StepResult result = harness.run(u"exec"_s, body);
        QVERIFY2(result.outcome == Outcome::Passed,
                 result.failures.empty() ? "" : qPrintable(result.failures.front().message));
        const auto got = result.fields.get(field);
        if (!got && field == u"json"_s) {
            QVERIFY(got.error().title.startsWith(u"the output is not valid JSON: "_s));
            return;
        }
        QCOMPARE(QString::fromUtf8(base::compactJson(*got)), value);
    }

    void endings_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("expect");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("message");
        QTest::newRow("bad exit") << u"exit 3"_s << QString() << int(Outcome::Failed)
                                  << u"exited with 3"_s;
        QTest::newRow("its last line") << u"echo one >&2; echo two >&2; exit 1"_s << QString()
                                       << int(Outcome::Failed) << u"exited with 1: two"_s;
        QTest::newRow("signal") << u"kill -KILL $$"_s << QString() << int(Outcome::Failed)
                                << u"was ended by SIGKILL"_s;
        QTest::newRow("expected exit")
            << u"exit 3"_s << u"{ exitCode: 3 }"_s << int(Outcome::Passed) << QString();
        QTest::newRow("other exit") << u"exit 3"_s << u"{ exitCode: 4 }"_s << int(Outcome::Failed)
                                    << u"exitCode: 3 is not 4"_s;
        QTest::newRow("expected signal")
            << u"kill -TERM $$"_s << u"{ signal: SIGTERM, exitCode: null }"_s
            << int(Outcome::Passed) << QString();
        QTest::newRow("something else expected")
            << u"exit 3"_s << u"{ stdout: '' }"_s << int(Outcome::Failed) << u"exited with 3"_s;
    }
    void endings()
    {
        QFETCH(const QString, script);
        QFETCH(const QString, expect);
        QFETCH(const int, outcome);
        QFETCH(const QString, message);
        test::StepHarness harness;
        const auto finished = harness.run(
            test::StepHarness::step(u"exec"_s, u"{ shell: '%1' }"_s.arg(script), expect));
        QCOMPARE(int(finished.outcome), outcome);
        const QString got =
            finished.failures.empty() ? QString() : finished.failures.front().message;
        QVERIFY2(got.startsWith(message) && got.isEmpty() == message.isEmpty(), qPrintable(got));
    }

    void cannotRun()
    {
        test::StepHarness harness;
        const StepResult result = harness.run(u"exec"_s, u"command: [./no-such-tool]"_s);
        QCOMPARE(result.outcome, Outcome::Error);
        QCOMPARE(result.failures.front().message, u"cannot run \"./no-such-tool\": no such file"_s);
    }

    void outputIsBounded()
    {
        test::StepHarness harness;
        harness.limits.body = base::ByteCount{1000};
        StepResult result = harness.run(u"exec"_s, u"shell: head -c 50000000 /dev/zero"_s);
        QCOMPARE(result.outcome, Outcome::Passed);
        QCOMPARE(result.fields.get(u"truncated"_s)->toBool(), true);
        QCOMPARE(result.fields.get(u"stdout"_s)->toString().size(), 1000);
        QCOMPARE(result.fields.get(u"json"_s).error().title,
                 u"the output is larger than 1 kB; the rest was dropped"_s);
    }

    void isStopped()
    {
        test::StepHarness harness;
        QElapsedTimer watch;
        watch.start();
        const StepResult late =
            harness.run(u"exec"_s, u"shell: \"echo so far; sleep 600\""_s, 200ms);
        QCOMPARE(late.outcome, Outcome::TimedOut);
        QCOMPARE(late.failures.front().message,
                 u"echo so far; sleep 600 took too long: the time limit ended it"_s);
        QVERIFY(late.exchange->response.body.startsWith("so far\n"));
        harness.stop.request_stop();
        QCOMPARE(harness.run(u"exec"_s, u"shell: \"trap '' TERM; sleep 600\""_s).outcome,
                 Outcome::Aborted);
        QVERIFY(watch.elapsed() < 5000);
    }
};

QTEST_GUILESS_MAIN(ExecTest)
#include "tst_exec.moc"
