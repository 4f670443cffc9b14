// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/step_runner.h"

#include "steps/capture.h"
#include "steps/expectation.h"
#include "steps/kinds/children.h"
#include "steps/registry.h"

#include <algorithm>
#include <cmath>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Outcome;

namespace {

base::Nanoseconds withJitter(base::Nanoseconds delay, double jitter, base::Random &random)
{
    if (jitter <= 0)
        return delay;
    const double factor = 1 + jitter * (2 * random.unit() - 1);
    return base::Nanoseconds(std::llround(static_cast<double>(delay.count()) * factor));
}

base::Nanoseconds times(base::Nanoseconds delay, double factor)
{
    constexpr double kLongest = 3600e9;
    return base::Nanoseconds(
        std::llround(std::min(kLongest, static_cast<double>(delay.count()) * factor)));
}

base::SteadyTime earlier(base::SteadyTime a, base::SteadyTime b)
{
    return std::min(a, b);
}

} // namespace

StepRunner::StepRunner(const model::Step &step, StepContext &context)
    : m_step(step)
    , m_context(context)
{
}

StepRunner::Finished StepRunner::run()
{
    const StepKind *kind = kindNamed(m_step.kind);
    m_title = m_context.run().secrets.mask(titleOf(kind));
    const StepContext::Owner &owner = m_context.owner();
    events::EventBus &bus = m_context.run().bus;

    const base::Result<bool> holds = conditionHolds();
    if (holds && !*holds) {
        bus.post(events::StepFinished{.index = owner.index,
                                      .attempt = owner.attempt,
                                      .path = m_context.path(),
                                      .kind = m_step.kind,
                                      .title = m_title,
                                      .suite = owner.suiteFile,
                                      .outcome = Outcome::Skipped,
                                      .skipReason = u"condition: "_s + m_step.condition,
                                      .failures = {},
                                      .position = m_step.position(),
                                      .exchange = {}});
        return {Outcome::Skipped, {}};
    }
    bus.post(events::StepStarted{.index = owner.index,
                                 .attempt = owner.attempt,
                                 .path = m_context.path(),
                                 .kind = m_step.kind,
                                 .title = m_title,
                                 .suite = owner.suiteFile});

    const base::Clock &clock = m_context.run().host.clock;
    const base::SteadyTime start = clock.steadyNow();
    int tries = 1;
    StepResult result;
    if (!holds)
        result = StepResult::error(holds.error());
    else if (kind == nullptr)
        result = StepResult::error({u"there is no step kind \"%1\""_s.arg(m_step.kind), {}});
    else if (!m_step.timeout) {
        result = runTries(*kind, m_context, tries).result;
    } else {
        const base::SteadyTime deadline = earlier(m_context.deadline(), start + *m_step.timeout);
        base::StopScope scope(m_context.run().timer, m_context.stopToken(), deadline);
        StepContext limited(m_context.run(), m_context.worker(), owner, m_context.scope(),
                            scope.token(), deadline, m_context.path());
        result = runTries(*kind, limited, tries).result;
    }
    finish(result, tries, clock.steadyNow() - start);
    return {result.outcome, std::move(result.failures)};
}

base::Result<bool> StepRunner::conditionHolds()
{
    if (m_step.condition.isEmpty())
        return true;
    const auto value = m_context.worker().expressions.evaluateText(
        m_step.condition, m_context.scope(), m_context.stopToken());
    if (!value)
        return base::failure(value.error().at(m_step.position()));
    return isTrue(*value);
}

StepRunner::Try StepRunner::runTries(const StepKind &kind, StepContext &context, int &tries)
{
    if (!m_step.eventually && m_step.retry.times == 0)
        return runOnce(kind, context);

    const base::Clock &clock = context.run().host.clock;
    base::Random &random = context.run().host.random;
    const bool polls = m_step.eventually.has_value();
    const base::SteadyTime end =
        polls ? clock.steadyNow() + m_step.eventually->within : base::SteadyTime::max();
    base::Nanoseconds delay = polls ? m_step.eventually->every : m_step.retry.delay;
    const double factor = polls ? m_step.eventually->factor : m_step.retry.factor;
    const double jitter = polls ? m_step.eventually->jitter : m_step.retry.jitter;

    for (;; ++tries) {
        Try last;
        {
            base::StopScope scope(context.run().timer, context.stopToken(),
                                  earlier(context.deadline(), end));
            StepContext inner(context.run(), context.worker(), context.owner(), context.scope(),
                              scope.token(), scope.deadline(), context.path());
            last = runOnce(kind, inner);
        }
        if (last.result.outcome == Outcome::Passed || context.stopToken().stop_requested())
            return last;
        const base::Nanoseconds pause = withJitter(delay, jitter, random);
        const bool over = polls ? clock.steadyNow() + pause >= end : tries > m_step.retry.times;
        if (over || !base::waitFor(pause, context.stopToken())) {
            if (polls && !last.result.failures.empty()) {
                QString &message = last.result.failures.front().message;
                message = u"not within %1 (%2 tries), last: %3"_s
                              .arg(base::durationText(m_step.eventually->within))
                              .arg(tries)
                              .arg(message);
            }
            return last;
        }
        delay = times(delay, factor);
    }
}

StepRunner::Try StepRunner::runOnce(const StepKind &kind, StepContext &context)
{
    Try attempt;
    attempt.result = kind.run(m_step, context);
    StepResult &result = attempt.result;
    for (events::Failure &failure : result.failures) {
        if (!failure.position.isValid())
            failure.position = m_step.position();
    }
    if (result.outcome != Outcome::Passed)
        return attempt;
    if (!m_step.expect.isMissing()) {
        std::vector<events::Failure> failures =
            checkExpectations(m_step, kind, context, result.fields);
        if (!failures.empty()) {
            result.outcome = Outcome::Failed;
            result.failures = std::move(failures);
            return attempt;
        }
    }
    if (!m_step.capture.isMissing()) {
        if (auto captured = capture(m_step, context, result.fields); !captured) {
            result.outcome = Outcome::Failed;
            result.failures = StepResult::error(captured.error()).failures;
        }
    }
    return attempt;
}

void StepRunner::finish(StepResult &result, int tries, base::Nanoseconds duration)
{
    SecretMasker &secrets = m_context.run().secrets;
    for (events::Failure &failure : result.failures)
        secrets.mask(failure);
    if (result.exchange)
        secrets.mask(*result.exchange);
    const StepContext::Owner &owner = m_context.owner();
    if (owner.failures != nullptr && model::isBad(result.outcome)) {
        constexpr std::size_t kMost = 50;
        owner.failures->with([&](std::vector<events::Failure> &all) {
            for (const events::Failure &failure : result.failures) {
                if (all.size() < kMost)
                    all.push_back(failure);
            }
        });
    }
    const QString title = m_step.name.isEmpty() && !result.title.isEmpty() ? result.title : m_title;
    m_context.run().bus.post(events::StepFinished{.index = owner.index,
                                                  .attempt = owner.attempt,
                                                  .path = m_context.path(),
                                                  .kind = m_step.kind,
                                                  .title = secrets.mask(title),
                                                  .suite = owner.suiteFile,
                                                  .outcome = result.outcome,
                                                  .duration = duration,
                                                  .tries = tries,
                                                  .skipReason = {},
                                                  .failures = result.failures,
                                                  .position = m_step.position(),
                                                  .exchange = result.exchange});
}

QString StepRunner::titleOf(const StepKind *kind)
{
    if (m_step.name.isEmpty())
        return kind != nullptr ? kind->title(m_step) : m_step.kind;
    if (!m_step.name.contains(u"${"_s))
        return m_step.name;
    const auto text = m_context.worker().expressions.evaluateText(m_step.name, m_context.scope(),
                                                                  m_context.stopToken());
    return text ? text->toVariant().toString() : m_step.name;
}

} // namespace assay::steps
