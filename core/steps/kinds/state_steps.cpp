// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/state_steps.h"

#include "steps/step_context.h"

namespace assay::steps {

using namespace Qt::StringLiterals;

base::Result<> noEnvironment()
{
    return base::failure(u"the suite has no environment"_s,
                         u"name one with environment: or --environment"_s);
}

StepResult outcomeOf(const base::Result<> &done, const model::Step &step,
                     const StepContext &context, const QString &what)
{
    if (done)
        return {};
    if (context.stopToken().stop_requested())
        return StepResult::stopped(context, what);
    base::Error error = done.error();
    if (!error.position.isValid())
        error.position = step.position();
    return StepResult::error(error);
}

} // namespace assay::steps
