// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace assay::mutants {

/// How a run of suites ended.
enum class Ending {
    AllPassed,     ///< exit code 0
    CasesFailed,   ///< exit code 1, and the report has cases that failed
    NoEnvironment, ///< 6: nothing was tested
    WrongUsage,    ///< 4: nothing was run
    NothingChosen, ///< 5
    Stopped,       ///< 2: it was cut short
    Internal,      ///< 3, or the report does not fit the exit code
    TooSlow,       ///< it was ended at its time limit
};

/// Only a whole run says anything of the system.
[[nodiscard]] bool wasCarriedOut(Ending ending);
/// In a few words: "the environment did not come up".
[[nodiscard]] QString describe(Ending ending);

/// What a run found of one suite.
struct SuiteFindings
{
    int cases = 0;
    int failed = 0;       ///< all that are bad: failed, errored or timed out
    int refuted = 0;      ///< of these, where an expectation did not hold
    QString firstFailure; ///< the name of the case that failed first
};

struct SuiteRun
{
    Ending ending = Ending::Internal;
    QMap<QString, SuiteFindings> suites; ///< by file: "api/text_api.yaml"
};

/// Some case of it is bad.
[[nodiscard]] bool foundSomething(const SuiteRun &run);

/// Makes sense of a run's exit code and its JSON report. A case counts as failed when it failed,
/// errored or timed out; skipped ones say nothing.
[[nodiscard]] SuiteRun readRun(int exitCode, const QByteArray &report);

} // namespace assay::mutants
