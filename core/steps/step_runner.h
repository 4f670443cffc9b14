// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_context.h"
#include "steps/step_kind.h"

namespace assay::steps {

/// Runs one step of any kind with all that can stand on a step: if, timeout, retry, eventually,
/// expect, capture. Posts its StepStarted and StepFinished. Confined to the context's thread.
///
///     const StepRunner::Finished finished = StepRunner(step, context).run();
class StepRunner
{
public:
    struct Finished
    {
        model::Outcome outcome = model::Outcome::Passed; ///< Skipped when `if` was false
        std::vector<events::Failure> failures;
    };

    StepRunner(const model::Step &step, StepContext &context);
    Finished run();

private:
    struct Try
    {
        StepResult result;
        bool final = false; ///< trying again cannot help: it was stopped
    };

    [[nodiscard]] base::Result<bool> conditionHolds();
    [[nodiscard]] Try runTries(const StepKind &kind, StepContext &context, int &tries);
    [[nodiscard]] Try runOnce(const StepKind &kind, StepContext &context);
    void finish(StepResult &result, int tries, base::Nanoseconds duration);
    [[nodiscard]] QString titleOf(const StepKind *kind);

    const model::Step &m_step;
    StepContext &m_context;
    QString m_title;
};

} // namespace assay::steps
