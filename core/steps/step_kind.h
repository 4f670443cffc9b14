// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"
#include "model/step.h"
#include "steps/fields.h"
#include "suite/format.h"

#include <memory>
#include <mutex>

namespace assay::steps {

class StepContext;

/// What one execution of a step gave. Expectations and captures are applied by the step runner.
struct StepResult
{
    /// Passed when it was carried out, whatever came back: a 500 is a result. Error when it could
    /// not be carried out (refused, no such file), TimedOut or Aborted when it was stopped. Groups
    /// give the worst of their children.
    model::Outcome outcome = model::Outcome::Passed;
    std::vector<events::Failure> failures; ///< why, when the outcome is not Passed; one is enough
    Fields fields;
    QString title; ///< "POST /v1/texts": shown for steps without a name; "" keeps the kind
    std::shared_ptr<model::Exchange> exchange; ///< may be null; the runner masks secrets in it

    /// An Error result with one failure at the step's position.
    [[nodiscard]] static StepResult error(const base::Error &why);
    /// TimedOut or Aborted, by why the context's token was triggered.
    [[nodiscard]] static StepResult stopped(const StepContext &context, const QString &what);
};

/// A kind of step: "http", "sql", ... One file each, one line in registry.cpp.
/// Stateless and shared by all workers: what must live between steps is in StepContext::locals().
/// Help on adding one: resources/help/add-a-step-kind.md.
class StepKind
{
public:
    virtual ~StepKind() = default;
    /// Kind's name, the shape of its body, further keys, fields for `expect`: loader and schema use
    /// it.
    [[nodiscard]] virtual suite::StepShape shape() const = 0;
    /// Carries the step out once. Blocks; every wait ends when context.stopToken() is triggered.
    /// Bounded: what comes in is cut at context.limits(). Never throws.
    [[nodiscard]] virtual StepResult run(const model::Step &step, StepContext &context) const = 0;
    /// What a library wants done once a process, for some milliseconds, before the first step: on a
    /// thread of its own while suites are read. May be left out; run() does it then.
    virtual void warmUp() const {}
    /// What the step is called before it has run: "POST ${base}/texts". Default: the kind.
    [[nodiscard]] virtual QString title(const model::Step &step) const;

    /// shape(), made once.
    [[nodiscard]] const suite::StepShape &cachedShape() const;

private:
    mutable std::once_flag m_shapeMade;
    mutable std::unique_ptr<const suite::StepShape> m_shape;
};

} // namespace assay::steps
