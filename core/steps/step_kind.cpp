// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/step_kind.h"

#include "steps/step_context.h"

namespace assay::steps {

using namespace Qt::StringLiterals;

StepResult StepResult::error(const base::Error &why)
{
    StepResult result;
    result.outcome = model::Outcome::Error;
    QString message = why.title;
    if (!why.fix.isEmpty())
        message += u" ("_s + why.fix + u')';
    if (why.cause)
        message += u": "_s + why.cause->toString();
    result.failures.push_back({.message = std::move(message), .position = why.position});
    return result;
}

StepResult StepResult::stopped(const StepContext &context, const QString &what)
{
    StepResult result;
    const bool timedOut = context.timedOut();
    result.outcome = timedOut ? model::Outcome::TimedOut : model::Outcome::Aborted;
    result.failures.push_back({.message = timedOut
                                              ? what + u" took too long: the time limit ended it"_s
                                              : what + u" was stopped: the run was aborted"_s});
    return result;
}

QString StepKind::title(const model::Step &step) const
{
    return step.kind;
}

const suite::StepShape &StepKind::cachedShape() const
{
    std::call_once(m_shapeMade,
                   [this] { m_shape = std::make_unique<const suite::StepShape>(shape()); });
    return *m_shape;
}

} // namespace assay::steps
