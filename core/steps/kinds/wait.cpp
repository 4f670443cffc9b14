// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/wait.h"

#include "steps/step_context.h"
#include "suite/node_values.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

suite::StepShape WaitStep::shape() const
{
    return {.kind = u"wait"_s,
            .body = Shape::anyOf(
                {Shape::duration(), Shape::map({{u"for"_s, Shape::duration(), true}})}),
            .help = u"Waits for a time."_s,
            .expectAllowed = false};
}

QString WaitStep::title(const model::Step &step) const
{
    const QString time = (step.body.isMap() ? step.body[u"for"] : step.body).text();
    return u"wait "_s + time;
}

StepResult WaitStep::run(const model::Step &step, StepContext &context) const
{
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    const model::Node &node = body->isMap() ? (*body)[u"for"] : *body;
    const auto time = base::parseDuration(node.value().toVariant().toString());
    if (!time)
        return StepResult::error(base::Error(time.error()).at(node.position(step.file)));
    if (!base::waitFor(*time, context.stopToken()))
        return StepResult::stopped(context, u"the wait of %1"_s.arg(base::durationText(*time)));
    return {};
}

} // namespace assay::steps
