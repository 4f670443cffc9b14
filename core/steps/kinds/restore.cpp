// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/restore.h"

#include "steps/kinds/state_steps.h"
#include "steps/step_context.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

suite::StepShape RestoreStep::shape() const
{
    return {.kind = u"restore"_s,
            .body = Shape::text(),
            .help = u"Takes databases and caches back to a snapshot."_s,
            .expectAllowed = false};
}

QString RestoreStep::title(const model::Step &step) const
{
    return u"restore "_s + step.body.text();
}

StepResult RestoreStep::run(const model::Step &step, StepContext &context) const
{
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    EnvironmentAccess *environments = context.run().environments;
    const auto done =
        environments != nullptr
            ? environments->restore(context.owner().suiteFile, body->text(), context.stopToken())
            : noEnvironment();
    return outcomeOf(done, step, context, u"the restore"_s);
}

} // namespace assay::steps
