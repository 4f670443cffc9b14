// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/bug.h"
#include "mutants/suite_run.h"

#include <QTest>

using namespace assay::mutants;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kReport = R"({"cases": [
    {"id": "api/a.yaml::works", "file": "api/a.yaml", "outcome": "passed"},
    {"id": "api/a.yaml::fails late", "file": "api/a.yaml", "outcome": "failed", "startNs": 1, "durationNs": 90},
    {"id": "x::fails early[a::b]", "file": "api/a.yaml", "outcome": "timed out", "startNs": 20, "durationNs": 5},
    {"id": "b.yaml::known", "file": "b.yaml", "outcome": "failed", "quarantined": true},
    {"id": "b.yaml::skipped", "file": "b.yaml", "outcome": "skipped"}]})";

} // namespace

class TstSuiteRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bugs()
    {
        const auto bugs = parseBugs("cosine-sign\tit is the wrong way round \n\nnoise\na\tb\tc\n");
        QCOMPARE(bugs.size(), std::size_t{2});
        QCOMPARE(bugs[0].name, u"cosine-sign"_s);
        QCOMPARE(bugs[0].wrong, u"it is the wrong way round"_s);
        QCOMPARE(bugs[1].wrong, u"b\tc"_s);
    }

    void findings()
    {
        const SuiteRun run = readRun(1, kReport);
        QCOMPARE(run.ending, Ending::CasesFailed);
        QCOMPARE(run.suites.keys(), QStringList({u"api/a.yaml"_s, u"b.yaml"_s}));
        QCOMPARE(run.suites[u"api/a.yaml"_s].cases, 3);
        QCOMPARE(run.suites[u"api/a.yaml"_s].failed, 2);
        QCOMPARE(run.suites[u"api/a.yaml"_s].refuted, 1);
        QCOMPARE(run.suites[u"api/a.yaml"_s].firstFailure, u"fails early[a::b]"_s);
        QCOMPARE(run.suites[u"b.yaml"_s].failed, 0);
    }

    void endings_data()
    {
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("report");
        QTest::addColumn<Ending>("ending");
        const QByteArray good = R"({"cases": [{"file": "a", "outcome": "passed"}]})";
        QTest::newRow("good") << 0 << good << Ending::AllPassed;
        QTest::newRow("failed") << 1 << kReport << Ending::CasesFailed;
        QTest::newRow("failed, nobody says where") << 1 << good << Ending::Internal;
        QTest::newRow("failed without a report") << 1 << QByteArray() << Ending::Internal;
        QTest::newRow("good, but some failed") << 0 << kReport << Ending::Internal;
        QTest::newRow("stopped") << 2 << kReport << Ending::Stopped;
        QTest::newRow("internal") << 3 << kReport << Ending::Internal;
        QTest::newRow("does not load") << 4 << QByteArray() << Ending::WrongUsage;
        QTest::newRow("nothing selected") << 5 << QByteArray() << Ending::NothingChosen;
        QTest::newRow("no environment") << 6 << kReport << Ending::NoEnvironment;
        QTest::newRow("a signal") << 143 << kReport << Ending::Internal;
    }
    void endings()
    {
        QFETCH(int, exitCode);
        QFETCH(QByteArray, report);
        QFETCH(Ending, ending);
        QCOMPARE(readRun(exitCode, report).ending, ending);
        QCOMPARE(wasCarriedOut(ending), exitCode < 2 && ending != Ending::Internal);
        QVERIFY(!describe(ending).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstSuiteRun)
#include "tst_suite_run.moc"
