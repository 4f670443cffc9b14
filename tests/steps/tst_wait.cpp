// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/step_harness.h"

#include <QElapsedTimer>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using steps::StepResult;

class WaitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waits_data()
    {
        QTest::addColumn<QString>("body");
        QTest::newRow("text") << u"30ms"_s;
        QTest::newRow("map") << u"{ for: 30ms }"_s;
        QTest::newRow("template") << u"\"${time}\""_s;
    }
    void waits()
    {
        QFETCH(const QString, body);
        test::StepHarness harness;
        harness.scope.set(u"time"_s, u"30ms"_s);
        QElapsedTimer watch;
        watch.start();
        QCOMPARE(harness.run(u"wait"_s, body).outcome, Outcome::Passed);
        QVERIFY(watch.elapsed() >= 29);
    }

    void ends()
    {
        test::StepHarness harness;
        const StepResult late = harness.run(u"wait"_s, u"10m"_s, 20ms);
        QCOMPARE(late.outcome, Outcome::TimedOut);
        QCOMPARE(late.failures.front().message,
                 u"the wait of 10 min 0 s took too long: the time limit ended it"_s);
        harness.stop.request_stop();
        const StepResult aborted = harness.run(u"wait"_s, u"10m"_s);
        QCOMPARE(aborted.outcome, Outcome::Aborted);
        const StepResult wrong = harness.run(u"wait"_s, u"soon"_s);
        QCOMPARE(wrong.outcome, Outcome::Error);
        QCOMPARE(
            wrong.failures.front().message,
            u"\"soon\" is not a duration (write a number and a unit, for example 200ms, 1.5s, 2m "
            "or 1h)"_s);
        QCOMPARE(wrong.failures.front().position.toString(), u"test.yaml:1:1"_s);
    }
};

QTEST_GUILESS_MAIN(WaitTest)
#include "tst_wait.moc"
