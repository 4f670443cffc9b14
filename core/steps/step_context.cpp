// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/step_context.h"

#include "base/suggest.h"
#include "steps/step_runner.h"

#include <algorithm>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Outcome;

StepContext::StepContext(RunContext &run, Worker &worker, Owner owner, suite::Scope &scope,
                         std::stop_token stop, base::SteadyTime deadline, QString path)
    : m_run(run)
    , m_worker(worker)
    , m_owner(std::move(owner))
    , m_scope(scope)
    , m_stop(std::move(stop))
    , m_deadline(deadline)
    , m_path(std::move(path))
{
}

base::Nanoseconds StepContext::timeLeft(base::Nanoseconds most) const
{
    if (m_deadline == base::SteadyTime::max())
        return most;
    const base::Nanoseconds left = m_deadline - m_run.host.clock.steadyNow();
    return std::clamp(left, base::Nanoseconds::zero(), most);
}

bool StepContext::timedOut() const
{
    return m_deadline != base::SteadyTime::max() && m_run.host.clock.steadyNow() >= m_deadline;
}

base::Result<model::Node> StepContext::resolve(const model::Node &node, const model::Step &step)
{
    return m_worker.expressions.resolve(node, step.file, m_scope, m_stop);
}

base::Result<QJsonObject> StepContext::service(const QString &name) const
{
    const QJsonObject services = m_scope.find(u"services"_s).value_or(QJsonObject()).toObject();
    const auto it = services.constFind(name);
    if (it == services.constEnd()) {
        return base::failure(u"no service is called \"%1\""_s.arg(name),
                             services.isEmpty() ? u"the run has no environment: name one with "
                                                  u"environment: or --environment"_s
                                                : base::didYouMean(name, services.keys()));
    }
    return it->toObject();
}

Outcome StepContext::runChildren(const std::vector<model::Step> &steps, const QString &pathSuffix)
{
    Outcome all = Outcome::Passed;
    const QString prefix = m_path + pathSuffix + u'.';
    for (std::size_t i = 0; i < steps.size(); ++i) {
        StepContext child(m_run, m_worker, m_owner, m_scope, m_stop, m_deadline,
                          prefix + QString::number(i));
        const Outcome outcome = runStep(steps[i], child);
        if (outcome != Outcome::Skipped)
            all = model::worse(all, outcome);
        if (outcome == Outcome::Aborted || (model::isBad(outcome) && !steps[i].continueOnFailure))
            break;
    }
    return all;
}

Outcome StepContext::runStep(const model::Step &step, StepContext &context)
{
    return StepRunner(step, context).run().outcome;
}

void StepContext::log(events::LogLevel level, const QString &text)
{
    constexpr qsizetype kLongest = 16 * 1024;
    m_run.bus.post(events::LogLine{.source = m_owner.suiteFile,
                                   .level = level,
                                   .text = m_run.secrets.mask(text.left(kLongest)),
                                   .index = m_owner.index});
}

void StepContext::attach(const QString &name, const QString &contentType, const QByteArray &content)
{
    constexpr qsizetype kLargest = 1024 * 1024;
    m_run.bus.post(events::Attachment{.index = m_owner.index,
                                      .name = name,
                                      .contentType = contentType,
                                      .file = {},
                                      .content = m_run.secrets.mask(content.left(kLargest))});
}

} // namespace assay::steps
