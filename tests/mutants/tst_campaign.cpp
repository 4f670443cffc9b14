// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/campaign.h"

#include <QTest>

#include <mutex>

using namespace assay::mutants;
using namespace Qt::StringLiterals;

namespace {

SuiteRun ended(Ending ending, const QMap<QString, SuiteFindings> &suites = {})
{
    return {ending, suites};
}

} // namespace

class TstCampaign : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBugOnce()
    {
        Options options;
        options.jobs = 3;
        std::mutex mutex;
        QStringList asked;
        QStringList lines;
        const Campaign campaign(
            options,
            [&](const QString &bug, const QStringList &places, bool) {
                const std::lock_guard lock(mutex);
                asked.append(bug + u':' + places.join(u','));
                return ended(Ending::CasesFailed,
                             {{u"a"_s, {2, bug == u"one"_s ? 1 : 0, 0, u"c"_s}}});
            },
            [&](const QString &line) { lines.append(line); });
        const auto results =
            campaign.againstBugs({{u"one"_s, {}}, {u"two"_s, {}}, {u"three"_s, {}}}, {});
        asked.sort();
        QCOMPARE(asked, QStringList({u"one:"_s, u"three:"_s, u"two:"_s}));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(results[0].first, u"a"_s);
        QVERIFY(results[1].first.isEmpty());
        QCOMPARE(results[2].bug.name, u"three"_s);
    }

    /// What could not be run is never called caught.
    void notCarriedOut()
    {
        const Options options;
        const Campaign campaign(
            options,
            [](const QString &, const QStringList &, bool) {
                return ended(Ending::Stopped, {{u"a"_s, {2, 1, 0, u"c"_s}}});
            },
            [](const QString &) {});
        const auto results = campaign.againstBugs({{u"one"_s, {}}}, {});
        QVERIFY(results[0].first.isEmpty());
        QCOMPARE(results[0].troubles, QStringList{u"the run was stopped early"_s});
    }

    void whatStopsOneSuiteLetsTheOthersRun_data()
    {
        QTest::addColumn<int>("ending");
        QTest::addColumn<QString>("trouble");
        QTest::newRow("no environment")
            << int(Ending::NoEnvironment) << u"a: the environment did not come up"_s;
        QTest::newRow("too slow") << int(Ending::TooSlow)
                                  << u"a: the run took longer than its limit"_s;
    }
    void whatStopsOneSuiteLetsTheOthersRun()
    {
        QFETCH(const int, ending);
        QFETCH(const QString, trouble);
        const Options options;
        const Campaign campaign(
            options,
            [ending](const QString &, const QStringList &places, bool) {
                if (places.isEmpty())
                    return ended(Ending(ending),
                                 {{u"a"_s, {1, 0, 0, {}}}, {u"b"_s, {1, 0, 0, {}}}});
                if (places == QStringList{u"a"_s})
                    return ended(Ending(ending), {{u"a"_s, {1, 0, 0, {}}}});
                return ended(Ending::CasesFailed, {{u"b"_s, {1, 1, 0, u"c"_s}}});
            },
            [](const QString &) {});
        const auto results = campaign.againstBugs({{u"one"_s, {}}}, {});
        QCOMPARE(results[0].first, u"b"_s);
        QCOMPARE(results[0].troubles, QStringList{trouble});
    }

    /// A suite that fails only beside the others is not said to catch the bug.
    void whatCatchesItDoesSoAlone()
    {
        const Options options;
        QStringList asked;
        const Campaign campaign(
            options,
            [&](const QString &bug, const QStringList &places, bool) {
                asked.append(places.join(u','));
                if (places.isEmpty()) {
                    return ended(Ending::CasesFailed, {{u"busy"_s, {9, 5, 5, u"x"_s}},
                                                       {u"right"_s, {9, 2, 1, u"y"_s}},
                                                       {u"silent"_s, {9, 0, 0, {}}}});
                }
                const bool isFound = places == QStringList{u"right"_s} && bug == u"one"_s;
                return ended(isFound ? Ending::CasesFailed : Ending::AllPassed,
                             {{places[0], {9, isFound ? 1 : 0, 1, u"z"_s}}});
            },
            [](const QString &) {});
        const auto results = campaign.againstBugs({{u"one"_s, {}}, {u"two"_s, {}}}, {});
        QCOMPARE(asked, QStringList({{}, u"busy"_s, u"right"_s, {}, u"busy"_s, u"right"_s}));
        QCOMPARE(results[0].first, u"right"_s);
        QCOMPARE(results[0].suites[u"right"_s].firstFailure, u"z"_s);
        QCOMPARE(results[1].first, QString());
        QCOMPARE(verdicts(results, {}), QStringList{u"two: no suite catches it"_s});
    }

    void onlyTheSuiteOfTheTable()
    {
        Options options;
        options.onlyFirst = true;
        QStringList asked;
        const Campaign campaign(
            options,
            [&](const QString &bug, const QStringList &places, bool) {
                asked.append(bug + u':' + places.join(u','));
                return ended(Ending::CasesFailed, {{u"a"_s, {1, 1, 0, u"c"_s}}});
            },
            [](const QString &) {});
        const auto results =
            campaign.againstBugs({{u"one"_s, {}}, {u"new"_s, {}}}, {{u"one"_s, u"a"_s}});
        QCOMPARE(asked, QStringList{u"one:a"_s});
        QCOMPARE(results[1].troubles, QStringList{u"the table names no suite that catches it"_s});
    }

    void cleanRuns()
    {
        Options options;
        options.clean = 3;
        int number = 0;
        const Campaign campaign(
            options,
            [&](const QString &, const QStringList &, bool) {
                ++number;
                return number == 2 ? ended(Ending::CasesFailed, {{u"b"_s, {1, 1, 0, u"c"_s}}})
                                   : ended(number == 3 ? Ending::TooSlow : Ending::AllPassed,
                                           {{u"a"_s, {1, 0, 0, {}}}});
            },
            [](const QString &) {});
        QStringList suites;
        QCOMPARE(campaign.withoutBug(suites),
                 QStringList({u"no bug, run 2: b: c"_s,
                              u"no bug, run 3: the run took longer than its limit"_s}));
        QCOMPARE(suites, QStringList({u"a"_s, u"b"_s}));
    }
};

QTEST_GUILESS_MAIN(TstCampaign)
#include "tst_campaign.moc"
