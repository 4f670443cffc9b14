// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/group.h"

#include "steps/kinds/children.h"

namespace assay::steps {

using namespace Qt::StringLiterals;

suite::StepShape GroupStep::shape() const
{
    return {.kind = u"group"_s,
            .body = suite::Shape::steps(),
            .help = u"Runs steps one after another, as one."_s,
            .childKeys = {QString()},
            .expectAllowed = false};
}

StepResult GroupStep::run(const model::Step &step, StepContext &context) const
{
    return resultOfChildren(context.runChildren(step.children), u"a step of the group"_s);
}

} // namespace assay::steps
