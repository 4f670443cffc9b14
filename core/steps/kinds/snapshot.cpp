// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/snapshot.h"

#include "steps/kinds/state_steps.h"
#include "steps/step_context.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

suite::StepShape SnapshotStep::shape() const
{
    return {.kind = u"snapshot"_s,
            .body = Shape::text(),
            .help = u"Keeps what databases and caches hold under a name, for restore."_s,
            .expectKeys = {u"bytes"_s}};
}

QString SnapshotStep::title(const model::Step &step) const
{
    return u"snapshot "_s + step.body.text();
}

StepResult SnapshotStep::run(const model::Step &step, StepContext &context) const
{
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    EnvironmentAccess *environments = context.run().environments;
    if (environments == nullptr)
        return outcomeOf(noEnvironment(), step, context, {});
    const auto size =
        environments->snapshot(context.owner().suiteFile, body->text(), context.stopToken());
    if (!size)
        return outcomeOf(base::failure(size.error()), step, context, u"the snapshot"_s);
    StepResult result;
    result.fields.set(u"bytes"_s, QJsonValue(static_cast<qint64>(size->value)));
    result.fields.setDefault(u"bytes"_s);
    return result;
}

} // namespace assay::steps
