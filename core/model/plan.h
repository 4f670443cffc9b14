// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/suite.h"

namespace assay::model {

/// What a phase or plan does when a case in it is bad (seed 2.2: FailurePolicy).
enum class FailureAction { Continue, StopPhase, Stop, Retry, Quarantine };
[[nodiscard]] QString failureActionName(FailureAction action);
[[nodiscard]] std::optional<FailureAction> failureActionFromName(QStringView name);

struct FailurePolicy
{
    FailureAction action = FailureAction::Continue;
    int retries = 0; ///< with Retry: further attempts of each bad case
    base::Nanoseconds delay = std::chrono::milliseconds(100); ///< doubled at each further attempt
};

struct Phase
{
    QString name;
    QStringList suites; ///< files, relative to the workspace
    QString tags;       ///< a tag expression; "" takes all
    QStringList needs;  ///< phases that must be over, and good, before
    std::optional<FailurePolicy> onFailure;
    base::SourcePosition position;
};

/// A plan file: phases, dependencies, resource limits, failure policy (seed 2.2: TestPlan).
struct Plan
{
    QString file;
    QString name;
    QString environment;           ///< "" leaves it to the suites
    std::vector<Phase> phases;     ///< in file order
    std::optional<int> parallel;   ///< cases at once
    QHash<QString, int> resources; ///< capacities of named locks
    FailurePolicy onFailure;
    std::optional<base::Nanoseconds> timeout; ///< of the whole run
    QString schedule;                         ///< cron expression for --schedule; "" means none
};

} // namespace assay::model
