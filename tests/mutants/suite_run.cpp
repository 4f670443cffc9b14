// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/suite_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace assay::mutants {

using namespace Qt::StringLiterals;

namespace {

Ending endingOf(int exitCode, bool hasFailures)
{
    switch (exitCode) {
    case 0:
        return hasFailures ? Ending::Internal : Ending::AllPassed;
    case 1:
        return hasFailures ? Ending::CasesFailed : Ending::Internal;
    case 2:
        return Ending::Stopped;
    case 4:
        return Ending::WrongUsage;
    case 5:
        return Ending::NothingChosen;
    case 6:
        return Ending::NoEnvironment;
    default:
        return Ending::Internal;
    }
}

bool isBad(const QString &outcome)
{
    return QStringList{u"failed"_s, u"error"_s, u"timed out"_s, u"timedOut"_s}.contains(outcome);
}

} // namespace

bool wasCarriedOut(Ending ending)
{
    return ending == Ending::AllPassed || ending == Ending::CasesFailed;
}

QString describe(Ending ending)
{
    switch (ending) {
    case Ending::AllPassed:
        return u"all cases passed"_s;
    case Ending::CasesFailed:
        return u"cases failed"_s;
    case Ending::NoEnvironment:
        return u"the environment did not come up"_s;
    case Ending::WrongUsage:
        return u"the suites do not load"_s;
    case Ending::NothingChosen:
        return u"no case was selected"_s;
    case Ending::Stopped:
        return u"the run was stopped early"_s;
    case Ending::TooSlow:
        return u"the run took longer than its limit"_s;
    case Ending::Internal:
        break;
    }
    return u"the run itself went wrong"_s;
}

bool foundSomething(const SuiteRun &run)
{
    return std::ranges::any_of(run.suites,
                               [](const SuiteFindings &findings) { return findings.failed > 0; });
}

SuiteRun readRun(int exitCode, const QByteArray &report)
{
    SuiteRun run;
    QMap<QString, double> firstEnds;
    bool hasFailures = false;
    const QJsonArray cases = QJsonDocument::fromJson(report).object()[u"cases"_s].toArray();
    for (const QJsonValue &value : cases) {
        const QJsonObject one = value.toObject();
        const QString file = one[u"file"_s].toString();
        SuiteFindings &findings = run.suites[file];
        ++findings.cases;
        if (!isBad(one[u"outcome"_s].toString()) || one[u"quarantined"_s].toBool())
            continue;
        hasFailures = true;
        ++findings.failed;
        if (one[u"outcome"_s].toString() == u"failed"_s)
            ++findings.refuted;
        const double end = one[u"startNs"_s].toDouble() + one[u"durationNs"_s].toDouble();
        if (findings.failed == 1 || end < firstEnds[file]) {
            firstEnds[file] = end;
            findings.firstFailure = one[u"id"_s].toString().section(u"::"_s, 1);
        }
    }
    run.ending = endingOf(exitCode, hasFailures);
    return run;
}

} // namespace assay::mutants
