// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/script.h"

#include "steps/kinds/step_parts.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

namespace {

/// On the script's first line, so that its lines keep their numbers.
const QString kAssert =
    u"function assert(holds, message) { if (!holds) throw new Error('assertion failed' + "
    "(message === undefined ? '' : ': ' + message)); } "_s;
const QString kAssertFailed = u"the script failed: Error: assertion failed"_s;

base::Result<QString> codeOf(const model::Step &step, StepContext &context)
{
    const model::Node &body = step.body;
    if (!body.isMap())
        return body.text();
    if (body.contains(u"code"))
        return body[u"code"].text();
    const auto content = readWorkspaceFile(body[u"file"].text(), step, context);
    if (!content)
        return base::failure(base::Error(content.error()).at(body[u"file"].position(step.file)));
    return QString::fromUtf8(*content);
}

} // namespace

suite::StepShape ScriptStep::shape() const
{
    return {.kind = u"script"_s,
            .body = Shape::anyOf({Shape::text(), Shape::map({{u"code"_s, Shape::text()},
                                                             {u"file"_s, Shape::text().fixed()}})
                                                     .exactlyOneOf({u"code"_s, u"file"_s})}),
            .help = u"Runs JavaScript; what it assigns to vars are variables."_s,
            .templates = false};
}

StepResult ScriptStep::run(const model::Step &step, StepContext &context) const
{
    const auto code = codeOf(step, context);
    if (!code)
        return StepResult::error(code.error());
    // A scope of its own: what it assigned is seen when it ended well, and can be told apart.
    suite::Scope assigned(&context.scope());
    const auto value = context.worker().expressions.runScript(
        kAssert + *code, assigned, context.stopToken(),
        [&](const QString &text) { context.log(events::LogLevel::Info, text); });
    if (!value) {
        if (isStopped(context))
            return StepResult::stopped(context, u"the script"_s);
        base::Error why = value.error();
        StepResult result;
        if (why.title.startsWith(kAssertFailed)) {
            why.title.remove(0, kAssertFailed.indexOf(u"assertion"_s));
            result = StepResult::error(why);
            result.outcome = model::Outcome::Failed;
            return result;
        }
        return StepResult::error(why);
    }
    StepResult result;
    const QHash<QString, QJsonValue> &own = assigned.own();
    for (auto it = own.begin(); it != own.end(); ++it) {
        context.scope().set(it.key(), it.value());
        result.fields.set(it.key(), it.value());
    }
    result.fields.set(u"value"_s, *value);
    result.fields.setDefault(u"value"_s);
    return result;
}

} // namespace assay::steps
