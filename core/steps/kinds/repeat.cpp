// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/repeat.h"

#include "steps/kinds/children.h"
#include "steps/kinds/step_parts.h"

#include <limits>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;
using model::Outcome;
using suite::Shape;

namespace {

constexpr qint64 kMostRounds = 1'000'000;
constexpr qint64 kUsualMost = 1000;

/// The parts of the body that are evaluated once; the conditions and the steps are not.
struct Plan
{
    qint64 rounds = 0;
    bool roundsAreEnough = false; ///< `times`: reaching them is the end, not a failure
    base::Nanoseconds delay{};
    QString counter;
};

base::Result<qint64> wholeNumberOf(const Node &node, const model::Step &step, StepContext &context)
{
    const auto resolved = context.resolve(node, step);
    if (!resolved)
        return base::failure(resolved.error());
    const double number = resolved->value().toVariant().toDouble();
    const auto whole = static_cast<qint64>(std::clamp(number, -1.0, 1e9));
    if (static_cast<double>(whole) != number || whole < 0 || whole > kMostRounds) {
        return base::failure(
            u"%1 is not a whole number from 0 to %2"_s.arg(resolved->value().toVariant().toString())
                .arg(kMostRounds),
            {}, node.position(step.file));
    }
    return whole;
}

base::Result<Plan> planOf(const model::Step &step, StepContext &context)
{
    const Node &body = step.body;
    Plan plan;
    plan.roundsAreEnough = body.contains(u"times");
    plan.rounds = kUsualMost;
    const Node &limit = plan.roundsAreEnough ? body[u"times"] : body[u"max"];
    if (!limit.isMissing()) {
        const auto rounds = wholeNumberOf(limit, step, context);
        if (!rounds)
            return base::failure(rounds.error());
        plan.rounds = *rounds;
    }
    if (const Node &delay = body[u"delay"]; !delay.isMissing()) {
        const auto resolved = context.resolve(delay, step);
        if (!resolved)
            return base::failure(resolved.error());
        const auto time = base::parseDuration(resolved->value().toVariant().toString());
        if (!time)
            return base::failure(base::Error(time.error()).at(delay.position(step.file)));
        plan.delay = *time;
    }
    plan.counter = body[u"as"].text();
    return plan;
}

} // namespace

suite::StepShape RepeatStep::shape() const
{
    const Shape condition = Shape::anyOf({Shape::boolean(), Shape::text()});
    return {.kind = u"repeat"_s,
            .body = Shape::map(
                        {{u"times"_s, Shape::integer(0, kMostRounds), false, u"how many rounds"_s},
                         {u"while"_s, condition, false, u"asked before each round"_s},
                         {u"until"_s, condition, false, u"asked after each round"_s},
                         {u"max"_s, Shape::integer(1, kMostRounds), false,
                          u"rounds of while and until; then it has failed"_s},
                         {u"delay"_s, Shape::duration(), false, u"between two rounds"_s},
                         {u"as"_s,
                          Shape::text().fixed().matching(u"[A-Za-z_][A-Za-z0-9_]*"_s,
                                                         u"a name of letters, digits and _"_s),
                          false, u"the variable that counts from 0"_s},
                         {u"steps"_s, Shape::steps(), true}})
                        .exactlyOneOf({u"times"_s, u"while"_s, u"until"_s})
                        .atMostOneOf({u"times"_s, u"max"_s}),
            .help = u"Runs steps again and again."_s,
            .childKeys = {u".steps"_s},
            .expectAllowed = false};
}

StepResult RepeatStep::run(const model::Step &step, StepContext &context) const
{
    const auto plan = planOf(step, context);
    if (!plan)
        return StepResult::error(plan.error());
    const Node &before = step.body[u"while"];
    const Node &after = step.body[u"until"];
    for (qint64 round = 0;; ++round) {
        if (plan->roundsAreEnough && round >= plan->rounds)
            return {};
        if (isStopped(context) || (round > 0 && plan->delay > base::Nanoseconds::zero() &&
                                   !base::waitFor(plan->delay, context.stopToken())))
            return StepResult::stopped(context, u"the repetition"_s);
        if (!plan->counter.isEmpty())
            context.scope().set(plan->counter, round);
        if (!before.isMissing()) {
            const auto holds = conditionHolds(before, step, context);
            if (!holds)
                return StepResult::error(holds.error());
            if (!*holds)
                return {};
        }
        if (!plan->roundsAreEnough && round >= plan->rounds) {
            StepResult result;
            result.outcome = Outcome::Failed;
            result.failures.push_back(
                {.message = (before.isMissing() ? u"until: did not hold after %1 rounds: %2"_s
                                                : u"while: still held after %1 rounds: %2"_s)
                                .arg(plan->rounds)
                                .arg((before.isMissing() ? after : before)
                                         .value()
                                         .toVariant()
                                         .toString())});
            return result;
        }
        const Outcome outcome = context.runChildren(step.children, u'.' + QString::number(round));
        if (outcome != Outcome::Passed && outcome != Outcome::Skipped) {
            return resultOfChildren(outcome, u"a step of round %1 (counted from 0)"_s.arg(round));
        }
        if (!after.isMissing()) {
            const auto holds = conditionHolds(after, step, context);
            if (!holds)
                return StepResult::error(holds.error());
            if (*holds)
                return {};
        }
    }
}

} // namespace assay::steps
