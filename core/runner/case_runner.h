// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runner/engine.h"
#include "suite/expressions.h"

namespace assay::runner {

/// Runs one case with all its attempts on the calling thread and posts its events from CaseStarted
/// to CaseFinished. Confined to the worker's thread.
class CaseRunner
{
public:
    struct Surroundings
    {
        steps::RunContext &context;
        steps::Worker &worker;
        const EngineOptions &options;
        const suite::Scope &suiteScope; ///< read only from here on
        QString suiteFile;
        QJsonObject inherited; ///< captures of the cases that it needs
        std::function<int()> badCases;
    };
    struct Finished
    {
        CaseResult result;
        QJsonObject captures;     ///< for the cases that need it
        FailureDecision decision; ///< the policy's word on the last bad attempt
    };

    CaseRunner(const RunGraph::Node &node, events::CaseIndex index, Surroundings surroundings);

    [[nodiscard]] Finished run(const std::stop_token &stop);
    /// A case that does not run: CaseFinished only.
    static CaseResult skip(events::EventBus &bus, const RunGraph::Node &node,
                           events::CaseIndex index, const QString &reason);

private:
    [[nodiscard]] Verdict attempt(int number, const std::stop_token &stop);
    [[nodiscard]] base::Result<> fillScope(suite::Scope &scope, const std::stop_token &stop);
    [[nodiscard]] bool conditionHolds(const std::stop_token &stop);

    const RunGraph::Node &m_node;
    events::CaseIndex m_index;
    Surroundings m_around;
    QJsonObject m_captures;
    std::optional<base::Error> m_conditionError;
};

/// Calls a function that may throw; what it throws becomes an Error with the exception's text.
[[nodiscard]] Verdict guardedVerdict(const std::function<Verdict()> &function);

} // namespace assay::runner
