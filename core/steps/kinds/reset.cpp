// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/reset.h"

#include "steps/kinds/state_steps.h"
#include "steps/step_context.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

suite::StepShape ResetStep::shape() const
{
    return {.kind = u"reset"_s,
            .body = Shape::map({}),
            .help = u"Takes databases and caches back to what they held when they came up."_s,
            .expectAllowed = false};
}

QString ResetStep::title(const model::Step &) const
{
    return u"reset"_s;
}

StepResult ResetStep::run(const model::Step &step, StepContext &context) const
{
    EnvironmentAccess *environments = context.run().environments;
    const auto done = environments != nullptr
                          ? environments->reset(context.owner().suiteFile, context.stopToken())
                          : noEnvironment();
    return outcomeOf(done, step, context, u"the reset"_s);
}

} // namespace assay::steps
