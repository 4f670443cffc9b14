// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orchestrator/selection.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace assay::workbench {

/// How a process ends (semantics: "Exit codes"). Never a count.
enum class ExitCode {
    Good = 0,
    BadCases = 1,
    StoppedEarly = 2,
    InternalError = 3,
    BadInput = 4, ///< wrong usage, or a file that does not load
    NothingSelected = 5,
    NoEnvironment = 6,
    Interrupted = 130, ///< SIGINT
    Terminated = 143,  ///< SIGTERM
};

/// What to run and how: the command line's options, or the window's. A plain value.
struct RunRequest
{
    orchestrator::Selection selection;
    QString planFile;                   ///< a plan of the workspace; "" runs suites
    std::optional<QString> environment; ///< overrides suites and plan; "" runs without one
    std::optional<int> parallel;        ///< cases at once; default: the processors, at least 2
    std::optional<int> retries;         ///< overrides every case's
    std::optional<base::Nanoseconds> timeout; ///< of an attempt, overrides every case's
    bool failFast = false;
    int maxFailures = 0;
    bool failOnFlaky = false;
    bool passWithNoTests = false;
    bool updateSnapshots = false;
    bool lastFailed = false;
    QString resume; ///< a run's id, a prefix of it, or "latest"
    QString from; ///< a snapshot's file: its environment starts in that state; "" as its file says
    bool keepHistory = true;
    QString eventsFile; ///< JSON Lines of the stream; "" writes none, "-" is the caller's
    QJsonObject facts;  ///< branch, commit, ...; for search in history
};

} // namespace assay::workbench
