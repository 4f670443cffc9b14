// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/if.h"

#include "steps/kinds/children.h"
#include "suite/node_values.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

suite::StepShape IfStep::shape() const
{
    return {.kind = u"if"_s,
            .body = Shape::anyOf({Shape::boolean(), Shape::text()}),
            .help = u"Runs the steps of then: when the condition holds, those of else: when not."_s,
            .besides = {{u"then"_s, Shape::steps(), true}, {u"else"_s, Shape::steps()}},
            .childKeys = {u"then"_s},
            .otherChildKeys = {u"else"_s},
            .expectAllowed = false};
}

QString IfStep::title(const model::Step &step) const
{
    return u"if "_s + suite::conditionOf(step.body);
}

StepResult IfStep::run(const model::Step &step, StepContext &context) const
{
    const auto holds = conditionHolds(step.body, step, context);
    if (!holds)
        return StepResult::error(holds.error());
    return resultOfChildren(context.runChildren(*holds ? step.children : step.otherChildren),
                            *holds ? u"a step of then:"_s : u"a step of else:"_s);
}

} // namespace assay::steps
